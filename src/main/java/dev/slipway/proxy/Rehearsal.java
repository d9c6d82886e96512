package dev.slipway.proxy;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.RouteTable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves made-up traffic for a moment and ends: the run from which the JVM records what a start needs (its ahead-of-time
 * cache), so that after a crash the real one is back in half the time and quick from its first requests on.
 */
final class Rehearsal {
    private static final int REQUESTS = 4_000;

    /** However slow the machine is: enough was recorded by then. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private Rehearsal() {}

    /** @param folder an empty one, in place of the run folder */
    static void play(Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        int instance = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/plain")
                        .putHeader("Cache-Control", "no-store")
                        .end("x".repeat(200)))
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
        int port = freePort();
        RunFiles files = new RunFiles(folder);
        files.write(files.routes(), Json.write(table(1, port, instance)));
        try (Proxy proxy = Proxy.start(folder, InstantSource.system())) {
            visit(port);
            files.write(files.routes(), Json.write(table(2, port, instance)));
            proxy.look();
            visit(port);
            Json.write(proxy.report().await(10, TimeUnit.SECONDS));
        }
        vertx.close().await();
    }

    private static RouteTable table(long epoch, int port, int instance) {
        var upstreams = List.of(new RouteTable.Upstream("i", "127.0.0.1", instance));
        var arms = List.of(new RouteTable.Arm("a", 9_000, upstreams), new RouteTable.Arm("b", 1_000, upstreams));
        return new RouteTable(
                epoch, List.of(new RouteTable.Route("r/r/local/local", "r", port, 1, arms, "a", Long.MAX_VALUE)));
    }

    private static void visit(int port) throws IOException {
        byte[] request = ("GET /path?query=1 HTTP/1.1\r\nHost: r.localhost:1\r\nAccept: */*\r\nUser-Agent: r\r\n"
                        + "Accept-Encoding: gzip\r\nCookie: a=b\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[8_192];
        long end = System.nanoTime() + LIMIT_NANOS / 2;
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < REQUESTS / 2 && System.nanoTime() < end; i++) {
                socket.getOutputStream().write(request);
                String answer = "";
                // The answer ends with 200 times x.
                while (!answer.endsWith("xxxx")) {
                    int n = socket.getInputStream().read(buffer);
                    if (n < 0) {
                        throw new IOException("the rehearsal was cut off after " + answer);
                    }
                    answer = new String(buffer, 0, n, StandardCharsets.US_ASCII);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
