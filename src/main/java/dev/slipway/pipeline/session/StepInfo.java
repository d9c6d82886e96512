package dev.slipway.pipeline.session;

import dev.slipway.base.Place;

/**
 * Which step it is.
 *
 * @param id unique in the job's attempt: {@code 3}, {@code build}, {@code 2/1} inside a composite, {@code post 2}
 * @param title for people
 * @param phase when in the job it stands
 * @param place in the user's file, for the message when it fails
 */
public record StepInfo(String id, String title, Phase phase, Place place) {
    /** Where in a job a step stands. */
    public enum Phase {
        PRE,
        MAIN,
        POST,
        CLEANUP
    }
}
