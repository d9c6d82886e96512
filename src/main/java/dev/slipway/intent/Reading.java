package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all parts of one reading share: where from, and what was found. */
final class Reading {
    /** Notes that are kept. */
    private static final int MAX_NOTES = 100;

    final FileView view;
    final Map<String, String> variables;
    final Problems problems = new Problems();
    private final Set<Declaration.Note> notes = new LinkedHashSet<>();

    Reading(FileView view, Map<String, String> variables) {
        this.view = view;
        this.variables = Map.copyOf(variables);
    }

    void note(Place place, String text) {
        if (notes.size() < MAX_NOTES) {
            notes.add(new Declaration.Note(place, text));
        }
    }

    List<Declaration.Note> notes() {
        return new ArrayList<>(notes);
    }
}
