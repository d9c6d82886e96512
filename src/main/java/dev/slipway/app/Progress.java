package dev.slipway.app;

import java.util.List;

/** What a use case tells while it works. A face renders it: lines for people, one JSON object a line for scripts. */
@FunctionalInterface
public interface Progress {
    /** Takes the next event; called from several threads, one at a time. */
    void accept(Event event);

    /** Something worth telling. */
    sealed interface Event {
        /**
         * A step is done.
         *
         * @param step the word of the summary's first column: {@code assess}, {@code check}, ...
         * @param text for people
         */
        record Step(String step, String text, long tookMillis) implements Event {}

        /** Where long work is; replaces the last one of its step on a terminal. */
        record Now(String step, String text) implements Event {}

        /** Output of a program of the user's, masked. */
        record Output(String source, String line) implements Event {}

        /** Something the user should know but need not act on. */
        record Note(String text) implements Event {}

        /** The last lines of a failed program, shown where its output was not streamed. */
        record Excerpt(String source, List<String> lines) implements Event {
            public Excerpt {
                lines = List.copyOf(lines);
            }
        }
    }

    /** Tells nobody. */
    Progress SILENT = event -> {};
}
