package dev.slipway.pipeline.engine;

import dev.slipway.exec.files.TreeCopy;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Jdks;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.session.Builtin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds installed tools for the setup steps: nothing is downloaded. */
final class ToolFinder {
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    /** How a tool is asked for its version, by the name of its program. */
    private static final Map<String, List<String>> ASK = Map.of(
            "node", List.of("node", "--version"),
            "go", List.of("go", "version"),
            "python", List.of("python3", "--version"),
            "dotnet", List.of("dotnet", "--version"),
            "ruby", List.of("ruby", "--version"));

    private final JobPlace place;
    private final Consumer<String> say;

    ToolFinder(JobPlace place, Consumer<String> say) {
        this.place = place;
        this.say = say;
    }

    private record Found(String version, Path home, Path path) {}

    /** False when there is none, or not the wanted one and the step is strict. */
    boolean find(Builtin.FindTool wanted, Map<String, String> values) throws InterruptedException {
        List<Found> all = wanted.tool().equals("java") ? jdks() : onPath(wanted.tool());
        Optional<Found> match =
                all.stream().filter(f -> fits(f.version(), wanted.range())).findFirst();
        Found chosen;
        if (match.isPresent()) {
            chosen = match.get();
            say.accept(wanted.tool() + " " + chosen.version() + " in " + chosen.home());
        } else if (all.isEmpty()) {
            say.accept("No " + wanted.tool() + " is installed here"
                    + (wanted.range().isEmpty() ? "" : ", and " + wanted.range() + " is wanted")
                    + ". Install it and put it on the path.");
            return false;
        } else {
            chosen = all.getFirst();
            say.accept((wanted.strict() ? "No " : "Instead of ") + wanted.tool() + " " + wanted.range()
                    + (wanted.strict() ? " is installed here, only " : " this machine has ")
                    + String.join(", ", all.stream().map(Found::version).toList()) + ".");
            if (wanted.strict()) {
                return false;
            }
        }
        values.put("version", chosen.version());
        values.put("home", chosen.home().toString());
        values.put("path", chosen.path().toString());
        return true;
    }

    private static List<Found> jdks() {
        return Jdks.installed().stream()
                .map(j -> new Found(j.version(), j.home(), j.home().resolve("bin")))
                .toList();
    }

    private List<Found> onPath(String tool) throws InterruptedException {
        List<Found> found = new ArrayList<>();
        List<String> words = ASK.getOrDefault(tool, List.of(tool, "--version"));
        String path = place.environment().getOrDefault("PATH", "");
        for (String folder : path.split(":")) {
            Optional<Path> program = Programs.find(words.getFirst(), folder, place.workspace());
            if (program.isEmpty()) {
                continue;
            }
            Path bin = TreeCopy.folderOf(program.get());
            var said = new Processes()
                    .ask(new Command(
                            List.of(program.get().toString(), words.getLast()),
                            place.temporary(),
                            place.environment(),
                            Map.of()));
            Matcher version = VERSION.matcher(String.join(" ", said.tail()));
            if (said.ok() && version.find()) {
                Path home = TreeCopy.folderOf(bin);
                found.add(new Found(version.group(), home, bin));
            }
        }
        return found;
    }

    /** Whether a version is in a range as the setup actions read them: a prefix, {@code x}, {@code ^ ~ >= < =}, {@code ||}. */
    static boolean fits(String version, String range) {
        String text = range.strip();
        if (text.isEmpty()
                || text.equals("*")
                || text.equals("latest")
                || text.startsWith("lts")
                || text.equals("stable")
                || text.equals("oldstable")
                || text.equals("current")
                || text.equals("node")) {
            return true;
        }
        for (String any : text.split("\\|\\|")) {
            boolean all = true;
            for (String part : any.strip().split("[\\s,]+")) {
                all &= part.isEmpty() || fitsOne(version, part);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean fitsOne(String version, String part) {
        String sign = part.replaceAll("^([<>=^~!]*).*$", "$1");
        int[] wanted = numbers(part.substring(sign.length()));
        int[] have = numbers(version);
        int compared = compare(have, wanted);
        return switch (sign) {
            case ">=" -> compared >= 0;
            case ">" -> compared > 0;
            case "<=" -> compared <= 0;
            case "<" -> compared < 0;
            case "^" -> compared >= 0 && have[0] == wanted[0];
            case "~" -> compared >= 0 && have[0] == wanted[0] && (wanted[1] < 0 || have[1] == wanted[1]);
            default -> samePrefix(have, wanted);
        };
    }

    /** Three numbers; -1 for one that is not said or is {@code x}. */
    private static int[] numbers(String text) {
        int[] numbers = {-1, -1, -1};
        String[] parts = text.replaceFirst("^v", "").split("[.+_-]");
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            if (!parts[i].matches("\\d{1,9}")) {
                break;
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }

    private static int compare(int[] have, int[] wanted) {
        for (int i = 0; i < 3; i++) {
            int a = Math.max(0, have[i]);
            int b = Math.max(0, wanted[i]);
            if (a != b) {
                return Integer.compare(a, b);
            }
        }
        return 0;
    }

    private static boolean samePrefix(int[] have, int[] wanted) {
        for (int i = 0; i < 3 && wanted[i] >= 0; i++) {
            if (have[i] != wanted[i]) {
                return false;
            }
        }
        return wanted[0] >= 0;
    }
}
