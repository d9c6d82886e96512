package dev.slipway.text;

import dev.slipway.text.Parsed.SyntaxError;
import java.util.List;
import java.util.Optional;

/**
 * A file in the HashiCorp configuration language, native syntax (specification version 2) or its JSON form. Keeps the place of
 * each block, attribute and expression; a block that cannot be read costs only itself.
 *
 * @param body what stands at the top
 * @param errors what could not be read
 */
public record Hcl(String file, Body body, List<SyntaxError> errors) {
    public Hcl {
        errors = List.copyOf(errors);
    }

    /** Something in a body. */
    public sealed interface Item {
        /** Where it begins and ends. */
        Span span();
    }

    /** {@code name = value}. */
    public record Attribute(String name, Span nameSpan, HclExpression value) implements Item {
        @Override
        public Span span() {
            return new Span(
                    nameSpan.line(),
                    nameSpan.column(),
                    nameSpan.start(),
                    value.span().end());
        }
    }

    /** A word or quoted text after a block's type. */
    public record Label(String text, Span span) {}

    /**
     * {@code type "label" { body }}.
     *
     * @param header from the type to the opening brace, inclusive
     * @param span from the type to the closing brace
     */
    public record Block(String type, List<Label> labels, Body body, Span header, Span span) implements Item {
        public Block {
            labels = List.copyOf(labels);
        }

        /** The text of a label; empty when there is none. */
        public String label(int index) {
            return index < labels.size() ? labels.get(index).text() : "";
        }
    }

    /** Attributes and blocks in the order written. */
    public record Body(List<Item> items, Span span) {
        public Body {
            items = List.copyOf(items);
        }

        /** The attribute of a name. */
        public Optional<Attribute> attribute(String name) {
            for (Item item : items) {
                if (item instanceof Attribute a && a.name().equals(name)) {
                    return Optional.of(a);
                }
            }
            return Optional.empty();
        }

        /** The blocks of a type. */
        public List<Block> blocks(String type) {
            return items.stream()
                    .filter(i -> i instanceof Block b && b.type().equals(type))
                    .map(Block.class::cast)
                    .toList();
        }

        /** All attributes. */
        public List<Attribute> attributes() {
            return items.stream()
                    .filter(i -> i instanceof Attribute)
                    .map(Attribute.class::cast)
                    .toList();
        }

        /** All blocks. */
        public List<Block> blocks() {
            return items.stream()
                    .filter(i -> i instanceof Block)
                    .map(Block.class::cast)
                    .toList();
        }
    }

    /** Reads a file: JSON when its name ends so. Never throws for bad input. */
    public static Hcl parse(String file, String text) {
        if (file.endsWith(".json")) {
            return HclJson.parse(file, text);
        }
        Holder holder = new Holder();
        Guard guard = Guard.read(text, g -> holder.body = new HclReader(g).file(holder));
        Body body = holder.body == null ? new Body(holder.items, guard.span(0, 0)) : holder.body;
        return new Hcl(file, body, guard.errors);
    }

    /** What was read before the file broke. */
    static final class Holder {
        private @org.jspecify.annotations.Nullable Body body;
        final java.util.ArrayList<Item> items = new java.util.ArrayList<>();
    }
}
