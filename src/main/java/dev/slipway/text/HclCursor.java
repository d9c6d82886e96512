package dev.slipway.text;

import dev.slipway.text.HclTokens.Kind;

/** A place in the words of a file: skips blanks and comments, and line ends where brackets are open. */
final class HclCursor {
    final Guard guard;
    private final HclTokens tokens;
    private int at;
    private int lastEnd;
    private int open;

    HclCursor(Guard guard, HclTokens tokens) {
        this.guard = guard;
        this.tokens = tokens;
        skip();
    }

    /** The text is not what the grammar allows here; what follows is read after {@link HclReader} found its feet. */
    static final class Unexpected extends RuntimeException {
        private final int offset;

        private Unexpected(int offset, String message) {
            super(message, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    int position() {
        return at;
    }

    int offset() {
        return tokens.start(at);
    }

    /** Where the last word ended that was taken. */
    int lastEnd() {
        return lastEnd;
    }

    Kind kind() {
        return tokens.kind(at);
    }

    String shown() {
        return tokens.shown(at);
    }

    boolean atEnd() {
        return kind() == Kind.END;
    }

    boolean is(String operator) {
        return tokens.is(at, operator);
    }

    boolean isWord(String word) {
        return kind() == Kind.WORD && shown().equals(word);
    }

    boolean atMargin() {
        int start = offset();
        return start == 0 || guard.text.charAt(start - 1) == '\n';
    }

    private int after() {
        int next = at + 1;
        while (tokens.kind(next) == Kind.SPACE || tokens.kind(next) == Kind.COMMENT) {
            next++;
        }
        return next;
    }

    Kind kindAfter() {
        return tokens.kind(after());
    }

    boolean operatorAfter(String operator) {
        return tokens.is(after(), operator);
    }

    /** Ignores line ends until {@link #closeBrackets}. */
    void openBrackets() {
        open++;
        skip();
    }

    /** Line ends count again, as before the last {@link #openBrackets}. Call it before taking the closing bracket. */
    void closeBrackets() {
        open = Math.max(0, open - 1);
    }

    /** Line ends count, whatever is open: inside braces of a table. Returns what to give to {@link #restore}. */
    int suspend() {
        int before = open;
        open = 0;
        return before;
    }

    void restore(int before) {
        open = before;
    }

    /** Line ends count: after an error. */
    void reset() {
        open = 0;
    }

    void next() {
        if (at < tokens.count()) {
            lastEnd = tokens.end(at);
            at++;
        }
        skip();
    }

    String take() {
        String text = shown();
        next();
        return text;
    }

    Kind kindAt(int index) {
        return tokens.kind(index);
    }

    int startAt(int index) {
        return tokens.start(index);
    }

    String shownAt(int index) {
        return tokens.shown(index);
    }

    void skipNewlines() {
        while (kind() == Kind.NEWLINE) {
            next();
        }
    }

    void skipLine() {
        while (!atEnd() && kind() != Kind.NEWLINE && !is("}")) {
            next();
        }
    }

    /** One for an opening bracket, minus one for a closing one. */
    int bracket(int index) {
        if (tokens.is(index, "{") || tokens.is(index, "[") || tokens.is(index, "(")) {
            return 1;
        }
        return tokens.is(index, "}") || tokens.is(index, "]") || tokens.is(index, ")") ? -1 : 0;
    }

    void expect(String operator, String wanted) {
        if (!is(operator)) {
            throw unexpected(wanted);
        }
        next();
    }

    String found() {
        return kind() == Kind.NEWLINE ? "the end of the line" : Guard.shown(guard.text, offset());
    }

    Unexpected unexpected(String wanted) {
        return new Unexpected(offset(), "expected " + wanted + ", found " + found());
    }

    Unexpected unexpectedAt(int offset, String wanted) {
        return new Unexpected(offset, "expected " + wanted);
    }

    private void skip() {
        while (tokens.kind(at) == Kind.SPACE
                || tokens.kind(at) == Kind.COMMENT
                || (open > 0 && tokens.kind(at) == Kind.NEWLINE)) {
            at++;
        }
    }
}
