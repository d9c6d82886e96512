package dev.slipway.check;

import dev.slipway.base.Finding;
import dev.slipway.base.wire.Json;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Findings that were there before somebody began to look: they are known and count no more; new ones do. A file with a line
 * for each, so that a change of it can be read.
 *
 * @param fingerprints of {@link Fingerprints}
 */
public record Baseline(Set<String> fingerprints) {
    public Baseline {
        fingerprints = Set.copyOf(fingerprints);
    }

    private record Document(int version, Map<String, String> findings) {}

    /** The findings of a result, suppressed ones not. */
    public static String write(CheckResult result) {
        Map<String, String> lines = new TreeMap<>();
        Fingerprints.of(result.findings())
                .forEach((f, print) ->
                        lines.put(print, f.rule() + " " + f.place().file()));
        return Json.pretty(new Document(1, lines));
    }

    /** Reads what {@link #write} wrote; empty and with an error where it is something else. */
    public static Parsed parse(String file, String text) {
        return JsonText.parse(file, text);
    }

    /** The baseline in a parsed document. */
    public static Baseline of(Parsed parsed) {
        return new Baseline(parsed.root().entriesAt("findings").stream()
                .map(Node.Entry::key)
                .map(Node.Scalar::value)
                .collect(Collectors.toSet()));
    }

    /** The result with known findings among the suppressed ones. */
    public CheckResult apply(CheckResult result) {
        List<Finding> fresh = new ArrayList<>();
        List<CheckResult.Suppressed> suppressed = new ArrayList<>(result.suppressed());
        Fingerprints.of(result.findings()).forEach((finding, print) -> {
            if (fingerprints.contains(print)) {
                suppressed.add(new CheckResult.Suppressed(finding, "in the baseline", false));
            } else {
                fresh.add(finding);
            }
        });
        return new CheckResult(fresh, suppressed, result.undecided(), result.files(), result.details());
    }
}
