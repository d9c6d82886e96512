package dev.slipway.assess;

import dev.slipway.base.Confidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What several sources say about one question. All are kept: the highest rank wins, those that agree become evidence, those
 * that differ become alternatives.
 */
public final class Claims<T> {
    /** Where a claim comes from, strongest first. */
    public enum Source {
        DECLARATION("a declaration that the runtime reads"),
        CONFIGURATION("a configuration file that the framework reads"),
        ENVIRONMENT_DEFAULT("a default beside an environment variable in code"),
        CODE("a literal in code"),
        COMPOSE("the Compose file"),
        DOCKERFILE("the Dockerfile"),
        PROFILE("the configuration of one profile"),
        DEPENDENCY("a dependency"),
        README("the README");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    private record Claim<T>(Source source, T value, Confidence confidence, Fact.Evidence evidence) {}

    private final String rule;
    private final List<Claim<T>> claims = new ArrayList<>();

    /** Claims for the fact of this rule id, for example {@code node.port}. */
    public Claims(String rule) {
        this.rule = rule;
    }

    /** Adds what one source says. */
    public Claims<T> add(Source source, T value, Confidence confidence, Fact.Evidence evidence) {
        claims.add(new Claim<>(source, value, confidence, evidence));
        return this;
    }

    /** Whether nobody said anything. */
    public boolean isEmpty() {
        return claims.isEmpty();
    }

    /** Whether one of the claims has this source. */
    public boolean has(Source source) {
        return claims.stream().anyMatch(c -> c.source() == source);
    }

    /** The first piece of evidence; there must be a claim. */
    public Fact.Evidence evidence() {
        return claims.getFirst().evidence();
    }

    /** The fact; unknown with this reason and custom when nobody said anything. */
    public Fact<T> choose(String reason, List<T> customary) {
        if (claims.isEmpty()) {
            return new Fact.Unknown<>(reason, List.of(), rule, customary);
        }
        List<Claim<T>> sorted = claims.stream()
                .sorted(Comparator.comparing((Claim<T> c) -> c.source()))
                .toList();
        Claim<T> best = sorted.getFirst();
        Map<T, List<Claim<T>>> byValue = new LinkedHashMap<>();
        sorted.forEach(
                c -> byValue.computeIfAbsent(c.value(), v -> new ArrayList<>()).add(c));
        List<Claim<T>> agreeing = byValue.getOrDefault(best.value(), List.of());
        byValue.remove(best.value());
        List<Fact.Alternative<T>> others = byValue.values().stream()
                .map(group -> new Fact.Alternative<>(
                        group.getFirst().value(),
                        strength(group),
                        group.stream().map(Claim::evidence).distinct().toList(),
                        group.getFirst().source() == best.source()
                                ? "found after the first one in "
                                        + best.source().words()
                                : best.source().words() + " outranks "
                                        + group.getFirst().source().words()))
                .toList();
        return new Fact.Known<>(
                best.value(),
                strength(agreeing),
                agreeing.stream().map(Claim::evidence).distinct().toList(),
                rule,
                others);
    }

    /** Two independent kinds that agree are at least high; hearsay lifts nothing. */
    private static <T> Confidence strength(List<Claim<T>> agreeing) {
        Confidence best = agreeing.stream()
                .map(Claim::confidence)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        long kinds = agreeing.stream()
                .filter(c -> c.confidence().value() >= Confidence.MEDIUM.value())
                .map(Claim::source)
                .distinct()
                .count();
        return kinds >= 2 && best.value() < Confidence.HIGH.value() ? Confidence.HIGH : best;
    }

    /** A fact that later, weaker claims join: equal ones as evidence, others as alternatives. */
    public static <T> Fact<T> join(Fact<T> fact, Claims<T> weaker) {
        if (weaker.isEmpty()) {
            return fact;
        }
        return switch (fact) {
            case Fact.Unknown<T> u -> weaker.choose(u.reason(), u.customary());
            case Fact.Known<T> k -> joinKnown(k, weaker);
        };
    }

    private static <T> Fact<T> joinKnown(Fact.Known<T> known, Claims<T> weaker) {
        List<Fact.Evidence> evidence = new ArrayList<>(known.evidence());
        List<Fact.Alternative<T>> others = new ArrayList<>(known.alternatives());
        Confidence confidence = known.confidence();
        for (Claim<T> c : weaker.claims) {
            if (c.value().equals(known.value())) {
                evidence.add(c.evidence());
                boolean lifts =
                        confidence == Confidence.MEDIUM && c.confidence().value() >= Confidence.MEDIUM.value();
                confidence = lifts ? Confidence.HIGH : confidence;
            } else {
                others.add(new Fact.Alternative<>(
                        c.value(),
                        c.confidence(),
                        List.of(c.evidence()),
                        "outranked: " + c.source().words()));
            }
        }
        return new Fact.Known<>(known.value(), confidence, evidence, known.rule(), others);
    }

    /** A fact of one piece of evidence. */
    public static <T> Fact<T> known(T value, Confidence confidence, String rule, Fact.Evidence... evidence) {
        return new Fact.Known<>(value, confidence, List.of(evidence), rule, List.of());
    }

    /** A fact that is not known and has no custom. */
    public static <T> Fact<T> unknown(String reason, String rule) {
        return new Fact.Unknown<>(reason, List.of(), rule, List.of());
    }
}
