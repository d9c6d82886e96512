package dev.slipway.text;

import dev.slipway.text.Hcl.Attribute;
import dev.slipway.text.Hcl.Block;
import dev.slipway.text.Hcl.Body;
import dev.slipway.text.Hcl.Item;
import dev.slipway.text.Hcl.Label;
import dev.slipway.text.HclExpression.Entry;
import dev.slipway.text.HclExpression.Part;
import dev.slipway.text.HclExpression.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of the language: the top blocks are known by their names; what stands in them is read as attributes, as only a
 * schema could tell blocks from maps. Texts are templates.
 */
final class HclJson {
    /** Top blocks and how many labels they have. */
    private static final Map<String, Integer> LABELS = new HashMap<>(Map.of(
            "resource",
            2,
            "data",
            2,
            "variable",
            1,
            "output",
            1,
            "module",
            1,
            "provider",
            1,
            "locals",
            0,
            "terraform",
            0));

    private final List<Parsed.SyntaxError> errors;

    private HclJson(List<Parsed.SyntaxError> errors) {
        this.errors = errors;
    }

    static Hcl parse(String file, String text) {
        Parsed parsed = JsonText.parse(file, text);
        HclJson json = new HclJson(new ArrayList<>(parsed.errors()));
        List<Item> items = new ArrayList<>();
        for (Node.Entry entry : parsed.root().entriesAt()) {
            String name = entry.key().value();
            if (LABELS.containsKey(name)) {
                json.blocks(name, entry.key().span(), List.of(), entry.value(), LABELS.get(name), items);
            } else {
                items.add(json.attribute(entry));
            }
        }
        return new Hcl(file, new Body(items, parsed.root().span()), json.errors);
    }

    private void blocks(String type, Span at, List<Label> labels, Node node, int missing, List<Item> into) {
        switch (node) {
            case Node.Sequence s -> s.items().forEach(n -> blocks(type, at, labels, n, missing, into));
            case Node.Mapping m
            when missing > 0 -> {
                for (Node.Entry entry : m.entries()) {
                    List<Label> more = new ArrayList<>(labels);
                    more.add(new Label(entry.key().value(), entry.key().span()));
                    blocks(type, entry.key().span(), more, entry.value(), missing - 1, into);
                }
            }
            case Node.Mapping m -> {
                List<Item> items = new ArrayList<>();
                m.entries().forEach(e -> items.add(attribute(e)));
                into.add(new Block(type, labels, new Body(items, m.span()), at, m.span()));
            }
            case Node.Scalar s -> {}
        }
    }

    private Attribute attribute(Node.Entry entry) {
        return new Attribute(entry.key().value(), entry.key().span(), expression(entry.value()));
    }

    private HclExpression expression(Node node) {
        return switch (node) {
            case Node.Mapping m ->
                new HclExpression.Table(
                        m.entries().stream()
                                .map(e ->
                                        new Entry(words(e.key().value(), e.key().span()), expression(e.value())))
                                .toList(),
                        m.span());
            case Node.Sequence s ->
                new HclExpression.Tuple(s.items().stream().map(this::expression).toList(), s.span());
            case Node.Scalar s -> scalar(s);
        };
    }

    private HclExpression scalar(Node.Scalar s) {
        return switch (s.kind()) {
            case NULL -> new HclExpression.Null(s.span());
            case BOOLEAN -> new HclExpression.Truth(s.value().equals("true"), s.span());
            case INTEGER, DECIMAL -> new HclExpression.Digits(s.value(), s.span());
            case TEXT -> template(s);
        };
    }

    private static Template words(String text, Span span) {
        return new Template(List.of(new Part.Words(text)), false, span);
    }

    /** Reads insertions of a text; each has the text's place. */
    private HclExpression template(Node.Scalar s) {
        if (!s.value().contains("${") && !s.value().contains("%{")) {
            return words(s.value(), s.span());
        }
        List<HclExpression> read = new ArrayList<>();
        String heredoc = "<<_\n" + s.value() + "\n_";
        Guard guard = Guard.read(heredoc, g -> read.add(new HclExpressions(new HclCursor(g, HclTokens.of(g))).read()));
        if (!guard.errors.isEmpty() || read.isEmpty() || !(read.getFirst() instanceof Template t)) {
            errors.add(new Parsed.SyntaxError(s.span().line(), s.span().column(), "a template that cannot be read"));
            return words(s.value(), s.span());
        }
        // Without the line end that the heredoc adds.
        List<Part> parts = new ArrayList<>(t.parts());
        if (!parts.isEmpty()
                && parts.getLast() instanceof Part.Words w
                && w.text().endsWith("\n")) {
            String kept = w.text().substring(0, w.text().length() - 1);
            parts.removeLast();
            if (!kept.isEmpty()) {
                parts.add(new Part.Words(kept));
            }
        }
        return new Template(parts, false, s.span());
    }
}
