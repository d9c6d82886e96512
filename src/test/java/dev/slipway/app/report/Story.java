package dev.slipway.app.report;

import dev.slipway.app.Traces;
import dev.slipway.base.AppName;
import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.Deployments.Outcome;
import dev.slipway.deploy.Observer;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Summary;
import dev.slipway.deploy.rollout.Timeouts;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.evidence.Dsse;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Predicate;
import dev.slipway.evidence.SigningKey;
import dev.slipway.evidence.Statement;
import dev.slipway.journal.Admission;
import dev.slipway.journal.Claim;
import dev.slipway.journal.Event;
import dev.slipway.journal.Lease;
import dev.slipway.journal.Owner;
import dev.slipway.journal.Phase;
import dev.slipway.journal.PostgresJournal;
import dev.slipway.journal.RunId;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.plan.Verdict;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Blobs;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable;
import dev.slipway.store.PostgresForTests;
import dev.slipway.store.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs as the executor would have left them in the store, without the processes. */
final class Story implements AutoCloseable {
    static final Caller ANNA = Caller.human("anna@boat");

    final Database database;
    final Blobs blobs;
    final Traces traces;
    final SigningKey key;
    final Clock clock = Clock.systemUTC();
    private final PostgresJournal journal;
    private final AtomicInteger number = new AtomicInteger();

    Story(PostgresForTests.Store store) {
        database = store.open();
        blobs = new Blobs(store.home());
        traces = new Traces(store.home());
        key = SigningKey.ofHome(store.home(), "anna@boat");
        journal = new PostgresJournal(database, clock, prefix -> prefix + "-20261124-14050" + number.incrementAndGet());
    }

    ReportReader reader() {
        return new ReportReader(
                database, journal, blobs, traces, new dev.slipway.evidence.TrustedKeys(List.of(key.known())), clock);
    }

    /** The order of a canary; without {@code old} of a first release. */
    RolloutOrder order(String id, ReleaseSpec release, List<ReleaseSpec> old) {
        var rollout = new Rollout(
                id,
                Rollout.Purpose.FORWARD,
                Rollout.Role.WEB,
                release.scope(),
                release.service(),
                old.isEmpty() ? "" : old.getFirst().id(),
                release.id(),
                release.instances(),
                old.isEmpty() ? 0 : old.getFirst().instances(),
                Strategy.canary(Duration.ofSeconds(2)),
                Timeouts.LOCAL,
                JudgeSettings.DEFAULT,
                0);
        return new RolloutOrder(rollout, release, old, 7070);
    }

    Plan plan(RolloutOrder... orders) {
        List<Action> actions = new ArrayList<>();
        for (RolloutOrder o : orders) {
            actions.add(new Action(
                    "rollout/" + o.rollout().service(),
                    RolloutOrder.KIND,
                    Action.Shape.MACHINE,
                    List.of(),
                    Json.write(o),
                    "roll out " + o.rollout().service()));
        }
        return new Plan(
                "",
                new AppName("shop"),
                new EnvName("local"),
                "ship shop",
                actions,
                List.of(orders[0].release().digest()),
                actions.stream()
                        .map(a -> "shop/" + a.key().substring(8) + "/local/local")
                        .toList(),
                Risk.R1,
                List.of(GateId.TESTS));
    }

    Lease claim(Plan plan) {
        return ((Claim.Granted) journal.begin(plan, ANNA, Owner.thisProcess(), gate(Verdict.Answer.PASS))).lease();
    }

    RunId refused(Plan plan, Verdict.Answer answer) {
        return ((Claim.Refused) journal.begin(plan, ANNA, Owner.thisProcess(), gate(answer))).run();
    }

    private static Admission gate(Verdict.Answer answer) {
        return (tx, p) -> List.of(new Verdict(GateId.TESTS, answer, "no tests were found", List.of(), "slipway ship"));
    }

    void end(Lease lease, Phase phase, String why) {
        journal.write(lease, List.of(new Event.Ended(phase, why)));
    }

    /** Records how a rollout ended, and some looks at it. */
    void ended(Lease lease, RolloutOrder order, Outcome outcome, String reason, Evidence evidence) {
        Instant now = clock.instant();
        boolean good = outcome == Outcome.PROMOTED;
        var summary = new Summary(
                order.release().id(),
                order.rollout().old(),
                good ? order.release().id() : order.rollout().old(),
                now.minusMillis(2_300),
                now.minusMillis(2_000),
                now,
                now,
                good ? 0 : 9,
                0,
                0,
                evidence);
        var deployment = new Deployments.Deployment(
                order.rollout().id(),
                order.release(),
                order.rollout().old(),
                summary.serving(),
                outcome,
                reason,
                !good,
                order.port(),
                Json.write(summary),
                now.toEpochMilli());
        add(lease, deployment);
        for (int i = 0; i < 3; i++) {
            traces.add(
                    order.rollout().id(),
                    Json.write(new Observer.Point(
                            now.toEpochMilli() - 2_300 + i * 1_000,
                            List.of("Starting", "Judging", good ? "Promoted" : "RolledBack")
                                    .get(i),
                            "10 % ███░░  look " + i,
                            1_000,
                            List.of(new Observation.Arm(order.release().id(), i * 50L, i * 10L, 0, 0, 0, 0, 0)),
                            new Observer.Judged(i == 0 ? 1 : evidence.e(), i == 0 ? 1 : evidence.bound()))));
        }
    }

    void add(Lease lease, Deployments.Deployment d) {
        database.transact(tx -> {
            tx.releases()
                    .add(new Releases.Deployment(
                            d.id(),
                            d.release().scope(),
                            d.release().id(),
                            d.release().version(),
                            d.release().digest(),
                            d.replaced(),
                            d.serving(),
                            Releases.Outcome.valueOf(d.outcome().name()),
                            d.reason(),
                            d.blamed(),
                            "http://web.localhost:7070",
                            Digest.of("plan"),
                            lease.run().value(),
                            "anna@boat",
                            Json.write(d),
                            Instant.ofEpochMilli(d.atMillis())));
            tx.audit()
                    .append(new AuditEntry(
                            clock.instant(),
                            ANNA,
                            "deployment.ended",
                            d.release().id(),
                            "ok",
                            lease.run().value()));
        });
    }

    /** Tests, a bill of materials, and a statement somebody forged. */
    void prove(Digest digest) {
        Origin seen = Origin.observed("anna@boat", "slipway ship", clock.instant());
        Digest bill = blobs.put("{\"components\":[{\"group\":\"org.a\",\"name\":\"b\",\"version\":\"2\"}]}");
        keep(
                digest,
                Dsse.sign(Statement.about(digest, new Predicate.TestResult(14, 0, 1, List.of("3 suites"), seen)), key));
        keep(digest, Dsse.sign(Statement.about(digest, new Predicate.SbomRef("CycloneDX 1.6", bill, 1, seen)), key));
        keep(digest, "{\"payload\":\"\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void keep(Digest digest, byte[] envelope) {
        database.transact(tx -> {
            tx.evidence().add(new EvidenceTable.EvidenceRow(digest, "t", envelope, "k", false, clock.instant()));
            tx.audit()
                    .append(new AuditEntry(
                            clock.instant(),
                            ANNA,
                            "evidence.recorded",
                            digest.value(),
                            "ok",
                            Digest.of(envelope).value()));
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
