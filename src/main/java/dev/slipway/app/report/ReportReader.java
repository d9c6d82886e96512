package dev.slipway.app.report;

import dev.slipway.app.Rooms;
import dev.slipway.app.Traces;
import dev.slipway.app.report.ReleaseReport.Artifact;
import dev.slipway.app.report.ReleaseReport.Result;
import dev.slipway.app.report.ReleaseReport.Service;
import dev.slipway.app.report.ReleaseReport.Subject;
import dev.slipway.app.report.ReleaseReport.WayBack;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.Observer;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Summary;
import dev.slipway.evidence.TrustedKeys;
import dev.slipway.journal.Journal;
import dev.slipway.journal.Run;
import dev.slipway.journal.RunId;
import dev.slipway.plan.Action;
import dev.slipway.store.AuditRecord;
import dev.slipway.store.Blobs;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable.EvidenceRow;
import dev.slipway.store.Releases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one run with all that belongs to it out of the store. Changes nothing. */
public final class ReportReader {
    /** Audit records that are shown: a rollout leaves about a hundred. */
    private static final int MAX_AUDIT = 1_000;

    private final Database database;
    private final Journal journal;
    private final Blobs blobs;
    private final Traces traces;
    private final TrustedKeys keys;
    private final Clock clock;

    public ReportReader(Rooms rooms) {
        this(rooms.database(), rooms.journal(), rooms.blobs(), rooms.traces(), rooms.keys(), rooms.clock());
    }

    ReportReader(Database database, Journal journal, Blobs blobs, Traces traces, TrustedKeys keys, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.blobs = blobs;
        this.traces = traces;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The report of a run.
     *
     * @param releaseOrRun id of a run or a release, or the beginning of a run's id or of a version; empty for the latest run
     * @throws dev.slipway.base.SlipwayException (input) when there is none, with near misses
     */
    public ReleaseReport read(String releaseOrRun) {
        RunId id = new Lookup(database).run(releaseOrRun.strip());
        Run run = journal.read(id).orElseThrow(() -> new IllegalStateException("run " + id + " is gone"));
        List<Rolled> rolled = rolled(run);
        Result result = Sentences.result(run, rolled);
        Instant ended = Sentences.ended(run);
        Map<String, Trace> seen = seen(rolled);
        List<Artifact> artifacts = artifacts(rolled, ended);
        return new ReleaseReport(
                result,
                Sentences.headline(run, rolled, result),
                Sentences.why(run, rolled, result),
                Sentences.proven(rolled, result),
                subject(run, rolled, ended),
                Timeline.of(run, traces.steps(run.id().value()), rolled, seen),
                rolled.stream().map(r -> service(r, seen)).toList(),
                run.verdicts(),
                artifacts,
                rolled.stream().map(r -> wayBack(run, r)).toList(),
                audit(run, artifacts),
                clock.instant());
    }

    private static Subject subject(Run run, List<Rolled> rolled, Instant ended) {
        return new Subject(
                run.plan().app().value(),
                run.plan().environment().value(),
                Sentences.version(rolled),
                run.plan().purpose(),
                run.id().value(),
                run.plan().hash(),
                run.plan().parent(),
                run.plan().risk().name(),
                run.caller(),
                run.created(),
                ended);
    }

    /** The rollouts of the plan, each with its record. */
    private List<Rolled> rolled(Run run) {
        Map<String, Deployments.Deployment> ended = new HashMap<>();
        database.inTransaction(tx -> tx.releases().ofRun(run.id().value()))
                .forEach(row -> ended.put(
                        row.id(), Json.read(row.details(), Deployments.Deployment.class, "deployment " + row.id())));
        List<Rolled> rolled = new ArrayList<>();
        for (Action action : run.plan().actions()) {
            if (action.kind().equals(RolloutOrder.KIND)) {
                RolloutOrder order = Json.read(action.payload(), RolloutOrder.class, action.key());
                String id = order.rollout().id();
                rolled.add(new Rolled(
                        action.key(),
                        order,
                        Optional.ofNullable(ended.get(id)).stream().toList(),
                        ended.containsKey(id + Lookup.BACK)));
            }
        }
        return rolled;
    }

    private Map<String, Trace> seen(List<Rolled> rolled) {
        Map<String, Trace> seen = new HashMap<>();
        for (Rolled r : rolled) {
            Rollout rollout = r.order().rollout();
            List<Observer.Point> there = traces.read(rollout.id());
            List<Observer.Point> back = traces.read(rollout.id() + Lookup.BACK);
            seen.put(rollout.id(), Trace.of(there, rollout.release(), rollout.old()));
            seen.put(rollout.id() + Lookup.BACK, Trace.of(back, rollout.old(), rollout.release()));
        }
        return seen;
    }

    private static Service service(Rolled r, Map<String, Trace> seen) {
        Rollout rollout = r.order().rollout();
        List<Summary> summary = r.summary();
        String reason = r.ended().stream()
                .map(Deployments.Deployment::reason)
                .findFirst()
                .orElse("");
        return new Service(
                r.service(),
                rollout.scope(),
                rollout.id(),
                r.order().port() == 0
                        ? ""
                        : "http://" + r.service() + ".localhost:" + r.order().port(),
                rollout.strategy().name(),
                r.outcome(),
                reason,
                r.order().release(),
                r.order().old(),
                rollout.purpose() == Rollout.Purpose.REMOVE,
                summary.stream()
                        .map(Summary::evidence)
                        .findFirst()
                        .orElse(Evidence.none("").withLimits(rollout.judge())),
                summary.stream().mapToLong(Summary::badAnswers).sum(),
                summary.stream().mapToLong(Summary::failedByProxy).sum(),
                summary.stream().mapToInt(Summary::restarts).sum(),
                seen.getOrDefault(rollout.id(), Trace.NONE),
                r.order().old().stream()
                        .findFirst()
                        .map(old -> Changes.between(old, r.order().release()))
                        .orElse(List.of()));
    }

    /** Each digest with what was known about it when the run ended; later statements belong to later runs. */
    private List<Artifact> artifacts(List<Rolled> rolled, Instant ended) {
        Map<Digest, List<String>> services = new LinkedHashMap<>();
        rolled.forEach(r -> services.computeIfAbsent(r.order().release().digest(), d -> new ArrayList<>())
                .add(r.service()));
        List<Artifact> artifacts = new ArrayList<>();
        services.forEach((digest, names) -> {
            List<EvidenceRow> rows = database.inTransaction(tx -> tx.evidence().about(digest)).stream()
                    .filter(row -> ended.equals(Instant.EPOCH) || !row.at().isAfter(ended))
                    .toList();
            artifacts.add(Proofs.of(digest, names, rows, keys, blobs::get));
        });
        return artifacts;
    }

    private WayBack wayBack(Run run, Rolled r) {
        String scope = r.order().rollout().scope();
        String target = r.service() + " --env " + run.plan().environment();
        Optional<Releases.Deployment> current =
                database.inTransaction(tx -> tx.releases().current(scope));
        if (current.isEmpty()) {
            return new WayBack(r.service(), "Nothing serves it now, so there is nothing to roll back.", "");
        }
        if (!current.get().release().equals(r.order().release().id())) {
            return new WayBack(
                    r.service(),
                    "This release does not serve: " + current.get().version()
                            + " does, so there is nothing to roll back.",
                    "");
        }
        return database.inTransaction(tx -> tx.releases().previous(scope))
                .map(p -> new WayBack(
                        r.service(),
                        "Goes back to " + p.version() + " (" + p.release()
                                + "): its image, configuration, secret versions and route.",
                        "slipway rollback " + target))
                .orElseGet(() -> new WayBack(
                        r.service(),
                        "There is no earlier release: the way back is to take it away. Data and history stay.",
                        "slipway stop " + target));
    }

    /** The run's records, and those that tell when its evidence came to be. */
    private List<AuditRecord> audit(Run run, List<Artifact> artifacts) {
        Map<Long, AuditRecord> records = new HashMap<>();
        database.transact(tx -> {
            tx.audit().of(run.id().value()).forEach(a -> records.put(a.seq(), a));
            artifacts.stream()
                    .flatMap(a -> a.proofs().stream())
                    .forEach(p -> tx.audit().of(p.envelope().value()).forEach(a -> records.put(a.seq(), a)));
        });
        return records.values().stream()
                .sorted(Comparator.comparingLong(AuditRecord::seq))
                .limit(MAX_AUDIT)
                .toList();
    }
}
