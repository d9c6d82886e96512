package dev.slipway.check;

import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param findings sorted by file, line, column and rule
 * @param suppressed findings that a comment, a waiver or a baseline took away, each with its reason
 * @param undecided questions that could not be answered
 * @param files files looked at
 * @param details what is known beyond the finding itself, by finding; not every finding has some
 */
public record CheckResult(
        List<Finding> findings,
        List<Suppressed> suppressed,
        List<Undecided> undecided,
        int files,
        Map<Finding, Detail> details) {
    public CheckResult {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        undecided = List.copyOf(undecided);
        details = Map.copyOf(details);
    }

    /** Without details. */
    public CheckResult(List<Finding> findings, List<Suppressed> suppressed, List<Undecided> undecided, int files) {
        this(findings, suppressed, undecided, files, Map.of());
    }

    /**
     * A finding that somebody took responsibility for.
     *
     * @param inSource whether a comment in the file says so; else a waiver or a baseline
     */
    public record Suppressed(Finding finding, String reason, boolean inSource) {
        /** By a comment. */
        public Suppressed(Finding finding, String reason) {
            this(finding, reason, true);
        }
    }

    /** A question without answer. */
    public record Undecided(String rule, Place place, String why) implements Comparable<Undecided> {
        @Override
        public int compareTo(Undecided other) {
            int byPlace = place.compareTo(other.place);
            int byRule = byPlace != 0 ? byPlace : rule.compareTo(other.rule);
            return byRule != 0 ? byRule : why.compareTo(other.why);
        }
    }

    /**
     * Where a finding ends, and how it can be mended.
     *
     * @param endLine from 1; 0 when only the beginning is known
     * @param endColumn from 1, of the first character behind it
     * @param fixes at most one
     * @param changes the fix's edits as places in the file
     */
    public record Detail(int endLine, int endColumn, List<Fix> fixes, List<Change> changes) {
        public Detail {
            fixes = List.copyOf(fixes);
            changes = List.copyOf(changes);
        }
    }

    /** An edit by lines and columns, from 1; the end is exclusive. */
    public record Change(int startLine, int startColumn, int endLine, int endColumn, String text) {}

    /** The same with other findings, for those who add or sort. */
    public CheckResult with(List<Finding> others) {
        return new CheckResult(others, suppressed, undecided, files, details);
    }

    /** How this finding can be mended; nothing or one. */
    public List<Fix> fixes(Finding finding) {
        Detail detail = details.get(finding);
        return detail == null ? List.of() : detail.fixes();
    }

    /** Findings of this severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }
}
