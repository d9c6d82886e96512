package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Findings that more than one detector makes. */
final class Findings {
    private Findings() {}

    static Finding of(String rule, Severity severity, Confidence confidence, Place place, String message, String fix) {
        return new Finding(rule, severity, confidence, place, message, fix, List.of());
    }

    /** A server on the loopback address cannot be reached in a container. */
    static void bind(Sources sources, CodeScan scan) {
        scan.loopback().stream()
                .findFirst()
                .ifPresent(e -> sources.report(of(
                        "ASSESS-BIND-LOOPBACK",
                        Severity.LOW,
                        Confidence.MEDIUM,
                        e.place(),
                        "the server is bound to the loopback address: in a container nobody reaches it",
                        "bind to 0.0.0.0 or ::, or leave the address out")));
    }

    /** A port that only the code can change. */
    static void fixedPort(Sources sources, CodeScan scan) {
        scan.listening().stream()
                .findFirst()
                .ifPresent(e -> sources.report(of(
                        "ASSESS-FIXED-PORT",
                        Severity.MEDIUM,
                        Confidence.MEDIUM,
                        e.place(),
                        "the port is fixed in code: two versions cannot run beside each other on one machine",
                        "read it from the environment variable PORT, with the present number as default")));
    }

    /** A port that each profile sets and the base does not: none is picked silently. */
    static Fact<Integer> portByProfile(Sources sources, Fact<Integer> fact, List<Integer> customary) {
        if (!(fact instanceof Fact.Known<Integer> known)) {
            return fact;
        }
        Fact.Evidence first = known.evidence().getFirst();
        String others = known.alternatives().stream()
                .map(a -> ", " + a.value() + " at " + a.evidence().getFirst().place())
                .collect(Collectors.joining());
        sources.report(of(
                "ASSESS-PORT-BY-PROFILE",
                Severity.NOTE,
                Confidence.HIGH,
                first.place(),
                "the port is set in profiles only: " + known.value() + others,
                "set the port in the base configuration, or PORT in the intent"));
        return new Fact.Unknown<>("set in profiles only", known.evidence(), known.rule(), customary);
    }
}
