package shop.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The shop's three pages: {@code /health}, {@code /items} and {@code /}. */
final class ShopServer {
    /** Requests worked on at once; more wait in the thread that accepts. */
    private static final int MAX_THREADS = 200;

    /** Connections the system keeps until we accept them. */
    private static final int BACKLOG = 1024;

    /** What a page answers. */
    private record Answer(int status, String type, String body) {}

    private interface Page {
        Answer answer() throws SQLException;
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Items items;
    private final Fault fault;
    private final AtomicLong lists = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    ShopServer(int port, Items items, Fault fault) throws IOException {
        this.items = items;
        this.fault = fault;
        threads = new ThreadPoolExecutor(
                4, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, () -> page(exchange.getRequestURI().getPath())));
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Ends when the open requests are answered, at the latest after {@code grace}. */
    void stop(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        while (open.get() > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                break;
            }
        }
        server.stop(0);
        threads.shutdown();
    }

    private Answer page(String path) throws SQLException {
        return switch (path) {
            case "/health" -> items.ready()
                    ? new Answer(200, "application/json", "{\"status\":\"ok\"}")
                    : new Answer(503, "application/json", "{\"status\":\"waiting for the database\"}");
            case "/items" -> list();
            case "/" -> {
                slow();
                yield new Answer(200, "text/html; charset=utf-8", "<!doctype html><title>Shop</title><h1>Shop</h1>"
                        + "<p><a href=\"/items\">What we have</a></p>");
            }
            default -> new Answer(404, "text/plain", "no such page");
        };
    }

    private Answer list() throws SQLException {
        slow();
        if (fault.fails(lists.getAndIncrement())) {
            return new Answer(500, "application/json", "{\"error\":\"on purpose\"}");
        }
        return new Answer(200, "application/json", fault == Fault.WRONG ? "[]" : Json.of(items.list()));
    }

    private void slow() {
        if (fault == Fault.SLOW) {
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void serve(HttpExchange exchange, Page page) throws IOException {
        open.incrementAndGet();
        try (exchange) {
            // A body that is not read would stand in the way of the connection's next request.
            exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
            Answer answer;
            if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
                answer = new Answer(405, "text/plain", "only GET");
            } else {
                answer = answerOf(page);
            }
            send(exchange, answer);
        } finally {
            open.decrementAndGet();
        }
    }

    private static Answer answerOf(Page page) {
        try {
            return page.answer();
        } catch (SQLException e) {
            System.err.println("shop: " + e.getMessage());
            return new Answer(503, "application/json", "{\"error\":\"the database does not answer\"}");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
