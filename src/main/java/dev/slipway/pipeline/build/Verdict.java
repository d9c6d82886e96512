package dev.slipway.pipeline.build;

import dev.slipway.pipeline.junit.TestSummary;
import java.util.List;

/** What building and testing a component gave. */
public sealed interface Verdict {
    /** Tests ran and none failed; the reports say how many. */
    record Tested(TestSummary tests) implements Verdict {}

    /** The test command exited with 0; the stack writes no reports, so nobody can say how many ran. */
    record TestedByExit() implements Verdict {}

    /** Built, and no test ran. Not a pass: an answer of its own. */
    record NoTests(String why) implements Verdict {}

    /** Tests failed: by the reports, or by the command's exit. */
    record TestsFailed(TestSummary tests, StepFailure step) implements Verdict {}

    /** It could not be built, or what must be packed could not be gathered. */
    record BuildFailed(StepFailure step) implements Verdict {}

    /**
     * The step that failed.
     *
     * @param line its command
     * @param status exit status; -1 when there is none
     * @param note why there is none; else empty
     * @param tail its last lines, masked
     */
    record StepFailure(String name, String line, int status, String note, List<String> tail) {
        public StepFailure {
            tail = List.copyOf(tail);
        }
    }

    /** Whether the component may go on to be packed; a gate still asks for tests. */
    default boolean built() {
        return switch (this) {
            case Tested t -> true;
            case TestedByExit t -> true;
            case NoTests n -> true;
            case TestsFailed f -> false;
            case BuildFailed f -> false;
        };
    }
}
