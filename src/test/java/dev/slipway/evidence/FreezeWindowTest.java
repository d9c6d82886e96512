package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeWindowTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // whole days, the last included; winter time is UTC+1
                "2026-12-20/2027-01-02 Europe/Berlin | 2026-12-19T22:59:59Z | ",
                "2026-12-20/2027-01-02 Europe/Berlin | 2026-12-19T23:00:00Z | 2027-01-02T23:00:00Z",
                "2026-12-20/2027-01-02 Europe/Berlin | 2027-01-02T22:59:59Z | 2027-01-02T23:00:00Z",
                "2026-12-20/2027-01-02 Europe/Berlin | 2027-01-02T23:00:00Z | ",
                "2026-12-20/2026-12-20               | 2026-12-20T23:59:59Z | 2026-12-21T00:00:00Z",
                "2026-12-20T18:00/2026-12-21T06:00 UTC | 2026-12-20T17:59:59Z | ",
                "2026-12-20T18:00/2026-12-21T06:00 UTC | 2026-12-20T18:00:00Z | 2026-12-21T06:00:00Z",
                "2026-12-20T18:00/2026-12-21T06:00 UTC | 2026-12-21T06:00:00Z | ",
                // weekly; Friday 2026-11-27
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-11-27T16:59:59Z | ",
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-11-27T17:00:00Z | 2026-11-30T05:00:00Z",
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-11-30T04:59:59Z | 2026-11-30T05:00:00Z",
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-11-30T05:00:00Z | ",
                "fri 18:00 - mon 06:00 Europe/Berlin | 2026-11-28T12:00:00Z | 2026-11-30T05:00:00Z",
                // the same wall clock across the change to summer time (2026-03-29) and back (2026-10-25)
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-03-30T03:59:59Z | 2026-03-30T04:00:00Z",
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-03-30T04:00:00Z | ",
                "FRI 18:00 - MON 06:00 Europe/Berlin | 2026-10-26T04:59:59Z | 2026-10-26T05:00:00Z",
                // the end comes twice (02:30 on 2026-10-25): the second counts
                "SAT 22:00 - SUN 02:30 Europe/Berlin | 2026-10-25T01:00:00Z | 2026-10-25T01:30:00Z",
                "SAT 22:00 - SUN 02:30 Europe/Berlin | 2026-10-25T01:30:00Z | ",
                // the start comes twice: the first counts
                "SUN 02:30 - SUN 05:00 Europe/Berlin | 2026-10-25T00:29:59Z | ",
                "SUN 02:30 - SUN 05:00 Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-25T04:00:00Z",
                // the start is skipped (02:30 on 2026-03-29): the moment after the gap
                "SUN 02:30 - SUN 05:00 Europe/Berlin | 2026-03-29T00:59:59Z | ",
                "SUN 02:30 - SUN 05:00 Europe/Berlin | 2026-03-29T01:30:00Z | 2026-03-29T03:00:00Z",
                // within one day, and all week but a gap
                "MON 08:00 - MON 10:00 UTC           | 2026-11-23T09:00:00Z | 2026-11-23T10:00:00Z",
                "MON 08:00 - MON 10:00 UTC           | 2026-11-24T09:00:00Z | ",
                "MON 10:00 - MON 08:00 UTC           | 2026-11-24T09:00:00Z | 2026-11-30T08:00:00Z",
                "MON 10:00 - MON 08:00 UTC           | 2026-11-23T09:00:00Z | ",
                // half-hour zones
                "2026-12-25/2026-12-25 Asia/Kolkata  | 2026-12-24T18:29:59Z | ",
                "2026-12-25/2026-12-25 Asia/Kolkata  | 2026-12-24T18:30:00Z | 2026-12-25T18:30:00Z",
                // rules
                "RRULE:FREQ=DAILY;BYHOUR=22 PT8H UTC | 2026-11-24T05:59:59Z | 2026-11-24T06:00:00Z",
                "RRULE:FREQ=DAILY;BYHOUR=22 PT8H UTC | 2026-11-24T06:00:00Z | ",
                "RRULE:FREQ=WEEKLY;BYDAY=FR,SA P1D Europe/Berlin | 2026-11-28T22:59:59Z | 2026-11-28T23:00:00Z",
                "RRULE:FREQ=WEEKLY;BYDAY=FR,SA P1D Europe/Berlin | 2026-11-28T23:00:00Z | ",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=12 PT24H UTC | 2026-03-01T11:00:00Z | 2026-03-01T12:00:00Z",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=12 PT24H UTC | 2026-03-01T12:00:00Z | ",
                "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 P3D Europe/Berlin | 2026-12-26T12:00:00Z | 2026-12-26T23:00:00Z",
                "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 P3D Europe/Berlin | 2026-12-27T12:00:00Z | ",
                // a calendar day is 25 hours long when the clock goes back
                "RRULE:FREQ=WEEKLY;BYDAY=SU P1D Europe/Berlin | 2026-10-25T22:30:00Z | 2026-10-25T23:00:00Z",
            })
    void saysWhetherAMomentIsInsideAndUntilWhen(String window, Instant now, Instant end) {
        assertThat(FreezeWindow.parse(window).endIfInside(now).map(java.time.ZonedDateTime::toInstant))
                .isEqualTo(java.util.Optional.ofNullable(end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "christmas",
                "2026-12-20/2026-12-19 UTC",
                "2026-13-20/2027-01-02 UTC",
                "2026-12-20/2027-01-02 Europe/Atlantis",
                "FRI 18:00 - FRI 18:00 UTC",
                "FRI 25:00 - MON 06:00 UTC",
                "RRULE:FREQ=HOURLY PT1H UTC",
                "RRULE:FREQ=WEEKLY PT1H UTC",
                "RRULE:FREQ=DAILY;COUNT=3 PT1H UTC",
                "RRULE:FREQ=DAILY PT0H UTC",
                "RRULE:FREQ=DAILY P400D UTC",
                "RRULE:FREQ=DAILY;BYHOUR=24 PT1H UTC",
                "RRULE:FREQ=WEEKLY;BYDAY=1MO PT1H UTC",
            })
    void refusesWhatItCannotRead(String window) {
        assertThatThrownBy(() -> FreezeWindow.parse(window)).hasMessageContaining("cannot read the freeze window");
    }
}
