package dev.slipway.check;

import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import java.util.List;

/**
 * What a check found.
 *
 * @param findings sorted by file, line, column and rule
 * @param suppressed findings that a comment in the file took away, each with its reason
 * @param undecided questions that could not be answered
 * @param files files looked at
 */
public record CheckResult(List<Finding> findings, List<Suppressed> suppressed, List<Undecided> undecided, int files) {
    public CheckResult {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        undecided = List.copyOf(undecided);
    }

    /** A finding that somebody took responsibility for. */
    public record Suppressed(Finding finding, String reason) {}

    /** A question without answer. */
    public record Undecided(String rule, Place place, String why) {}

    /** Findings of this severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }
}
