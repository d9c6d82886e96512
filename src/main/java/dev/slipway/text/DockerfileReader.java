package dev.slipway.text;

import dev.slipway.text.Dockerfile.Flag;
import dev.slipway.text.Dockerfile.Form;
import dev.slipway.text.Dockerfile.Heredoc;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Dockerfile line by line. */
final class DockerfileReader {
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> WITH_HEREDOC = Set.of("RUN", "COPY", "ADD");
    private static final Set<String> WITH_JSON = Set.of("RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME");
    private static final Set<String> WITH_FLAGS = Set.of("FROM", "RUN", "COPY", "ADD", "HEALTHCHECK", "ONBUILD");
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s{0,20}([a-zA-Z]{1,20})\\s{0,20}=\\s{0,20}(.*)");
    private static final Pattern HEREDOC =
            Pattern.compile("(?<![<\\w])[0-9]{0,3}<<(-?)([\"']?)([A-Za-z_][A-Za-z0-9_.]{0,80})\\2");
    private static final Pattern FLAG = Pattern.compile("\\s*--([a-z][a-z0-9-]{0,40})(?:=(\\S*))?(?=\\s|$)");

    private final Guard guard;
    private final String text;
    private final Map<String, String> directives;
    private final List<Instruction> instructions;
    private char escape = '\\';
    private int at;

    DockerfileReader(Guard guard, Map<String, String> directives, List<Instruction> instructions) {
        this.guard = guard;
        this.text = guard.text;
        this.directives = directives;
        this.instructions = instructions;
    }

    void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        readDirectives();
        while (at < text.length()) {
            guard.tick(at, 1);
            String line = peekLine();
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                nextLine();
            } else {
                instruction();
            }
        }
    }

    private void readDirectives() {
        while (at < text.length()) {
            Matcher m = DIRECTIVE.matcher(peekLine().strip());
            if (!m.matches()) {
                return;
            }
            String name = m.group(1).toLowerCase(Locale.ROOT);
            if (!Set.of("syntax", "escape", "check").contains(name) || directives.containsKey(name)) {
                return;
            }
            String value = m.group(2).strip();
            directives.put(name, value);
            if (name.equals("escape")) {
                if (value.equals("`") || value.equals("\\")) {
                    escape = value.charAt(0);
                } else {
                    guard.error(at, "escape is '\\' or '`'");
                }
            }
            nextLine();
        }
    }

    private void instruction() {
        int start = at + indent(peekLine());
        StringBuilder joined = new StringBuilder();
        int end = start;
        boolean more = true;
        while (more && at < text.length()) {
            guard.tick(at, 1);
            String line = peekLine();
            boolean skipped =
                    !joined.isEmpty() && (line.isBlank() || line.stripLeading().startsWith("#"));
            if (!skipped) {
                end = at + line.length();
                String piece = line.stripTrailing();
                more = !piece.isEmpty() && piece.charAt(piece.length() - 1) == escape;
                joined.append(more ? piece.substring(0, piece.length() - 1) : line.stripTrailing());
                // A line that is only a continuation keeps the instruction begun.
                if (joined.isEmpty()) {
                    joined.append(' ');
                }
            }
            nextLine();
        }
        String logical = joined.toString().strip();
        int space = firstSpace(logical);
        String keyword = logical.substring(0, space).toUpperCase(Locale.ROOT);
        if (!KEYWORDS.contains(keyword)) {
            String shown = keyword.length() > 40 ? keyword.substring(0, 40) + "…" : keyword;
            guard.error(start, "unknown instruction " + shown.replaceAll("\\p{Cntrl}", "?"));
            return;
        }
        build(keyword, logical.substring(space), start, end);
    }

    private void build(String keyword, String rest, int start, int end) {
        List<Flag> flags = new ArrayList<>();
        String arguments = WITH_FLAGS.contains(keyword) ? takeFlags(rest, flags) : rest;
        arguments = arguments.strip();
        List<Heredoc> heredocs = new ArrayList<>();
        int last = WITH_HEREDOC.contains(keyword) ? heredocs(arguments, heredocs, start, end) : end;
        if (arguments.isEmpty()) {
            guard.error(start, keyword + " needs arguments");
        }
        Form form = form(keyword, arguments);
        instructions.add(new Instruction(keyword, flags, arguments, form, heredocs, guard.span(start, last)));
    }

    private static String takeFlags(String rest, List<Flag> flags) {
        Matcher m = FLAG.matcher(rest);
        int from = 0;
        while (m.region(from, rest.length()).lookingAt()) {
            flags.add(new Flag(m.group(1), m.group(2) == null ? "" : m.group(2)));
            from = m.end();
        }
        return rest.substring(from);
    }

    /** JSON that is no list of texts is a shell line, as the builder has it. */
    private static Form form(String keyword, String arguments) {
        String json = arguments;
        if (keyword.equals("HEALTHCHECK") && arguments.regionMatches(true, 0, "CMD", 0, 3)) {
            json = arguments.substring(3).strip();
        }
        boolean may = WITH_JSON.contains(keyword) || keyword.equals("HEALTHCHECK");
        if (may && json.startsWith("[")) {
            Parsed parsed = JsonText.parse("", json);
            boolean texts = parsed.errors().isEmpty()
                    && parsed.root() instanceof Node.Sequence s
                    && s.items().stream().allMatch(i -> i instanceof Node.Scalar t && t.kind() == Node.Kind.TEXT);
            if (texts) {
                return new Form.Exec(parsed.root().listAt().stream()
                        .map(i -> ((Node.Scalar) i).value())
                        .toList());
            }
        }
        return new Form.Shell(json);
    }

    /** Reads the bodies that follow; gives the end of the last. */
    private int heredocs(String arguments, List<Heredoc> into, int start, int end) {
        int last = end;
        Matcher m = HEREDOC.matcher(arguments);
        while (m.find() && into.size() < 20) {
            String delimiter = m.group(3);
            boolean tabs = !m.group(1).isEmpty();
            StringBuilder body = new StringBuilder();
            boolean closed = false;
            while (at < text.length() && !closed) {
                guard.tick(at, 1);
                String line = peekLine();
                String content = tabs ? line.replaceFirst("^\t+", "") : line;
                closed = content.equals(delimiter);
                if (!closed) {
                    body.append(content).append('\n');
                }
                last = at + line.length();
                nextLine();
            }
            if (!closed) {
                guard.error(start, "here-document " + delimiter + " has no end");
            }
            into.add(new Heredoc(delimiter, body.toString(), m.group(2).isEmpty()));
        }
        return last;
    }

    private static int firstSpace(String line) {
        int i = 0;
        while (i < line.length() && !Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** The line here without its end. */
    private String peekLine() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        return text.substring(at, end > at && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private void nextLine() {
        int next = text.indexOf('\n', at);
        at = next < 0 ? text.length() : next + 1;
    }
}
