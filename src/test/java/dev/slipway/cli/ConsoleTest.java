package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.AppName;
import dev.slipway.base.Confidence;
import dev.slipway.base.EnvName;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.plan.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scripts read. */
final class ConsoleTest {
    private final StringWriter printed = new StringWriter();
    private final Console console = new Console(new PrintWriter(printed), true, false);

    @Test
    void aFindingIsWrittenWithItsWordsInLowerCase() {
        console.record(List.of(new Finding(
                "DOCKER-ROOT-USER",
                Severity.CRITICAL,
                Confidence.CERTAIN,
                Place.of("Dockerfile"),
                "m",
                "f",
                List.of())));
        assertThat(printed.toString())
                .contains("\"severity\":\"critical\"")
                .contains("\"confidence\":\"certain\"")
                .contains("\"rule\":\"DOCKER-ROOT-USER\"");
    }

    @Test
    void aVerdictInsideALineIsWrittenWithItsWordsInLowerCase() {
        console.object(
                "result", "gates", List.of(new Verdict(GateId.TESTS, Verdict.Answer.WAIVED, "d", List.of(), "c")));
        assertThat(printed.toString())
                .startsWith("{\"type\":\"result\",")
                .contains("\"gate\":\"tests\"")
                .contains("\"answer\":\"waived\"");
    }

    @Test
    void aPlanIsWrittenWithItsHashAndKeepsTheBytesThatAreHashed() {
        Plan plan = new Plan(
                "",
                new AppName("shop"),
                EnvName.LOCAL,
                "ship",
                List.of(new Action("a", "rollout", Action.Shape.MACHINE, List.of(), "{\"a\":\"KEEP\"}", "s")),
                List.of(),
                List.of(),
                Risk.R2,
                GateId.FIXED);
        PlanCommand.show(console, plan);
        assertThat(printed.toString())
                .contains("\"hash\":\"" + plan.hash() + "\"")
                .contains("\"gates\":[\"tests\",\"scan\",\"provenance\",\"rollback\",\"window\"]")
                .contains("\"shape\":\"machine\"")
                .contains("\"risk\":\"r2\"")
                .contains("KEEP");
    }
}
