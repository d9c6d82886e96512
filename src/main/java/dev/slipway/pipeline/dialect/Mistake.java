package dev.slipway.pipeline.dialect;

import dev.slipway.base.Place;

/**
 * Something in a pipeline file that its service would refuse, or that cannot mean what was wanted. A value: all of a file are
 * told at once, in the order of their places.
 *
 * @param place line and column from 1
 * @param message what is wrong and what was expected instead
 * @param kind a stable word: {@code syntax}, {@code unknown-key}, {@code missing-key}, {@code type}, {@code value},
 *     {@code expression}, {@code reference}, {@code cycle}, {@code limit}, {@code unsupported}
 */
public record Mistake(Place place, String message, String kind) {}
