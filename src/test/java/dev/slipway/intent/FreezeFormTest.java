package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-20/2026-12-20",
                "2026-12-20/2027-01-02 Europe/Berlin",
                "2026-12-20T18:00/2026-12-21T06:00 UTC",
                "FRI 18:00 - MON 06:00",
                "fri 18:00-mon 06:00 Asia/Kolkata",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8 PT4H Europe/Berlin",
                "RRULE:FREQ=DAILY;BYHOUR=22 PT8H"
            })
    void knowsTheThreeForms(String window) {
        assertThat(FreezeForm.fits(window)).isTrue();
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
                "RRULE:FREQ=WEEKLY",
                "FREQ=WEEKLY;BYDAY=MO P1D",
                "2026-12-20/2026-12-21 Europe/Nowhere"
            })
    void refusesOthers(String window) {
        assertThat(FreezeForm.fits(window)).isFalse();
    }
}
