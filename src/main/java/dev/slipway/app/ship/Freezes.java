package dev.slipway.app.ship;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.evidence.FreezeWindow;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.Given;
import java.util.ArrayList;
import java.util.List;

/** Reads every declared freeze window in full, so that a rule that cannot be read is known before anything is built. */
final class Freezes {
    private Freezes() {}

    /** @throws SlipwayException (input) naming each window that cannot be read, at its place */
    static void demand(Declaration declaration) {
        List<Problem> problems = new ArrayList<>();
        for (Declaration.Environment environment : declaration.environments()) {
            if (environment.freeze() instanceof Given.Value<List<String>> given) {
                for (String text : given.value()) {
                    read(text)
                            .ifPresent(p -> problems.add(new Problem(
                                    Exit.INPUT,
                                    "environment '" + environment.name() + "': " + p.what(),
                                    given.place().toString(),
                                    p.cause(),
                                    p.fix())));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SlipwayException(problems);
        }
    }

    private static java.util.Optional<Problem> read(String text) {
        try {
            FreezeWindow.parse(text);
            return java.util.Optional.empty();
        } catch (SlipwayException e) {
            return java.util.Optional.of(e.problems().getFirst());
        }
    }
}
