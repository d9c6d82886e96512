package dev.slipway.evidence;

import static dev.slipway.plan.GateId.PROVENANCE;
import static dev.slipway.plan.GateId.ROLLBACK;
import static dev.slipway.plan.GateId.SCAN;
import static dev.slipway.plan.GateId.TESTS;
import static dev.slipway.plan.GateId.WINDOW;
import static dev.slipway.plan.Verdict.Answer.FAIL;
import static dev.slipway.plan.Verdict.Answer.PASS;
import static dev.slipway.plan.Verdict.Answer.WAIT;
import static dev.slipway.plan.Verdict.Answer.WAIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.AppName;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.ServiceName;
import dev.slipway.base.wire.InToto;
import dev.slipway.base.wire.Json;
import dev.slipway.evidence.Predicate.Back;
import dev.slipway.evidence.Predicate.Part;
import dev.slipway.image.Provenance;
import dev.slipway.intent.Intent;
import dev.slipway.journal.Admission;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.plan.Verdict;
import dev.slipway.plan.Verdict.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatesTest {
    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Digest SUBJECT = Digest.of("image");
    private static final Digest OTHER = Digest.of("another image");
    private static final Scope SCOPE = Scope.local(new AppName("shop"), new ServiceName("web"), EnvName.LOCAL);

    private static final SigningKey LOCAL = SigningKey.inMemory("ada@box");
    private static final SigningKey CI = SigningKey.inMemory("bot@ci");
    private static final SigningKey OLD = SigningKey.inMemory("old@ci");
    private static final SigningKey FOREIGN = SigningKey.inMemory("eve@evil");
    private static final TrustedKeys KEYS =
            new TrustedKeys(List.of(LOCAL.known(), known(CI, Instant.MAX), known(OLD, NOW.minusSeconds(1))));

    /** One line of the table. */
    record Row(
            String what,
            GateId gate,
            List<byte[]> envelopes,
            Intent.Environment environment,
            Map<String, String> waivers,
            Answer answer,
            String decided,
            String closes) {
        @Override
        public String toString() {
            return gate.word() + ": " + what;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void judges(Row row) {
        GateInput input = new GateInput(
                List.of(row.gate),
                SUBJECT,
                List.of(SCOPE.key()),
                row.environment,
                row.waivers,
                row.envelopes,
                KEYS,
                NOW);
        Verdict verdict = Gates.evaluate(input).getFirst();
        assertThat(verdict.answer()).as(verdict.toString()).isEqualTo(row.answer);
        assertThat(verdict.decided()).contains(row.decided);
        assertThat(verdict.closes()).contains(row.closes);
        assertThat(verdict.closes().isEmpty()).isEqualTo(verdict.open());
    }

    static Stream<Row> rows() {
        return Stream.of(tests(), scans(), provenance(), rollback(), windows(), approval())
                .flatMap(s -> s);
    }

    private static Stream<Row> tests() {
        Intent.Environment e = env();
        Intent.Environment trustsCi = trusting("bot@ci");
        Intent.Environment trustsMe = trusting("ada@box");
        Intent.Environment trustsId = trusting(CI.known().id());
        byte[] passed = by(LOCAL, ran(14, 0, 0));
        byte[] imported = by(LOCAL, brought(9, 0, 0));
        return Stream.of(
                row("nothing known", TESTS, List.of(), e, FAIL, "no test result", "evidence import --digest sha256:"),
                row(
                        "nothing known of our own build",
                        TESTS,
                        List.of(by(LOCAL, built(false))),
                        e,
                        FAIL,
                        "no test result",
                        "slipway ship"),
                row("observed and passed", TESTS, List.of(passed), e, PASS, "14 passed", ""),
                row("some skipped", TESTS, List.of(by(LOCAL, ran(14, 0, 2))), e, PASS, "14 passed, 2 skipped", ""),
                row(
                        "some failed",
                        TESTS,
                        List.of(by(LOCAL, ran(13, 1, 0))),
                        e,
                        FAIL,
                        "1 of 14 tests failed",
                        "--junit"),
                row(
                        "none found",
                        TESTS,
                        List.of(by(LOCAL, ran(0, 0, 0))),
                        e,
                        FAIL,
                        "no tests were found",
                        "add a test"),
                row(
                        "all skipped",
                        TESTS,
                        List.of(by(LOCAL, ran(0, 0, 7))),
                        e,
                        FAIL,
                        "all 7 tests were skipped",
                        "add a test"),
                row("newest failed", TESTS, List.of(by(LOCAL, ran(0, 1, 0)), passed), e, FAIL, "1 of 1", ""),
                row("newest passed", TESTS, List.of(passed, by(LOCAL, ran(0, 1, 0))), e, PASS, "14 passed", ""),
                row("forged signature", TESTS, List.of(forged(passed)), e, FAIL, "1 not counted", ""),
                row("forged contents", TESTS, List.of(altered(by(LOCAL, ran(0, 1, 0)))), e, FAIL, "1 not counted", ""),
                row("a foreign key", TESTS, List.of(by(FOREIGN, ran(5, 0, 0))), e, FAIL, "1 not counted", ""),
                row(
                        "a foreign key that calls itself ours",
                        TESTS,
                        List.of(renamed(by(FOREIGN, ran(5, 0, 0)), LOCAL)),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                row(
                        "a foreign key the environment names",
                        TESTS,
                        List.of(by(FOREIGN, ran(5, 0, 0))),
                        trusting("eve@evil"),
                        FAIL,
                        "1 not counted",
                        ""),
                row("no signature", TESTS, List.of(unsigned(ran(5, 0, 0))), e, FAIL, "1 not counted", ""),
                row("junk", TESTS, List.of("junk".getBytes(StandardCharsets.UTF_8)), e, FAIL, "1 not counted", ""),
                row(
                        "an expired key",
                        TESTS,
                        List.of(by(OLD, ran(5, 0, 0))),
                        trusting("old@ci"),
                        FAIL,
                        "1 not counted",
                        ""),
                row("another digest", TESTS, List.of(about(OTHER, LOCAL, ran(5, 0, 0))), e, FAIL, "1 not counted", ""),
                row(
                        "from the future",
                        TESTS,
                        List.of(by(
                                LOCAL,
                                new Predicate.TestResult(
                                        1, 0, 0, List.of(), Origin.observed("a", "b", NOW.plusSeconds(3600))))),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                row(
                        "bad ones beside a good one",
                        TESTS,
                        List.of(forged(passed), by(FOREIGN, ran(0, 1, 0)), passed),
                        e,
                        PASS,
                        "14 passed",
                        ""),
                row(
                        "a foreign failure does not close",
                        TESTS,
                        List.of(by(FOREIGN, ran(0, 9, 0)), passed),
                        e,
                        PASS,
                        "14 passed",
                        ""),
                row("imported, untrusted", TESTS, List.of(imported), e, FAIL, "1 not counted", ""),
                row("imported, another is trusted", TESTS, List.of(imported), trustsCi, FAIL, "1 not counted", ""),
                row(
                        "imported by me, trusted",
                        TESTS,
                        List.of(imported),
                        trustsMe,
                        PASS,
                        "9 passed, imported from nightly",
                        ""),
                row(
                        "imported by the CI, trusted",
                        TESTS,
                        List.of(by(CI, brought(9, 0, 0))),
                        trustsCi,
                        PASS,
                        "imported",
                        ""),
                row(
                        "imported by the CI, trusted by key id",
                        TESTS,
                        List.of(by(CI, brought(9, 0, 0))),
                        trustsId,
                        PASS,
                        "imported",
                        ""),
                row(
                        "imported and failed, trusted",
                        TESTS,
                        List.of(by(CI, brought(8, 1, 0))),
                        trustsCi,
                        FAIL,
                        "1 of 9",
                        ""),
                row(
                        "the CI claims to be us",
                        TESTS,
                        List.of(by(FOREIGN, brought(9, 0, 0))),
                        trustsCi,
                        FAIL,
                        "1 not counted",
                        ""),
                row(
                        "observed by the CI, untrusted",
                        TESTS,
                        List.of(by(CI, ran(9, 0, 0))),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                row(
                        "observed by the CI, trusted",
                        TESTS,
                        List.of(by(CI, ran(9, 0, 0))),
                        trustsCi,
                        PASS,
                        "9 passed",
                        ""),
                waived(
                        "none found, waived",
                        TESTS,
                        List.of(by(LOCAL, ran(0, 0, 0))),
                        waivable(TESTS),
                        WAIVED,
                        "waived by ada@box: demo (was: no tests were found)"),
                waived(
                        "none found, waiver refused",
                        TESTS,
                        List.of(by(LOCAL, ran(0, 0, 0))),
                        e,
                        FAIL,
                        "the waiver is refused"),
                waived(
                        "waiver of another gate's environment",
                        TESTS,
                        List.of(),
                        waivable(SCAN),
                        FAIL,
                        "does not name tests"),
                waived("passed and waived is passed", TESTS, List.of(passed), waivable(TESTS), PASS, "14 passed"),
                row(
                        "waivable without a waiver",
                        TESTS,
                        List.of(by(LOCAL, ran(0, 0, 0))),
                        waivable(TESTS),
                        FAIL,
                        "no tests",
                        "--waive tests"));
    }

    private static Stream<Row> scans() {
        Intent.Environment e = env();
        Intent.Environment production = production();
        Predicate whole = scan(
                0,
                Part.scanned("configuration"),
                Part.scanned("secrets"),
                new Part("dependencies", true, "2026-11-20"));
        Predicate partial =
                scan(0, Part.scanned("configuration"), Part.scanned("secrets"), Part.notScanned("dependencies"));
        Predicate critical = scan(2, Part.scanned("configuration"), Part.scanned("secrets"));
        Predicate onlyDependencies = scan(0, new Part("dependencies", true, "2026-11-23"));
        return Stream.of(
                row("nothing known", SCAN, List.of(), e, FAIL, "no scan of sha256:", "--sarif"),
                row(
                        "whole",
                        SCAN,
                        List.of(by(LOCAL, whole)),
                        e,
                        PASS,
                        "dependencies with data of 2026-11-20, 4 days old",
                        ""),
                row("whole, production", SCAN, List.of(by(LOCAL, whole)), production, PASS, "no critical finding", ""),
                row(
                        "without dependency data",
                        SCAN,
                        List.of(by(LOCAL, partial)),
                        e,
                        PASS,
                        "(configuration, secrets; dependencies not scanned)",
                        ""),
                row(
                        "without dependency data, production",
                        SCAN,
                        List.of(by(LOCAL, partial)),
                        production,
                        WAIT,
                        "waits for a scan of dependencies",
                        "--sarif"),
                row("critical", SCAN, List.of(by(LOCAL, critical)), e, FAIL, "2 critical findings", "slipway check"),
                row(
                        "high is not critical",
                        SCAN,
                        List.of(by(
                                LOCAL,
                                new Predicate.ScanResult(
                                        List.of(Part.scanned("secrets")), Map.of("high", 9), "t", seen()))),
                        e,
                        PASS,
                        "no critical",
                        ""),
                row(
                        "looked at nothing",
                        SCAN,
                        List.of(by(LOCAL, scan(0, Part.notScanned("secrets")))),
                        e,
                        FAIL,
                        "looked at nothing",
                        ""),
                row(
                        "data of unknown age",
                        SCAN,
                        List.of(by(LOCAL, scan(0, Part.scanned("dependencies")))),
                        e,
                        PASS,
                        "dependencies with data of unknown age",
                        ""),
                row(
                        "a newer part does not hide an older critical",
                        SCAN,
                        List.of(by(LOCAL, onlyDependencies), by(LOCAL, critical)),
                        e,
                        FAIL,
                        "2 critical",
                        ""),
                row(
                        "two scans make a whole",
                        SCAN,
                        List.of(by(LOCAL, onlyDependencies), by(LOCAL, partial)),
                        production,
                        PASS,
                        "1 day old",
                        ""),
                row(
                        "a newer clean scan replaces",
                        SCAN,
                        List.of(by(LOCAL, whole), by(LOCAL, critical)),
                        e,
                        PASS,
                        "no critical",
                        ""),
                row(
                        "imported, untrusted, production",
                        SCAN,
                        List.of(by(LOCAL, broughtScan(0)), by(LOCAL, partial)),
                        production,
                        WAIT,
                        "dependencies",
                        ""),
                row(
                        "imported, trusted",
                        SCAN,
                        List.of(by(CI, broughtScan(0)), by(LOCAL, partial)),
                        trusting("bot@ci"),
                        PASS,
                        "dependencies",
                        ""),
                row(
                        "imported and critical, trusted",
                        SCAN,
                        List.of(by(CI, broughtScan(1)), by(LOCAL, partial)),
                        trusting("bot@ci"),
                        FAIL,
                        "1 critical finding (",
                        ""),
                row(
                        "imported and critical, untrusted",
                        SCAN,
                        List.of(by(CI, broughtScan(1)), by(LOCAL, partial)),
                        e,
                        PASS,
                        "dependencies not scanned",
                        ""),
                row("forged", SCAN, List.of(forged(by(LOCAL, whole))), e, FAIL, "1 not counted", ""),
                row("another digest", SCAN, List.of(about(OTHER, LOCAL, whole)), e, FAIL, "1 not counted", ""),
                waived("critical, waived", SCAN, List.of(by(LOCAL, critical)), waivable(SCAN), WAIVED, "2 critical"),
                waived("critical, refused", SCAN, List.of(by(LOCAL, critical)), e, FAIL, "the waiver is refused"));
    }

    private static Stream<Row> provenance() {
        Intent.Environment e = env();
        return Stream.of(
                row("nothing known", PROVENANCE, List.of(), e, FAIL, "no provenance of sha256:", "slipway ship"),
                row(
                        "ours",
                        PROVENANCE,
                        List.of(by(LOCAL, built(false))),
                        e,
                        PASS,
                        "built by slipway-local from v1, signed by local key of ada@box",
                        ""),
                row(
                        "of a dirty tree",
                        PROVENANCE,
                        List.of(by(LOCAL, built(true))),
                        e,
                        PASS,
                        "with uncommitted changes",
                        ""),
                row("forged", PROVENANCE, List.of(forged(by(LOCAL, built(false)))), e, FAIL, "1 not counted", ""),
                row("foreign key", PROVENANCE, List.of(by(FOREIGN, built(false))), e, FAIL, "1 not counted", ""),
                row("CI, untrusted", PROVENANCE, List.of(by(CI, built(false))), e, FAIL, "1 not counted", ""),
                row(
                        "CI, trusted",
                        PROVENANCE,
                        List.of(by(CI, built(false))),
                        trusting("bot@ci"),
                        PASS,
                        "signed by key of bot@ci",
                        ""),
                row(
                        "another digest",
                        PROVENANCE,
                        List.of(about(OTHER, LOCAL, built(false))),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                waived("waived", PROVENANCE, List.of(), waivable(PROVENANCE), WAIVED, "demo"),
                waived("refused", PROVENANCE, List.of(), e, FAIL, "refused"));
    }

    private static Stream<Row> rollback() {
        Intent.Environment e = env();
        return Stream.of(
                row("nothing known", ROLLBACK, List.of(), e, FAIL, "no way back is known", "slipway ship"),
                row(
                        "first release",
                        ROLLBACK,
                        List.of(by(LOCAL, back(Back.REMOVE_ROUTE, "", SCOPE.key()))),
                        e,
                        PASS,
                        "remove the route",
                        ""),
                row(
                        "previous",
                        ROLLBACK,
                        List.of(by(LOCAL, back(Back.PREVIOUS, "r-41", SCOPE.key()))),
                        e,
                        PASS,
                        "back to r-41",
                        ""),
                row(
                        "of another environment",
                        ROLLBACK,
                        List.of(by(LOCAL, back(Back.PREVIOUS, "r-41", "shop/web/prod/local"))),
                        e,
                        FAIL,
                        "no way back",
                        ""),
                row(
                        "foreign key",
                        ROLLBACK,
                        List.of(by(FOREIGN, back(Back.PREVIOUS, "r", SCOPE.key()))),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                row(
                        "another digest",
                        ROLLBACK,
                        List.of(about(OTHER, LOCAL, back(Back.PREVIOUS, "r", SCOPE.key()))),
                        e,
                        FAIL,
                        "1 not counted",
                        ""),
                waived("waived", ROLLBACK, List.of(), waivable(ROLLBACK), WAIVED, "demo"));
    }

    private static Stream<Row> windows() {
        return Stream.of(
                row("none declared", WINDOW, List.of(), env(), PASS, "no freeze window is declared", ""),
                row(
                        "outside",
                        WINDOW,
                        List.of(),
                        frozen("2026-12-20/2027-01-02 Europe/Berlin"),
                        PASS,
                        "outside of all 1",
                        ""),
                row(
                        "inside",
                        WINDOW,
                        List.of(),
                        frozen("2026-11-24/2026-11-25 Europe/Berlin"),
                        WAIT,
                        "until Thu 2026-11-26 00:00 +01:00 Europe/Berlin",
                        "try again after"),
                row(
                        "inside weekly",
                        WINDOW,
                        List.of(),
                        frozen("MON 18:00 - WED 06:00 UTC"),
                        WAIT,
                        "2026-11-25 06:00",
                        ""),
                row(
                        "inside a rule",
                        WINDOW,
                        List.of(),
                        frozen("RRULE:FREQ=WEEKLY;BYDAY=TU P1D UTC"),
                        WAIT,
                        "2026-11-25 00:00",
                        ""),
                row(
                        "inside the later of two",
                        WINDOW,
                        List.of(),
                        frozen("2026-11-24/2026-11-24", "2026-11-24/2026-11-30"),
                        WAIT,
                        "2026-12-01",
                        ""),
                row(
                        "cannot be read",
                        WINDOW,
                        List.of(),
                        frozen("christmas"),
                        FAIL,
                        "cannot read the freeze window",
                        "correct `freeze`"),
                waived(
                        "inside, waived",
                        WINDOW,
                        List.of(),
                        with(List.of("2026-11-24/2026-11-24"), List.of(WINDOW), List.of(), false),
                        WAIVED,
                        "waived by ada@box"),
                waived("inside, refused", WINDOW, List.of(), frozen("2026-11-24/2026-11-24"), WAIT, "refused"));
    }

    private static Stream<Row> approval() {
        return Stream.of(
                row("asked", GateId.APPROVAL, List.of(), env(), WAIT, "0 of 1 approval", "slipway approve"),
                waived("waived", GateId.APPROVAL, List.of(), waivable(GateId.APPROVAL), WAIVED, "demo"));
    }

    @Test
    void saysWhyAnEnvelopeDoesNotCount() {
        GateInput input = new GateInput(
                List.of(TESTS),
                SUBJECT,
                List.of(),
                env(),
                Map.of(),
                List.of(
                        by(CI, ran(1, 0, 0)),
                        about(OTHER, LOCAL, ran(1, 0, 0)),
                        by(LOCAL, brought(1, 0, 0)),
                        by(OLD, ran(1, 0, 0))),
                KEYS,
                NOW);
        assertThat(Gates.evaluate(input).getFirst().inputs())
                .satisfiesExactly(
                        i -> assertThat(i).contains("does not trust the key of bot@ci"),
                        i -> assertThat(i).contains("another digest"),
                        i -> assertThat(i).contains("imported by ada@box", "does not name under trust"),
                        i -> assertThat(i).contains("key of old@ci expired at 2026-11-24T11:59:59Z"));
    }

    @Test
    void theAdmissionAsksForEachDigestOfThePlanAndTheWorstDecides() {
        Plan plan = plan(List.of(SUBJECT, OTHER));
        Map<Digest, List<byte[]>> stored =
                Map.of(SUBJECT, List.of(by(LOCAL, ran(3, 0, 0))), OTHER, List.of(about(OTHER, LOCAL, ran(2, 1, 0))));
        EvidenceAdmission admission = new EvidenceAdmission(env(), Clock.fixed(NOW, ZoneOffset.UTC), KEYS);
        List<Verdict> verdicts = admission.admit(transaction(stored, Map.of()), plan);
        assertThat(verdicts).extracting(Verdict::gate).containsExactly(TESTS, WINDOW);
        assertThat(verdicts.getFirst().answer()).isEqualTo(FAIL);
        assertThat(verdicts.getFirst().decided())
                .startsWith(OTHER.abbreviated())
                .contains("1 of 3 tests failed");
        assertThat(verdicts.getLast().open()).isTrue();

        assertThat(admission.admit(transaction(Map.of(), Map.of()), plan(List.of())))
                .allMatch(Verdict::open)
                .hasSize(2);
    }

    @Test
    void readinessAsksTheFiveGates() {
        EvidenceStore store = new EvidenceStore() {
            @Override
            public void put(Digest s, byte[] envelope, EvidenceStore.Entry entry) {
                throw new IllegalStateException("reading only");
            }

            @Override
            public List<byte[]> about(Digest s) {
                return List.of(by(LOCAL, ran(1, 0, 0)));
            }
        };
        Readiness r = Readiness.of(SCOPE, SUBJECT, env(), store, KEYS, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(r.ready()).isFalse();
        assertThat(r.verdicts()).extracting(Verdict::answer).containsExactly(PASS, FAIL, FAIL, FAIL, PASS);
    }

    private static Plan plan(List<Digest> subjects) {
        return new Plan(
                "",
                new AppName("shop"),
                EnvName.LOCAL,
                "ship",
                List.of(),
                subjects,
                List.of(SCOPE.key()),
                Risk.R1,
                List.of(TESTS, WINDOW));
    }

    private static Admission.Transaction transaction(Map<Digest, List<byte[]>> stored, Map<String, String> waivers) {
        return new Admission.Transaction() {
            @Override
            public List<byte[]> evidenceAbout(Digest subject) {
                return stored.getOrDefault(subject, List.of());
            }

            @Override
            public String author(Plan plan) {
                return "author@here";
            }

            @Override
            public Map<String, String> waivers(Plan plan) {
                return waivers;
            }
        };
    }

    private static Row row(
            String what,
            GateId gate,
            List<byte[]> envelopes,
            Intent.Environment e,
            Answer answer,
            String decided,
            String closes) {
        return new Row(what, gate, envelopes, e, Map.of(), answer, decided, closes);
    }

    private static Row waived(
            String what, GateId gate, List<byte[]> envelopes, Intent.Environment e, Answer answer, String decided) {
        return new Row(what, gate, envelopes, e, Map.of(gate.word(), "ada@box: demo"), answer, decided, "");
    }

    private static Intent.Environment env() {
        return with(List.of(), List.of(), List.of(), false);
    }

    private static Intent.Environment production() {
        return with(List.of(), List.of(), List.of(), true);
    }

    private static Intent.Environment trusting(String... signers) {
        return with(List.of(), List.of(), List.of(signers), false);
    }

    private static Intent.Environment waivable(GateId... gates) {
        return with(List.of(), List.of(gates), List.of(), false);
    }

    private static Intent.Environment frozen(String... windows) {
        return with(List.of(windows), List.of(), List.of(), false);
    }

    private static Intent.Environment with(
            List<String> freeze, List<GateId> waivable, List<String> trust, boolean production) {
        return new Intent.Environment(EnvName.LOCAL, "local", production, waivable, trust, freeze, List.of());
    }

    private static Origin seen() {
        return Origin.observed("ada@box", "mvn verify", NOW);
    }

    private static Predicate ran(int passed, int failed, int skipped) {
        return new Predicate.TestResult(passed, failed, skipped, List.of("s"), seen());
    }

    private static Predicate brought(int passed, int failed, int skipped) {
        return new Predicate.TestResult(
                passed, failed, skipped, List.of(), Origin.imported("ada@box", "nightly", List.of("junit.xml"), NOW));
    }

    private static Predicate scan(int critical, Part... parts) {
        return new Predicate.ScanResult(
                List.of(parts), critical == 0 ? Map.of() : Map.of("critical", critical), "slipway 0.1", seen());
    }

    private static Predicate broughtScan(int critical) {
        return new Predicate.ScanResult(
                List.of(new Part("dependencies", true, "2026-11-24")),
                Map.of("critical", critical),
                "scanner 1",
                Origin.imported("ada@box", "nightly", List.of(), NOW));
    }

    private static Predicate built(boolean dirty) {
        return new Predicate.Built(Provenance.local(
                Provenance.BuildType.PACKED,
                new Provenance.Parameters("ssh://git/shop", "abc", "v1", dirty),
                "empty base",
                Optional.empty()));
    }

    private static Predicate back(Back back, String release, String scope) {
        return new Predicate.RollbackPath(back, scope, release, false, NOW);
    }

    private static byte[] by(SigningKey key, Predicate predicate) {
        return about(SUBJECT, key, predicate);
    }

    private static byte[] about(Digest subject, SigningKey key, Predicate predicate) {
        return Dsse.sign(Statement.about(subject, predicate), key);
    }

    private static TrustedKeys.Known known(SigningKey key, Instant notAfter) {
        return new TrustedKeys.Known(key.known().key(), key.known().label(), false, notAfter);
    }

    private static InToto.Envelope envelope(byte[] bytes) {
        return Json.read(new String(bytes, StandardCharsets.UTF_8), InToto.Envelope.class, "test");
    }

    private static byte[] bytes(InToto.Envelope envelope) {
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }

    /** The right key id above a signature of other bytes. */
    private static byte[] forged(byte[] envelope) {
        InToto.Envelope e = envelope(envelope);
        byte[] signature = Base64.getDecoder().decode(e.signatures().getFirst().sig());
        signature[10] ^= 1;
        return bytes(new InToto.Envelope(
                e.payload(),
                e.payloadType(),
                List.of(new InToto.Signature(
                        e.signatures().getFirst().keyid(), Base64.getEncoder().encodeToString(signature)))));
    }

    /** A true signature above other contents. */
    private static byte[] altered(byte[] envelope) {
        InToto.Envelope e = envelope(envelope);
        String payload = new String(Base64.getDecoder().decode(e.payload()), StandardCharsets.UTF_8)
                .replace("\"passed\":0,\"failed\":1", "\"passed\":1,\"failed\":0");
        return bytes(new InToto.Envelope(
                Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)),
                e.payloadType(),
                e.signatures()));
    }

    private static byte[] renamed(byte[] envelope, SigningKey as) {
        InToto.Envelope e = envelope(envelope);
        return bytes(new InToto.Envelope(
                e.payload(),
                e.payloadType(),
                List.of(new InToto.Signature(
                        as.known().id(), e.signatures().getFirst().sig()))));
    }

    private static byte[] unsigned(Predicate predicate) {
        return bytes(new InToto.Envelope(
                Base64.getEncoder()
                        .encodeToString(Statement.about(SUBJECT, predicate).bytes()),
                InToto.PAYLOAD_TYPE,
                List.of()));
    }
}
