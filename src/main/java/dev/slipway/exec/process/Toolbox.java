package dev.slipway.exec.process;

import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs this machine offers, with their versions. Nothing is installed or downloaded. Thread-safe. */
public final class Toolbox {
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

    /** For asking a program its version: the slowest start a JVM. */
    private static final Duration ASK = Duration.ofSeconds(10);

    /** How a program is asked; everything else by {@code --version}. */
    private static final Map<String, List<String>> QUESTIONS = Map.of(
            "java", List.of("-version"),
            "go", List.of("version"),
            "mvn", List.of("-v", "-q"),
            "ssh", List.of("-V"));

    /** Build tools that start a JVM to say their version: the jar that tells it without one. */
    private static final Map<String, Pattern> VERSION_JARS = Map.of(
            "mvn", Pattern.compile("maven-core-(\\d[\\w.-]*)\\.jar"),
            "gradle", Pattern.compile("gradle-(?:core|launcher|cli-main)-(\\d[\\w.-]*)\\.jar"));

    /** How people get a program. */
    private static final Map<String, String> WAYS = Map.of(
            "java", "install a JDK of that release, for example a Temurin build",
            "mvn", "install Maven, or add the Maven wrapper to the repository",
            "gradle", "install Gradle, or add the Gradle wrapper to the repository",
            "node", "install Node.js, for example with nvm",
            "npm", "install Node.js, which brings npm",
            "pnpm", "run `corepack enable pnpm`, or install pnpm",
            "yarn", "run `corepack enable yarn`, or install yarn",
            "python3", "install Python, for example with pyenv",
            "go", "install Go");

    private final Processes processes;

    public Toolbox(Processes processes) {
        this.processes = processes;
    }

    /**
     * A program that is there.
     *
     * @param version as it says itself, numbers only; empty when it was not asked or did not say
     */
    public record Tool(String name, Path path, String version) {}

    /** The program of this name, not asked for its version. */
    public Optional<Tool> find(String name) {
        return Programs.find(name).map(path -> new Tool(name, path, ""));
    }

    /** The program of this name with its version. */
    public Optional<Tool> findWithVersion(String name) throws InterruptedException {
        Optional<Path> path = Programs.find(name);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Tool(name, path.get(), version(name, path.get())));
    }

    /**
     * The program that a fact asks for; for {@code java} the launcher of the smallest JDK that satisfies it.
     *
     * @param version smallest version, empty for any
     * @param why the place that made us need it
     * @throws dev.slipway.base.SlipwayException (surroundings) when it is absent or too old
     */
    public Tool require(String name, String version, Place why) throws InterruptedException {
        if (name.equals("java")) {
            return requireJdk(version, why);
        }
        Tool tool = (version.isEmpty() ? find(name) : findWithVersion(name))
                .orElseThrow(() -> missing(name, version, why, "there is no " + name + " on the path")
                        .asException());
        // A program that does not say its version is given the benefit of the doubt: its build will say what it lacks.
        if (!version.isEmpty() && !tool.version().isEmpty() && compare(tool.version(), version) < 0) {
            throw missing(name, version, why, tool.path() + " is " + tool.version())
                    .asException();
        }
        return tool;
    }

    private Tool requireJdk(String version, Place why) {
        int feature = version.isEmpty() ? 1 : Jdks.feature(version);
        List<Jdks.Jdk> installed = Jdks.installed();
        return Jdks.find(feature, installed)
                .map(j -> new Tool("java", j.java(), j.version()))
                .orElseThrow(() -> missing(
                                "java",
                                version,
                                why,
                                installed.isEmpty()
                                        ? "no JDK was found"
                                        : "found only "
                                                + String.join(
                                                        ", ",
                                                        installed.stream()
                                                                .map(Jdks.Jdk::version)
                                                                .toList()))
                        .asException());
    }

    private static Problem missing(String name, String version, Place why, String cause) {
        String wanted = version.isEmpty() ? name : name + " " + version + " or newer";
        return Problem.surroundings(
                wanted + " is needed and not here",
                why.toString(),
                cause,
                WAYS.getOrDefault(name, "install " + name) + ", put it on the path, and run the command again");
    }

    private String version(String name, Path path) throws InterruptedException {
        Pattern jar = VERSION_JARS.get(name);
        if (jar != null) {
            Optional<String> fromJar = versionFromJar(path, jar);
            if (fromJar.isPresent()) {
                return fromJar.get();
            }
        }
        Map<String, String> environment = new HashMap<>(Environment.trusted());
        // A version question must not fetch another toolchain or read the project's wishes.
        environment.put("GOTOOLCHAIN", "local");
        environment.put("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0");
        environment.put("COREPACK_ENABLE_NETWORK", "0");
        var arguments = new java.util.ArrayList<>(List.of(path.toString()));
        arguments.addAll(QUESTIONS.getOrDefault(name, List.of("--version")));
        Path neutral = Path.of(System.getProperty("java.io.tmpdir"));
        Processes.Result answer =
                processes.run(new Command(arguments, neutral, environment, Map.of()), ASK, line -> {});
        for (String line : answer.tail()) {
            Matcher numbers = NUMBERS.matcher(line);
            if (answer.ok() && numbers.find()) {
                return numbers.group();
            }
        }
        return "";
    }

    private static Optional<String> versionFromJar(Path program, Pattern jar) {
        try {
            Path bin = program.toRealPath().getParent();
            Path lib = bin == null || bin.getParent() == null
                    ? program
                    : bin.getParent().resolve("lib");
            if (Files.isDirectory(lib)) {
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
                    for (Path file : jars) {
                        Matcher m = jar.matcher(String.valueOf(file.getFileName()));
                        if (m.matches()) {
                            return Optional.of(m.group(1));
                        }
                    }
                }
            }
        } catch (IOException e) {
            // An unusual installation: it is asked instead.
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Compares dotted numbers; a part that is not told counts as 0. */
    static int compare(String have, String want) {
        String[] a = have.split("\\.");
        String[] b = want.split("[^0-9]+");
        for (int i = 0; i < b.length; i++) {
            int byPart = Long.compare(i < a.length ? number(a[i]) : 0, number(b[i]));
            if (byPart != 0) {
                return byPart;
            }
        }
        return 0;
    }

    private static long number(String digits) {
        String plain = digits.replaceAll("[^0-9].*", "");
        return plain.isEmpty() || plain.length() > 15 ? 0 : Long.parseLong(plain);
    }
}
