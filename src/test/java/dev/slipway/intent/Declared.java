package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.FileView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads declarations from texts. */
final class Declared {
    private Declared() {}

    static Declaration.Variable variable(Map<String, Declaration.Variable> environment, String name) {
        return Optional.ofNullable(environment.get(name)).orElseThrow();
    }

    static Declaration of(String compose) {
        return of(compose, Map.of());
    }

    static Declaration of(String compose, Map<String, String> variables) {
        return DeclarationReader.read(FileView.of(Map.of("compose.yaml", compose)), variables);
    }

    static List<Problem> problems(String compose) {
        return problems(compose, Map.of());
    }

    static List<Problem> problems(String compose, Map<String, String> variables) {
        SlipwayException thrown = catchThrowableOfType(SlipwayException.class, () -> of(compose, variables));
        assertThat(thrown).as("problems of\n" + compose).isNotNull();
        assertThat(thrown.problems()).allMatch(p -> p.exit() == Exit.INPUT);
        return thrown.problems();
    }

    /** The one problem as a person sees it. */
    static String problem(String compose) {
        List<Problem> problems = problems(compose);
        assertThat(problems).hasSize(1);
        return shown(problems.getFirst());
    }

    static String shown(Problem p) {
        return p.where() + ": " + p.what() + (p.cause().isEmpty() ? "" : "\n  " + p.cause()) + "\n  " + p.fix();
    }

    /** A file with one service that has this {@code x-slipway}, in flow style. */
    static String service(String wishes) {
        return "services:\n  web:\n    build: .\n    ports: [\"8080\"]\n    environment: {A: 1}\n    x-slipway: {"
                + wishes + "}\n";
    }

    static String resource(String wishes) {
        return "services:\n  db:\n    image: postgres:17\n    x-slipway: {" + wishes + "}\n";
    }

    static String top(String wishes) {
        return "name: shop\nx-slipway: {" + wishes + "}\n";
    }

    static String environment(String wishes) {
        return top("environments: {dev: {target: local}, prod: {" + wishes + "}}");
    }
}
