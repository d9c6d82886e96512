package dev.slipway.text;

import dev.slipway.text.Groovy.Argument;
import dev.slipway.text.Groovy.Call;
import dev.slipway.text.Groovy.Statement;
import dev.slipway.text.Groovy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the shape of Groovy that {@link Groovy} describes. What is no call or assignment is skipped to its end by brackets. */
final class GroovyReader {
    private static final Set<String> KEYWORDS = Set.of(
            "def",
            "if",
            "else",
            "for",
            "while",
            "try",
            "catch",
            "finally",
            "return",
            "import",
            "package",
            "class",
            "switch",
            "throw",
            "new",
            "static",
            "final",
            "public",
            "private",
            "void",
            "assert",
            "in",
            "do",
            "case",
            "break",
            "continue",
            "String",
            "int",
            "boolean");

    private final String text;
    private final Guard guard;
    private int at;
    private int depth;

    private GroovyReader(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    GroovyReader(String text) {
        this.guard = Guard.read(text, g -> {});
        this.text = guard.text;
    }

    Groovy read(String file) {
        List<Statement> statements = new ArrayList<>();
        Guard done = Guard.read(text, g -> {
            GroovyReader reader = new GroovyReader(g);
            statements.addAll(reader.statements(false));
        });
        List<Parsed.SyntaxError> errors = new ArrayList<>(guard.errors);
        errors.addAll(done.errors);
        return new Groovy(file, statements, errors);
    }

    private List<Statement> statements(boolean inBlock) {
        List<Statement> all = new ArrayList<>();
        while (true) {
            space(true);
            if (at >= text.length()) {
                if (inBlock) {
                    throw guard.broken(text.length(), "a '}' is missing at the end");
                }
                return all;
            }
            char c = text.charAt(at);
            if (c == '}') {
                if (!inBlock) {
                    throw guard.broken(at, "this '}' closes nothing");
                }
                return all;
            }
            if (c == ';') {
                at++;
                continue;
            }
            all.add(statement());
        }
    }

    private Statement statement() {
        int start = at;
        guard.tick(start, 1);
        guard.checkDepth(start, ++depth);
        try {
            if (isNameStart(at)) {
                int nameStart = at;
                String name = name();
                Span nameSpan = guard.span(nameStart, at);
                int after = at;
                space(false);
                if (!KEYWORDS.contains(name) && at < text.length()) {
                    char c = text.charAt(at);
                    if (c == '=' && !text.startsWith("==", at) && !text.startsWith("=~", at)) {
                        at++;
                        space(true);
                        Value value = value(false);
                        return new Groovy.Assign(name, nameSpan, value, guard.span(start, at));
                    }
                    if (isCall(c, after)) {
                        return call(name, nameSpan, start, true);
                    }
                    if (c == '\n' || c == '\r' || c == '}' || c == ';') {
                        at = after;
                        return new Call(name, nameSpan, false, List.of(), Optional.empty(), guard.span(start, after));
                    }
                } else if (at >= text.length()) {
                    return new Call(name, nameSpan, false, List.of(), Optional.empty(), guard.span(start, after));
                }
                at = start;
            }
            skip(true);
            if (at == start) {
                at++;
            }
            return new Groovy.Other(text.substring(start, at).strip(), guard.span(start, at));
        } finally {
            depth--;
        }
    }

    /** Whether what follows a name makes it a call. */
    private boolean isCall(char c, int after) {
        if (c == '(' || c == '{') {
            return true;
        }
        return at > after
                && (c == '"'
                        || c == '\''
                        || c == '['
                        || c == '$'
                        || Character.isDigit(c)
                        || isNameStart(at)
                        || (c == '/' && !text.startsWith("/ ", at))
                        || (c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))));
    }

    /** After a name: arguments and a closure. */
    private Call call(String name, Span nameSpan, int start, boolean command) {
        List<Argument> arguments = new ArrayList<>();
        boolean parentheses = text.charAt(at) == '(';
        if (parentheses) {
            at++;
            arguments.addAll(arguments(')'));
        } else if (command && text.charAt(at) != '{') {
            arguments.addAll(arguments('\n'));
        }
        int end = at;
        space(false);
        Optional<List<Statement>> block = Optional.empty();
        if (at < text.length() && text.charAt(at) == '{') {
            block = Optional.of(closure());
            end = at;
        }
        at = end;
        if (command) {
            // A receiver, operator or further word: then it is no plain call, but code; keep it as one.
            int before = at;
            space(false);
            if (at < text.length() && ".?+*<>&|=".indexOf(text.charAt(at)) >= 0) {
                skip(true);
                return new Call(
                        name,
                        nameSpan,
                        parentheses,
                        List.of(new Argument("", new Groovy.Code(text.substring(start, at), guard.span(start, at)))),
                        block,
                        guard.span(start, at));
            }
            at = before;
        }
        return new Call(name, nameSpan, parentheses, arguments, block, guard.span(start, at));
    }

    private List<Statement> closure() {
        int open = at;
        guard.checkDepth(open, ++depth);
        at++;
        int parameters = arrow();
        if (parameters > 0) {
            at = parameters;
        }
        List<Statement> inner = statements(true);
        at++;
        depth--;
        return inner;
    }

    /** Where the body of a closure with parameters starts; 0 without parameters. */
    private int arrow() {
        int i = at;
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i)) || " _,\t:".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return text.startsWith("->", i) ? i + 2 : 0;
    }

    /** Arguments up to a closing bracket, or to the end of the line. */
    private List<Argument> arguments(char close) {
        List<Argument> all = new ArrayList<>();
        boolean line = close == '\n';
        while (true) {
            space(!line || !all.isEmpty() && text.charAt(before()) == ',');
            if (at >= text.length()) {
                if (line) {
                    return all;
                }
                throw guard.broken(text.length(), "a '" + close + "' is missing at the end");
            }
            char c = text.charAt(at);
            if (line ? c == '\n' || c == '\r' || c == ';' || c == '}' || c == '{' : c == close) {
                at += line ? 0 : 1;
                return all;
            }
            if (c == ',') {
                at++;
                continue;
            }
            int start = at;
            all.add(argument(line));
            if (at == start) {
                throw guard.broken(at, "'" + text.charAt(at) + "' is not expected here");
            }
        }
    }

    /** The last character that is no space. */
    private int before() {
        int i = at - 1;
        while (i > 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return Math.max(0, i);
    }

    private Argument argument(boolean line) {
        int start = at;
        String name = "";
        if (isNameStart(at)) {
            name = name();
        } else if (text.charAt(at) == '\'' || text.charAt(at) == '"') {
            name = string().text();
        }
        if (!name.isEmpty()) {
            space(false);
            if (at < text.length() && text.charAt(at) == ':' && !text.startsWith("::", at)) {
                at++;
                space(true);
                return new Argument(name, value(line));
            }
        }
        at = start;
        return new Argument("", value(line));
    }

    /** A value, up to a comma, a closing bracket or the end of the line. */
    private Value value(boolean line) {
        int start = at;
        guard.tick(start, 1);
        Value value = simple();
        int end = at;
        space(false);
        if (ends(line)) {
            at = end;
            return value;
        }
        at = start;
        skip(false);
        return new Groovy.Code(text.substring(start, at).strip(), guard.span(start, at));
    }

    private boolean ends(boolean line) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return ",)]}\n\r;".indexOf(c) >= 0 || (line && c == '{');
    }

    private Value simple() {
        int start = at;
        char c = text.charAt(at);
        if (c == '\''
                || c == '"'
                || (c == '/' && !text.startsWith("//", at) && !text.startsWith("/*", at))
                || text.startsWith("$/", at)) {
            return string();
        }
        if (Character.isDigit(c) || (c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
            at++;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '_'
                            || (text.charAt(at) == '.'
                                    && at + 1 < text.length()
                                    && Character.isDigit(text.charAt(at + 1))))) {
                at++;
            }
            return new Groovy.Number(text.substring(start, at), guard.span(start, at));
        }
        if (c == '[') {
            return brackets();
        }
        if (c == '{') {
            List<Statement> inner = closure();
            return new Groovy.Closure(inner, guard.span(start, at));
        }
        if (isNameStart(at)) {
            String name = name();
            Span span = guard.span(start, at);
            if (name.equals("true") || name.equals("false")) {
                return new Groovy.Truth(name.equals("true"), span);
            }
            if (at < text.length() && text.charAt(at) == '(' && !KEYWORDS.contains(name)) {
                Call call = call(name, span, start, false);
                return new Groovy.Invoked(call, guard.span(start, at));
            }
            return new Groovy.Name(name, span);
        }
        return new Groovy.Code("", guard.span(start, start));
    }

    private Value brackets() {
        int start = at;
        at++;
        guard.checkDepth(start, ++depth);
        int mark = at;
        space(true);
        if (text.startsWith(":]", at) || text.startsWith(":", at)) {
            at = text.indexOf(']', at) + 1;
            depth--;
            return new Groovy.Entries(List.of(), guard.span(start, Math.max(at, start)));
        }
        at = mark;
        List<Argument> inner = arguments(']');
        depth--;
        Span span = guard.span(start, at);
        boolean map = !inner.isEmpty() && inner.stream().anyMatch(a -> !a.name().isEmpty());
        return map
                ? new Groovy.Entries(inner, span)
                : new Groovy.Items(inner.stream().map(Argument::value).toList(), span);
    }

    private Groovy.Text string() {
        int start = at;
        String open = text.startsWith("'''", at)
                ? "'''"
                : text.startsWith("\"\"\"", at)
                        ? "\"\"\""
                        : text.startsWith("$/", at) ? "$/" : text.substring(at, at + 1);
        String close = open.equals("$/") ? "/$" : open;
        boolean escapes = open.charAt(0) != '$';
        boolean oneLine = open.length() == 1 && open.charAt(0) != '/';
        at += open.length();
        StringBuilder value = new StringBuilder();
        boolean dynamic = false;
        while (!text.startsWith(close, at)) {
            if (at >= text.length() || (oneLine && text.charAt(at) == '\n')) {
                throw guard.broken(start, "this string has no end");
            }
            char c = text.charAt(at);
            if (c == '\\' && escapes && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                value.append(
                        open.charAt(0) == '/'
                                ? (next == '/' ? "/" : "\\" + next)
                                : switch (next) {
                                    case 'n' -> "\n";
                                    case 't' -> "\t";
                                    case 'r' -> "\r";
                                    case '\n' -> "";
                                    default -> "" + next;
                                });
                at += 2;
                continue;
            }
            dynamic |= c == '$'
                    && open.charAt(0) != '\''
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '{' || Character.isLetter(text.charAt(at + 1)));
            value.append(c);
            at++;
        }
        at += close.length();
        return new Groovy.Text(value.toString(), dynamic, guard.span(start, at));
    }

    /** Skips an expression or statement by its brackets and strings; whole lines, or up to a comma or closing bracket. */
    private void skip(boolean statement) {
        int open = 0;
        while (at < text.length()) {
            guard.lookAtTime(at);
            char c = text.charAt(at);
            if (open == 0 && (c == '\n' || c == ';') && !continued()) {
                return;
            }
            if (open == 0 && (c == '}' || c == ')' || c == ']' || (!statement && c == ','))) {
                return;
            }
            if (text.startsWith("//", at) && (at == 0 || text.charAt(at - 1) != ':')) {
                at = endOfLine(at);
                continue;
            }
            if (text.startsWith("/*", at)) {
                comment();
                continue;
            }
            boolean pattern = c == '/' && at > 0 && "(,=~[".indexOf(text.charAt(before())) >= 0;
            if (c == '\'' || c == '"' || pattern) {
                string();
                continue;
            }
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            at++;
        }
        if (open > 0) {
            throw guard.broken(text.length(), "a closing bracket is missing at the end");
        }
    }

    /** A line that ends with an operator goes on. */
    private boolean continued() {
        char last = text.charAt(before());
        return "+-*=&|?:,.<".indexOf(last) >= 0;
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '$')) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isNameStart(int i) {
        if (i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        return Character.isLetter(c)
                || c == '_'
                || (c == '$' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1)));
    }

    /** Spaces and comments; line ends only when asked. */
    private void space(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\uFEFF' || (lines && (c == '\n' || c == '\r'))) {
                at++;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at += 2;
            } else if (text.startsWith("//", at) || (at == 0 && text.startsWith("#!"))) {
                at = endOfLine(at);
            } else if (text.startsWith("/*", at)) {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw guard.broken(at, "this comment has no end");
        }
        at = end + 2;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
