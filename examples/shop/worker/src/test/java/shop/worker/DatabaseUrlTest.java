package shop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
    @Test
    void readsTheAddress() {
        var url = DatabaseUrl.parse("postgresql://me:secret@localhost:5433/shop");
        assertEquals("jdbc:postgresql://localhost:5433/shop", url.jdbc());
        assertEquals("me@localhost:5433/shop", url.toString());
        assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse(""));
    }
}
