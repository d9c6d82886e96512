package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.OverlayView;
import dev.slipway.exec.files.RepositoryView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of odd files that others wrote: a folder beside the checkout, or -Dslipway.shared; skipped where it is absent. */
class CorpusTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("slipway.shared", "../shared"), "corpora/misconfigurations/samples");
    private static final Checker.Options OPTIONS = Checker.Options.of(LocalDate.of(2026, 11, 24));
    private static final Checker CHECKER = Checker.of(Rules.all());

    @BeforeEach
    void samplesAreThere() {
        Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "no samples in " + SAMPLES);
    }

    @Test
    void twoRunsInAnyOrderGiveTheSameBytesAndNoRuleBreaks() {
        FileView view = RepositoryView.of(SAMPLES);
        CheckResult first = CHECKER.check(view, Example.NO_MODEL, OPTIONS);
        assertThat(first.undecided())
                .filteredOn(u -> u.why().contains("rule broke"))
                .isEmpty();
        String sarif = Sarif.write(first, Rules.all(), "1");
        long seed = System.nanoTime();
        List<FileView.Entry> shuffled = new ArrayList<>(view.files());
        Collections.shuffle(shuffled, new Random(seed));
        CheckResult second = CHECKER.check(OverlayView.only(view, Map.of(), shuffled), Example.NO_MODEL, OPTIONS);
        assertThat(Sarif.write(second, Rules.all(), "1").equals(sarif))
                .as("seed %d", seed)
                .isTrue();
    }

    @Test
    void mendingLeavesEveryFileReadableAndBringsNothingNew() {
        FileView view = RepositoryView.of(SAMPLES);
        Checker.Options files =
                new Checker.Options(OPTIONS.today(), Remembered.NOTHING, java.util.Set.of(), java.util.Set.of(), false);
        CheckResult before = CHECKER.check(view, Example.NO_MODEL, files);
        Fixer.Mended mended = Fixer.mend(CHECKER, view, Example.NO_MODEL, files, before, true);
        CheckResult after = CHECKER.check(OverlayView.of(view, mended.texts()), Example.NO_MODEL, files);
        Map<String, Integer> allowed = counts(before);
        assertThat(counts(after))
                .allSatisfy(
                        (key, count) -> assertThat(count).as(key).isLessThanOrEqualTo(allowed.getOrDefault(key, 0)));
        assertThat(before.findings().size() - after.findings().size())
                .isGreaterThanOrEqualTo(mended.texts().size());
        assertThat(mended.texts()).isNotEmpty();
    }

    private static Map<String, Integer> counts(CheckResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Finding finding : result.findings()) {
            counts.merge(finding.place().file() + " " + finding.rule(), 1, Integer::sum);
        }
        return counts;
    }
}
