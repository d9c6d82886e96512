package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Artifact;
import dev.slipway.app.report.ReleaseReport.Component;
import dev.slipway.app.report.ReleaseReport.Fact;
import dev.slipway.app.report.ReleaseReport.Proof;
import dev.slipway.app.report.ReleaseReport.Result;
import dev.slipway.app.report.ReleaseReport.Sbom;
import dev.slipway.app.report.ReleaseReport.Scan;
import dev.slipway.app.report.ReleaseReport.Service;
import dev.slipway.app.report.ReleaseReport.Span;
import dev.slipway.app.report.ReleaseReport.Span.Kind;
import dev.slipway.app.report.ReleaseReport.Subject;
import dev.slipway.app.report.ReleaseReport.Tests;
import dev.slipway.app.report.ReleaseReport.WayBack;
import dev.slipway.app.report.Trace.Count;
import dev.slipway.app.report.Trace.Look;
import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.Tally;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import dev.slipway.plan.Verdict.Answer;
import dev.slipway.store.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports as real runs would leave them. */
final class Sample {
    static final Instant BEGAN = Instant.parse("2026-11-24T14:05:01Z");
    static final Digest OLD = Digest.of("old image");
    static final Digest NEW = Digest.of("new image");

    private static final Caller ANNA = Caller.human("anna@boat");

    private Sample() {}

    /** A promoted canary and a worker beside it. */
    static ReleaseReport good() {
        Service web = service("web", "promoted", "", List.of(spec("web", "a1b2c3d", OLD)), goodEvidence(), goodTrace());
        Service worker = worker();
        return report(
                Result.LIVE,
                "shop b2c3d4e is live: web and worker replaced a1b2c3d in 19.4 s.",
                "",
                "web: 0 bad answers in 742 requests; the last step shows an error rate below 0.99 % (95 % confidence), tolerated"
                        + " are 2 %. worker: 1 instance, 0 ended in 10.0 s.",
                List.of(web, worker),
                goodSpans(),
                new WayBack(
                        "web",
                        "Goes back to a1b2c3d (web-0123456789ab): its image, configuration, secret versions and route.",
                        "slipway rollback web --env local"));
    }

    /** A bad version, found by the sequential test at 10 %. */
    static ReleaseReport rolledBack() {
        Service web = service(
                "web",
                "rolled back",
                "worse than the old version",
                List.of(spec("web", "a1b2c3d", OLD)),
                badEvidence(),
                badTrace());
        return report(
                Result.ROLLED_BACK,
                "shop b2c3d4e was rolled back to a1b2c3d after 3.4 s.",
                "web: worse than the old version. The new version answered 26 of 121 requests badly, the old one 0 of 118. Of these"
                        + " bad answers 9 went to visitors; 0 requests failed because no instance answered.",
                "",
                List.of(web),
                badSpans(),
                new WayBack("web", "This release does not serve: a1b2c3d does, so there is nothing to roll back.", ""));
    }

    /** Nothing ran before. */
    static ReleaseReport first() {
        Service web = service("web", "promoted", "", List.of(), firstEvidence(), firstTrace());
        return report(
                Result.LIVE,
                "shop b2c3d4e is live after 4.2 s: the first release of web.",
                "",
                "web: 0 bad answers in 300 requests; the last step shows an error rate below 0.994 % (95 % confidence), tolerated are"
                        + " 2 %.",
                List.of(web),
                goodSpans().subList(0, 5),
                new WayBack(
                        "web",
                        "There is no earlier release: the way back is to take it away. Data and history stay.",
                        "slipway stop web --env local"));
    }

    static ReleaseReport report(
            Result result,
            String headline,
            String why,
            String proven,
            List<Service> services,
            List<Span> spans,
            WayBack back) {
        return new ReleaseReport(
                result,
                headline,
                why,
                proven,
                new Subject(
                        "shop",
                        "local",
                        "b2c3d4e",
                        "ship shop",
                        "run-20261124-140501-3fa94c0d",
                        Digest.of("plan"),
                        "",
                        "R1",
                        ANNA,
                        BEGAN,
                        BEGAN.plusMillis(19_400)),
                spans,
                services,
                gates(),
                List.of(artifact()),
                List.of(back),
                audit(),
                Instant.parse("2026-11-24T15:00:00Z"));
    }

    static Service service(
            String name, String outcome, String reason, List<ReleaseSpec> old, Evidence evidence, Trace trace) {
        ReleaseSpec now = spec(name, "b2c3d4e", NEW);
        return new Service(
                name,
                "shop/" + name + "/local/local",
                "deployment-20261124-140501-" + name,
                "http://" + name + ".localhost:7070",
                "canary",
                outcome,
                reason,
                now,
                old,
                false,
                evidence,
                evidence.basis() == Evidence.Basis.SEQUENTIAL ? 9 : 0,
                0,
                0,
                trace,
                old.isEmpty() ? List.of() : Changes.between(old.getFirst(), now));
    }

    private static Service worker() {
        ReleaseSpec now = new ReleaseSpec(
                "worker-77aa88bb99cc",
                "shop/worker/local/local",
                "worker",
                "b2c3d4e",
                NEW,
                Digest.of("tree"),
                List.of("/usr/lib/jvm/jdk-25/bin/java", "-cp", "app/libs/*:app/classes", "shop.worker.Main"),
                "Temurin 25.0.1",
                Map.of("LANG", "C.UTF-8"),
                Map.of(),
                "app",
                false,
                "",
                List.of(),
                1,
                10_000);
        return new Service(
                "worker",
                now.scope(),
                "deployment-20261124-140501-worker",
                "",
                "rolling",
                "promoted",
                "",
                now,
                List.of(now),
                false,
                Evidence.none("").as(Evidence.Basis.EXITS, "1 instance, 0 ended in 10.0 s"),
                0,
                0,
                0,
                Trace.NONE,
                List.of());
    }

    static ReleaseSpec spec(String name, String version, Digest digest) {
        boolean now = digest.equals(NEW);
        return new ReleaseSpec(
                name + (now ? "-fedcba987654" : "-0123456789ab"),
                "shop/" + name + "/local/local",
                name,
                version,
                digest,
                Digest.of("tree of " + digest),
                List.of("/usr/lib/jvm/jdk-17/bin/java", "-cp", "app/libs/*:app/classes", "shop.web.Main"),
                "OpenJDK 17.0.15",
                now
                        ? Map.of("PORT", "${PORT}", "LOG_LEVEL", "debug-value", "CACHE", "on-value")
                        : Map.of("PORT", "${PORT}", "LOG_LEVEL", "info-value"),
                Map.of("DB_PASSWORD", "shop/" + name + "/local/local/DB_PASSWORD@" + (now ? 2 : 1)),
                "app",
                true,
                "/health",
                List.of(new Intent.Check("/items", 200, "anchor")),
                2,
                10_000);
    }

    // --- what was seen
    // ---------------------------------------------------------------------------------------------------

    static Evidence goodEvidence() {
        return evidence(Evidence.Basis.ABSOLUTE, 0.31, new Tally(742, 0, 611, 0), 0.0099);
    }

    static Evidence badEvidence() {
        return evidence(Evidence.Basis.SEQUENTIAL, 4_210, new Tally(121, 26, 118, 0), 0.287);
    }

    static Evidence firstEvidence() {
        return evidence(Evidence.Basis.ABSOLUTE, 1, new Tally(300, 0, 0, 0), 0.00994);
    }

    private static Evidence evidence(Evidence.Basis basis, double e, Tally total, double bound) {
        Tally half = new Tally(
                total.newRequests() / 2, total.newEvents() / 2, total.oldRequests() / 2, total.oldEvents() / 2);
        return new Evidence(
                "sequential/1",
                basis,
                e,
                200,
                1,
                total,
                total,
                bound,
                0.02,
                List.of(
                        new Evidence.OfMetric("errors", 0.4, 0.5, half, e, 2.1),
                        new Evidence.OfMetric("verification", 0.4, 0.5, half, e * 1.4, 3.3),
                        new Evidence.OfMetric("slow", 0.2, 0.25, Tally.NONE, 1, 1)),
                "");
    }

    static Trace goodTrace() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
            long millis = i * 250L;
            String state = i < 4
                    ? "Starting"
                    : i < 6 ? "Routing" : i < 34 ? "Judging" : i < 36 ? "Promoting" : i < 40 ? "Stopping" : "Promoted";
            int weight = i < 6 ? 0 : i < 14 ? 1_000 : i < 24 ? 5_000 : 10_000;
            long fresh = i < 6 ? 0 : i < 14 ? (i - 5) * 12L : i < 24 ? 108 + (i - 13) * 20L : 308 + (i - 23) * 26L;
            long old = i < 14 ? i * 24L : i < 24 ? 336 + (i - 13) * 22L : 578;
            double seen = Math.max(1, fresh);
            looks.add(new Look(
                    millis,
                    state,
                    state,
                    weight,
                    new Count(fresh, 0),
                    new Count(old, i > 9 ? 1 : 0),
                    Math.exp(-fresh / 600.0),
                    i < 6 ? 1 : Math.min(1, 3 / seen)));
        }
        return new Trace(BEGAN.toEpochMilli(), looks);
    }

    static Trace badTrace() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i <= 17; i++) {
            String state = i < 4
                    ? "Starting"
                    : i < 5 ? "Routing" : i < 12 ? "Judging" : i < 14 ? "Aborting" : i < 17 ? "Stopping" : "RolledBack";
            long fresh = i < 5 ? 0 : i < 12 ? (i - 4) * 17L : 121;
            long bad = i < 5 ? 0 : i < 12 ? (i - 4) * 26L / 7 : 26;
            double e = i < 5 ? 1 : Math.min(4_210, Math.exp((i - 4) * 1.2));
            looks.add(new Look(
                    i * 200L,
                    state,
                    state,
                    i < 5 || i > 12 ? 0 : 1_000,
                    new Count(fresh, bad),
                    new Count(i * 10L, 0),
                    e,
                    i < 5 ? 1 : 0.3));
        }
        return new Trace(BEGAN.toEpochMilli(), looks);
    }

    static Trace firstTrace() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i <= 14; i++) {
            String state = i < 5 ? "Starting" : i < 10 ? "ProvingFirst" : i < 13 ? "Promoting" : "Promoted";
            long fresh = i < 5 ? 0 : Math.min(300, (i - 4) * 60L);
            looks.add(new Look(
                    i * 300L,
                    state,
                    state,
                    i < 10 ? 0 : 10_000,
                    new Count(fresh, 0),
                    new Count(0, 0),
                    1,
                    i < 5 ? 1 : 3.0 / fresh));
        }
        return new Trace(BEGAN.toEpochMilli(), looks);
    }

    private static List<Span> goodSpans() {
        return List.of(
                span(
                        Kind.STEP,
                        "ship",
                        "assess",
                        "2 services: web (Java 17, Maven, :8080) · worker · needs postgres",
                        -12_400,
                        400),
                span(Kind.STEP, "ship", "check", "31 files, 0 critical, 1 note", -12_000, 200),
                span(Kind.STEP, "ship", "test", "14 passed", -11_800, 8_100),
                span(
                        Kind.STEP,
                        "ship",
                        "package",
                        "sha256:9f2c… 2 layers new, SBOM 12 components, provenance (local key)",
                        -3_700,
                        2_900),
                span(
                        Kind.STEP,
                        "ship",
                        "gates",
                        "tests pass  scan pass  provenance pass  rollback pass  window pass",
                        0,
                        0),
                span(Kind.STEP, "postgres", "start", "start postgres (embedded PostgreSQL, database shop)", 100, 900),
                span(Kind.FORWARD, "web", "start new", "starting 2 instances of web-fedcba987654", 1_000, 1_000),
                span(Kind.FORWARD, "web", "route", "10 %   routing", 2_000, 500),
                span(Kind.JUDGE, "web", "judge", "10 %   old 0/118  new 0/121 errors  E = 0.83 < 200", 2_500, 2_000),
                span(Kind.FORWARD, "web", "route", "50 %   routing", 4_500, 250),
                span(Kind.JUDGE, "web", "judge", "50 %   old 0/318  new 0/321 errors  E = 0.52 < 200", 4_750, 2_250),
                span(Kind.FORWARD, "web", "promote", "promoting web-fedcba987654", 7_000, 250),
                span(Kind.FORWARD, "web", "drain", "draining web-0123456789ab", 7_250, 700),
                span(
                        Kind.END,
                        "web",
                        "promoted",
                        "promoted web-fedcba987654 after 7.0 s · verified: 0 errors in 742 requests",
                        8_000,
                        0),
                span(Kind.JUDGE, "worker", "judge", "watching 1 instance of worker-77aa88bb99cc", 9_200, 10_000),
                span(Kind.END, "run", "succeeded", "", 19_400, 0));
    }

    private static List<Span> badSpans() {
        return List.of(
                span(Kind.STEP, "ship", "test", "14 passed", -5_800, 3_100),
                span(
                        Kind.STEP,
                        "ship",
                        "gates",
                        "tests pass  scan pass  provenance pass  rollback pass  window pass",
                        0,
                        0),
                span(Kind.FORWARD, "web", "start new", "starting 2 instances of web-fedcba987654", 100, 900),
                span(Kind.JUDGE, "web", "judge", "10 %   old 0/118  new 26/121 errors  E = 4,210 ≥ 200", 1_000, 1_400),
                span(
                        Kind.BACK,
                        "web",
                        "route back",
                        "10 %   old 0/118  new 26/121 errors  E = 4,210 ≥ 200",
                        2_400,
                        400),
                span(Kind.BACK, "web", "stop", "stopping web-fedcba987654", 2_800, 600),
                span(Kind.END, "web", "rolled back", "ROLLED BACK to web-0123456789ab after 1.6 s", 3_400, 0),
                span(Kind.END, "run", "failed", "worse than the old version", 3_400, 0));
    }

    private static Span span(Kind kind, String group, String name, String text, long at, long took) {
        Instant from = BEGAN.plusMillis(at);
        return new Span(kind, group, name, text, from, from.plusMillis(took));
    }

    // --- what was proven
    // -------------------------------------------------------------------------------------------------

    private static List<Verdict> gates() {
        String signed = ", signed by local key of anna@boat";
        return List.of(
                new Verdict(
                        GateId.TESTS,
                        Answer.PASS,
                        "14 passed",
                        List.of(Digest.of("t") + " tests: 14 passed, 0 failed, 0 skipped" + signed),
                        ""),
                new Verdict(
                        GateId.SCAN,
                        Answer.PASS,
                        "no critical finding; dependencies not scanned",
                        List.of(Digest.of("s") + " scan by slipway check" + signed),
                        ""),
                new Verdict(
                        GateId.PROVENANCE, Answer.PASS, "built by slipway-local from b2c3d4e" + signed, List.of(), ""),
                new Verdict(
                        GateId.ROLLBACK,
                        Answer.WAIVED,
                        "waived by anna@boat: a rehearsal",
                        List.of("waiver: anna@boat: a rehearsal"),
                        ""),
                new Verdict(
                        GateId.WINDOW,
                        Answer.PASS,
                        "no freeze window is declared",
                        List.of("now 2026-11-24T14:05:01Z"),
                        ""));
    }

    private static Artifact artifact() {
        return new Artifact(
                NEW,
                List.of("web", "worker"),
                List.of(new Tests(
                        14, 0, 0, List.of("3 suites"), "seen by anna@boat: slipway ship", BEGAN.minusSeconds(4))),
                List.of(new Scan(
                        "slipway check",
                        List.of(
                                new Fact("configuration", "looked at"),
                                new Fact("secrets", "looked at"),
                                new Fact("dependencies", "not looked at")),
                        List.of(new Fact("critical", "0"), new Fact("high", "0"), new Fact("note", "1")),
                        "seen by anna@boat: slipway ship",
                        BEGAN.minusSeconds(4))),
                List.of(new Sbom(
                        "CycloneDX 1.6",
                        Digest.of("sbom"),
                        2,
                        List.of(
                                new Component(
                                        "org.postgresql:postgresql",
                                        "42.7.14",
                                        "pkg:maven/org.postgresql/postgresql@42.7.14",
                                        "BSD-2-Clause"),
                                new Component(
                                        "org.slf4j:slf4j-api", "2.0.20", "pkg:maven/org.slf4j/slf4j-api@2.0.20", "")),
                        "")),
                List.of(
                        new Fact("builder", "slipway-local"),
                        new Fact("revision", "b2c3d4e5f60718293a4b5c6d7e8f90123456789a")),
                List.of(
                        new Proof(
                                Digest.of("p1"),
                                "provenance",
                                "provenance: built by slipway-local from b2c3d4e",
                                "local key of anna@boat",
                                false,
                                "",
                                BEGAN.minusSeconds(3)),
                        new Proof(
                                Digest.of("p2"),
                                "tests",
                                "tests: 14 passed, 0 failed, 0 skipped",
                                "local key of anna@boat",
                                false,
                                "",
                                BEGAN.minusSeconds(4)),
                        new Proof(
                                Digest.of("p3"),
                                "tests",
                                "",
                                "nobody we can check",
                                true,
                                "signed by the unknown key sha256:0011",
                                BEGAN.minusSeconds(9))));
    }

    private static List<AuditRecord> audit() {
        return List.of(
                record(41, "plan.claimed", "shop/local " + Digest.of("plan"), "epoch 1, generation 7"),
                record(
                        42,
                        "effect.intended",
                        "shop/local rollout/web deployment-20261124-140501-web/start-new/1",
                        "ok"),
                record(43, "deployment.ended", "shop/web/local/local web-fedcba987654 " + NEW, "promoted"));
    }

    private static AuditRecord record(long seq, String action, String object, String outcome) {
        return new AuditRecord(
                seq,
                BEGAN.plusSeconds(seq - 41),
                "anna@boat",
                "HUMAN",
                "cli",
                "anna@boat",
                action,
                object,
                outcome,
                "run-20261124-140501-3fa94c0d",
                AuditRecord.ZERO,
                Digest.of("hash " + seq).hex());
    }
}
