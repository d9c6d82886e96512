package dev.slipway.check;

import dev.slipway.base.Digest;
import dev.slipway.base.Finding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of findings that stay when lines move: rule, file, message, and which one of those that say the same. No line.
 */
public final class Fingerprints {
    private final Map<String, Integer> seen = new HashMap<>();

    /** For findings in their order; ask once for each. */
    public String next(Finding finding) {
        String key = finding.rule() + "\n" + finding.place().file() + "\n" + finding.message();
        return Digest.of(key + "\n" + seen.merge(key, 1, Integer::sum)).hex();
    }

    /** All of these, in their order. */
    public static Map<Finding, String> of(List<Finding> findings) {
        Fingerprints fingerprints = new Fingerprints();
        Map<Finding, String> all = LinkedHashMap.newLinkedHashMap(findings.size());
        findings.forEach(f -> all.put(f, fingerprints.next(f)));
        return all;
    }
}
