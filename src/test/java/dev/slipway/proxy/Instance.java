package dev.slipway.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small service to stand behind the proxy: {@code /who} its name, {@code /headers} what it was sent, {@code /count} how many
 * bytes came, {@code /big?N} so many bytes, {@code /status?N} that status, {@code /wait} answers when released.
 */
public final class Instance implements AutoCloseable {
    private final HttpServer server;
    private final String name;
    final AtomicLong requests = new AtomicLong();
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch waiting = new CountDownLatch(1);

    public Instance(String name) throws IOException {
        this(name, 0);
    }

    public Instance(String name, int port) throws IOException {
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String query = exchange.getRequestURI().getQuery();
        switch (exchange.getRequestURI().getPath()) {
            case "/headers" -> text(exchange, 200, headers(exchange));
            case "/count" -> text(exchange, 200, String.valueOf(drain(exchange.getRequestBody())));
            case "/big" -> big(exchange, Long.parseLong(query));
            case "/status" -> text(exchange, Integer.parseInt(query), "");
            case "/wait" -> {
                waiting.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                text(exchange, 200, name);
            }
            default -> text(exchange, 200, name);
        }
    }

    private static String headers(HttpExchange exchange) {
        StringBuilder all = new StringBuilder(exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders()
                .forEach((k, values) -> values.forEach(v -> all.append(k.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(v)
                        .append('\n')));
        return all.toString();
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long sum = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sum += n;
        }
        return sum;
    }

    private static void big(HttpExchange exchange, long size) throws IOException {
        exchange.sendResponseHeaders(200, size);
        byte[] buffer = new byte[64 << 10];
        try (OutputStream out = exchange.getResponseBody()) {
            for (long left = size; left > 0; left -= buffer.length) {
                out.write(buffer, 0, (int) Math.min(left, buffer.length));
            }
        }
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Slipway-Error", "forged");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        release.countDown();
        server.stop(0);
    }
}
