package dev.slipway.text;

import dev.slipway.text.Parsed.SyntaxError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile as its builder reads it (docs.docker.com/reference/dockerfile): instructions with flags, JSON form,
 * here-documents, continuations and the escape directive; comments are passed over.
 *
 * @param directives parser directives at the top by lower-case name: {@code syntax}, {@code escape}, {@code check}
 * @param instructions all, in order
 * @param errors what could not be read; the rest is there
 */
public record Dockerfile(
        String file, Map<String, String> directives, List<Instruction> instructions, List<SyntaxError> errors) {
    public Dockerfile {
        directives = Map.copyOf(directives);
        instructions = List.copyOf(instructions);
        errors = List.copyOf(errors);
    }

    /**
     * One instruction.
     *
     * @param keyword in upper case
     * @param flags in order as written, {@code --mount=type=cache} is (mount, type=cache); a flag without value has an
     *     empty one
     * @param arguments the rest of the logical line, continuations joined, flags taken away
     * @param form how the arguments are meant
     * @param heredocs here-documents in order
     * @param span from the keyword to the end of the last line
     */
    public record Instruction(
            String keyword, List<Flag> flags, String arguments, Form form, List<Heredoc> heredocs, Span span) {
        public Instruction {
            flags = List.copyOf(flags);
            heredocs = List.copyOf(heredocs);
        }

        /** The value of a flag. */
        public Optional<String> flag(String name) {
            return flags.stream()
                    .filter(f -> f.name().equals(name))
                    .map(Flag::value)
                    .findFirst();
        }

        /** The arguments as words, quotes taken away; of the JSON form its items. */
        public List<String> words() {
            return switch (form) {
                case Form.Exec e -> e.items();
                case Form.Shell s -> Words.split(s.text());
            };
        }

        /** {@code NAME=VALUE} pairs of ENV, LABEL and ARG; also the old {@code ENV NAME VALUE}. */
        public Map<String, String> pairs() {
            Map<String, String> pairs = new LinkedHashMap<>();
            List<String> words = Words.split(arguments);
            boolean old = words.size() > 1 && !words.getFirst().contains("=") && !keyword.equals("ARG");
            if (old) {
                pairs.put(words.getFirst(), String.join(" ", words.subList(1, words.size())));
                return pairs;
            }
            for (String word : words) {
                int equals = word.indexOf('=');
                pairs.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
            }
            return pairs;
        }
    }

    /** A flag of an instruction. */
    public record Flag(String name, String value) {}

    /** How arguments are meant. */
    public sealed interface Form {
        /** For a shell, or for words. */
        record Shell(String text) implements Form {}

        /** A JSON list of texts. */
        record Exec(List<String> items) implements Form {
            public Exec {
                items = List.copyOf(items);
            }
        }
    }

    /**
     * A here-document.
     *
     * @param body lines as written, each with its end; leading tabs taken away after {@code <<-}
     * @param expands false when the delimiter was quoted
     */
    public record Heredoc(String delimiter, String body, boolean expands) {}

    /**
     * A build stage.
     *
     * @param index from 0
     * @param name after AS in lower case, empty when it has none
     * @param image as written: may be a stage, may hold variables
     * @param from the FROM instruction
     * @param instructions those after FROM
     */
    public record Stage(int index, String name, String image, Instruction from, List<Instruction> instructions) {
        public Stage {
            instructions = List.copyOf(instructions);
        }

        /** The last instruction with this keyword: the one that counts for USER, CMD, ENTRYPOINT, WORKDIR. */
        public Optional<Instruction> last(String keyword) {
            return instructions.reversed().stream()
                    .filter(i -> i.keyword().equals(keyword))
                    .findFirst();
        }

        /** All instructions with this keyword. */
        public List<Instruction> all(String keyword) {
            return instructions.stream()
                    .filter(i -> i.keyword().equals(keyword))
                    .toList();
        }
    }

    /** Parses a Dockerfile; never throws for bad input. */
    public static Dockerfile parse(String file, String text) {
        List<Instruction> instructions = new ArrayList<>();
        Map<String, String> directives = new LinkedHashMap<>();
        Guard guard = Guard.read(text, g -> new DockerfileReader(g, directives, instructions).read());
        return new Dockerfile(file, directives, instructions, guard.errors);
    }

    /** Defaults of ARG before the first FROM: what FROM lines may use. */
    public Map<String, String> globalArguments() {
        Map<String, String> result = new LinkedHashMap<>();
        for (Instruction i : instructions) {
            if (i.keyword().equals("FROM")) {
                break;
            }
            if (i.keyword().equals("ARG")) {
                result.putAll(i.pairs());
            }
        }
        return result;
    }

    /** The stages in order; the last one makes the image. */
    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        List<Instruction> body = new ArrayList<>();
        Optional<Instruction> from = Optional.empty();
        for (Instruction i : instructions) {
            if (i.keyword().equals("FROM")) {
                from.ifPresent(f -> stages.add(stage(stages.size(), f, body)));
                body.clear();
                from = Optional.of(i);
            } else {
                body.add(i);
            }
        }
        from.ifPresent(f -> stages.add(stage(stages.size(), f, body)));
        return stages;
    }

    private static Stage stage(int index, Instruction from, List<Instruction> body) {
        List<String> words = from.words();
        boolean named = words.size() >= 3 && words.get(1).equalsIgnoreCase("as");
        return new Stage(
                index,
                named ? words.get(2).toLowerCase(Locale.ROOT) : "",
                words.isEmpty() ? "" : words.getFirst(),
                from,
                body);
    }
}
