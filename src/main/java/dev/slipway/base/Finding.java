package dev.slipway.base;

import java.util.List;

/**
 * Something about the user's files or system: a value that is collected, never thrown.
 *
 * @param rule stable id, for example {@code DOCKER-ROOT-USER}
 * @param message one sentence about this place, without secrets
 * @param fix what to do, in words
 * @param controls control ids such as {@code CIS-DOCKER-4.1}; may be empty
 */
public record Finding(
        String rule,
        Severity severity,
        Confidence confidence,
        Place place,
        String message,
        String fix,
        List<String> controls) {
    public Finding {
        controls = List.copyOf(controls);
    }
}
