package dev.slipway.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.ProcessState.Phase;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.TreeDigest;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
    @TempDir
    Path folder;

    private final Map<String, String> secrets = new HashMap<>();
    private Home home;
    private KeeperDoor door;
    private Keeper keeper;
    private Thread thread;

    @BeforeEach
    void start() {
        home = new Home(folder.resolve("home with space"));
        List.of(home.run(), home.desired(), home.observed(), home.logs()).forEach(DurableFiles::privateFolder);
        door = new KeeperDoor(home);
        startKeeper();
    }

    private void startKeeper() {
        keeper = new Keeper(home, new Launch(this::secret), Map.of(), InstantSource.system());
        thread = Thread.ofPlatform().start(() -> {
            try {
                keeper.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void stopKeeper() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private Secret secret(String reference) {
        String value = secrets.get(reference);
        if (value == null) {
            throw Problem.no("there is no secret " + reference, "", "").asException();
        }
        return Secret.of(value);
    }

    @AfterEach
    void end() throws Exception {
        stopKeeper();
        for (ProcessState state : door.states()) {
            new Processes().signalGroup(new ProcessIdentity(state.pid(), state.startTicks()), "KILL");
        }
    }

    @Test
    void restartsAProcessThatWasKilledAndSaysSo() throws Exception {
        put("a", 1, "exec sleep 1000");
        ProcessState first = await("a", s -> s.phase() == Phase.RUNNING);
        new Processes().signalGroup(identity(first), "KILL");
        ProcessState second = await("a", s -> s.phase() == Phase.RUNNING && s.pid() != first.pid());
        assertThat(second.restarts()).isEqualTo(1);
        assertThat(second.exitStatus()).isEqualTo(137);
        assertThat(identity(second).alive()).isTrue();
    }

    @Test
    void leavesACrashLoopDownWithAClearState() throws Exception {
        Path runs = folder.resolve("runs");
        put("a", 1, "echo x >> " + runs + "; exit 3");
        ProcessState failed = await("a", s -> s.phase() == Phase.FAILED);
        assertThat(failed.message()).contains("crash loop", "status 3");
        assertThat(failed.exitStatus()).isEqualTo(3);
        assertThat(Files.readAllLines(runs)).hasSize(ProcessState.CRASH_LOOP);
        stopKeeper();
        startKeeper();
        put("b", 1, "exec sleep 1000");
        await("b", s -> s.phase() == Phase.RUNNING);
        assertThat(Files.readAllLines(runs)).hasSize(ProcessState.CRASH_LOOP);
        put("a", 2, "exec sleep 1000");
        assertThat(await("a", s -> s.phase() == Phase.RUNNING).restarts()).isZero();
    }

    @Test
    void givesAProcessExactlyItsEnvironmentAndItsSecrets() throws Exception {
        secrets.put("db@3", "s3cret-value");
        Path seen = folder.resolve("seen");
        write(new ProcessSpec(
                "a",
                1,
                List.of(
                        "/bin/sh",
                        "-c",
                        "/usr/bin/env > " + seen + ".tmp; mv " + seen + ".tmp " + seen + "; exec sleep 1000"),
                folder.toString(),
                Map.of("PORT", "8080", "NAME", "with space", "PATH", "/usr/bin:/bin"),
                Map.of("PASSWORD", "db@3"),
                log("a").toString(),
                "",
                "",
                ProcessSpec.Restart.ALWAYS,
                500,
                "t"));
        await("a", s -> s.phase() == Phase.RUNNING && Files.exists(seen));
        assertThat(Files.readAllLines(seen))
                .filteredOn(l -> !l.startsWith("PWD=")
                        && !l.startsWith("_=")
                        && !l.startsWith("SHLVL=")
                        && !l.startsWith("OLDPWD="))
                .containsExactlyInAnyOrder(
                        "PORT=8080", "NAME=with space", "PATH=/usr/bin:/bin", "PASSWORD=s3cret-value");
    }

    @Test
    void startsNothingWhoseSecretIsAbsent() throws Exception {
        write(new ProcessSpec(
                "a",
                1,
                List.of("/bin/sleep", "1000"),
                folder.toString(),
                Map.of(),
                Map.of("P", "gone@1"),
                log("a").toString(),
                "",
                "",
                ProcessSpec.Restart.ALWAYS,
                500,
                "t"));
        assertThat(await("a", s -> s.phase() == Phase.FAILED).message()).contains("gone@1");
    }

    @Test
    void startsAReleaseOnlyWhileItIsWhatWasProven() throws Exception {
        Path release = Files.createDirectories(folder.resolve("release"));
        Files.writeString(release.resolve("app"), "v1");
        String proven = TreeDigest.of(release).value();
        write(released("a", 1, release, proven));
        ProcessState running = await("a", s -> s.phase() == Phase.RUNNING);
        Files.writeString(release.resolve("app"), "v2");
        new Processes().signalGroup(identity(running), "KILL");
        ProcessState failed = await("a", s -> s.phase() == Phase.FAILED);
        assertThat(failed.message()).contains("not what was proven");
        Files.writeString(release.resolve("app"), "v1");
        write(released("a", 2, release, proven));
        await("a", s -> s.phase() == Phase.RUNNING);
    }

    private ProcessSpec released(String id, long generation, Path release, String digest) {
        return new ProcessSpec(
                id,
                generation,
                List.of("/bin/sleep", "1000"),
                release.toString(),
                Map.of(),
                Map.of(),
                log(id).toString(),
                release.toString(),
                digest,
                ProcessSpec.Restart.ALWAYS,
                500,
                "t");
    }

    @Test
    void endsAProcessThatIgnoresTheRequestByForceAndItsChildrenToo() throws Exception {
        Path child = folder.resolve("child");
        put("a", 1, "trap '' TERM; sleep 1000 & echo $! > " + child + "; while :; do sleep 0.05; done");
        ProcessState running = await("a", s -> s.phase() == Phase.RUNNING && hasText(child));
        ProcessIdentity sleeper = ProcessIdentity.of(
                        Long.parseLong(Files.readString(child).strip()))
                .orElseThrow();
        door.remove("a");
        keeper.wake();
        ProcessState stopped = await("a", s -> s.phase() == Phase.STOPPED);
        assertThat(stopped.pid()).isZero();
        assertThat(identity(running).alive()).isFalse();
        until(() -> !sleeper.alive());
    }

    @Test
    void endsWhatALeaderLeftBehindBeforeItStartsAgain() throws Exception {
        Path child = folder.resolve("child");
        put("a", 1, "sleep 1000 & echo $! >> " + child + "; wait");
        ProcessState first = await("a", s -> s.phase() == Phase.RUNNING && hasText(child));
        ProcessIdentity orphan = ProcessIdentity.of(
                        Long.parseLong(Files.readString(child).strip()))
                .orElseThrow();
        new Processes().ask(Command.of(folder, List.of("kill", "-KILL", String.valueOf(first.pid()))));
        await("a", s -> s.phase() == Phase.RUNNING && s.pid() != first.pid());
        until(() -> !orphan.alive());
    }

    @Test
    void startsAnewWhenTheGenerationGrows() throws Exception {
        put("a", 1, "exec sleep 1000");
        ProcessState first = await("a", s -> s.phase() == Phase.RUNNING);
        put("a", 2, "exec sleep 1001");
        ProcessState second = await("a", s -> s.phase() == Phase.RUNNING && s.generation() == 2);
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(identity(first).alive()).isFalse();
    }

    @Test
    void adoptsWhatRunsAndNoticesItsEnd() throws Exception {
        put("a", 1, "exec sleep 1000");
        ProcessState running = await("a", s -> s.phase() == Phase.RUNNING);
        stopKeeper();
        assertThat(identity(running).alive()).isTrue();
        startKeeper();
        put("b", 1, "exec sleep 1000");
        await("b", s -> s.phase() == Phase.RUNNING);
        assertThat(door.state("a")).contains(running);
        new Processes().signalGroup(identity(running), "KILL");
        ProcessState again = await("a", s -> s.phase() == Phase.RUNNING && s.pid() != running.pid());
        assertThat(again.restarts()).isEqualTo(1);
    }

    @Test
    void findsAProcessWhoseStartNobodyLivedToRecord() throws Exception {
        put("a", 1, "echo up; exec sleep 1000");
        put("b", 1, "while :; do sleep 1; done");
        ProcessState b = await("b", s -> s.phase() == Phase.RUNNING);
        stopKeeper();
        Files.delete(home.observed().resolve("b.json"));
        startKeeper();
        assertThat(await("b", s -> s.phase() == Phase.RUNNING).pid()).isEqualTo(b.pid());
    }

    @Test
    void leavesARecordedPidThatIsNowSomebodyElsesAlone() throws Exception {
        stopKeeper();
        ProcessIdentity foreign = new Processes()
                .detach(Command.of(folder, List.of("/bin/sleep", "1000")), folder.resolve("foreign.log"));
        try {
            for (Phase phase : List.of(Phase.RUNNING, Phase.STOPPING)) {
                String id = "x." + phase.name().toLowerCase(java.util.Locale.ROOT);
                DurableFiles.write(
                        home.observed().resolve(id + ".json"),
                        Json.write(
                                new ProcessState(id, 1, phase, foreign.pid(), foreign.startTicks() - 1, 1, 0, -1, "")));
            }
            startKeeper();
            await("x.running", s -> s.phase() == Phase.STOPPED);
            await("x.stopping", s -> s.phase() == Phase.STOPPED);
            assertThat(foreign.alive()).isTrue();
        } finally {
            new Processes().signalGroup(foreign, "KILL");
        }
    }

    @Test
    void reportsABrokenSpecificationAndLeavesWhatRunsAlone() throws Exception {
        put("a", 1, "exec sleep 1000");
        ProcessState running = await("a", s -> s.phase() == Phase.RUNNING);
        for (String broken : List.of("", "{", "[]", "{\"id\":\"a\"}", "null", "{\"id\":\"b\",\"generation\":1}")) {
            DurableFiles.write(home.desired().resolve("a.json"), broken);
            DurableFiles.write(home.desired().resolve("c.json"), broken);
            keeper.wake();
            assertThat(await("c", s -> s.phase() == Phase.FAILED).message()).isNotEmpty();
        }
        ProcessState state = await("a", s -> !s.message().isEmpty());
        assertThat(state.phase()).isEqualTo(Phase.RUNNING);
        assertThat(state.pid()).isEqualTo(running.pid());
        put("c", 1, "exec sleep 1000");
        await("c", s -> s.phase() == Phase.RUNNING);
    }

    @Test
    void saysThatAProgramCannotBeStarted() throws Exception {
        write(new ProcessSpec(
                "a",
                1,
                List.of("/bin/sleep", "1000"),
                folder.resolve("no-such-folder").toString(),
                Map.of(),
                Map.of(),
                log("a").toString(),
                "",
                "",
                ProcessSpec.Restart.ALWAYS,
                500,
                "t"));
        assertThat(await("a", s -> s.phase() == Phase.FAILED).message()).contains("cannot start");
    }

    private void put(String id, long generation, String script) {
        write(new ProcessSpec(
                id,
                generation,
                List.of("/bin/sh", "-c", script),
                folder.toString(),
                Map.of("PATH", "/usr/bin:/bin"),
                Map.of(),
                log(id).toString(),
                "",
                "",
                ProcessSpec.Restart.ALWAYS,
                500,
                "t"));
    }

    private void write(ProcessSpec spec) {
        door.put(spec);
        keeper.wake();
    }

    private Path log(String id) {
        return home.logs().resolve("app").resolve(id + ".log");
    }

    private static ProcessIdentity identity(ProcessState state) {
        return new ProcessIdentity(state.pid(), state.startTicks());
    }

    private static boolean hasText(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).endsWith("\n");
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessState await(String id, Predicate<ProcessState> condition) throws InterruptedException {
        @Nullable ProcessState last = null;
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < end) {
            last = door.state(id).orElse(null);
            if (last != null && condition.test(last)) {
                return last;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("within 15 s; last state " + last);
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(end);
            Thread.sleep(10);
        }
    }
}
