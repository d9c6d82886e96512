package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a rule is, for people, SARIF and the documentation.
 *
 * @param id {@code format/kebab-name}, for ever
 * @param title one line: what is wrong when it finds something
 * @param why what can happen, and to whom
 * @param fix what to do
 * @param controls ids in benchmarks, for example {@code CIS-DOCKER-4.1}
 */
public record About(
        String id,
        String title,
        Severity severity,
        Confidence confidence,
        String why,
        String fix,
        List<String> controls) {
    private static final Pattern ID = Pattern.compile("[a-z]+/[a-z0-9-]+");

    public About {
        controls = List.copyOf(controls);
        if (!ID.matcher(id).matches() || title.isBlank() || why.isBlank() || fix.isBlank()) {
            throw new IllegalArgumentException("rule " + id + " does not say what it is");
        }
    }
}
