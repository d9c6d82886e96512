package dev.slipway.check;

import dev.slipway.check.secrets.SecretSearch;
import dev.slipway.check.secrets.kinds.Kinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text file as rules about text see it. Most files hold none of a rule's words, so that lines are cut only where one
 * stands. For one thread.
 */
public final class TextFile {
    /** Characters of a line that are searched: minified files have lines of megabytes. */
    private static final int MAX_LINE = 4_000;

    private static final Pattern SAMPLE_FOLDER =
            Pattern.compile(".*/(tests?|__tests__|spec|testdata|fixtures?|examples?|samples?|docs?|mocks?)/.*");
    private static final Pattern SAMPLE_NAME = Pattern.compile(".*([._-](test|spec)\\.[a-z]+|\\.md|\\.rst|\\.adoc)");

    private final String path;
    private final String text;
    /** Made when somebody searches; empty before. */
    private String lowerCase = "";

    private SecretSearch.@Nullable Result secrets;

    /** A line of the file; its number counts from 1, the place of its first character from 0. */
    public record Line(int number, int start, String text) {}

    private TextFile(String path, String text) {
        this.path = path;
        this.text = text;
    }

    static TextFile of(String path, String text) {
        return new TextFile(path, text);
    }

    private String lowerCase() {
        if (lowerCase.length() != text.length()) {
            char[] lower = text.toCharArray();
            for (int i = 0; i < lower.length; i++) {
                // One for one, unlike String.toLowerCase: offsets stay the same.
                lower[i] = Character.toLowerCase(lower[i]);
            }
            lowerCase = new String(lower);
        }
        return lowerCase;
    }

    /** Relative to the repository. */
    public String path() {
        return path;
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The secrets in it: one search, whoever asks. */
    public SecretSearch.Result secrets() {
        SecretSearch.Result found = secrets;
        if (found == null) {
            found = Kinds.search().in(text);
            secrets = found;
        }
        return found;
    }

    /** Whether one of these lower-case words stands in it, in any case. */
    public boolean holds(Collection<String> words) {
        return words.stream().anyMatch(lowerCase()::contains);
    }

    /** The lines in which one of these lower-case words stands, in any case; in order. */
    public List<Line> linesWith(Collection<String> words) {
        TreeSet<Integer> starts = new TreeSet<>();
        String lower = lowerCase();
        for (String word : words) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, endOfLine(at))) {
                starts.add(text.lastIndexOf('\n', at) + 1);
            }
        }
        List<Line> lines = new ArrayList<>();
        int number = 1;
        int counted = 0;
        for (int start : starts) {
            for (int i = text.indexOf('\n', counted); i >= 0 && i < start; i = text.indexOf('\n', counted)) {
                number++;
                counted = i + 1;
            }
            lines.add(new Line(number, start, cut(start)));
        }
        return lines;
    }

    /** All lines. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int number = 1;
        for (int start = 0; start < text.length(); start = endOfLine(start) + 1) {
            lines.add(new Line(number++, start, cut(start)));
        }
        return lines;
    }

    /** What follows a line, up to a few lines: enough to see what it begins. */
    public String after(Line line) {
        int start = endOfLine(line.start()) + 1;
        return start >= text.length() ? "" : text.substring(start, Math.min(text.length(), start + MAX_LINE));
    }

    /** Whether it lies where examples, tests and documentation lie: what looks like a secret there mostly is none. */
    public boolean isSample() {
        String p = "/" + path.toLowerCase(Locale.ROOT);
        return SAMPLE_FOLDER.matcher(p).matches() || SAMPLE_NAME.matcher(p).matches();
    }

    private int endOfLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private String cut(int start) {
        int end = Math.min(endOfLine(start), start + MAX_LINE);
        return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
