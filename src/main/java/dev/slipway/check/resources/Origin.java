package dev.slipway.check.resources;

import dev.slipway.base.Place;
import dev.slipway.text.Span;

/** Where something stands: a file relative to the repository, and the span in it. */
public record Origin(String file, Span span) {
    /** For findings. */
    public Place place() {
        return span.in(file);
    }
}
