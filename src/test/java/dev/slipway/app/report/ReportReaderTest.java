package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.app.Traces;
import dev.slipway.app.report.ReleaseReport.Result;
import dev.slipway.app.report.ReleaseReport.Span;
import dev.slipway.base.SlipwayException;
import dev.slipway.deploy.Deployments.Outcome;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.journal.Lease;
import dev.slipway.journal.Phase;
import dev.slipway.plan.Verdict;
import dev.slipway.store.AuditRecord;
import dev.slipway.store.PostgresForTests;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresForTests.class)
class ReportReaderTest {
    private static final ReleaseSpec OLD = Sample.spec("web", "a1b2c3d", Sample.OLD);
    private static final ReleaseSpec NEW = Sample.spec("web", "b2c3d4e", Sample.NEW);

    private Story story;

    @BeforeEach
    void begin(PostgresForTests.Store store) {
        story = new Story(store);
    }

    @AfterEach
    void end() {
        story.close();
    }

    /** A first release that went well. */
    private Lease first() {
        RolloutOrder order = story.order("deployment-1", OLD, List.of());
        Lease lease = story.claim(story.plan(order));
        story.ended(lease, order, Outcome.PROMOTED, "", Sample.firstEvidence());
        story.end(lease, Phase.SUCCEEDED, "");
        return lease;
    }

    private Lease second(boolean good) {
        RolloutOrder order = story.order("deployment-2", NEW, List.of(OLD));
        story.prove(Sample.NEW);
        Lease lease = story.claim(story.plan(order));
        if (good) {
            story.ended(lease, order, Outcome.PROMOTED, "", Sample.goodEvidence());
            story.end(lease, Phase.SUCCEEDED, "");
        } else {
            story.ended(lease, order, Outcome.ROLLED_BACK, "worse than the old version", Sample.badEvidence());
            story.end(lease, Phase.FAILED, "worse than the old version");
        }
        return lease;
    }

    @Test
    void tellsAFirstRelease() {
        Lease lease = first();
        ReleaseReport report = story.reader().read("");
        assertThat(report.result()).isEqualTo(Result.LIVE);
        assertThat(report.headline()).startsWith("shop a1b2c3d is live after").endsWith("the first release of web.");
        assertThat(report.subject().run()).isEqualTo(lease.run().value());
        assertThat(report.services().getFirst().changes()).isEmpty();
        assertThat(report.wayBack().getFirst().command()).isEqualTo("slipway stop web --env local");
        assertThat(report.proven()).contains("web: 0 bad answers in 300 requests");
    }

    @Test
    void tellsAReleaseWithItsProofAndTheWayBack() {
        first();
        Lease lease = second(true);
        story.traces.keep(
                lease.run().value(),
                List.of(new Traces.Step("test", "14 passed", System.currentTimeMillis() - 9_000, 3_100)));
        ReleaseReport report = story.reader().read("");
        assertThat(report.headline()).startsWith("shop b2c3d4e is live: web replaced a1b2c3d in");
        var artifact = report.artifacts().getFirst();
        assertThat(artifact.tests().getFirst().passed()).isEqualTo(14);
        assertThat(artifact.sboms().getFirst().components())
                .containsExactly(new ReleaseReport.Component("org.a:b", "2", "", ""));
        assertThat(artifact.proofs()).hasSize(3);
        assertThat(artifact.proofs().stream().filter(p -> p.objection().isEmpty()))
                .allMatch(p -> p.signer().equals("local key of anna@boat"))
                .hasSize(2);
        assertThat(report.wayBack().getFirst().command()).isEqualTo("slipway rollback web --env local");
        assertThat(report.wayBack().getFirst().text()).contains("a1b2c3d");
        assertThat(report.timeline().stream().map(Span::name))
                .containsExactlyInAnyOrder("test", "start new", "judge", "gates", "promoted", "succeeded")
                .startsWith("test")
                .endsWith("succeeded");
        assertThat(report.timeline())
                .anyMatch(s -> s.name().equals("judge") && s.text().equals("10 % look 1"));
        assertThat(report.audit().stream().map(AuditRecord::action))
                .contains("plan.claimed", "deployment.ended", "plan.succeeded", "evidence.recorded");
        assertThat(report.services().getFirst().trace().looks()).hasSize(3);
        assertThat(ReportPage.html(report)).contains("b2c3d4e is live").doesNotContain("debug-value", "███");
    }

    @Test
    void tellsWhyAReleaseWasRolledBack() {
        first();
        second(false);
        ReleaseReport report = story.reader().read("");
        assertThat(report.result()).isEqualTo(Result.ROLLED_BACK);
        assertThat(report.headline()).isEqualTo("shop b2c3d4e was rolled back to a1b2c3d after 2.3 s.");
        assertThat(report.why())
                .startsWith("web: worse than the old version.")
                .contains("26 of 121 requests badly, the old one 0 of 118")
                .contains("9 went to visitors");
        assertThat(report.services().getFirst().outcome()).isEqualTo("rolled back");
        assertThat(report.wayBack().getFirst().command()).isEmpty();
        assertThat(report.wayBack().getFirst().text()).contains("a1b2c3d");
    }

    @Test
    void tellsARefusalAndAWait() {
        RolloutOrder order = story.order("deployment-1", OLD, List.of());
        story.refused(story.plan(order), Verdict.Answer.FAIL);
        ReleaseReport report = story.reader().read("");
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.headline()).isEqualTo("shop a1b2c3d was not deployed: the tests gate is closed.");
        assertThat(report.why()).isEqualTo("tests: no tests were found.");
        story.refused(story.plan(order), Verdict.Answer.WAIT);
        assertThat(story.reader().read("").result()).isEqualTo(Result.WAITING);
        assertThat(ReportPage.html(report)).contains("was not deployed");
    }

    @Test
    void tellsARunThatIsUnderWay() {
        story.claim(story.plan(story.order("deployment-1", OLD, List.of())));
        ReleaseReport report = story.reader().read("");
        assertThat(report.result()).isEqualTo(Result.UNFINISHED);
        assertThat(report.headline()).isEqualTo("shop a1b2c3d is being rolled out.");
        assertThat(report.services().getFirst().outcome()).isEqualTo("not begun or not ended");
        assertThat(ReportPage.html(report)).contains("nothing was recorded").contains("is being rolled out");
    }

    @Test
    void findsRunReleaseAndVersion() {
        Lease one = first();
        Lease two = second(true);
        ReportReader reader = story.reader();
        assertThat(List.of(
                        reader.read(one.run().value()),
                        reader.read(OLD.id()),
                        reader.read("a1b2"),
                        reader.read("a1b2c3d")))
                .allMatch(r -> r.subject().run().equals(one.run().value()));
        assertThat(reader.read(NEW.id()).subject().run()).isEqualTo(two.run().value());
        assertThat(reader.read("  b2c ").subject().run()).isEqualTo(two.run().value());
    }

    @Test
    void saysWhatWasProbablyMeant() {
        first();
        second(true);
        assertThatThrownBy(() -> story.reader().read("a1b2c3e"))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("no run, release or version is called 'a1b2c3e'")
                .satisfies(e -> assertThat(
                                ((SlipwayException) e).problems().getFirst().cause())
                        .isEqualTo("did you mean 'a1b2c3d'?"));
        assertThatThrownBy(() -> story.reader().read("something else entirely"))
                .satisfies(e -> assertThat(
                                ((SlipwayException) e).problems().getFirst().cause())
                        .startsWith("the latest are " + NEW.id()));
        assertThatThrownBy(() -> story.reader().read("run-2026"))
                .satisfies(e -> assertThat(
                                ((SlipwayException) e).problems().getFirst().what())
                        .isEqualTo("'run-2026' means more than one"));
    }

    @Test
    void saysThatNothingWasShipped() {
        assertThatThrownBy(() -> story.reader().read("")).hasMessageContaining("there is no run to report");
    }
}
