package dev.slipway.text;

import dev.slipway.text.HclExpression.Binary;
import dev.slipway.text.HclExpression.Call;
import dev.slipway.text.HclExpression.Conditional;
import dev.slipway.text.HclExpression.Digits;
import dev.slipway.text.HclExpression.Entry;
import dev.slipway.text.HclExpression.For;
import dev.slipway.text.HclExpression.Index;
import dev.slipway.text.HclExpression.Member;
import dev.slipway.text.HclExpression.Name;
import dev.slipway.text.HclExpression.Null;
import dev.slipway.text.HclExpression.Part;
import dev.slipway.text.HclExpression.Splat;
import dev.slipway.text.HclExpression.Table;
import dev.slipway.text.HclExpression.Template;
import dev.slipway.text.HclExpression.Truth;
import dev.slipway.text.HclExpression.Tuple;
import dev.slipway.text.HclExpression.Unary;
import dev.slipway.text.HclTokens.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads expressions by precedence climbing. */
final class HclExpressions {
    /** Operators by how tightly they bind, loosest first. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<", ">", "<=", ">="),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private final HclCursor cursor;
    private final HclTemplates templates;
    private int depth;

    HclExpressions(HclCursor cursor) {
        this.cursor = cursor;
        this.templates = new HclTemplates(cursor, this);
    }

    HclExpression read() {
        cursor.guard.checkDepth(cursor.offset(), ++depth);
        try {
            int start = cursor.offset();
            HclExpression condition = binary(0);
            if (!cursor.is("?")) {
                return condition;
            }
            cursor.next();
            cursor.skipNewlines();
            HclExpression yes = read();
            cursor.skipNewlines();
            cursor.expect(":", "':'");
            cursor.skipNewlines();
            HclExpression no = read();
            return new Conditional(condition, yes, no, span(start));
        } finally {
            depth--;
        }
    }

    /** A quoted text at the cursor. */
    HclExpression quoted() {
        return templates.quoted();
    }

    private Span span(int start) {
        return cursor.guard.span(start, cursor.lastEnd());
    }

    private HclExpression binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        int start = cursor.offset();
        HclExpression left = binary(level + 1);
        int chain = 0;
        while (true) {
            String operator = operatorOf(level);
            if (operator.isEmpty()) {
                return left;
            }
            // A long chain becomes a deep tree, which whoever walks it must survive.
            cursor.guard.checkDepth(cursor.offset(), depth + ++chain);
            cursor.next();
            cursor.skipNewlines();
            left = new Binary(operator, left, binary(level + 1), span(start));
        }
    }

    private String operatorOf(int level) {
        if (cursor.kind() == Kind.OPERATOR) {
            for (String operator : LEVELS.get(level)) {
                if (cursor.is(operator)) {
                    return operator;
                }
            }
        }
        return "";
    }

    private HclExpression unary() {
        int start = cursor.offset();
        if (cursor.is("!") || cursor.is("-")) {
            cursor.guard.checkDepth(start, ++depth);
            try {
                char operator = cursor.take().charAt(0);
                return new Unary(operator, unary(), span(start));
            } finally {
                depth--;
            }
        }
        return postfix(start, primary());
    }

    private HclExpression postfix(int start, HclExpression first) {
        HclExpression here = first;
        int chain = 0;
        while (cursor.is(".") || cursor.is("[")) {
            cursor.guard.checkDepth(cursor.offset(), depth + ++chain);
            if (cursor.is(".")) {
                cursor.next();
                if (cursor.is("*")) {
                    cursor.next();
                    here = new Splat(here, steps(false), span(start));
                } else {
                    here = member(start, here);
                }
            } else if (splatFollows()) {
                cursor.openBrackets();
                cursor.next();
                cursor.next();
                cursor.closeBrackets();
                cursor.expect("]", "']'");
                here = new Splat(here, steps(true), span(start));
            } else {
                here = index(start, here);
            }
        }
        return here;
    }

    private boolean splatFollows() {
        return cursor.operatorAfter("*");
    }

    private HclExpression member(int start, HclExpression of) {
        if (cursor.kind() == Kind.WORD) {
            return new Member(of, cursor.take(), span(start));
        }
        if (cursor.kind() == Kind.NUMBER) {
            HclExpression here = of;
            int at = cursor.offset();
            for (String digits : cursor.take().split("\\.")) {
                here = new Index(here, new Digits(digits, span(at)), span(start));
            }
            return here;
        }
        throw cursor.unexpected("a name");
    }

    private HclExpression index(int start, HclExpression of) {
        cursor.openBrackets();
        cursor.next();
        HclExpression key = read();
        closing("]");
        return new Index(of, key, span(start));
    }

    /** The steps after a splat; indices belong to them only after the full form. */
    private HclExpression steps(boolean full) {
        int start = cursor.offset();
        HclExpression here = new HclExpression.Item(span(start));
        int chain = 0;
        while (cursor.is(".") && !cursor.operatorAfter("*") || (full && cursor.is("[") && !splatFollows())) {
            cursor.guard.checkDepth(cursor.offset(), depth + ++chain);
            if (cursor.is(".")) {
                cursor.next();
                here = member(start, here);
            } else {
                here = index(start, here);
            }
        }
        return here;
    }

    private void closing(String bracket) {
        if (!cursor.is(bracket)) {
            throw cursor.unexpected("'" + bracket + "'");
        }
        cursor.closeBrackets();
        cursor.next();
    }

    private HclExpression primary() {
        int start = cursor.offset();
        return switch (cursor.kind()) {
            case NUMBER -> {
                String digits = cursor.take();
                if (digits.length() > Guard.MAX_NUMBER) {
                    throw cursor.unexpectedAt(start, "a number of at most " + Guard.MAX_NUMBER + " digits");
                }
                yield new Digits(digits, span(start));
            }
            case OPEN_QUOTE -> templates.quoted();
            case OPEN_HEREDOC -> templates.heredoc();
            case WORD -> word(start);
            case OPERATOR -> bracketed(start);
            case SPACE,
                    COMMENT,
                    NEWLINE,
                    CLOSE_QUOTE,
                    CLOSE_HEREDOC,
                    TEXT,
                    INSERT,
                    DIRECTIVE,
                    END_TEMPLATE,
                    INVALID,
                    END -> throw cursor.unexpected("a value");
        };
    }

    private HclExpression word(int start) {
        String word = cursor.take();
        while (cursor.is("::")) {
            cursor.next();
            word = word + "::" + (cursor.kind() == Kind.WORD ? cursor.take() : "");
        }
        if (cursor.is("(")) {
            return call(start, word);
        }
        return switch (word) {
            case "true" -> new Truth(true, span(start));
            case "false" -> new Truth(false, span(start));
            case "null" -> new Null(span(start));
            default -> new Name(word, span(start));
        };
    }

    private HclExpression call(int start, String name) {
        cursor.openBrackets();
        cursor.next();
        List<HclExpression> arguments = new ArrayList<>();
        boolean spread = false;
        while (!cursor.is(")")) {
            arguments.add(read());
            if (cursor.is("...")) {
                spread = true;
                cursor.next();
            }
            if (!cursor.is(",")) {
                break;
            }
            cursor.next();
        }
        closing(")");
        return new Call(name, arguments, spread, span(start));
    }

    private HclExpression bracketed(int start) {
        if (cursor.is("(")) {
            cursor.openBrackets();
            cursor.next();
            HclExpression inner = read();
            closing(")");
            return inner;
        }
        if (cursor.is("[")) {
            return tuple(start);
        }
        if (cursor.is("{")) {
            return table(start);
        }
        throw cursor.unexpected("a value");
    }

    private HclExpression tuple(int start) {
        cursor.openBrackets();
        cursor.next();
        if (atFor()) {
            return loop(start, "]");
        }
        List<HclExpression> items = new ArrayList<>();
        while (!cursor.is("]")) {
            items.add(read());
            cursor.guard.tick(cursor.offset(), 1);
            if (!cursor.is(",")) {
                break;
            }
            cursor.next();
        }
        closing("]");
        return new Tuple(items, span(start));
    }

    private boolean atFor() {
        return cursor.isWord("for") && cursor.kindAfter() == Kind.WORD;
    }

    private HclExpression table(int start) {
        int before = cursor.suspend();
        cursor.next();
        cursor.skipNewlines();
        if (atFor()) {
            cursor.restore(before);
            cursor.openBrackets();
            return loop(start, "}");
        }
        List<Entry> entries = new ArrayList<>();
        while (!cursor.is("}")) {
            entries.add(entry());
            cursor.guard.tick(cursor.offset(), 1);
            if (cursor.is(",")) {
                cursor.next();
            } else if (cursor.kind() != Kind.NEWLINE && !cursor.is("}")) {
                throw cursor.unexpected("',' or the end of the line");
            }
            cursor.skipNewlines();
        }
        cursor.restore(before);
        cursor.next();
        return new Table(entries, span(start));
    }

    private Entry entry() {
        int start = cursor.offset();
        HclExpression key;
        if (cursor.kind() == Kind.WORD && (cursor.operatorAfter("=") || cursor.operatorAfter(":"))) {
            key = new Template(List.of(new Part.Words(cursor.take())), false, span(start));
        } else {
            key = read();
        }
        if (!cursor.is("=") && !cursor.is(":")) {
            throw cursor.unexpected("'='");
        }
        cursor.next();
        cursor.skipNewlines();
        return new Entry(key, read());
    }

    private HclExpression loop(int start, String closer) {
        cursor.next();
        String first = name();
        String second = "";
        if (cursor.is(",")) {
            cursor.next();
            second = name();
        }
        if (!cursor.isWord("in")) {
            throw cursor.unexpected("'in'");
        }
        cursor.next();
        HclExpression of = read();
        cursor.expect(":", "':'");
        HclExpression value = read();
        List<HclExpression> key = List.of();
        if (cursor.is("=>")) {
            cursor.next();
            key = List.of(value);
            value = read();
        }
        boolean grouped = cursor.is("...");
        if (grouped) {
            cursor.next();
        }
        List<HclExpression> condition = List.of();
        if (cursor.isWord("if")) {
            cursor.next();
            condition = List.of(read());
        }
        closing(closer);
        return new For(
                second.isEmpty() ? "" : first,
                second.isEmpty() ? first : second,
                of,
                key,
                value,
                grouped,
                condition,
                span(start));
    }

    String name() {
        if (cursor.kind() != Kind.WORD) {
            throw cursor.unexpected("a name");
        }
        return cursor.take();
    }
}
