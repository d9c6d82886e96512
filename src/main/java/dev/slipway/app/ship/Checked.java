package dev.slipway.app.ship;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import java.util.List;

/** What the check of the files gave; contradictions of the assessment are findings like others. */
record Checked(List<Finding> findings, int files) {
    Checked {
        findings = List.copyOf(findings);
    }

    long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** {@code 0 critical, 2 high, 1 note}: critical always, the others when there are any. */
    String counts() {
        StringBuilder text = new StringBuilder(count(Severity.CRITICAL) + " critical");
        for (Severity severity : Severity.values()) {
            if (severity != Severity.CRITICAL && count(severity) > 0) {
                text.append(", ").append(count(severity)).append(' ').append(severity.word());
            }
        }
        return text.toString();
    }
}
