package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.List;
import java.util.Optional;

/**
 * What happened.
 *
 * @param name {@code push}, {@code pull_request} and so on
 * @param payload as the service's webhook gives it, as far as it is known
 * @param ref {@code refs/heads/main}, {@code refs/tags/v1}, {@code refs/pull/7/merge}; empty when not known
 * @param changed the paths that the event changed
 * @param changedKnown false where nobody looked: then path filters are taken as fulfilled
 */
public record GithubEvent(String name, Value.Obj payload, String ref, List<String> changed, boolean changedKnown) {
    public GithubEvent {
        changed = List.copyOf(changed);
    }

    /** An event with its payload; the ref is taken from it where it says one. */
    public static GithubEvent of(String name, Value.Obj payload) {
        String ref = text(payload, "ref").orElse("");
        if (ref.isEmpty() && name.startsWith("pull_request")) {
            ref = name.equals("pull_request_target")
                    ? text(payload, "pull_request", "base", "ref")
                            .map(r -> "refs/heads/" + r)
                            .orElse("")
                    : text(payload, "pull_request", "number")
                            .or(() -> text(payload, "number"))
                            .map(n -> "refs/pull/" + n + "/merge")
                            .orElse("");
        }
        if (!ref.isEmpty() && !ref.startsWith("refs/")) {
            ref = "refs/heads/" + ref;
        }
        return new GithubEvent(name, payload, ref, List.of(), false);
    }

    /** A push of a branch of which nothing else is known. */
    public static GithubEvent push(String branch) {
        String ref = "refs/heads/" + branch;
        return new GithubEvent("push", new Value.Obj(java.util.Map.of("ref", Value.of(ref))), ref, List.of(), false);
    }

    /** This with the paths that it changed. */
    public GithubEvent changing(List<String> paths) {
        return new GithubEvent(name, payload, ref, paths, true);
    }

    /** A text in the payload. */
    Optional<String> text(String... path) {
        return text(payload, path);
    }

    private static Optional<String> text(Value.Obj payload, String... path) {
        Value here = payload;
        for (String key : path) {
            here = here instanceof Value.Obj o ? o.get(key).orElse(Value.NULL) : Value.NULL;
        }
        return here.isPrimitive() && !(here instanceof Value.Null) ? Optional.of(here.text()) : Optional.empty();
    }
}
