package dev.slipway.exec.doctor;

import dev.slipway.base.Tasks;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Jdks;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import dev.slipway.exec.process.Toolbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Looks at the machine: programs, JDKs, container engines, namespaces, size. Asks everything at once. */
public final class Doctor {
    /** All questions together; each has a bound of its own below it. */
    private static final Duration ALL = Duration.ofSeconds(30);

    /** For a container engine to answer: a daemon that hangs must not hold the command. */
    private static final Duration ENGINE = Duration.ofSeconds(5);

    private final Processes processes;
    private final Toolbox toolbox;

    public Doctor(Processes processes) {
        this.processes = processes;
        this.toolbox = new Toolbox(processes);
    }

    /**
     * One thing a machine may offer.
     *
     * @param version what was found; empty when missing
     * @param disables what cannot be done without it; said when it is missing
     */
    public record Offer(String thing, boolean present, String version, String disables) {}

    /** Everything, in a fixed order. */
    public List<Offer> examine() throws InterruptedException {
        List<Callable<List<Offer>>> questions = new ArrayList<>();
        questions.add(Doctor::jdks);
        questions.add(() -> tool("mvn", "building Maven projects that have no wrapper"));
        questions.add(() -> tool("gradle", "building Gradle projects that have no wrapper"));
        questions.add(() -> tool("node", "building, testing and running Node services"));
        questions.add(() -> tool("npm", "building and testing Node services with npm"));
        questions.add(() -> tool("pnpm", "building Node services that use pnpm"));
        questions.add(() -> tool("yarn", "building Node services that use yarn"));
        questions.add(() -> tool("python3", "building, testing and running Python services"));
        questions.add(() -> tool("uv", "building Python services that use uv"));
        questions.add(() -> tool("poetry", "building Python services that use poetry"));
        questions.add(() -> tool("go", "building and testing Go services"));
        questions.add(() -> tool("git", "versions by commit: without git a version is a hash of the contents"));
        questions.add(() -> engine("docker"));
        questions.add(() -> engine("podman"));
        questions.add(() -> List.of(present("setsid", "sessions of their own by setsid; perl stands in")));
        questions.add(() -> List.of(unshare()));
        questions.add(() -> List.of(cores(), memory()));
        try {
            return Tasks.all(questions, ALL).stream().flatMap(List::stream).toList();
        } catch (TimeoutException e) {
            throw dev.slipway.base.Problem.surroundings(
                            "the machine did not answer in time",
                            "",
                            "programs on the path did not say their version within " + ALL.toSeconds() + " s",
                            "look for a program that hangs, or try again")
                    .asException();
        }
    }

    private static List<Offer> jdks() {
        List<Offer> found = Jdks.installed().stream()
                .map(j -> new Offer("JDK " + j.feature(), true, j.version() + " in " + j.home(), ""))
                .toList();
        return found.isEmpty() ? List.of(missing("JDK", "building and running Java services")) : found;
    }

    private List<Offer> tool(String name, String disables) throws InterruptedException {
        return List.of(toolbox.findWithVersion(name)
                .map(t -> new Offer(name, true, t.version().isEmpty() ? "version not told" : t.version(), disables))
                .orElseGet(() -> missing(name, disables)));
    }

    private List<Offer> engine(String name) throws InterruptedException {
        String disables = "building Dockerfiles and starting the Compose file's images with " + name;
        if (Programs.find(name).isEmpty()) {
            return List.of(missing(name, disables));
        }
        Command ask = new Command(
                List.of(name, "version", "--format", "{{.Client.Version}}"),
                Path.of(System.getProperty("java.io.tmpdir")),
                Environment.trusted(),
                Map.of());
        Command reach = new Command(List.of(name, "info"), ask.directory(), ask.environment(), Map.of());
        Processes.Result client = processes.run(ask, ENGINE, line -> {});
        String version = client.tail().isEmpty() ? "" : client.tail().getLast();
        boolean reachable = processes.run(reach, ENGINE, line -> {}).ok();
        return List.of(new Offer(
                name, reachable, reachable ? version : "installed, but its engine does not answer", disables));
    }

    private static Offer present(String name, String disables) {
        return Programs.find(name)
                .map(p -> new Offer(name, true, p.toString(), disables))
                .orElseGet(() -> missing(name, disables));
    }

    /** Installed is not allowed: many containers forbid user namespaces. */
    private Offer unshare() throws InterruptedException {
        String disables = "running the embedded PostgreSQL as root by a user namespace";
        if (Programs.find("unshare").isEmpty()) {
            return missing("unshare", disables);
        }
        Command command = Command.of(Path.of("/"), List.of("unshare", "-U", "true"));
        boolean allowed = processes.run(command, ENGINE, line -> {}).ok();
        return new Offer("unshare -U", allowed, allowed ? "allowed" : "not allowed here", disables);
    }

    private static Offer cores() {
        return new Offer("cores", true, Integer.toString(Runtime.getRuntime().availableProcessors()), "");
    }

    private static Offer memory() {
        long bytes =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                        ? machine.getTotalMemorySize()
                        : Runtime.getRuntime().maxMemory();
        return new Offer("memory", true, (bytes >> 20) + " MB" + available(), "");
    }

    private static String available() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return ", " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB free";
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux: the total must do.
            return "";
        }
        return "";
    }

    private static Offer missing(String thing, String disables) {
        return new Offer(thing, false, "", disables);
    }
}
