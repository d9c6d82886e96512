package shop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String URL = "postgresql://me@db/shop";

    @Test
    void listensOn8080UnlessToldOtherwise() {
        assertEquals(8080, Settings.from(Map.of("DATABASE_URL", URL)).port());
        assertEquals(9000, Settings.from(Map.of("DATABASE_URL", URL, "PORT", "9000")).port());
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThrows(IllegalArgumentException.class, () -> Settings.from(Map.of()));
        assertThrows(
                IllegalArgumentException.class, () -> Settings.from(Map.of("DATABASE_URL", URL, "PORT", "70000")));
        assertThrows(
                IllegalArgumentException.class, () -> Settings.from(Map.of("DATABASE_URL", URL, "SHOP_FAULT", "x")));
    }
}
