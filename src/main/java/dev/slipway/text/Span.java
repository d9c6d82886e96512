package dev.slipway.text;

import dev.slipway.base.Place;

/**
 * Where a node stands: lines and columns from 1 in code points, offsets from 0 in UTF-16 units of the decoded text (byte
 * order mark included), end exclusive.
 */
public record Span(int line, int column, int start, int end) {
    /** As a place in this file. */
    public Place in(String file) {
        return new Place(file, line, column);
    }
}
