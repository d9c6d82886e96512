package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.AppName;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.SlipwayException;
import dev.slipway.evidence.EvidenceAdmission;
import dev.slipway.evidence.Predicate.Approval.Answer;
import dev.slipway.exec.files.Home;
import dev.slipway.intent.Intent;
import dev.slipway.journal.Claim;
import dev.slipway.journal.Owner;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.plan.Verdict;
import dev.slipway.store.PostgresForTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresForTests.class)
final class ApprovalsTest {
    private static final EnvName PROD = new EnvName("prod");

    private static Plan plan(String parent) {
        return new Plan(
                parent,
                new AppName("shop"),
                PROD,
                "ship shop",
                List.of(),
                List.of(Digest.of("image")),
                List.of("shop/web/prod/local"),
                Risk.R2,
                List.of(GateId.APPROVAL));
    }

    private static Claim begin(Rooms rooms, Plan plan) {
        var policy =
                new Intent.Environment(PROD, "local", true, List.of(), List.of(), List.of(), List.of(GateId.APPROVAL));
        return rooms.journal()
                .begin(
                        plan,
                        rooms.caller(),
                        Owner.thisProcess(),
                        new EvidenceAdmission(policy, rooms.clock(), rooms.keys()));
    }

    @Test
    void aPlanThatWaitsIsFoundApprovedAndThenLetThrough(PostgresForTests.Store store, @TempDir Path folder) {
        try (Rooms rooms = RoomsForTests.on(new Home(folder), store.open())) {
            Plan plan = plan("");
            assertThat(begin(rooms, plan))
                    .isInstanceOfSatisfying(
                            Claim.Refused.class,
                            r -> assertThat(r.verdicts().getFirst().answer()).isEqualTo(Verdict.Answer.WAIT));
            Approvals approvals = new Approvals(rooms);
            assertThat(approvals.find("").hash()).isEqualTo(plan.hash());
            Plan found = approvals.find(plan.hash().hex().substring(0, 12));
            assertThat(found.hash()).isEqualTo(plan.hash());
            approvals.answer(found, Answer.APPROVED, "looked at it");
            assertThat(begin(rooms, plan(Digest.of("other").value()))).isInstanceOf(Claim.Refused.class);
            assertThat(begin(rooms, plan)).isInstanceOf(Claim.Granted.class);
        }
    }

    @Test
    void aRejectedPlanIsRefused(PostgresForTests.Store store, @TempDir Path folder) {
        try (Rooms rooms = RoomsForTests.on(new Home(folder), store.open())) {
            Plan plan = plan("");
            begin(rooms, plan);
            new Approvals(rooms).answer(plan, Answer.REJECTED, "not today");
            assertThat(begin(rooms, plan))
                    .isInstanceOfSatisfying(
                            Claim.Refused.class,
                            r -> assertThat(r.verdicts().getFirst().decided())
                                    .isEqualTo("rejected by tester@here: not today"));
        }
    }

    @Test
    void aPlanThatNobodyAskedForIsNone(PostgresForTests.Store store, @TempDir Path folder) {
        try (Rooms rooms = RoomsForTests.on(new Home(folder), store.open())) {
            assertThatThrownBy(() -> new Approvals(rooms).find("0123456789ab"))
                    .isInstanceOf(SlipwayException.class)
                    .hasMessageContaining("there is no plan");
            assertThatThrownBy(() -> new Approvals(rooms).find("x'; --")).isInstanceOf(SlipwayException.class);
        }
    }
}
