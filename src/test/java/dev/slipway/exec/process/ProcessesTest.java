package dev.slipway.exec.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Secret;
import dev.slipway.base.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Processes processes = new Processes();

    private Command sh(String script) {
        return Command.of(folder, List.of("sh", "-c", script));
    }

    @Test
    void givesStatusAndLinesOfBothStreams() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Processes.Result result = processes.run(sh("echo one; echo two >&2; printf three; exit 7"), LONG, lines::add);
        assertThat(result.end()).isEqualTo(new Processes.End.Exited(7));
        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(result.tail()).containsExactly("one", "two", "three");
        assertThat(result.ok()).isFalse();
    }

    @Test
    void streamsWhileTheProgramRuns() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Path gate = folder.resolve("gate");
        Thread opener = Thread.ofVirtual().start(() -> {
            try {
                seen.await();
                Files.createFile(gate);
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Processes.Result result = processes.run(
                sh("echo ready; while [ ! -e gate ]; do sleep 0.02; done; echo done"), LONG, line -> seen.countDown());
        opener.join();
        assertThat(result.tail()).containsExactly("ready", "done");
    }

    @Test
    void progressBarsBecomeLines() throws Exception {
        Processes.Result result = processes.run(sh("printf '1%%\\r2%%\\r\\n\\nend\\r\\n'"), LONG, line -> {});
        assertThat(result.tail()).containsExactly("1%", "2%", "", "end");
    }

    @Test
    void timeoutEndsTheChildrenOfChildrenToo() throws Exception {
        long begin = System.nanoTime();
        Processes.Result result = processes.run(
                sh("(sh -c 'echo $$ > grandchild; sleep 600' &) ; sleep 600"), Duration.ofMillis(500), l -> {});
        assertThat(result.end()).isInstanceOf(Processes.End.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertEnded(folder.resolve("grandchild"));
    }

    @Test
    void whoIgnoresTheRequestIsEndedByForce() throws Exception {
        Processes.Result result = processes.run(
                sh("trap '' TERM; echo $$ > deaf; while :; do sleep 0.05; done"),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                l -> {});
        assertThat(result.end()).isInstanceOf(Processes.End.TimedOut.class);
        assertEnded(folder.resolve("deaf"));
    }

    @Test
    void interruptEndsTheTree() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread runner = Thread.ofVirtual().start(() -> {
            try {
                processes.run(
                        sh("sh -c 'echo $$ > child; echo up; sleep 600'; true"), LONG, line -> started.countDown());
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        started.await();
        runner.interrupt();
        assertThat(runner.join(Duration.ofSeconds(10))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertEnded(folder.resolve("child"));
    }

    @Test
    void aBackgroundChildThatHoldsTheOutputNeitherHangsUsNorStays() throws Exception {
        long begin = System.nanoTime();
        Processes.Result result =
                processes.run(sh("sh -c 'echo $$ > left; sleep 600' & echo started"), LONG, line -> {});
        assertThat(result.ok()).isTrue();
        assertThat(result.tail()).containsExactly("started");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        assertEnded(folder.resolve("left"));
    }

    @Test
    void aReceiverThatThrowsDoesNotBlockTheProgram() {
        assertThatThrownBy(() -> processes.run(
                        sh("i=0; while [ $i -lt 20000 ]; do echo a long enough line $i; i=$((i+1)); done"), LONG, l -> {
                            throw new IllegalStateException("receiver");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("receiver");
    }

    @Test
    void secretsAreMaskedEvenAcrossThePiecesOfAnEndlessLine() throws Exception {
        String secret = "s3cr3t-value-of-some-length";
        Command command = new Command(
                List.of("sh", "-c", "i=0; while [ $i -lt 3000 ]; do printf '%s' \"x$i$TOKEN\"; i=$((i+1)); done; echo"),
                folder,
                Map.of("PATH", Environment.path()),
                Map.of("TOKEN", Secret.of(secret)));
        StringBuilder all = new StringBuilder();
        processes.run(command, LONG, all::append);
        assertThat(all).doesNotContain("s3cr3t").doesNotContain("some-length");
        assertThat(all.toString().split("\\*\\*\\*", -1)).hasSize(3_001);
    }

    @Test
    void theEnvironmentIsExactlyTheGivenOne() throws Exception {
        Command command = new Command(List.of("env"), folder, Map.of("PATH", Environment.path(), "A", "b c"), Map.of());
        assertThat(processes.ask(command).tail())
                .filteredOn(l -> !l.startsWith("_="))
                .containsExactlyInAnyOrder("PATH=" + Environment.path(), "A=b c");
    }

    @Test
    void aMissingProgramIsAProblemThatNamesIt() {
        assertThatThrownBy(() -> processes.run(Command.of(folder, List.of("no-such-program")), LONG, l -> {}))
                .isInstanceOf(SlipwayException.class)
                .hasMessage("cannot start no-such-program");
        assertThatThrownBy(() -> processes.run(
                        Command.of(folder.resolve("nowhere"), List.of("sh", "-c", "true")), LONG, l -> {}))
                .isInstanceOf(SlipwayException.class);
    }

    @Test
    void detachedProgramsWriteToTheirLogAndAreSignalledAsAGroup() throws Exception {
        Path log = folder.resolve("log");
        ProcessIdentity identity = processes.detach(sh("echo $$ > pid; echo hello; sleep 600 & wait"), log);
        poll(() -> Files.exists(log) && read(log).contains("hello"));
        assertThat(identity.alive()).isTrue();
        processes.signalGroup(identity, "KILL");
        poll(() -> !identity.alive());
    }

    private static void assertEnded(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        poll(() -> ProcessIdentity.of(pid).isEmpty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static void poll(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
