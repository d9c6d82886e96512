package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Progress;
import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipRequest;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.Caller;
import dev.slipway.base.EnvName;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.keeper.JavaRuntime;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.plan.GateId;
import dev.slipway.proxy.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine of its own for a test: a home, a repository that needs no build, and the command line as a real process. Closing
 * it ends everything that runs in it, whatever happened before.
 */
final class World implements AutoCloseable {
    /** For anything that is waited for: generous, because the machine may be busy. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** Whether the long forms were asked for. */
    static final boolean FULL = Boolean.getBoolean("slipway.full");

    private static final String APP_CLASS = FixtureApp.class.getName();

    final Path folder;
    final Path repository;
    final Home home;
    final KeeperDoor door;
    final String app;
    private final List<Process> started = new ArrayList<>();

    /** A world in which nothing runs yet. */
    World(String app) throws IOException {
        this.app = app;
        this.folder = Files.createTempDirectory("slipway system ");
        // The embedded PostgreSQL runs as another user where the tests run as root.
        folder.toFile().setExecutable(true, false);
        this.home = new Home(folder.resolve("home"));
        this.door = new KeeperDoor(home);
        this.repository = Files.createDirectories(folder.resolve("repository"));
        String file = APP_CLASS.replace('.', '/') + ".class";
        Path copy = repository.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream in = World.class.getResourceAsStream("/" + file)) {
            Files.copy(in, copy);
        }
        Files.writeString(repository.resolve("index.html"), "<!doctype html><title>fixture</title>\n");
    }

    /** Writes version and fault into the repository, in words of the Compose file. */
    void release(String version, String fault) throws IOException {
        release(version, fault, Map.of(), "{steps: [50, 100], dwell: 500ms, warmup: 0s}");
    }

    void release(String version, String fault, Map<String, String> more, String strategy) throws IOException {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("RELEASE", version);
        environment.put("FAULT", fault);
        StringBuilder lines = new StringBuilder();
        environment.forEach((k, v) ->
                lines.append("      ").append(k).append(": \"").append(v).append("\"\n"));
        Files.writeString(repository.resolve("compose.yaml"), """
                name: %s
                services:
                  web:
                    build: .
                    command: ["%s", -Xmx64m, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", -cp, /app/site, %s]
                    environment:
                %s    x-slipway:
                      role: web
                      health: {ready: /health}
                      verify: [{get: /, status: 200}]
                x-slipway:
                  version: 1
                  environments:
                    local:
                      target: local
                      waivable: [tests]
                      strategy: %s
                """.formatted(app, java(), APP_CLASS, lines, strategy));
    }

    /** The JDK of this test: the class file is made for it, whatever the machine's default is. */
    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The use cases in this process, as one command: opened and closed by the caller. */
    Slipway slipway() {
        return Slipway.at(home, Caller.human("tester@here"), "");
    }

    /** Ships the repository from this process. */
    ShipResult ship() throws InterruptedException {
        try (Slipway slipway = slipway()) {
            return slipway.ship(request(false), Progress.SILENT);
        }
    }

    /** Ships and expects it to go live. */
    void shipWell() throws InterruptedException {
        ShipResult result = ship();
        assertThat(result.result())
                .as(result.detail() + " " + result.gates() + logs())
                .isEqualTo(ShipResult.Result.LIVE);
    }

    /** What the application's instances wrote, for the message of a failed test. */
    private String logs() {
        try (Stream<Path> files = Files.walk(home.logs().resolve(app))) {
            StringBuilder all = new StringBuilder();
            files.filter(Files::isRegularFile).forEach(f -> all.append(read(f)));
            return all.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    ShipRequest request(boolean retry) {
        // There is nothing to build and so nothing to test.
        List<ShipRequest.Waiver> waivers = List.of(new ShipRequest.Waiver(GateId.TESTS, "a fixture has none"));
        return new ShipRequest(repository, EnvName.LOCAL, "", "", waivers, true, retry, true);
    }

    /** What a command said. */
    record Said(int exit, String text) {}

    /** Runs the command line as a process of its own, to its end. */
    Said cli(String... arguments) throws IOException, InterruptedException {
        return ended(startCli(arguments));
    }

    /** Starts the command line as a process of its own; its output goes to a file. */
    Cli startCli(String... arguments) throws IOException {
        Path out = folder.resolve("cli-" + started.size() + ".log");
        List<String> command = new ArrayList<>(JavaRuntime.ofThisProcess()
                .withFlags(List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"))
                .command("dev.slipway.cli.Main", arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("SLIPWAY_HOME", home.root().toString());
        Process process = builder.start();
        started.add(process);
        return new Cli(process, out);
    }

    /** {@code slipway ship} of the repository. */
    Cli startShip(String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("ship", repository.toString(), "--waive", "tests", "--reason", "a fixture has none"));
        words.addAll(List.of(more));
        return startCli(words.toArray(String[]::new));
    }

    /** A running command. */
    record Cli(Process process, Path out) {}

    /** Waits for its end. */
    Said ended(Cli cli) throws IOException, InterruptedException {
        assertThat(cli.process().waitFor(180, TimeUnit.SECONDS))
                .as("the command ends")
                .isTrue();
        return new Said(cli.process().exitValue(), Files.readString(cli.out()));
    }

    /** The route of the web service. */
    RouteTable.Route route() {
        return Json.read(read(home.routes()), RouteTable.class, "routes").routes().stream()
                .filter(r -> r.scope().startsWith(app + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** The public port of the web service. */
    int port() {
        return route().port();
    }

    /** The release that answers a visitor now; what went wrong where none does. */
    String serving() {
        try {
            RawHttp.Answer answer = RawHttp.get(port(), "/");
            return answer.status() == 200 ? answer.header("x-fixture") : "status " + answer.status();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What the keeper sees of the instances of the web service that shall run. */
    List<ProcessState> instances() {
        return door.specs().stream()
                .filter(id -> id.startsWith(app + "."))
                .flatMap(id -> door.state(id).stream())
                .toList();
    }

    /** Processes of the application that live, wanted or not. */
    List<ProcessState> living() {
        return door.states().stream()
                .filter(s -> s.id().startsWith(app + ".") && identity(s).alive())
                .toList();
    }

    static ProcessIdentity identity(ProcessState state) {
        return new ProcessIdentity(state.pid(), state.startTicks());
    }

    /** Kills one process, at once. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Polls with a bound; an exception counts as "not yet". */
    static void until(String what, Callable<Boolean> condition) throws InterruptedException {
        until(what, LIMIT, condition);
    }

    static void until(String what, Duration limit, Callable<Boolean> condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            String why = "";
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                why = ": " + e;
            }
            assertThat(System.nanoTime()).as(what + " within " + limit + why).isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Override
    public void close() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        try (Slipway slipway = slipway()) {
            slipway.stopAll(Progress.SILENT);
        } finally {
            List<ProcessState> left = living();
            left.forEach(s -> kill(s.pid()));
            door.state(KeeperDoor.PROXY).filter(s -> identity(s).alive()).ifPresent(s -> kill(s.pid()));
            remove(folder);
            assertThat(left).as("processes that stopping left behind").isEmpty();
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.naturalOrder()).toList();
        }
        for (Path p : all) {
            if (Files.isDirectory(p)) {
                p.toFile().setWritable(true);
            }
        }
        for (Path p : all.reversed()) {
            Files.deleteIfExists(p);
        }
    }
}
