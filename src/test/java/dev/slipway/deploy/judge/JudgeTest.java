package dev.slipway.deploy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final JudgeSettings SETTINGS = JudgeSettings.DEFAULT;
    private static final Stage LAST = new Stage(2_000, 10_000, true);

    private static Bin errors(long millis, long n, long x, long m, long y) {
        return Bin.of(millis, new Bin.Cell(Metric.ERRORS, new Tally(n, x, m, y)));
    }

    private static Bin verification(long millis, long n, long x, long m, long y) {
        return Bin.of(millis, new Bin.Cell(Metric.VERIFICATION, new Tally(n, x, m, y)));
    }

    private static JudgeVerdict last(JudgeSettings settings, Stage stage, List<Bin> bins) {
        JudgeState state = JudgeState.initial(settings);
        JudgeVerdict verdict = new JudgeVerdict.Continue();
        for (Bin bin : bins) {
            Judge.Judgement judged = Judge.judge(settings, stage, state, bin);
            state = judged.state();
            verdict = judged.verdict();
            if (verdict instanceof JudgeVerdict.Rollback || verdict instanceof JudgeVerdict.Promote) {
                return verdict;
            }
        }
        return verdict;
    }

    @Test
    void promotesOnAbsoluteEvidenceWithoutAnyError() {
        JudgeVerdict verdict =
                last(SETTINGS, LAST, List.of(verification(1_000, 150, 0, 150, 0), verification(1_000, 150, 0, 150, 0)));
        assertThat(verdict).isInstanceOfSatisfying(JudgeVerdict.Promote.class, p -> {
            assertThat(p.evidence().basis()).isEqualTo(Evidence.Basis.ABSOLUTE);
            assertThat(p.evidence().step().newRequests()).isEqualTo(300);
            assertThat(p.evidence().bound()).isLessThan(0.01);
        });
    }

    @Test
    void aFirstReleaseHasNoOldVersionAndIsJudgedByItsOwnRate() {
        assertThat(last(SETTINGS, LAST, List.of(verification(2_000, 300, 0, 0, 0))))
                .isInstanceOf(JudgeVerdict.Promote.class);
        assertThat(last(SETTINGS, LAST, List.of(verification(500, 60, 12, 0, 0))))
                .isInstanceOfSatisfying(
                        JudgeVerdict.Rollback.class,
                        r -> assertThat(r.evidence().basis()).isEqualTo(Evidence.Basis.ABSOLUTE));
    }

    @Test
    void tooFewRequestsAreInsufficientAndSayHowManyAreMissing() {
        JudgeVerdict verdict = last(SETTINGS, LAST, List.of(verification(10_000, 100, 0, 100, 0)));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        JudgeVerdict.InsufficientEvidence.class,
                        i -> assertThat(i.needed()).isEqualTo(200));
        JudgeSettings strict = SETTINGS.withMaxError(0.01).withMinRequests(1);
        assertThat(last(strict, LAST, List.of(verification(10_000, 1, 0, 1, 0))))
                .isInstanceOfSatisfying(
                        JudgeVerdict.InsufficientEvidence.class,
                        i -> assertThat(i.needed()).isEqualTo(298));
    }

    @Test
    void noRequestsAtAllAreNeitherSuccessNorFailure() {
        assertThat(last(SETTINGS, LAST, List.of(Bin.of(60_000)))).isInstanceOf(JudgeVerdict.InsufficientEvidence.class);
    }

    @Test
    void aGapHoldsAndDoesNotBake() {
        JudgeState state = JudgeState.initial(SETTINGS);
        Judge.Judgement held = Judge.judge(SETTINGS, LAST, state, Bin.gap(60_000, "the proxy does not answer"));
        assertThat(held.verdict()).isEqualTo(new JudgeVerdict.Hold("the proxy does not answer"));
        assertThat(held.state().stepMillis()).isZero();
        assertThat(held.state().heldMillis()).isEqualTo(60_000);
        assertThat(Judge.judge(SETTINGS, LAST, held.state(), errors(1_000, 1, 0, 9, 0))
                        .state()
                        .heldMillis())
                .isZero();
    }

    @Test
    void aFatalFactRollsBackAtOnceEvenWithoutData() {
        assertThat(last(SETTINGS, LAST, List.of(Bin.gap(10, "no counters").withFatal("crash loop"))))
                .isInstanceOfSatisfying(
                        JudgeVerdict.Rollback.class, r -> assertThat(r.reason()).isEqualTo("crash loop"));
    }

    @Test
    void mostlyFailingRollsBackWithoutStatisticsUnlessBothArmsFail() {
        JudgeSettings wide =
                new JudgeSettings(List.of(new Metric(Metric.ERRORS, 1, 1_000, true)), 0.005, 0.005, 1, 20, 0.02, 300);
        assertThat(last(wide, LAST, List.of(errors(100, 20, 11, 20, 0)))).isInstanceOf(JudgeVerdict.Rollback.class);
        assertThat(last(wide, LAST, List.of(errors(100, 19, 19, 20, 0)))).isInstanceOf(JudgeVerdict.Continue.class);
        assertThat(last(wide, LAST, List.of(errors(100, 20, 11, 20, 11)))).isInstanceOf(JudgeVerdict.Continue.class);
    }

    @Test
    void theEndTestCatchesWhatTheSequentialTestNarrowlyMissed() {
        JudgeSettings one =
                new JudgeSettings(List.of(new Metric(Metric.ERRORS, 1, 0.25, true)), 0.005, 0.005, 1, 20, 0.02, 300);
        List<Bin> bins =
                List.of(errors(700, 600, 3, 5400, 5), errors(700, 600, 4, 5400, 6), errors(700, 600, 2, 5400, 4));
        assertThat(last(one, LAST, bins)).isInstanceOfSatisfying(JudgeVerdict.Rollback.class, r -> {
            assertThat(r.evidence().basis()).isEqualTo(Evidence.Basis.END_TEST);
            assertThat(r.evidence().p()).isBetween(0.00138, 0.00139);
            assertThat(r.evidence().e()).isBetween(39.28, 39.29);
        });
        assertThat(last(one, new Stage(2_000, 10_000, false), bins)).isInstanceOf(JudgeVerdict.Promote.class);
    }

    @Test
    void anErrorRateThatTheOldVersionSharesPromotesOnRelativeEvidence() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            bins.add(errors(1_000, 100, 5, 100, 5));
        }
        assertThat(last(SETTINGS, new Stage(2_000, 60_000, true), bins))
                .isInstanceOfSatisfying(
                        JudgeVerdict.Promote.class,
                        p -> assertThat(p.evidence().basis()).isEqualTo(Evidence.Basis.RELATIVE));
    }

    @Test
    void aFifthOfTheAnswersWrongIsSeenWithinFewBins() {
        SplittableRandom random = new SplittableRandom(20);
        int late = 0;
        for (int run = 0; run < 500; run++) {
            JudgeState state = JudgeState.initial(SETTINGS);
            int bins = 0;
            JudgeVerdict verdict = new JudgeVerdict.Continue();
            while (!(verdict instanceof JudgeVerdict.Rollback) && bins < 100) {
                // Half a second of 100 requests a second at 10 %, verification apart.
                Bin bin = Bin.of(
                        500,
                        new Bin.Cell(Metric.ERRORS, new Tally(5, draw(random, 5, 0.2), 45, 0)),
                        new Bin.Cell(Metric.VERIFICATION, new Tally(75, draw(random, 75, 0.2), 75, 0)));
                Judge.Judgement judged = Judge.judge(SETTINGS, LAST, state, bin);
                state = judged.state();
                verdict = judged.verdict();
                assertThat(verdict).isNotInstanceOf(JudgeVerdict.Promote.class);
                bins++;
            }
            late += bins > 3 ? 1 : 0;
        }
        assertThat(late).isLessThan(5);
    }

    @Test
    void aReleaseAsGoodAsTheOldOneIsRolledBackInAtMostOnePercent() {
        long seed = Long.getLong("slipway.seed", 4_711);
        System.err.println("JudgeTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] rates = {0.0005, 0.005, 0.02, 0.1};
        double[] shares = {0.05, 0.1, 0.5};
        for (double rate : rates) {
            for (double share : shares) {
                int rolledBack = 0;
                int runs = 400;
                for (int run = 0; run < runs; run++) {
                    rolledBack += nullRun(random, rate, share) instanceof JudgeVerdict.Rollback ? 1 : 0;
                }
                // 1 % expected at most; 11 of 400 would have a chance below 0.3 %.
                assertThat(rolledBack).as("rate %s, share %s", rate, share).isLessThanOrEqualTo(10);
            }
        }
    }

    private static JudgeVerdict nullRun(SplittableRandom random, double rate, double share) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Shared shocks: both arms suffer together.
            double now = Math.min(0.5, rate * Math.exp(0.7 * random.nextGaussian()));
            long visitors = 100 + random.nextInt(400);
            long fresh = Math.round(visitors * share);
            bins.add(Bin.of(
                    1_000,
                    new Bin.Cell(
                            Metric.ERRORS,
                            new Tally(
                                    fresh,
                                    draw(random, fresh, now),
                                    visitors - fresh,
                                    draw(random, visitors - fresh, now))),
                    new Bin.Cell(
                            Metric.VERIFICATION, new Tally(100, draw(random, 100, now), 100, draw(random, 100, now)))));
        }
        return last(SETTINGS, new Stage(30_000, 60_000, true), bins);
    }

    private static long draw(SplittableRandom random, long n, double p) {
        long hits = 0;
        for (long i = 0; i < n; i++) {
            hits += random.nextDouble() < p ? 1 : 0;
        }
        return hits;
    }

    @Test
    void replayingTheBinsThroughJsonGivesTheSameStateAndVerdicts() {
        SplittableRandom random = new SplittableRandom(99);
        JudgeState direct = JudgeState.initial(SETTINGS);
        JudgeState saved = direct;
        for (int i = 0; i < 200; i++) {
            long n = 1 + random.nextInt(500);
            long m = 1 + random.nextInt(500);
            Bin bin = Bin.of(
                    100, new Bin.Cell(Metric.ERRORS, new Tally(n, draw(random, n, 0.02), m, draw(random, m, 0.02))));
            Judge.Judgement a = Judge.judge(SETTINGS, LAST, direct, bin);
            Bin bin2 = Json.read(Json.write(bin), Bin.class, "test");
            Judge.Judgement b =
                    Judge.judge(Json.read(Json.write(SETTINGS), JudgeSettings.class, "test"), LAST, saved, bin2);
            assertThat(b).isEqualTo(a);
            direct = a.state();
            saved = Json.read(Json.write(b.state()), JudgeState.class, "test");
            assertThat(saved).isEqualTo(direct);
        }
        // The shares of two hundred different bins stay bounded.
        assertThat(direct.metrics().getFirst().shares().size()).isLessThanOrEqualTo(201);
        assertThat(Json.write(direct).length()).isLessThan(20_000);
    }

    @Test
    void percentNeverUnderstatesABound() {
        assertThat(Judge.percent(0.0099687)).isEqualTo("0.997 %");
        assertThat(Judge.percent(0.02)).isEqualTo("2 %");
        assertThat(Judge.percent(1)).isEqualTo("100 %");
    }
}
