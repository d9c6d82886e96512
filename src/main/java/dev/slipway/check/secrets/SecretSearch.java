package dev.slipway.check.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches texts for the kinds it was made with, and for values beside the names of secrets. Linear in the text but for a
 * bounded look around each keyword. Immutable and thread-safe.
 */
public final class SecretSearch {
    /** Places of one text that are kept: more say nothing new, and hostile texts hold millions. */
    private static final int MAX_FOUND = 500;

    /** Keywords of one text that are looked at closely; a megabyte of real text has a few hundred. */
    private static final int MAX_LOOKS = 20_000;

    /** Characters; within a longer value no names are looked for: it is data. */
    private static final int LONG_VALUE = 300;

    /** Bits a character below which the random part of a token is none. */
    private static final double MIN_ENTROPY = 2.3;

    private final Keywords keywords;
    /** By number of the word: what to do where it stands. */
    private final List<Target> targets;

    private sealed interface Target {
        record OfKind(Kind kind) implements Target {}

        record AnyName() implements Target {}
    }

    /** What is in a text. */
    public record Result(List<Found> found, List<NamedValue> values) {
        public Result {
            found = List.copyOf(found);
            values = List.copyOf(values);
        }
    }

    public SecretSearch(List<Kind> kinds) {
        List<String> words = new ArrayList<>();
        List<Target> of = new ArrayList<>();
        for (Kind kind : kinds) {
            List<String> its = switch (kind.form()) {
                case Form.Token(Shape shape) -> shape.keywords();
                case Form.Named named -> named.words();
                case Form.Read read -> read.keywords();
            };
            for (String word : its) {
                words.add(word);
                of.add(new Target.OfKind(kind));
            }
        }
        for (String word : SecretNames.WORDS) {
            words.add(word);
            of.add(new Target.AnyName());
        }
        keywords = Keywords.of(words);
        targets = List.copyOf(of);
    }

    /** Only the pass with the keywords, and how many of them stand in the text: for measurements. */
    public int keywordsIn(String text) {
        int[] count = {0};
        keywords.in(text, (word, start) -> count[0]++);
        return count[0];
    }

    /** What is in this text, in its order. */
    public Result in(String text) {
        Pass pass = new Pass(text, true);
        keywords.in(text, pass);
        return pass.result();
    }

    /** One pass over one text. */
    private final class Pass implements Keywords.Receiver {
        private final String text;
        private final boolean decode;
        private final List<Raw> found = new ArrayList<>();
        private final List<Assignment> values = new ArrayList<>();
        private final Set<Integer> namesSeen = new HashSet<>();
        private int looks;
        private int longValueEnd;

        Pass(String text, boolean decode) {
            this.text = text;
            this.decode = decode;
        }

        @Override
        public void hit(int word, int start) {
            if (looks >= MAX_LOOKS || found.size() >= MAX_FOUND || values.size() >= MAX_FOUND) {
                return;
            }
            looks++;
            switch (targets.get(word)) {
                case Target.OfKind(Kind kind) -> look(kind, start);
                case Target.AnyName() -> name(start);
            }
        }

        private void look(Kind kind, int hit) {
            switch (kind.form()) {
                case Form.Token(Shape shape) -> token(kind, shape, hit);
                case Form.Named(List<String> words, Shape shape) ->
                    Assignment.around(text, hit)
                            .filter(a -> shape.is(a.value()))
                            .ifPresent(a -> add(kind, a.valueStart(), a.value(), a.value()));
                case Form.Read read -> {
                    Shape.Extent place = read.reading().at(text, hit);
                    if (place.start() >= 0) {
                        String secret = text.substring(place.start(), place.end());
                        add(kind, place.start(), secret, secret);
                    }
                }
            }
        }

        private void token(Kind kind, Shape shape, int hit) {
            Shape.Extent place = shape.at(text, hit);
            if (place.start() >= 0 && isEdge(place.start() - 1) && isEdge(place.end())) {
                String token = text.substring(place.start(), place.end());
                add(kind, place.start(), token, shape.body(token));
            }
        }

        /** Whether a token can end here: no character of one stands at this place. */
        private boolean isEdge(int at) {
            if (at < 0 || at >= text.length()) {
                return true;
            }
            char c = text.charAt(at);
            boolean part = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
            // A line end written as an escape belongs to no token.
            boolean escape = at > 0 && text.charAt(at - 1) == '\\' && (c == 'n' || c == 't' || c == 'r');
            return !part || escape;
        }

        private void add(Kind kind, int start, String secret, String body) {
            boolean prose = kind.form() instanceof Form.Read;
            if (!prose && (SecretValues.isMadeUp(body) || SecretValues.entropy(body) < MIN_ENTROPY)) {
                return;
            }
            Proof.Answer answer = kind.proof().of(secret);
            if (answer != Proof.Answer.REFUTED) {
                found.add(new Raw(
                        kind,
                        start,
                        start + secret.length(),
                        answer == Proof.Answer.PROVEN,
                        false,
                        Found.redacted(secret)));
            }
        }

        private void name(int hit) {
            Optional<Assignment> assignment = hit < longValueEnd ? Optional.empty() : Assignment.around(text, hit);
            if (assignment.isPresent()) {
                Assignment a = assignment.get();
                if (a.value().length() > LONG_VALUE) {
                    longValueEnd = a.valueStart() + a.value().length();
                }
                if (namesSeen.add(a.nameStart())
                        && SecretNames.isSecret(a.name())
                        && SecretValues.looksReal(a.value())) {
                    values.add(a);
                }
            }
        }

        Result result() {
            if (decode) {
                Encoded.eachIn(text, this::decoded);
            }
            found.sort(Comparator.comparingInt(Raw::start)
                    .thenComparing(Comparator.comparingInt(Raw::rank).reversed())
                    .thenComparing(r -> r.kind().id()));
            Lines lines = new Lines(text);
            List<Found> placed = new ArrayList<>();
            int covered = -1;
            for (Raw raw : found) {
                if (raw.start() >= covered) {
                    placed.add(raw.at(lines));
                    covered = Math.max(covered, raw.end());
                }
            }
            Lines again = new Lines(text);
            List<NamedValue> named = values.stream()
                    .filter(v -> found.stream().noneMatch(f -> f.overlaps(v)))
                    .sorted(Comparator.comparingInt(Assignment::valueStart))
                    .map(v -> {
                        again.to(v.valueStart());
                        return new NamedValue(
                                again.line(), again.column(), v.name(), Found.redacted(v.value()), v.quoted());
                    })
                    .toList();
            return new Result(placed, named);
        }

        private void decoded(int start, String inside) {
            Pass within = new Pass(inside, false);
            keywords.in(inside, within);
            for (Raw raw : within.found) {
                if (found.size() < MAX_FOUND) {
                    found.add(new Raw(raw.kind(), start, start, raw.proven(), true, raw.shown()));
                }
            }
        }
    }

    private record Raw(Kind kind, int start, int end, boolean proven, boolean decoded, String shown) {
        /** What is proven, then what is surer, hides what else was seen in the same place. */
        int rank() {
            int trust = kind.trust() == Kind.Trust.UNMISTAKABLE ? 1 : 0;
            return (proven ? 2 : 0) + trust;
        }

        boolean overlaps(Assignment value) {
            return start < value.valueStart() + value.value().length() && end > value.valueStart();
        }

        Found at(Lines lines) {
            lines.to(start);
            return new Found(kind, lines.line(), lines.column(), start, end, proven, decoded, shown);
        }
    }

    /** Counts lines and columns forward only, so that a long line is walked once. */
    private static final class Lines {
        private final String text;
        private int line = 1;
        private int column = 1;
        private int at;

        Lines(String text) {
            this.text = text;
        }

        void to(int offset) {
            for (int end = text.indexOf('\n', at); end >= 0 && end < offset; end = text.indexOf('\n', at)) {
                line++;
                column = 1;
                at = end + 1;
            }
            column += offset > at ? text.codePointCount(at, offset) : 0;
            at = Math.max(at, offset);
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }
}
