package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "1m30s,PT1M30S", "1h,PT1H", "30d,PT720H", "1.5s,PT1.5S", "0s,PT0S"})
    void readsDurations(String text, Duration expected) {
        assertThat(Quantities.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "30 s", "1s2", "99999999999s", "999999999w", "1y"})
    void refusesOtherDurations(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @Test
    void readsSizesWithTheirUnit() {
        assertThat(Quantities.size("20GB")).contains(20_000_000_000L);
        assertThat(Quantities.size("1.5 MiB")).contains(1_572_864L);
        assertThat(Quantities.size("20")).isEmpty();
        assertThat(Quantities.size("20gb")).isEmpty();
        assertThat(Quantities.size("999999999TB")).isEmpty();
        assertThat(Quantities.sizeMeant("20gb")).isEqualTo("20GB");
        assertThat(Quantities.sizeMeant("512m")).isEqualTo("512MB");
    }
}
