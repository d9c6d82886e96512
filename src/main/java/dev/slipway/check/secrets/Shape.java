package dev.slipway.check.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a token looks like: a sequence of literals, choices of literals, and runs of characters of one class. It is matched
 * without ever going back, so its cost is the length of the token; and it can be turned round to write an example.
 *
 * <p>As text: {@code glpat-%w{20,64}}. Literals stand for themselves; {@code (a|b)} is a choice; {@code [a-z_]} a class
 * with {@code {n}} or {@code {n,m}}; {@code %a} letters and digits, {@code %l} lower case and digits, {@code %U} upper case
 * and digits, {@code %d} digits, {@code %h} lower-case hexadecimal, {@code %H} any hexadecimal, {@code %w} base64url,
 * {@code %b} base64. A shape that begins with a run is found by the literal or choice after it, and read backwards from there.
 */
public final class Shape {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private sealed interface Step {
        record Choice(List<String> words) implements Step {}

        record Run(String characters, int min, int max) implements Step {
            boolean has(char c) {
                return characters.indexOf(c) >= 0;
            }
        }
    }

    private final String text;
    private final List<Step> steps;

    private Shape(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /** Reads a shape. */
    public static Shape of(String text) {
        return new Shape(text, new Reader(text).read());
    }

    /** Where a place in a text that has this shape begins and ends. */
    public record Extent(int start, int end) {}

    /**
     * The words of which one stands in every text of this shape, as its first literal.
     *
     * @throws IllegalArgumentException when it has none within its first two steps
     */
    public List<String> keywords() {
        for (int i = 0; i < Math.min(2, steps.size()); i++) {
            if (steps.get(i) instanceof Step.Choice(List<String> words)) {
                return words;
            }
        }
        throw new IllegalArgumentException("no keyword in " + text);
    }

    /** The place whose first literal begins at {@code hit}; start -1 when there is none. */
    Extent at(CharSequence where, int hit) {
        int start = hit;
        int from = 0;
        if (steps.getFirst() instanceof Step.Run run) {
            while (start > 0 && hit - start < run.max() && run.has(where.charAt(start - 1))) {
                start--;
            }
            if (hit - start < run.min()) {
                return new Extent(-1, -1);
            }
            from = 1;
        }
        int end = match(where, hit, from);
        return end < 0 ? new Extent(-1, -1) : new Extent(start, end);
    }

    /** Whether all of the text has this shape. */
    boolean is(CharSequence whole) {
        return match(whole, 0, 0) == whole.length();
    }

    private int match(CharSequence where, int at, int firstStep) {
        int here = at;
        for (int i = firstStep; i < steps.size() && here >= 0; i++) {
            here = switch (steps.get(i)) {
                case Step.Choice(List<String> words) -> choose(where, here, words);
                case Step.Run run -> pass(where, here, run);
            };
        }
        return here;
    }

    private static int choose(CharSequence where, int at, List<String> words) {
        for (String word : words) {
            int end = at + word.length();
            if (end <= where.length() && word.contentEquals(where.subSequence(at, end))) {
                return end;
            }
        }
        return -1;
    }

    private static int pass(CharSequence where, int at, Step.Run run) {
        int end = at;
        while (end < where.length() && end - at < run.max() && run.has(where.charAt(end))) {
            end++;
        }
        return end - at < run.min() ? -1 : end;
    }

    /** What is not literal in a text of this shape: the part whose randomness counts. */
    String body(String whole) {
        StringBuilder body = new StringBuilder();
        int here = 0;
        for (Step step : steps) {
            int next = switch (step) {
                case Step.Choice(List<String> words) -> choose(whole, here, words);
                case Step.Run run -> pass(whole, here, run);
            };
            if (next < 0) {
                return whole;
            }
            if (step instanceof Step.Run) {
                body.append(whole, here, next);
            }
            here = next;
        }
        return body.toString();
    }

    /** A text of this shape, for examples: assembled here, so that no source holds one. */
    public String example(RandomGenerator random) {
        StringBuilder made = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Choice(List<String> words) -> made.append(words.get(random.nextInt(words.size())));
                case Step.Run(String characters, int min, int max) -> {
                    int length = Math.min(max, min + (max - min) / 4);
                    for (int i = 0; i < length; i++) {
                        made.append(characters.charAt(random.nextInt(characters.length())));
                    }
                }
            }
        }
        return made.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class Reader {
        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<Step> read() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                switch (c) {
                    case '%' -> run(named(text.charAt(at++)));
                    case '[' -> run(listed());
                    case '(' -> choice();
                    default -> literal.append(c);
                }
            }
            flush();
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("empty shape");
            }
            return steps;
        }

        private void flush() {
            if (!literal.isEmpty()) {
                steps.add(new Step.Choice(List.of(literal.toString())));
                literal.setLength(0);
            }
        }

        private void choice() {
            flush();
            int end = text.indexOf(')', at);
            // Longest first: one word may begin another.
            List<String> words = new ArrayList<>(List.of(text.substring(at, end).split("\\|", -1)));
            words.sort(Comparator.comparingInt(String::length).reversed());
            steps.add(new Step.Choice(List.copyOf(words)));
            at = end + 1;
        }

        private void run(String characters) {
            flush();
            int min = 1;
            int max = 1;
            if (at < text.length() && text.charAt(at) == '{') {
                int end = text.indexOf('}', at);
                String[] bounds = text.substring(at + 1, end).split(",", -1);
                min = Integer.parseInt(bounds[0]);
                max = Integer.parseInt(bounds[bounds.length - 1]);
                at = end + 1;
            }
            steps.add(new Step.Run(characters, min, max));
        }

        private String listed() {
            int end = text.indexOf(']', at);
            StringBuilder all = new StringBuilder();
            while (at < end) {
                char from = text.charAt(at);
                boolean range = at + 2 < end && text.charAt(at + 1) == '-';
                char to = range ? text.charAt(at + 2) : from;
                for (char c = from; c <= to; c++) {
                    all.append(c);
                }
                at += range ? 3 : 1;
            }
            at = end + 1;
            return all.toString();
        }

        private static String named(char name) {
            return switch (name) {
                case 'a' -> LOWER + UPPER + DIGITS;
                case 'l' -> LOWER + DIGITS;
                case 'U' -> UPPER + DIGITS;
                case 'd' -> DIGITS;
                case 'h' -> DIGITS + "abcdef";
                case 'H' -> DIGITS + "abcdefABCDEF";
                case 'w' -> LOWER + UPPER + DIGITS + "_-";
                case 'b' -> LOWER + UPPER + DIGITS + "+/";
                default -> throw new IllegalArgumentException("unknown class %" + name);
            };
        }
    }
}
