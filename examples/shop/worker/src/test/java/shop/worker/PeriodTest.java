package shop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void readsSecondsAndMinutes() {
        assertEquals(30, Period.seconds("30s"));
        assertEquals(120, Period.seconds("2m"));
    }

    @Test
    void refusesAnythingElse() {
        for (var text : new String[] {"", "5", "0s", "-1s", "1h", "99999s"}) {
            assertThrows(IllegalArgumentException.class, () -> Period.seconds(text), text);
        }
    }
}
