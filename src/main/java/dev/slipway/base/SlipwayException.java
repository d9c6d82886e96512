package dev.slipway.base;

import java.util.List;
import java.util.stream.Collectors;

/** The one exception that carries problems to the face that renders them. Bugs are other exceptions. */
public final class SlipwayException extends RuntimeException {
    private final transient List<Problem> problems;

    public SlipwayException(Problem problem) {
        this(List.of(problem), null);
    }

    /** All that is wrong, at once; the first problem decides the exit status. */
    public SlipwayException(List<Problem> problems) {
        this(problems, null);
    }

    public SlipwayException(Problem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    private SlipwayException(List<Problem> problems, @org.jspecify.annotations.Nullable Throwable cause) {
        super(problems.stream().map(Problem::what).collect(Collectors.joining("; ")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
