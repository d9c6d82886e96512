package shop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
    @Test
    void readsEveryPart() {
        assertEquals(
                new DatabaseUrl("db.example", 6543, "shop", "me", "secret"),
                DatabaseUrl.parse("postgresql://me:secret@db.example:6543/shop"));
    }

    @Test
    void knowsTheUsualPortAndDecodesThePassword() {
        var url = DatabaseUrl.parse("postgres://me:p%40ss%2Fw+rd@localhost/shop");
        assertEquals(5432, url.port());
        assertEquals("p@ss/w+rd", url.password());
        assertEquals("jdbc:postgresql://localhost:5432/shop", url.jdbc());
    }

    @Test
    void neverShowsThePassword() {
        assertFalse(DatabaseUrl.parse("postgresql://me:secret@db/shop").toString().contains("secret"));
        var e = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse("mysql://me:secret@db/shop"));
        assertFalse(e.getMessage().contains("secret"));
    }
}
