package dev.slipway.pipeline.dialect.github.expr;

import java.util.Locale;

/** Where an expression fails. */
public enum Phase {
    LEXING,
    PARSING,
    EVALUATION;

    /** As written in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
