package dev.slipway.text;

import dev.slipway.text.Parsed.SyntaxError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * XML as an element tree with positions, enough for build files and test reports. An own reader: it knows no external
 * entity and no declared one, so none can be resolved or expanded; a document type declaration is passed over.
 */
public final class Xml {
    /** Characters of a reference such as {@code &#x10FFFF;}. */
    private static final int MAX_REFERENCE = 12;

    private final Guard guard;
    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Element> roots = new ArrayList<>();
    private int at;

    private Xml(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    /**
     * An element.
     *
     * @param name without namespace prefix
     * @param attributes values unescaped, names as written
     * @param text own text and CDATA, without that of children, stripped
     */
    public record Element(String name, Map<String, String> attributes, List<Element> children, String text, Span span) {
        public Element {
            attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            children = List.copyOf(children);
        }

        /** The first child with this name. */
        public Optional<Element> child(String name) {
            return children.stream().filter(c -> c.name.equals(name)).findFirst();
        }

        /** All children with this name. */
        public List<Element> children(String name) {
            return children.stream().filter(c -> c.name.equals(name)).toList();
        }

        /** Walks first children by name. */
        public Optional<Element> at(String... names) {
            Optional<Element> here = Optional.of(this);
            for (String name : names) {
                here = here.flatMap(e -> e.child(name));
            }
            return here;
        }

        /** The text at the end of such a walk; empty when it is absent or blank. */
        public Optional<String> textAt(String... names) {
            return at(names).map(Element::text).filter(t -> !t.isEmpty());
        }

        /** An attribute. */
        public Optional<String> attribute(String name) {
            return Optional.ofNullable(attributes.get(name));
        }
    }

    /** What was read; {@code root} is empty when there are errors that leave no tree. */
    public record Document(String file, Optional<Element> root, List<SyntaxError> errors) {
        public Document {
            errors = List.copyOf(errors);
        }
    }

    /** Parses a document; never throws for bad input. With errors the tree holds what was read before them. */
    public static Document parse(String file, String text) {
        List<Element> roots = new ArrayList<>();
        Guard guard = Guard.read(text, g -> {
            Xml xml = new Xml(g);
            try {
                xml.read();
            } finally {
                xml.closeAll();
                roots.addAll(xml.roots);
            }
        });
        return new Document(file, roots.stream().findFirst(), guard.errors);
    }

    private static final class Open {
        final String qualified;
        final int start;
        final Map<String, String> attributes;
        final List<Element> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Open(String qualified, int start, Map<String, String> attributes) {
            this.qualified = qualified;
            this.start = start;
            this.attributes = attributes;
        }
    }

    private void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            if (text.charAt(at) != '<') {
                characters();
            } else if (text.startsWith("<!--", at)) {
                skipTo("-->", "this comment has no end");
            } else if (text.startsWith("<![CDATA[", at)) {
                cdata();
            } else if (text.startsWith("<?", at)) {
                skipTo("?>", "this instruction has no end");
            } else if (text.startsWith("<!", at)) {
                documentType();
            } else if (text.startsWith("</", at)) {
                endTag();
            } else {
                startTag();
            }
        }
        if (!open.isEmpty()) {
            throw guard.broken(open.getLast().start, "<" + open.peek().qualified + "> is not closed");
        }
        if (roots.isEmpty()) {
            throw guard.broken(text.length(), "there is no element");
        }
    }

    private void characters() {
        int start = at;
        int next = text.indexOf('<', at);
        at = next < 0 ? text.length() : next;
        Open current = open.peek();
        if (current != null) {
            unescape(start, at, current.text);
        } else if (!text.substring(start, at).isBlank()) {
            throw guard.broken(start, "text outside of the root element");
        }
    }

    private void cdata() {
        int start = at + "<![CDATA[".length();
        skipTo("]]>", "this CDATA section has no end");
        Open current = open.peek();
        if (current != null) {
            current.text.append(text, start, at - 3);
        }
    }

    private void skipTo(String end, String otherwise) {
        int found = text.indexOf(end, at + 2);
        if (found < 0) {
            throw guard.broken(at, otherwise);
        }
        at = found + end.length();
    }

    /** Passed over with its internal subset: nothing in it is looked at. */
    private void documentType() {
        int start = at;
        int brackets = 0;
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                brackets++;
            } else if (c == ']') {
                brackets--;
            } else if (c == '>' && brackets <= 0) {
                return;
            }
        }
        throw guard.broken(start, "this declaration has no end");
    }

    private void startTag() {
        int start = at++;
        guard.tick(start, 1);
        guard.checkDepth(start, open.size() + 1);
        if (open.isEmpty() && !roots.isEmpty()) {
            throw guard.broken(start, "a second root element");
        }
        String name = name();
        Map<String, String> attributes = new LinkedHashMap<>();
        while (true) {
            skipSpace();
            if (text.startsWith("/>", at) || text.startsWith(">", at)) {
                break;
            }
            attribute(attributes);
        }
        open.push(new Open(name, start, attributes));
        if (text.charAt(at) == '/') {
            at += 2;
            close();
        } else {
            at++;
        }
    }

    private void attribute(Map<String, String> into) {
        int start = at;
        guard.tick(start, 1);
        String name = name();
        skipSpace();
        if (!text.startsWith("=", at)) {
            throw guard.broken(at, "expected '=' after the attribute, found " + Guard.shown(text, at));
        }
        at++;
        skipSpace();
        char quote = at < text.length() ? text.charAt(at) : 0;
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw guard.broken(start, "the value of '" + name + "' has no closing quote");
        }
        StringBuilder value = new StringBuilder();
        unescape(at + 1, end, value);
        into.put(name, value.toString());
        at = end + 1;
    }

    private void endTag() {
        int start = at;
        at += 2;
        String name = name();
        skipSpace();
        if (!text.startsWith(">", at)) {
            throw guard.broken(at, "expected '>', found " + Guard.shown(text, at));
        }
        at++;
        Open current = open.peek();
        if (current == null || !current.qualified.equals(name)) {
            throw guard.broken(
                    start,
                    current == null
                            ? "</" + name + "> closes nothing"
                            : "</" + name + "> stands where </" + current.qualified + "> is expected");
        }
        close();
    }

    private void close() {
        Open done = open.pop();
        String local = done.qualified.substring(done.qualified.indexOf(':') + 1);
        Element element = new Element(
                local, done.attributes, done.children, done.text.toString().strip(), guard.span(done.start, at));
        Open outer = open.peek();
        if (outer == null) {
            roots.add(element);
        } else {
            outer.children.add(element);
        }
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            close();
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        if (start == at || at - start > 1000) {
            throw guard.broken(start, "expected a name, found " + Guard.shown(text, start));
        }
        return text.substring(start, at);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':' || Character.isSurrogate(c);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void unescape(int start, int end, StringBuilder into) {
        int from = start;
        for (int amp = text.indexOf('&', start, end); amp >= 0; amp = text.indexOf('&', from, end)) {
            into.append(text, from, amp);
            int semicolon = text.indexOf(';', amp, Math.min(end, amp + MAX_REFERENCE));
            if (semicolon < 0) {
                guard.error(amp, "'&' begins no reference; write &amp;");
                into.append('&');
                from = amp + 1;
            } else {
                into.append(entity(text.substring(amp + 1, semicolon), amp));
                from = semicolon + 1;
            }
        }
        into.append(text, from, end);
    }

    private String entity(String name, int offset) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> character(name, offset);
        };
    }

    private String character(String name, int offset) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x");
            try {
                int point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                if (Character.isValidCodePoint(point)) {
                    return Character.toString(point);
                }
            } catch (NumberFormatException e) {
                // Falls through to the error below: not a number is no character.
            }
        }
        guard.error(offset, "&" + name + "; is not known here");
        return "&" + name + ";";
    }
}
