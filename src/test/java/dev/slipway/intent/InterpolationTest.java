package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intent.Interpolation.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static final Map<String, String> KNOWN = Map.of("A", "1", "E", "", "B_2", "two");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "$A|1",
                "${A}|1",
                "x${A}y$A-z|x1y1-z",
                "$$A|$A",
                "$${A}|${A}",
                "${B_2}|two",
                "${A:-d}|1",
                "${E:-d}|d",
                "${U:-d}|d",
                "${A-d}|1",
                "${E-d}|''",
                "${U-d}|d",
                "${A:+t}|t",
                "${E:+t}|''",
                "${U:+t}|''",
                "${E+t}|t",
                "${U+t}|''",
                "${U:-${A}}|1",
                "${U:-${V:-x}}y|xy",
                "${U:-a:b}|a:b",
                "${A:?m}|1",
                "${E?m}|''",
                "$U|''",
                "${U}|''",
                "${U:-}|''",
                "postgres://u:${A}@h/$B_2|postgres://u:1@h/two",
                "${U:-$$x}|$x"
            })
    void putsVariablesInPlace(String source, String expected) {
        assertThat(Interpolation.of(source, KNOWN)).isInstanceOf(Outcome.Text.class);
        assertThat(((Outcome.Text) Interpolation.of(source, KNOWN)).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${U:?set it}|variable U is not set: set it",
                "${E:?}|variable E is not set",
                "${|has no closing",
                "${A|has no closing",
                "$|begins no variable",
                "cost: 5$|begins no variable",
                "${}|begins no variable",
                "$1|begins no variable",
                "${A!}|no form that is known",
                "${A:}|no form that is known",
                "${A b}|no form that is known"
            })
    void refusesWhatComposeRefuses(String source, String message) {
        assertThat(Interpolation.of(source, KNOWN)).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) Interpolation.of(source, KNOWN)).what()).contains(message);
    }

    @Test
    void remembersWhichVariablesStandInAValue() {
        assertThat(((Outcome.Text) Interpolation.of("$A ${U:-${E}} ${A:+x} $$N", KNOWN)).used())
                .containsExactlyInAnyOrder("A", "U", "E");
    }

    @Test
    void boundsDepthAndLength() {
        String deep = "${U:-".repeat(100) + "x" + "}".repeat(100);
        assertThat(Interpolation.of(deep, KNOWN)).isInstanceOf(Outcome.Refused.class);
        Map<String, String> large = Map.of("L", "x".repeat(100_000));
        assertThat(Interpolation.of("$L".repeat(1000), large)).isInstanceOf(Outcome.Refused.class);
    }
}
