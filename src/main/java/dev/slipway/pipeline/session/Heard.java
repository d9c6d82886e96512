package dev.slipway.pipeline.session;

import java.util.List;

/**
 * What a line of output meant.
 *
 * @param shown what the log keeps in its place; empty string for an empty line. Ignored when {@code hide}
 * @param hide whether the log keeps nothing
 * @param replace whether {@code shown} replaces the line; else the line stays as it is
 * @param masks values that are secret from now on, before this very line is written
 * @param annotations errors, warnings and notices
 */
public record Heard(boolean hide, boolean replace, String shown, List<String> masks, List<Annotation> annotations) {
    /** An ordinary line. */
    public static final Heard PLAIN = new Heard(false, false, "", List.of(), List.of());

    /** A command that leaves nothing in the log. */
    public static final Heard HIDDEN = new Heard(true, false, "", List.of(), List.of());

    public Heard {
        masks = List.copyOf(masks);
        annotations = List.copyOf(annotations);
    }

    /** A line that the log keeps in this form. */
    public static Heard as(String shown) {
        return new Heard(false, true, shown, List.of(), List.of());
    }

    /** A command that makes values secret; the log keeps this. */
    public static Heard masking(List<String> values, String shown) {
        return new Heard(false, true, shown, values, List.of());
    }

    /** A command that annotates; the log keeps this. */
    public static Heard annotating(Annotation annotation, String shown) {
        return new Heard(false, true, shown, List.of(), List.of(annotation));
    }

    /**
     * A remark about the user's files.
     *
     * @param file relative to the workspace; empty when it is about none
     * @param line from 1; 0 when unknown
     */
    public record Annotation(Level level, String title, String message, String file, int line, int column) {
        /** How bad. */
        public enum Level {
            NOTICE,
            WARNING,
            ERROR
        }
    }
}
