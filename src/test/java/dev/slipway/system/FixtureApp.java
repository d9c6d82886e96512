package dev.slipway.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The application these tests ship: one class file that needs a JDK and no build. It answers with its release, marks each
 * answer with {@code X-Fixture}, and is bad on purpose when {@code FAULT} says so: {@code errors} (every second answer is
 * 500), {@code slow}, {@code crash} (after a second) or {@code dead} (never ready).
 */
public final class FixtureApp {
    private FixtureApp() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        String release = System.getenv().getOrDefault("RELEASE", "none");
        String fault = System.getenv().getOrDefault("FAULT", "");
        int port = Integer.parseInt(System.getenv("PORT"));
        System.out.println("release " + release + " fault " + fault + " on " + port);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        AtomicLong count = new AtomicLong();
        server.createContext("/", exchange -> answer(exchange, release, fault, count.incrementAndGet()));
        server.start();
        if (fault.equals("crash")) {
            Thread.sleep(1_000);
            Runtime.getRuntime().halt(3);
        }
    }

    private static void answer(HttpExchange exchange, String release, String fault, long number) throws IOException {
        boolean health = exchange.getRequestURI().getPath().equals("/health");
        boolean bad = health ? fault.equals("dead") : fault.equals("errors") && number % 2 == 0;
        if (fault.equals("slow") && !health) {
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String text = exchange.getRequestURI().getPath().equals("/secret")
                ? "secret " + System.getenv().getOrDefault("API_TOKEN", "none").hashCode()
                : release;
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Fixture", release);
        exchange.sendResponseHeaders(bad ? 500 : 200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
