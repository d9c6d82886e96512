package dev.slipway.assess;

import dev.slipway.base.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's text with its lines, for detectors that read as text.
 *
 * @param lines without line ends; a carriage return is dropped
 */
public record SourceText(String path, List<String> lines) {
    /** Longer lines are generated or minified: no person wrote evidence there, and patterns over them cost too much. */
    public static final int MAX_LINE = 500;

    /** Characters of an excerpt. */
    private static final int MAX_EXCERPT = 120;

    private static final Pattern SECRET = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|secret|token|api[_-]?key|private|dsn)[\\w.-]*[\"']?\\s*[=:>]\\s*)(?!\\$\\{)[^\\s<,;)]+");
    private static final Pattern USER_INFO = Pattern.compile("(?i)(://[^:/@\\s]*:)[^@/\\s]+@");

    public SourceText {
        lines = List.copyOf(lines);
    }

    /** Of a whole text. */
    public static SourceText of(String path, String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int stop = end < 0 ? text.length() : end;
            int cut = stop > from && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            lines.add(text.substring(from, cut));
            if (end < 0) {
                break;
            }
            from = end + 1;
        }
        return new SourceText(path, lines);
    }

    /** The line with this number, from 1; empty text outside. */
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1);
    }

    /** A line as evidence, secrets masked. */
    public Fact.Evidence evidence(int line) {
        return new Fact.Evidence(Place.of(path, line), excerpt(line(line)));
    }

    /** A line fit for a report: trimmed, cut, secrets masked. */
    public static String excerpt(String line) {
        String text = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
        text = text.strip().replaceAll("\\p{Cntrl}", " ");
        text = SECRET.matcher(text).replaceAll("$1***");
        text = USER_INFO.matcher(text).replaceAll("$1***@");
        return text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT - 1) + "…" : text;
    }

    /** A match on a line. */
    public record Hit(String value, int line) {}

    /** Group 1 of the pattern on each line that has it, one a line. */
    public List<Hit> find(Pattern pattern) {
        return find(pattern, m -> Optional.ofNullable(m.group(1)));
    }

    /** What a pattern gives on each line, one a line. */
    public List<Hit> find(Pattern pattern, Function<Matcher, Optional<String>> value) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > MAX_LINE) {
                continue;
            }
            Matcher m = pattern.matcher(line);
            if (m.find()) {
                int number = i + 1;
                value.apply(m).ifPresent(v -> hits.add(new Hit(v, number)));
            }
        }
        return hits;
    }

    /** The first hit. */
    public Optional<Hit> first(Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() <= MAX_LINE) {
                Matcher m = pattern.matcher(lines.get(i));
                if (m.find() && m.group(1) != null) {
                    return Optional.of(new Hit(m.group(1), i + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** The number of the first line that contains this text; 0 when none does. */
    public int lineWith(String needle) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(needle)) {
                return i + 1;
            }
        }
        return 0;
    }
}
