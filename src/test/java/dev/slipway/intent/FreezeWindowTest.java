package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeWindowTest {
    /** 2026-11-24 is a Tuesday. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-24/2026-11-24|2026-11-24T23:59:59Z|true",
                "2026-11-24/2026-11-24|2026-11-25T00:00:00Z|false",
                "2026-11-24T10:00/2026-11-24T11:00 Europe/Berlin|2026-11-24T09:30:00Z|true",
                "2026-11-24T10:00/2026-11-24T11:00 Europe/Berlin|2026-11-24T10:30:00Z|false",
                "Mon 16:00-Wed 08:00|2026-11-24T12:00:00Z|true",
                "Fri 16:00-Mon 08:00|2026-11-24T12:00:00Z|false",
                "Fri 16:00-Mon 08:00|2026-11-29T12:00:00Z|true",
                "Friday 16:00 - Monday 08:00|2026-11-30T07:59:00Z|true",
                "FREQ=WEEKLY;BYDAY=TU,WE|2026-11-24T12:00:00Z|true",
                "RRULE:FREQ=WEEKLY;BYDAY=SA|2026-11-24T12:00:00Z|false",
                "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24;BYHOUR=12|2026-11-24T12:59:00Z|true",
                "FREQ=DAILY;BYHOUR=13 Europe/Berlin|2026-11-24T12:30:00Z|true"
            })
    void knowsWhichMomentsAreFrozen(String window, Instant moment, boolean frozen) {
        assertThat(FreezeWindow.parse(window).orElseThrow().contains(moment)).isEqualTo(frozen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "always",
                "2026-12-20",
                "2026-13-01/2027-01-01",
                "2027-01-01/2026-01-01",
                "Fry 16:00-Mon 08:00",
                "Fri 25:00-Mon 08:00",
                "FREQ=SOMETIMES;BYDAY=MO",
                "FREQ=WEEKLY",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=DAILY;COUNT=3",
                "2026-12-20/2026-12-21 Europe/Nowhere",
                "FREQ=DAILY;BYHOUR=24"
            })
    void refusesOthers(String window) {
        assertThat(FreezeWindow.parse(window)).isEmpty();
    }
}
