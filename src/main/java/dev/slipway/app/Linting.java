package dev.slipway.app;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.exec.files.RepositoryView;
import dev.slipway.pipeline.dialect.CaseEvaluator;
import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipeline files looked at by their languages. */
public final class Linting {
    private Linting() {}

    /**
     * What is wrong in one file.
     *
     * @param file as it was given
     * @param ok whether its service would take it
     */
    public record Linted(String file, String dialect, boolean ok, List<Error> errors) {
        public Linted {
            errors = List.copyOf(errors);
        }

        /** As one JSON object. */
        public Map<String, Object> record() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("dialect", dialect);
            fields.put("ok", ok);
            fields.put("errors", errors);
            return fields;
        }
    }

    /**
     * One mistake.
     *
     * @param level {@code error}, or {@code warning} where the service takes the file all the same
     */
    public record Error(int line, int column, String message, String kind, String level) {}

    static List<Linted> lint(List<Path> files, String dialect) {
        Optional<Linter> asked = dialect.isEmpty() ? Optional.empty() : Optional.of(linter(dialect));
        List<Linted> all = new ArrayList<>();
        for (Path file : files) {
            all.add(lint(file, asked));
        }
        return all;
    }

    private static Linter linter(String id) {
        List<String> known = Dialects.LINTERS.stream().map(Linter::id).toList();
        return Dialects.LINTERS.stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id, known));
    }

    private static Linted lint(Path file, Optional<Linter> asked) {
        RepositoryView repository = RepositoryView.around(file);
        String path = path(repository, file);
        Optional<String> text = repository.namedText(path);
        if (text.isEmpty()) {
            return refused(file, "the file is not there, is no text or is larger than pipeline files are", "input");
        }
        Optional<Linter> linter = asked.or(() -> Dialects.LINTERS.stream()
                .filter(l -> l.detects(path, text.get()))
                .findFirst());
        if (linter.isEmpty()) {
            return refused(
                    file, "this is no pipeline file that we know; name its language with --dialect", "unsupported");
        }
        List<Mistake> mistakes = linter.get().lint(path, text.get(), sources(repository));
        List<Error> errors = mistakes.stream().map(m -> error(m, linter.get())).toList();
        boolean ok = mistakes.stream().allMatch(m -> linter.get().isWarning(m.kind()));
        return new Linted(file.toString(), linter.get().id(), ok, errors);
    }

    private static String path(RepositoryView repository, Path file) {
        return repository
                .root()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private static Linted refused(Path file, String why, String kind) {
        return new Linted(file.toString(), "", false, List.of(new Error(1, 1, why, kind, "error")));
    }

    private static Error error(Mistake m, Linter linter) {
        Place place = m.place();
        return new Error(
                place.line(), place.column(), m.message(), m.kind(), linter.isWarning(m.kind()) ? "warning" : "error");
    }

    private static Sources sources(RepositoryView repository) {
        return new Sources() {
            @Override
            public Optional<String> local(String path) {
                return repository.namedText(path);
            }

            @Override
            public Optional<String> foreign(String name, String ref, String path) {
                return Optional.empty();
            }
        };
    }

    static List<String> evaluate(String dialect, Path cases) {
        List<String> known = Dialects.EVALUATORS.stream().map(CaseEvaluator::id).toList();
        CaseEvaluator evaluator = Dialects.EVALUATORS.stream()
                .filter(e -> e.id().equals(dialect))
                .findFirst()
                .orElseThrow(() -> unknown(dialect, known));
        RepositoryView folder = RepositoryView.around(cases);
        String text = folder.namedText(path(folder, cases))
                .orElseThrow(
                        () -> Problem.input("cannot read " + cases, "it is not there or no text", "check the spelling")
                                .asException());
        return text.lines().filter(l -> !l.isBlank()).map(evaluator::evaluate).toList();
    }

    private static dev.slipway.base.SlipwayException unknown(String dialect, List<String> known) {
        return Problem.input(
                        "there is no dialect '" + dialect + "'",
                        DidYouMean.nearest(dialect, known)
                                .map(k -> "did you mean '" + k + "'?")
                                .orElse(""),
                        "known are " + String.join(", ", known))
                .asException();
    }
}
