package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Progress;
import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.EnvName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs is what was packed: the working tree is left as it was and is not needed afterwards. */
class WorkingTreeIT {
    @Test
    void whatWasShippedRestartsAndRollsBackWithoutTheWorkingTree() throws Exception {
        try (World world = new World("tree")) {
            world.release("v1", "");
            world.shipWell();
            world.release("v2", "");
            Files.writeString(world.repository.resolve("index.html"), "<!doctype html><title>second</title>\n");
            world.shipWell();
            remove(world.repository);

            long pid = world.living().getFirst().pid();
            World.kill(pid);
            World.until("restarted", () -> world.living().stream().anyMatch(s -> s.pid() != pid));
            World.until("it answers", () -> world.serving().equals("v2"));
            try (Slipway slipway = world.slipway()) {
                ShipResult back = slipway.rollback(EnvName.LOCAL, "web", Progress.SILENT);
                assertThat(back.result()).as(back.detail()).isEqualTo(ShipResult.Result.LIVE);
            }
            World.until("the first version answers", () -> world.serving().equals("v1"));
            Files.createDirectories(world.repository);
        }
    }

    @Test
    void lookingAndShippingLeaveTheWorkingTreeAsItWas() throws Exception {
        try (World world = new World("status")) {
            world.release("v1", "");
            git(world, "init", "-q");
            git(world, "add", "-A");
            git(world, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "first");
            Map<String, String> before = files(world.repository);
            for (List<String> words : List.of(
                    List.of("assess"),
                    List.of("check"),
                    List.of("plan"),
                    List.of("ship", "--waive", "tests", "--reason", "a fixture has none"),
                    List.of("status"))) {
                World.Said said = world.cli(words.toArray(String[]::new));
                assertThat(said.exit()).as(words + ": " + said.text()).isLessThanOrEqualTo(1);
                assertThat(git(world, "status", "--porcelain", "--ignored"))
                        .as(words.toString())
                        .isEmpty();
            }
            assertThat(world.serving()).isEqualTo("v1");
            assertThat(files(world.repository)).isEqualTo(before);
        }
    }

    private static String git(World world, String... words) throws Exception {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Arrays.stream(words)).toList())
                .directory(world.repository.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(text).isZero();
        return text;
    }

    /** The team's files with their content; git's own are git's. */
    private static Map<String, String> files(Path root) throws Exception {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path f : walk.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(root.resolve(".git")))
                    .toList()) {
                all.put(root.relativize(f).toString(), Arrays.hashCode(Files.readAllBytes(f)) + "");
            }
        }
        return all;
    }

    private static void remove(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path p : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
