package dev.slipway.text;

import dev.slipway.text.Hcl.Attribute;
import dev.slipway.text.Hcl.Block;
import dev.slipway.text.Hcl.Body;
import dev.slipway.text.Hcl.Item;
import dev.slipway.text.Hcl.Label;
import dev.slipway.text.HclTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads bodies and blocks. What cannot be read is skipped to the end of its line or brackets. */
final class HclReader {
    /** Blocks that stand only at the top: one of them at the margin ends a block that was not closed. */
    private static final Set<String> TOP =
            Set.of("resource", "variable", "output", "module", "provider", "locals", "terraform");

    private final Guard guard;
    private final HclCursor cursor;
    private final HclExpressions expressions;

    HclReader(Guard guard) {
        this.guard = guard;
        this.cursor = new HclCursor(guard, HclTokens.of(guard));
        this.expressions = new HclExpressions(cursor);
    }

    Body file(Hcl.Holder holder) {
        items(holder.items, 0);
        return new Body(holder.items, guard.span(0, guard.text.length()));
    }

    /** Items up to a closing brace, which is left, or the end. */
    private void items(List<Item> into, int depth) {
        guard.checkDepth(cursor.offset(), depth);
        while (true) {
            cursor.skipNewlines();
            if (cursor.atEnd() || (cursor.is("}") && depth > 0) || (depth > 0 && atTopBlock())) {
                return;
            }
            int before = cursor.position();
            try {
                into.add(item(depth));
            } catch (HclCursor.Unexpected e) {
                guard.error(e.offset(), String.valueOf(e.getMessage()));
                recover(before);
            }
        }
    }

    private boolean atTopBlock() {
        return cursor.kind() == Kind.WORD
                && cursor.atMargin()
                && TOP.contains(cursor.shown())
                && (cursor.kindAfter() == Kind.OPEN_QUOTE
                        || (cursor.operatorAfter("{")
                                && Set.of("locals", "terraform").contains(cursor.shown())));
    }

    private Item item(int depth) {
        if (cursor.kind() != Kind.WORD && cursor.kind() != Kind.OPEN_QUOTE) {
            throw cursor.unexpected("a name");
        }
        int start = cursor.offset();
        boolean quoted = cursor.kind() == Kind.OPEN_QUOTE;
        String name = quoted ? quotedWord() : cursor.take();
        Span nameSpan = guard.span(start, cursor.lastEnd());
        // A quoted attribute name is what old versions of the language allowed.
        if (cursor.is("=") || (quoted && cursor.is(":"))) {
            cursor.next();
            Attribute attribute = new Attribute(name, nameSpan, expressions.read());
            endOfItem();
            return attribute;
        }
        return block(name, start, depth);
    }

    private Block block(String type, int start, int depth) {
        List<Label> labels = new ArrayList<>();
        while (cursor.kind() == Kind.WORD || cursor.kind() == Kind.OPEN_QUOTE) {
            int labelStart = cursor.offset();
            String label = cursor.kind() == Kind.WORD ? cursor.take() : quotedWord();
            labels.add(new Label(label, guard.span(labelStart, cursor.lastEnd())));
        }
        cursor.expect("{", labels.isEmpty() ? "'=' or '{'" : "'{'");
        Span header = guard.span(start, cursor.lastEnd());
        List<Item> items = new ArrayList<>();
        int bodyStart = cursor.lastEnd();
        items(items, depth + 1);
        Body body = new Body(items, guard.span(bodyStart, cursor.lastEnd()));
        if (cursor.is("}")) {
            cursor.next();
        } else {
            guard.error(start, "block " + type + " is not closed");
            return new Block(type, labels, body, header, guard.span(start, cursor.lastEnd()));
        }
        Block block = new Block(type, labels, body, header, guard.span(start, cursor.lastEnd()));
        endOfItem();
        return block;
    }

    private String quotedWord() {
        HclExpression text = expressions.quoted();
        return text instanceof HclExpression.Template t
                ? t.literal().orElseThrow(() -> cursor.unexpectedAt(t.span().start(), "a name without insertions"))
                : "";
    }

    /** An item ends with its line; more on the line is told, and read all the same. */
    private void endOfItem() {
        if (cursor.is(",")) {
            guard.error(cursor.offset(), "expected the end of the line, found ','");
            cursor.next();
        } else if (!cursor.atEnd() && !cursor.is("}") && cursor.kind() != Kind.NEWLINE) {
            guard.error(cursor.offset(), "expected the end of the line, found " + cursor.found());
            if (cursor.kind() != Kind.WORD && cursor.kind() != Kind.OPEN_QUOTE) {
                cursor.skipLine();
            }
        }
    }

    /** Skips to the end of the line on which the brackets opened since then are closed. */
    private void recover(int from) {
        cursor.reset();
        if (cursor.position() == from) {
            cursor.next();
        }
        int open = 0;
        for (int i = from; i < cursor.position(); i++) {
            open = Math.max(0, open + cursor.bracket(i));
        }
        while (!cursor.atEnd() && !(open == 0 && (cursor.kind() == Kind.NEWLINE || cursor.is("}"))) && !atTopBlock()) {
            open = Math.max(0, open + cursor.bracket(cursor.position()));
            cursor.next();
        }
        if (cursor.is("}") && open == 0 && from == cursor.position()) {
            cursor.next();
        }
    }
}
