package dev.slipway.pipeline.dialect.github.expr;

/**
 * A token.
 *
 * @param lexeme as written
 * @param position its first character, from 1
 */
record Token(Kind kind, String lexeme, int position) {
    enum Kind {
        LEFT_PAREN,
        RIGHT_PAREN,
        LEFT_BRACKET,
        RIGHT_BRACKET,
        COMMA,
        DOT,
        STAR,
        NOT,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        AND,
        OR,
        NUMBER,
        STRING,
        NAME,
        TRUE,
        FALSE,
        NULL,
        END
    }

    /** The text between the quotes of a string. */
    String unquoted() {
        return lexeme.substring(1, lexeme.length() - 1).replace("''", "'");
    }
}
