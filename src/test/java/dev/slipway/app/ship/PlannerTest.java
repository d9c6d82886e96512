package dev.slipway.app.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.assess.Assess;
import dev.slipway.assess.Flags;
import dev.slipway.assess.Resolve;
import dev.slipway.base.AppName;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.DeclarationReader;
import dev.slipway.intent.Intent;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlannerTest {
    private static final String SCOPE = "shop/web/local/local";

    private static Intent intent(String wishes) {
        FileView view = FileView.of(Map.of(
                "compose.yaml",
                "services:\n  web:\n    build: .\n    x-slipway: {" + wishes + "}\n",
                "index.html",
                "<p>hello</p>"));
        return Resolve.resolve(
                DeclarationReader.read(view, Map.of()),
                Assess.assess(view, dev.slipway.app.Catalogue.DETECTORS),
                Flags.of(EnvName.LOCAL),
                new AppName("shop"));
    }

    private static ReleaseSpec release(String version, boolean routed) {
        return new ReleaseSpec(
                        "",
                        SCOPE,
                        "web",
                        version,
                        Digest.of(version),
                        Digest.of("tree"),
                        List.of("/bin/true"),
                        "none",
                        Map.of(),
                        Map.of(),
                        "",
                        routed,
                        "",
                        List.of(),
                        1,
                        1_000)
                .identified();
    }

    private static Plan plan(Intent intent, ReleaseSpec now, ReleaseSpec wanted) {
        int port = wanted.routed() ? 7070 : 0;
        return Planner.plan(
                new AppName("shop"),
                intent.environments().getFirst(),
                List.of(),
                List.of(new Planner.Desired(wanted, intent.services().getFirst(), port, 0)),
                new Planner.Observed(Map.of(SCOPE, now), ""),
                prefix -> prefix + "-1");
    }

    @Test
    void aWebServiceThatBecomesAWorkerLosesItsRouteAsTheLastAction() {
        Plan plan = plan(intent("role: worker"), release("a", true), release("b", false));
        assertThat(plan.actions()).extracting(Action::kind).containsExactly(RolloutOrder.KIND, "unroute");
        assertThat(plan.actions().getLast().payload()).isEqualTo(SCOPE);
        assertThat(plan(intent("role: web"), release("a", true), release("b", true))
                        .actions())
                .extracting(Action::kind)
                .containsExactly(RolloutOrder.KIND);
    }

    @Test
    void aFreezeRuleThatCannotBeReadIsAProblemAtItsPlace() {
        FileView view = FileView.of(Map.of("compose.yaml", """
                services:
                  web:
                    build: .
                x-slipway:
                  environments:
                    prod:
                      freeze:
                        - RRULE:FREQ=HOURLY;BYSETPOS=x PT4H
                """));
        List<Problem> problems = catchThrowableOfType(
                        SlipwayException.class, () -> Freezes.demand(DeclarationReader.read(view, Map.of())))
                .problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().where()).startsWith("compose.yaml:");
        assertThat(problems.getFirst().what()).contains("prod", "RRULE");
    }

    @Test
    void aCronOrAJobIsRefusedAtThePlaceThatMadeItOne() {
        for (String wishes : List.of("role: job", "role: cron, schedule: '*/5 * * * *'")) {
            List<Problem> problems = catchThrowableOfType(SlipwayException.class, () -> Roles.demand(intent(wishes)))
                    .problems();
            assertThat(problems).hasSize(1);
            assertThat(problems.getFirst().where()).startsWith("compose.yaml:4");
            assertThat(problems.getFirst().what()).contains("cannot run yet");
        }
        Roles.demand(intent("role: worker"));
    }
}
