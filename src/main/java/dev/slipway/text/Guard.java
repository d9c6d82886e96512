package dev.slipway.text;

import dev.slipway.base.Bounds;
import dev.slipway.text.Parsed.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bounds around every parser of this room: size, depth, number of nodes, time, and a net under everything else. What
 * goes over a bound is one syntax error and the end of that file, never an exception.
 */
final class Guard {
    /** UTF-16 units of a text: lockfiles and reports of tests are larger than {@link Bounds#MAX_PARSED_FILE_BYTES}. */
    static final int MAX_CHARS = 16 << 20;

    /** Levels of nesting; real files stay below 30. */
    static final int MAX_DEPTH = 100;

    /** Nodes of one file, aliases expanded. */
    static final int MAX_NODES = 2_000_000;

    /** Characters of a number: longer ones cost quadratic time in whoever makes a number of them. */
    static final int MAX_NUMBER = 100;

    /** Errors kept of one file: the first ones say it. */
    static final int MAX_ERRORS = 50;

    final String text;
    final Lines lines;
    final List<Node> documents = new ArrayList<>();
    final List<SyntaxError> errors = new ArrayList<>();
    private final long endNanos = System.nanoTime() + Bounds.PARSE_TIME.toNanos();
    private int nodes;

    private Guard(String text) {
        this.text = text;
        this.lines = Lines.of(text);
    }

    /** Reads documents; see {@link #read}. */
    static Parsed parse(String file, String text, Consumer<Guard> grammar) {
        Guard guard = read(text, grammar);
        return new Parsed(file, guard.documents, guard.errors);
    }

    /** Runs a grammar over a text; whatever goes wrong in it becomes an error of the result. */
    static Guard read(String text, Consumer<Guard> grammar) {
        if (text.length() > MAX_CHARS) {
            Guard refused = new Guard("");
            refused.errors.add(
                    new SyntaxError(1, 1, "not read: larger than " + (MAX_CHARS >> 20) + " million characters"));
            return refused;
        }
        Guard guard = new Guard(text);
        try {
            grammar.accept(guard);
        } catch (Broken e) {
            guard.error(e.offset, e.getMessage());
        } catch (StackOverflowError e) {
            guard.error(0, "not read: nested too deeply");
        } catch (RuntimeException e) {
            // A library or we ourselves were surprised by the input: the file is not readable, the command goes on.
            guard.error(0, "not read: " + e.getClass().getSimpleName());
        }
        return guard;
    }

    /** Counts nodes and looks at the time; called for each node or line. */
    void tick(int offset, int count) {
        nodes += count;
        if (nodes > MAX_NODES) {
            throw broken(offset, "not read further: more than " + MAX_NODES + " nodes");
        }
        lookAtTime(offset);
    }

    /** Looks at the time. */
    void lookAtTime(int offset) {
        if (System.nanoTime() - endNanos > 0) {
            throw broken(offset, "not read further: takes longer than " + Bounds.PARSE_TIME.toSeconds() + " s");
        }
    }

    void checkDepth(int offset, int depth) {
        if (depth > MAX_DEPTH) {
            throw broken(offset, "not read further: nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    /** Whether a bound is reached, so that going on after an error makes no sense. */
    boolean isOver() {
        return nodes > MAX_NODES || System.nanoTime() - endNanos > 0;
    }

    /** Keeps an error and goes on. */
    void error(int offset, String message) {
        if (errors.size() < MAX_ERRORS) {
            int at = Math.clamp(offset, 0, text.length());
            errors.add(new SyntaxError(lines.line(at), lines.column(at), message));
        }
    }

    /** An error that ends the file. */
    Broken broken(int offset, String message) {
        return new Broken(offset, message);
    }

    Span span(int start, int end) {
        return lines.span(start, end);
    }

    /** How a character is named in a message. */
    static String shown(String text, int offset) {
        if (offset >= text.length()) {
            return "the end of the file";
        }
        int c = text.codePointAt(offset);
        if (c == '\n' || c == '\r') {
            return "the end of the line";
        }
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                ? String.format("character U+%04X", c)
                : "'" + Character.toString(c) + "'";
    }

    /** Ends the parse of a file; carries no stack because it is an answer, not a bug. */
    static final class Broken extends RuntimeException {
        private final int offset;

        private Broken(int offset, String message) {
            super(message, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
