package dev.slipway.evidence;

import dev.slipway.evidence.CountedEvidence.Item;
import dev.slipway.evidence.Predicate.Part;
import dev.slipway.evidence.Predicate.ScanResult;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import dev.slipway.plan.Verdict.Answer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This digest was scanned and has no critical finding. The verdict lists every part and whether it was looked at. A part
 * that was not looked at is said so outside production and is waited for in production. Each part is decided by the newest
 * scan that looked at it, so a scan of dependencies alone does not hide what another found in the configuration.
 */
final class ScanGate {
    /** The parts of a whole scan. */
    private static final List<String> PARTS = List.of("configuration", "secrets", "dependencies");

    private final GateInput input;
    private final CountedEvidence evidence;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private int scans;
    private int critical;

    private ScanGate(GateInput input, CountedEvidence evidence) {
        this.input = input;
        this.evidence = evidence;
    }

    static Verdict judge(GateInput input, CountedEvidence evidence) {
        ScanGate gate = new ScanGate(input, evidence);
        evidence.items().forEach(gate::take);
        return gate.verdict();
    }

    private void take(Item item) {
        if (!(item.predicate() instanceof ScanResult scan)) {
            return;
        }
        scans++;
        boolean decides = false;
        for (Part part : scan.parts()) {
            if (part.scanned() && parts.putIfAbsent(part.name(), part) == null) {
                decides = true;
            }
        }
        if (decides) {
            critical += scan.count(dev.slipway.base.Severity.CRITICAL);
            inputs.add(item.text());
        }
    }

    private Verdict verdict() {
        String closes = Gates.closes(input, evidence, "--sarif FILE");
        if (scans == 0) {
            String decided = "no scan of " + input.subject().abbreviated() + " counts";
            return Gates.missing(GateId.SCAN, decided, evidence, closes);
        }
        if (parts.isEmpty()) {
            return new Verdict(GateId.SCAN, Answer.FAIL, "the scan looked at nothing", inputs, closes);
        }
        if (critical > 0) {
            String decided = critical + " critical finding" + (critical == 1 ? "" : "s") + shown();
            return new Verdict(GateId.SCAN, Answer.FAIL, decided, inputs, "slipway check");
        }
        List<String> missing = PARTS.stream().filter(p -> !parts.containsKey(p)).toList();
        if (!missing.isEmpty() && input.environment().production()) {
            String decided = "production waits for a scan of " + String.join(" and ", missing) + shown();
            String how = "slipway evidence import --digest " + input.subject() + " --sarif FILE";
            return new Verdict(GateId.SCAN, Answer.WAIT, decided, inputs, how + Gates.orWaive(input, GateId.SCAN));
        }
        return new Verdict(GateId.SCAN, Answer.PASS, "no critical finding" + shown(), inputs, "");
    }

    /** {@code (configuration, secrets; dependencies not scanned)}. */
    private String shown() {
        String looked = String.join(
                ", ", parts.values().stream().map(p -> p.name() + age(p)).toList());
        List<String> not = PARTS.stream()
                .filter(p -> !parts.containsKey(p))
                .map(p -> p + " not scanned")
                .toList();
        return " (" + looked + (not.isEmpty() ? "" : "; " + String.join(", ", not)) + ")";
    }

    private String age(Part part) {
        if (part.dataAsOf().isEmpty()) {
            return part.name().equals("dependencies") ? " with data of unknown age" : "";
        }
        try {
            LocalDate today = input.now().atZone(ZoneOffset.UTC).toLocalDate();
            long days = ChronoUnit.DAYS.between(LocalDate.parse(part.dataAsOf()), today);
            return " with data of " + part.dataAsOf() + ", " + days + (days == 1 ? " day old" : " days old");
        } catch (DateTimeException e) {
            return " with data of unknown age";
        }
    }
}
