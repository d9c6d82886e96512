package dev.slipway.pipeline.session;

import dev.slipway.base.Place;

/**
 * A difference between the hosted service and this run, told before the start.
 *
 * @param place of the construct
 * @param weight what it means
 * @param text what happens instead, for people
 */
public record Notice(Place place, Weight weight, String text) {
    /** How much a notice matters. */
    public enum Weight {
        /** Good to know. */
        INFO,
        /** Something is skipped or emulated. */
        SKIPPED,
        /** The run cannot give the right result: it does not start. */
        REFUSED
    }
}
