package dev.slipway.cli;

import dev.slipway.app.Progress;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How this process shows things: a line a step for people, with live progress on a terminal, colour only there and only
 * without {@code NO_COLOR}; with {@code --json} one object a line and nothing else on standard output.
 */
final class Console implements Progress {
    /** Width of the text between the step's word and its duration. */
    private static final int TEXT_WIDTH = 72;

    private final PrintWriter out;
    private final boolean json;
    private final boolean terminal;
    private final boolean colour;
    private final boolean verbose;
    private boolean nowShown;

    /** @param verbose whether programs' output is shown as it comes */
    Console(PrintWriter out, boolean json, boolean verbose) {
        this.out = out;
        this.json = json;
        this.verbose = verbose;
        this.terminal = !json && System.console() != null && System.console().isTerminal();
        this.colour = terminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    @Override
    public synchronized void accept(Event event) {
        if (json) {
            acceptJson(event);
            return;
        }
        switch (event) {
            case Event.Step step -> step(step);
            case Event.Now now -> now(now);
            case Event.Output output -> output(output);
            case Event.Note note -> line(note.text());
            case Event.Excerpt excerpt -> excerpt(excerpt);
        }
    }

    private void acceptJson(Event event) {
        switch (event) {
            case Event.Step s -> object("step", "step", s.step(), "text", s.text(), "millis", s.tookMillis());
            case Event.Now n -> object("progress", "step", n.step(), "text", n.text());
            case Event.Output o -> object("output", "source", o.source(), "line", o.line());
            case Event.Note n -> object("note", "text", n.text());
            case Event.Excerpt e -> object("excerpt", "source", e.source(), "lines", e.lines());
        }
    }

    /** One JSON object on a line of its own, {@code type} first. */
    void object(String type, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        out.println(Json.answerInOrder(fields));
        out.flush();
    }

    /** Whether people read this. */
    boolean forPeople() {
        return !json;
    }

    /** A line for people; nothing with {@code --json}. */
    synchronized void line(String text) {
        if (!json) {
            clearNow();
            out.println("  " + text);
            out.flush();
        }
    }

    /** The lines as they are, for tables. */
    synchronized void lines(List<String> lines) {
        clearNow();
        lines.forEach(out::println);
        out.flush();
    }

    /** A record as JSON for scripts. */
    void record(Object value) {
        out.println(Json.answer(value));
        out.flush();
    }

    /** Whether this terminal shows colour. */
    boolean colours() {
        return colour;
    }

    /** Text as it is: a document for another program. */
    void document(String text) {
        out.print(text);
        out.flush();
    }

    /** Emphasis on a terminal that shows colour. */
    String strong(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** Red on a terminal that shows colour. */
    String bad(String text) {
        return colour ? "\u001b[1;31m" + text + "\u001b[0m" : text;
    }

    /** The four lines of a problem. */
    static void problem(PrintWriter err, Problem problem) {
        err.println("slipway: " + problem.what());
        detail(err, "where", problem.where());
        detail(err, "why  ", problem.cause());
        detail(err, "do   ", problem.fix());
        err.flush();
    }

    private static void detail(PrintWriter err, String label, String text) {
        if (!text.isBlank()) {
            err.println("  " + label + "  " + text);
        }
    }

    private void step(Event.Step step) {
        clearNow();
        String left = "  " + pad(step.step(), 9);
        String text = step.text();
        String took = step.tookMillis() < 0 ? "" : String.format(Locale.ROOT, "%5.1f s", step.tookMillis() / 1000.0);
        out.println((left + (took.isEmpty() ? text : pad(text, TEXT_WIDTH) + " " + took)).stripTrailing());
        out.flush();
    }

    private void now(Event.Now now) {
        if (terminal) {
            clearNow();
            String text = "  " + pad(now.step(), 9) + now.text();
            out.print(text.length() > 110 ? text.substring(0, 110) + "…" : text);
            out.flush();
            nowShown = true;
        }
    }

    private void output(Event.Output output) {
        if (verbose) {
            clearNow();
            out.println("  " + pad(output.source(), 9) + "│ " + printable(output.line()));
            out.flush();
        } else {
            now(new Event.Now(output.source(), printable(output.line())));
        }
    }

    private void excerpt(Event.Excerpt excerpt) {
        clearNow();
        excerpt.lines().forEach(l -> out.println("  " + pad(excerpt.source(), 9) + "│ " + printable(l)));
        out.flush();
    }

    private void clearNow() {
        if (nowShown) {
            out.print("\r\u001b[K");
            nowShown = false;
        }
    }

    /** A program's output cannot steer our user's terminal: control characters are shown, not obeyed. */
    static String printable(String line) {
        String plain = line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
        return plain.replaceAll("[\\p{Cntrl}&&[^\t]\\u202A-\\u202E\\u2066-\\u2069]", "�");
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text + " " : text + " ".repeat(width - length);
    }
}
