package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.IdSource;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest extends JournalContract {
    private final IdSource ids = Plans.ids();

    @TempDir
    Path folder;

    @Override
    Journal open() {
        return new FileJournal(new Home(folder), clock, ids, Plans::dead);
    }

    @Test
    void readsAndContinuesAFileThatWasTornAtAnyByte() throws IOException {
        Journal journal = open();
        Lease lease = lease(journal.begin(PLAN, Plans.ME, DEAD, Plans.OPEN));
        Path file = folder.resolve("runs/" + lease.run() + ".run");
        long begun = Files.size(file);
        journal.write(lease, List.of(new Event.Intended("a", Event.ACT, "é")));
        byte[] whole = Files.readAllBytes(file);
        for (int cut = (int) begun; cut < whole.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            assertThat(open().read(lease.run()).orElseThrow().events()).isEmpty();
            open().write(lease, List.of(new Event.Done("a", Event.ACT, "x")));
            assertThat(open().read(lease.run()).orElseThrow().events())
                    .singleElement()
                    .matches(r -> r.seq() == 1);
        }
    }

    @Test
    void putsABrokenFileAsideAndGoesOn() throws IOException {
        Lease broken = lease(open().begin(PLAN, Plans.ME, DEAD, Plans.OPEN));
        Path file = folder.resolve("runs/" + broken.run() + ".run");
        Files.writeString(file, "not json\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(open().unfinished()).isEmpty();
        assertThat(folder.resolve("runs/" + broken.run() + ".bad")).exists();
        assertThat(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void keepsABoundedNumberOfEndedRuns() throws IOException {
        for (int i = 0; i < FileJournal.MAX_KEPT + 20; i++) {
            Lease lease = lease(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
            open().write(lease, List.of(new Event.Ended(Phase.SUCCEEDED, "")));
        }
        try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
            List<String> names =
                    files.map(f -> f.getFileName().toString()).sorted().toList();
            assertThat(names.stream().filter(n -> n.endsWith(".done"))).hasSize(FileJournal.MAX_KEPT);
            assertThat(names).contains("run-000220.done").doesNotContain("run-000001.done");
            assertThat(names).noneMatch(n -> n.endsWith(".lease") || n.endsWith(".run"));
        }
    }

    @Test
    void dropsReplacedStatesOfALongRun() throws IOException {
        Journal journal = open();
        Lease lease = lease(journal.begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
        journal.write(lease, List.of(new Event.Intended("m", Event.ACT, "")));
        String big = "x".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            journal.write(lease, List.of(new Event.State("m", big + i, "")));
        }
        assertThat(Files.size(folder.resolve("runs/" + lease.run() + ".run"))).isLessThan(5_000_000);
        Run run = open().read(lease.run()).orElseThrow();
        assertThat(run.machines()).isEqualTo(Map.of("m", new Run.MachineState(big + 99, "", clock.instant())));
        assertThat(run.events()).hasSize(1);
    }

    @Test
    void refusesAnUnknownRun() {
        assertThatThrownBy(() -> open().take(new RunId("run-unknown"), ALIVE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
