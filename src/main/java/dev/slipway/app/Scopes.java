package dev.slipway.app;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.EnvName;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import java.util.List;

/** Finds the scope that a person means by {@code web} or {@code shop/web}. */
final class Scopes {
    private final Rooms rooms;

    Scopes(Rooms rooms) {
        this.rooms = rooms;
    }

    /** All scopes that serve something in an environment. */
    List<Scope> all(EnvName environment) {
        return rooms.database().inTransaction(tx -> tx.releases().serving("")).stream()
                .map(r -> Scope.parse(r.scope()))
                .filter(s -> s.environment().equals(environment))
                .toList();
    }

    Scope find(EnvName environment, String word) {
        List<Scope> all = all(environment);
        if (word.isEmpty() && all.size() > 1) {
            throw Problem.input(
                            "say which service",
                            "there are "
                                    + String.join(
                                            ", ", all.stream().map(Scopes::name).toList()),
                            "name one of them")
                    .asException();
        }
        List<Scope> matching = all.stream().filter(s -> matches(s, word)).toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        if (matching.size() > 1) {
            throw Problem.input(
                            "several applications have a service '" + word + "'",
                            String.join(
                                    ", ", matching.stream().map(Scopes::name).toList()),
                            "say which: " + name(matching.getFirst()))
                    .asException();
        }
        List<String> names = all.stream().map(s -> s.service().value()).toList();
        String near = DidYouMean.nearest(word, names)
                .map(n -> "did you mean `" + n + "`? ")
                .orElse("");
        throw new Problem(
                        Exit.INPUT,
                        word.isEmpty()
                                ? "no service runs in " + environment
                                : "no service '" + word + "' runs in " + environment,
                        "",
                        near + (all.isEmpty() ? "nothing runs there" : "there are " + String.join(", ", names)),
                        "slipway status")
                .asException();
    }

    private static boolean matches(Scope scope, String word) {
        return word.isEmpty()
                || scope.service().value().equals(word)
                || name(scope).equals(word);
    }

    private static String name(Scope scope) {
        return scope.app() + "/" + scope.service();
    }
}
