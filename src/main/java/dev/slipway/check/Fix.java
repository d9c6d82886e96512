package dev.slipway.check;

import dev.slipway.text.Edit;
import java.util.List;

/**
 * How a finding can be mended: edits of its file. The engine applies it, parses and checks the file again, and drops it when
 * the finding stays or anything else appears.
 *
 * @param title what it does, for people: {@code add "runAsNonRoot: true"}
 * @param safe whether what the file does stays the same; others are applied on demand only
 */
public record Fix(String title, boolean safe, List<Edit> edits) {
    public Fix {
        edits = List.copyOf(edits);
        if (edits.isEmpty()) {
            throw new IllegalArgumentException("a fix without edits");
        }
    }

    /** Meaning kept. */
    public static Fix safe(String title, Edit... edits) {
        return new Fix(title, true, List.of(edits));
    }

    /** Behaviour may change. */
    public static Fix unsafe(String title, Edit... edits) {
        return new Fix(title, false, List.of(edits));
    }
}
