package dev.slipway.check;

import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import dev.slipway.text.Edit;
import dev.slipway.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Dockerfile as rules see it: the tree, and questions that several rules ask. */
public record DockerFile(String path, Dockerfile tree, List<Stage> stages, FileView view) {
    public DockerFile {
        stages = List.copyOf(stages);
    }

    /** Characters of one RUN that rules search. */
    private static final int MAX_SCRIPT = 20_000;

    private static final Pattern NAME =
            Pattern.compile("(?i)(Dockerfile|Containerfile)([.-][\\w.-]+)?|[\\w.-]+\\.(dockerfile|containerfile)");

    /** Named after Dockerfiles, and something else. */
    private static final Pattern OTHER = Pattern.compile(
            "(?i).*\\.(dockerignore|md|txt|java|kt|go|py|ts|js|rb|rs|sh|ya?ml|json|j2|tmpl|tpl|erb|orig|bak)");

    static DockerFile of(String path, Dockerfile tree, FileView view) {
        return new DockerFile(path, tree, tree.stages(), view);
    }

    static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean maybe = lower.contains("dockerfile") || lower.contains("containerfile");
        return maybe && NAME.matcher(name).matches() && !OTHER.matcher(name).matches();
    }

    /** A shell command of a RUN instruction. */
    public record Run(Instruction instruction, String command) {
        /** Its words, without leading assignments. */
        public List<String> words() {
            List<String> words = new ArrayList<>(Words.split(command));
            while (!words.isEmpty() && words.getFirst().matches("\\w+=.*")) {
                words.removeFirst();
            }
            return words;
        }

        /** Whether it runs this program with this subcommand; flags may stand between. */
        public boolean is(String program, String subcommand) {
            List<String> words = words();
            if (words.isEmpty() || !name(words.getFirst()).equals(program)) {
                return false;
            }
            return words.stream()
                    .skip(1)
                    .filter(w -> !w.startsWith("-"))
                    .findFirst()
                    .orElse("")
                    .equals(subcommand);
        }

        /** Whether it has one of these words. */
        public boolean has(String... flags) {
            List<String> words = words();
            return List.of(flags).stream().anyMatch(words::contains);
        }

        private static String name(String program) {
            return program.substring(program.lastIndexOf('/') + 1);
        }
    }

    /** Whether it is for developers or tests and never goes to production. */
    public boolean isAside() {
        return ("/" + path).matches(".*/(\\.devcontainer|tests?|e2e|ci|\\.ci)/.*|.*[.-](test|tests|dev|ci|playwright)");
    }

    /** The stage that makes the image; empty in a file without FROM. */
    public Optional<Stage> last() {
        return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
    }

    /** The last stage and the stages it is built upon, nearest first. */
    public List<Stage> lineage() {
        List<Stage> lineage = new ArrayList<>();
        Optional<Stage> here = last();
        while (here.isPresent() && lineage.size() < stages.size()) {
            Stage stage = here.get();
            lineage.add(stage);
            here = parent(stage);
        }
        return lineage;
    }

    /** The stage that a stage begins with, when it is one of this file. */
    public Optional<Stage> parent(Stage stage) {
        return stages.stream()
                .filter(s -> s.index() < stage.index()
                        && !s.name().isEmpty()
                        && s.name().equalsIgnoreCase(stage.image()))
                .reduce((a, b) -> b);
    }

    /** The stages that somebody may ship: the last one and its parents, and those from which no other stage takes. */
    public List<Stage> shipped() {
        List<Stage> lineage = lineage();
        return stages.stream().filter(s -> lineage.contains(s) || !isSource(s)).toList();
    }

    private boolean isSource(Stage stage) {
        String number = String.valueOf(stage.index());
        return stages.stream()
                .filter(s -> s.index() > stage.index())
                .anyMatch(s -> s.image().equalsIgnoreCase(stage.name())
                        || s.instructions().stream().anyMatch(i -> takesFrom(i, stage.name(), number)));
    }

    private static boolean takesFrom(Instruction i, String name, String number) {
        String from = i.flag("from").orElse("");
        String mount = i.flag("mount").orElse("");
        return from.equals(number)
                || !name.isEmpty() && (from.equalsIgnoreCase(name) || mount.contains("from=" + name));
    }

    /** Replaces the first place of an instruction where this text stands. */
    public Optional<Edit> edit(Instruction at, String find, String replacement) {
        String text = view.text(path).orElse("");
        int end = Math.min(at.span().end(), text.length());
        int found = text.indexOf(find, at.span().start());
        return found < 0 || found + find.length() > end
                ? Optional.empty()
                : Optional.of(new Edit(found, found + find.length(), replacement));
    }

    /** Replaces every place of an instruction where this matches. */
    public List<Edit> edits(Instruction at, Pattern find, String replacement) {
        String text = view.text(path).orElse("");
        List<Edit> edits = new ArrayList<>();
        int end = Math.min(at.span().end(), text.length());
        Matcher matcher = find.matcher(text).region(Math.min(at.span().start(), end), end);
        matcher.useTransparentBounds(true);
        while (matcher.find()) {
            edits.add(new Edit(matcher.start(), matcher.end(), replacement));
        }
        return edits;
    }

    /** What holds in the image: the last such instruction of the lineage. */
    public Optional<Instruction> effective(String keyword) {
        return lineage().stream().flatMap(s -> s.last(keyword).stream()).findFirst();
    }

    /** The image of a stage with global ARG defaults put in place. */
    public String image(Stage stage) {
        Map<String, String> known = new HashMap<>(tree.globalArguments());
        // Without a default it is known only to whoever builds.
        known.values().removeIf(String::isEmpty);
        return Words.expand(stage.image(), known);
    }

    /** The image that the file's result begins with. */
    public String base() {
        List<Stage> lineage = lineage();
        return lineage.isEmpty() ? "" : image(lineage.getLast());
    }

    /** The shell commands of a stage, one by one, here-documents included. */
    public List<Run> runs(Stage stage) {
        List<Run> runs = new ArrayList<>();
        for (Instruction run : stage.all("RUN")) {
            for (String command : commands(run)) {
                runs.add(new Run(run, command));
            }
        }
        return runs;
    }

    /** The shell commands of all stages. */
    public List<Run> runs() {
        return stages.stream().flatMap(s -> runs(s).stream()).toList();
    }

    /** All that a RUN instruction gives to a shell. */
    public static String script(Instruction run) {
        String own = switch (run.form()) {
            case Dockerfile.Form.Shell s -> s.text();
            case Dockerfile.Form.Exec e -> String.join(" ", e.items());
        };
        StringBuilder all = new StringBuilder(own);
        run.heredocs().forEach(h -> all.append('\n').append(h.body()));
        return all.substring(0, Math.min(all.length(), MAX_SCRIPT));
    }

    /** The commands of a RUN instruction, one by one. */
    public static List<String> commands(Instruction run) {
        List<String> commands = new ArrayList<>();
        for (String part : script(run).split("&&|\\|\\||[;\\n|]")) {
            String command = part.strip().replaceFirst("^(if|then|else|do|\\{|\\(|!|exec|sudo)\\s+", "");
            if (!command.isEmpty() && !command.startsWith("#")) {
                commands.add(command);
            }
        }
        return commands;
    }

    /** Names and values of ENV and ARG. */
    public static Map<String, String> variables(Instruction instruction) {
        return instruction.pairs();
    }
}
