package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Artifact;
import dev.slipway.app.report.ReleaseReport.Component;
import dev.slipway.app.report.ReleaseReport.Fact;
import dev.slipway.app.report.ReleaseReport.Proof;
import dev.slipway.app.report.ReleaseReport.Sbom;
import dev.slipway.app.report.ReleaseReport.Scan;
import dev.slipway.app.report.ReleaseReport.Tests;
import dev.slipway.base.Digest;
import dev.slipway.base.Severity;
import dev.slipway.evidence.Dsse;
import dev.slipway.evidence.Notary;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Predicate;
import dev.slipway.evidence.TrustedKeys;
import dev.slipway.image.Provenance;
import dev.slipway.store.EvidenceTable.EvidenceRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is known about one digest: each envelope is checked again here, and only what verifies is told. */
final class Proofs {
    /** Components of one bill that are shown: beyond that a page cannot be leafed through; the document has them all. */
    private static final int MAX_COMPONENTS = 5_000;

    private final Digest subject;
    private final TrustedKeys keys;
    private final Function<Digest, Optional<byte[]>> blobs;
    private final List<Tests> tests = new ArrayList<>();
    private final List<Scan> scans = new ArrayList<>();
    private final List<Sbom> sboms = new ArrayList<>();
    private final List<Fact> provenance = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();
    private final Set<String> tools = new HashSet<>();
    private final Set<String> formats = new HashSet<>();
    private final Set<List<String>> said = new HashSet<>();

    private Proofs(Digest subject, TrustedKeys keys, Function<Digest, Optional<byte[]>> blobs) {
        this.subject = subject;
        this.keys = keys;
        this.blobs = blobs;
    }

    /** From envelopes, newest first. */
    static Artifact of(
            Digest subject,
            List<String> services,
            List<EvidenceRow> rows,
            TrustedKeys keys,
            Function<Digest, Optional<byte[]>> blobs) {
        var proofs = new Proofs(subject, keys, blobs);
        rows.forEach(proofs::take);
        return new Artifact(
                subject, services, proofs.tests, proofs.scans, proofs.sboms, proofs.provenance, proofs.proofs);
    }

    private void take(EvidenceRow row) {
        Digest envelope = Digest.of(row.envelope());
        switch (Dsse.check(row.envelope(), keys)) {
            case Dsse.Checked.Bad(String why) ->
                add(new Proof(envelope, row.type(), "", "nobody we can check", row.imported(), why, row.at()));
            case Dsse.Checked.Good(var statement, var signer) -> {
                boolean about = statement.subjects().contains(subject);
                Predicate predicate = statement.predicate();
                add(new Proof(
                        envelope,
                        kind(predicate),
                        Notary.summary(predicate),
                        signer.text(),
                        row.imported(),
                        about ? "" : "it is about another digest",
                        row.at()));
                if (about) {
                    tell(predicate);
                }
            }
        }
    }

    /** The same said again, after shipping the same digest again, is told once. */
    private void add(Proof proof) {
        if (said.add(List.of(proof.kind(), proof.summary(), proof.signer(), proof.objection()))) {
            proofs.add(proof);
        }
    }

    private void tell(Predicate predicate) {
        switch (predicate) {
            case Predicate.TestResult t -> {
                if (tests.isEmpty()) {
                    tests.add(new Tests(
                            t.passed(),
                            t.failed(),
                            t.skipped(),
                            t.suites(),
                            origin(t.origin()),
                            t.origin().at()));
                }
            }
            case Predicate.ScanResult s -> {
                if (tools.add(s.tool())) {
                    scans.add(scan(s));
                }
            }
            case Predicate.SbomRef s -> {
                if (formats.add(s.format() + s.origin().how())) {
                    sboms.add(sbom(s));
                }
            }
            case Predicate.Built(Provenance p) -> {
                if (provenance.isEmpty()) {
                    provenance.addAll(built(p));
                }
            }
            case Predicate.RollbackPath r -> {}
            case Predicate.Import i -> {}
            case Predicate.Approval a -> {}
            case Predicate.Other o -> {}
        }
    }

    private static Scan scan(Predicate.ScanResult s) {
        List<Fact> parts = s.parts().stream()
                .map(p -> new Fact(
                        p.name(),
                        !p.scanned()
                                ? "not looked at"
                                : p.dataAsOf().isEmpty() ? "looked at" : "looked at, data of " + p.dataAsOf()))
                .toList();
        List<Fact> findings = Arrays.stream(Severity.values())
                .map(v -> new Fact(v.word(), Shown.count(s.count(v))))
                .toList();
        return new Scan(
                s.tool(), parts, findings, origin(s.origin()), s.origin().at());
    }

    private Sbom sbom(Predicate.SbomRef s) {
        Optional<byte[]> document = blobs.apply(s.sbom());
        List<Component> all = document.map(Bill::components).orElse(List.of());
        String note = "";
        if (document.isEmpty()) {
            note = "The document itself is not on this machine.";
        } else if (all.isEmpty() && s.components() > 0) {
            note = "The document is kept but is in a form that this page cannot show.";
        } else if (all.size() > MAX_COMPONENTS) {
            note = Shown.count(all.size() - MAX_COMPONENTS) + " more are in the document.";
        }
        List<Component> shown = all.size() > MAX_COMPONENTS ? all.subList(0, MAX_COMPONENTS) : all;
        return new Sbom(s.format(), s.sbom(), s.components(), shown, note);
    }

    private static List<Fact> built(Provenance p) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("builder", p.runDetails().builder().id()));
        facts.add(new Fact("build type", p.buildDefinition().buildType()));
        Provenance.Parameters parameters = p.buildDefinition().externalParameters();
        facts.add(new Fact("repository", parameters.repository()));
        facts.add(new Fact("revision", parameters.revision()));
        facts.add(
                new Fact("version", parameters.version() + (parameters.dirty() ? " (with uncommitted changes)" : "")));
        for (Provenance.Resource r : p.buildDefinition().resolvedDependencies()) {
            r.digest().forEach((kind, hex) -> facts.add(new Fact("from", r.uri() + " " + kind + ":" + hex)));
        }
        return facts.stream().filter(f -> !f.value().isEmpty()).toList();
    }

    private static String origin(Origin o) {
        String how =
                o.imported() ? "imported by " + o.who() + " from " + o.from() : "seen by " + o.who() + ": " + o.from();
        return o.files().isEmpty() ? how : how + " (" + String.join(", ", o.files()) + ")";
    }

    private static String kind(Predicate predicate) {
        return switch (predicate) {
            case Predicate.TestResult t -> "tests";
            case Predicate.ScanResult s -> "scan";
            case Predicate.SbomRef s -> "SBOM";
            case Predicate.Built b -> "provenance";
            case Predicate.RollbackPath r -> "way back";
            case Predicate.Import i -> "import";
            case Predicate.Approval a -> "approval";
            case Predicate.Other o -> "other";
        };
    }
}
