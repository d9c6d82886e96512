package shop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopServerTest {
    /** A shelf that stands in memory, or whose database is away. */
    private record Shelf(boolean ready, List<Item> stock) implements Items {
        @Override
        public List<Item> list() throws SQLException {
            if (!ready) {
                throw new SQLException("away");
            }
            return stock;
        }
    }

    private static final Shelf FULL = new Shelf(true, List.of(new Item(1, "an \"anchor\"", 12_900)));

    private ShopServer server;

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(1));
    }

    @Test
    void listsTheItemsAsJson() throws Exception {
        start(FULL, Fault.NONE);
        assertEquals("[{\"id\":1,\"name\":\"an \\\"anchor\\\"\",\"priceCents\":12900}]", get("/items").body());
    }

    @Test
    void isHealthyWhenTheTableIsThere() throws Exception {
        start(FULL, Fault.NONE);
        assertEquals(200, get("/health").statusCode());
        assertEquals(404, get("/nothing").statusCode());
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        start(new Shelf(false, List.of()), Fault.NONE);
        assertEquals(503, get("/health").statusCode());
        assertEquals(503, get("/items").statusCode());
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void misbehavesOnPurposeOnly() throws Exception {
        start(FULL, Fault.ERRORS);
        assertEquals(500, get("/items").statusCode());
        assertEquals(200, get("/items").statusCode());
        assertTrue(get("/health").body().contains("ok"));
    }

    private void start(Items items, Fault fault) throws Exception {
        server = new ShopServer(0, items, fault);
        server.start();
    }

    private HttpResponse<String> get(String path) throws Exception {
        var uri = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
