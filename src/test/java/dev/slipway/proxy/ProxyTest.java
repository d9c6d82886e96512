package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProxyInfo;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.ProxyStatus;
import dev.slipway.base.wire.RouteTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
    @TempDir
    Path run;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;
    private long epoch;
    private Proxy proxy;

    @BeforeEach
    void start() throws Exception {
        Logging.quiet();
        port = freePort();
        proxy = Proxy.start(run, clock);
        open.add(proxy);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable c : open.reversed()) {
            c.close();
        }
    }

    @Test
    void forwardsWithForwardingHeadersAndWithoutThoseOfOneHop() throws Exception {
        serve(10_000, instance("a"));
        String seen = RawHttp.get(
                        port,
                        "/headers?x=%20y",
                        "Connection: keep-alive, X-Private",
                        "X-Private: mine",
                        "Keep-Alive: timeout=5",
                        "TE: trailers",
                        "X-Slipway-Arm: b",
                        "X-Slipway-Verify: guess",
                        "X-Forwarded-For: 10.0.0.9",
                        "Cookie: a=1")
                .text();
        assertThat(seen.lines())
                .contains(
                        "/headers?x=%20y",
                        "host: web.localhost",
                        "cookie: a=1",
                        "x-forwarded-for: 10.0.0.9, 127.0.0.1",
                        "x-forwarded-proto: http",
                        "x-forwarded-host: web.localhost",
                        "forwarded: for=127.0.0.1;host=\"web.localhost\";proto=http");
        assertThat(seen).doesNotContain("x-private", "keep-alive", "trailers", "x-slipway");
    }

    @Test
    void passesHeaderValuesOutsideOfAsciiAsTheyAre() throws Exception {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        open.add(server);
        CompletableFuture<String> head = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                byte[] buffer = new byte[8_192];
                int n = socket.getInputStream().read(buffer);
                head.complete(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                socket.getOutputStream()
                        .write("HTTP/1.1 200 Fine\r\nX-Name: caf\u00e9 \u00c3\u00a9\r\nContent-Length: 2\r\n\r\nok"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                head.completeExceptionally(e);
            }
        });
        table(List.of(new RouteTable.Arm("a", 10_000, List.of(upstream("i", server.getLocalPort())))));
        RawHttp.Answer answer = RawHttp.get(port, "/", "X-Name: caf\u00e9", "User-Agent: a\tb");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Name")).isEqualTo("caf\u00e9 \u00c3\u00a9");
        assertThat(head.get(5, TimeUnit.SECONDS)).contains("X-Name: caf\u00e9\r\n", "a\tb");
    }

    @Test
    void dropsTheErrorMarkOfAnInstanceBecauseItMarksItsOwnAnswers() throws Exception {
        serve(10_000, instance("a"));
        assertThat(RawHttp.get(port, "/who").header("X-Slipway-Error")).isEmpty();
        table(List.of());
        serve(0, instance("a"));
        RawHttp.Answer answer = RawHttp.get(port, "/who");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("X-Slipway-Error")).isEqualTo("no-release");
    }

    @Test
    void splitsByWeightWithinOnePercent() throws Exception {
        Instance stable = instance("old");
        Instance canary = instance("new");
        table(List.of(arm("old", 9_000, stable), arm("new", 1_000, canary)));
        Map<String, Integer> seen = new HashMap<>();
        for (int c = 0; c < 4; c++) {
            try (RawHttp http = new RawHttp(port)) {
                for (int i = 0; i < 500; i++) {
                    seen.merge(http.exchange(RawHttp.request("GET", "/who")).text(), 1, Integer::sum);
                }
            }
        }
        assertThat(seen.get("new")).isBetween(180, 220);
        ProxyReport.RouteReport report = report().routes().getFirst();
        assertThat(report.arms()).extracting(ProxyReport.ArmReport::weight).containsExactly(9_000, 1_000);
        assertThat(report.arms().stream()
                        .mapToLong(ProxyReport.ArmReport::visitors)
                        .sum())
                .isEqualTo(2_000);
        assertThat(report.arms().get(1).visitors())
                .isEqualTo(seen.getOrDefault("new", 0).longValue());
        assertThat(report.arms().get(0).latencies().stream().mapToLong(l -> l).sum())
                .isEqualTo(report.arms().get(0).visitors());
    }

    @Test
    void servesTheStableArmAloneWhenTheLeaseLapsesUntilANewTableComes() throws Exception {
        Instance stable = instance("old");
        Instance canary = instance("new");
        List<RouteTable.Arm> arms = List.of(arm("old", 0, stable), arm("new", 10_000, canary));
        table(arms, "old", now.get() + 30_000);
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("new");
        now.addAndGet(30_001);
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("old");
        assertThat(report().routes().getFirst().stableOnly()).isTrue();
        assertThat(report().routes().getFirst().arms())
                .extracting(ProxyReport.ArmReport::weight)
                .containsExactly(10_000, 0);
        table(arms, "old", now.get() + 30_000);
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("new");
    }

    @Test
    void servesNothingUntrustedWhenTheLeaseOfAFirstReleaseLapses() throws Exception {
        table(List.of(arm("new", 10_000, instance("new"))), "", now.get() + 30_000);
        assertThat(RawHttp.get(port, "/who").status()).isEqualTo(200);
        now.addAndGet(30_001);
        assertThat(RawHttp.get(port, "/who").header("X-Slipway-Error")).isEqualTo("no-release");
    }

    @Test
    void keepsTheTableInForceWhenTheNextIsInvalidOrOlder() throws Exception {
        Instance a = instance("a");
        serve(10_000, a);
        Files.writeString(run.resolve("routes.json"), "{ not json");
        proxy.look();
        assertThat(status().refused()).isNotEmpty();
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("a");
        write(new RouteTable(0, List.of()));
        proxy.look();
        assertThat(status().refused()).contains("older");
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("a");
        serve(10_000, a);
        assertThat(status().refused()).isEmpty();
    }

    @Test
    void startsWithTheLastGoodTableBesideABrokenOne() throws Exception {
        serve(10_000, instance("a"));
        proxy.close();
        open.remove(proxy);
        Files.writeString(run.resolve("routes.json"), "{ not json");
        open.add(Proxy.start(run, clock));
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("a");
    }

    @Test
    void refusesRequestsThatTwoReadersCouldReadDifferently() throws Exception {
        Instance a = instance("a");
        serve(10_000, a);
        String body = "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String head : List.of(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 4",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 5",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 4",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
                "GET / HTTP/1.1\r\nAccept: x",
                "GET / HTTP/1.1\r\nHost: a\r\nX-\0: y",
                "CONNECT a:1 HTTP/1.1\r\nHost: a")) {
            try (RawHttp http = new RawHttp(port)) {
                http.send(head + body);
                assertThat(http.read(false).status()).as(head).isEqualTo(400);
            }
        }
        assertThat(a.requests.get()).isZero();
        assertThat(report().routes().getFirst().arms().getFirst().visitors()).isZero();
    }

    @Test
    void passesAWebsocketThroughAsTwoPipes() throws Exception {
        ServerSocket echo = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        open.add(echo);
        CompletableFuture<String> head = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> upgradeAndEcho(echo, head));
        table(List.of(new RouteTable.Arm(
                "a", 10_000, List.of(new RouteTable.Upstream("i", "127.0.0.1", echo.getLocalPort())))));
        try (RawHttp http = new RawHttp(port)) {
            RawHttp.Answer answer = http.exchange(
                    RawHttp.request("GET", "/ws", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: k"));
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
            assertThat(answer.header("sec-websocket-accept")).isEqualTo("yes");
            assertThat(head.get(5, TimeUnit.SECONDS).toLowerCase(java.util.Locale.ROOT))
                    .contains("upgrade: websocket", "connection: upgrade", "sec-websocket-key: k");
            assertThat(new String(http.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("early");
            byte[] frame = new byte[300_000];
            Thread.ofVirtual().start(() -> {
                try {
                    http.send(frame);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(http.readNBytes(frame.length)).hasSize(frame.length);
            assertThat(report().routes().getFirst().arms().getFirst().inFlight())
                    .isEqualTo(1);
        }
        await(() -> report().routes().getFirst().arms().getFirst().inFlight() == 0);
    }

    private static void upgradeAndEcho(ServerSocket server, CompletableFuture<String> head) {
        try (var socket = server.accept()) {
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n") < 0) {
                read.append((char) socket.getInputStream().read());
            }
            head.complete(read.toString());
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Accept: yes\r\n\r\nearly")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            head.completeExceptionally(e);
        }
    }

    @Test
    void streamsBodiesInBothDirections() throws Exception {
        serve(10_000, instance("a"));
        int size = 20 << 20;
        try (RawHttp http = new RawHttp(port)) {
            http.send(RawHttp.request("POST", "/count", "Content-Length: " + size));
            http.send(new byte[size]);
            assertThat(http.read(false).text()).isEqualTo(String.valueOf(size));
            http.send(RawHttp.request("POST", "/count", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");
            assertThat(http.read(false).text()).isEqualTo("5");
            assertThat(http.exchange(RawHttp.request("GET", "/big?" + size)).body())
                    .hasSize(size);
            RawHttp.Answer head = http.exchange(RawHttp.request("HEAD", "/who"));
            assertThat(head.status()).isEqualTo(200);
            assertThat(http.exchange(RawHttp.request("GET", "/status?204")).status())
                    .isEqualTo(204);
            assertThat(http.exchange(RawHttp.request("GET", "/status?500")).status())
                    .isEqualTo(500);
        }
        ProxyReport.ArmReport arm = report().routes().getFirst().arms().getFirst();
        assertThat(arm.visitors()).isEqualTo(6);
        assertThat(arm.errors()).isEqualTo(1);
        assertThat(arm.inFlight()).isZero();
    }

    @Test
    void goesToAnotherInstanceThenToTheStableArmWhenAConnectionIsRefused() throws Exception {
        Instance stable = instance("old");
        Instance canary = instance("new");
        int dead = freePort();
        table(List.of(
                arm("old", 0, stable),
                new RouteTable.Arm("new", 10_000, List.of(upstream("dead", dead), upstream("new", canary.port())))));
        for (int i = 0; i < 10; i++) {
            assertThat(RawHttp.get(port, "/who").text()).isEqualTo("new");
        }
        table(List.of(arm("old", 0, stable), new RouteTable.Arm("new", 10_000, List.of(upstream("dead", dead)))));
        for (int i = 0; i < 10; i++) {
            assertThat(RawHttp.get(port, "/who").text()).isEqualTo("old");
        }
        List<ProxyReport.ArmReport> arms = report().routes().getFirst().arms();
        assertThat(arms.get(0).errors()).isZero();
        assertThat(arms.get(0).visitors()).isEqualTo(10);
        assertThat(arms.get(1).errors()).isEqualTo(10);
        assertThat(report().routes().getFirst().badGateway()).isZero();
        table(List.of(new RouteTable.Arm("old", 10_000, List.of(upstream("dead", dead)))));
        RawHttp.Answer answer = RawHttp.get(port, "/who");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("X-Slipway-Error")).isEqualTo("bad-gateway");
        assertThat(report().routes().getFirst().badGateway()).isEqualTo(1);
    }

    @Test
    void sendsAnIdempotentRequestAgainWhenThePooledConnectionIsDead() throws Exception {
        // Answers once on each connection, then closes it without a word at the next request.
        ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        open.add(server);
        Thread.ofVirtual().start(() -> answerOnceEach(server));
        table(List.of(new RouteTable.Arm("a", 10_000, List.of(upstream("i", server.getLocalPort())))));
        try (RawHttp http = new RawHttp(port)) {
            for (int i = 0; i < 20; i++) {
                assertThat(http.exchange(RawHttp.request("GET", "/")).text()).isEqualTo("ok");
            }
            RawHttp.Answer answer = http.exchange(RawHttp.request("POST", "/", "Content-Length: 0"));
            assertThat(answer.status()).isEqualTo(502);
        }
        assertThat(report().routes().getFirst().arms().getFirst().errors()).isEqualTo(1);
    }

    private static void answerOnceEach(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        byte[] buffer = new byte[8_192];
                        if (socket.getInputStream().read(buffer) > 0) {
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                            .getBytes(StandardCharsets.US_ASCII));
                            socket.getInputStream().read(buffer);
                        }
                    } catch (IOException e) {
                        // The test is over.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void breaksTheVisitorsConnectionWhenHalfAnAnswerIsAllThereIs() throws Exception {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        open.add(server);
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[8_192]);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test is over.
            }
        });
        table(List.of(new RouteTable.Arm("a", 10_000, List.of(upstream("i", server.getLocalPort())))));
        assertThatThrownBy(() -> RawHttp.get(port, "/")).isInstanceOf(IOException.class);
        ProxyReport.ArmReport arm = report().routes().getFirst().arms().getFirst();
        assertThat(arm.visitors()).isEqualTo(1);
        assertThat(arm.errors()).isEqualTo(1);
        assertThat(arm.inFlight()).isZero();
    }

    @Test
    void countsVerificationRequestsApartAndAimsThemAtAnArm() throws Exception {
        Instance stable = instance("old");
        Instance canary = instance("new");
        table(List.of(arm("old", 10_000, stable), arm("new", 0, canary)));
        String token = "X-Slipway-Verify: " + token();
        RawHttp.Answer aimed = RawHttp.get(port, "/who", token, "X-Slipway-Arm: new");
        assertThat(aimed.text()).isEqualTo("new");
        assertThat(aimed.header("X-Slipway-Arm")).isEqualTo("new");
        assertThat(RawHttp.get(port, "/status?500", token, "X-Slipway-Arm: new").status())
                .isEqualTo(500);
        assertThat(RawHttp.get(port, "/who", token).text()).isEqualTo("old");
        assertThat(RawHttp.get(port, "/headers", token).text()).doesNotContain("slipway");
        assertThat(RawHttp.get(port, "/who", token, "X-Slipway-Arm: none").header("X-Slipway-Error"))
                .isEqualTo("no-arm");
        assertThat(RawHttp.get(port, "/who", "X-Slipway-Verify: wrong", "X-Slipway-Arm: new")
                        .text())
                .isEqualTo("old");
        List<ProxyReport.ArmReport> arms = report().routes().getFirst().arms();
        assertThat(arms.get(0).visitors()).isEqualTo(1);
        assertThat(arms.get(0).probes()).isEqualTo(2);
        assertThat(arms.get(1).visitors()).isZero();
        assertThat(arms.get(1).probes()).isEqualTo(2);
        assertThat(arms.get(1).probeErrors()).isEqualTo(1);
    }

    @Test
    void saysWhoHoldsAPortAndTakesItWhenItIsFree() throws Exception {
        Instance a = instance("a");
        ServerSocket holder = new ServerSocket();
        holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        int other = freePort();
        write(new RouteTable(
                ++epoch,
                List.of(
                        route("x/held/local/local", port, List.of(arm("a", 10_000, a)), "a", Long.MAX_VALUE),
                        route("x/free/local/local", other, List.of(arm("a", 10_000, a)), "a", Long.MAX_VALUE))));
        proxy.look();
        assertThat(RawHttp.get(other, "/who").text()).isEqualTo("a");
        ProxyStatus.Port held = status().ports().getFirst();
        assertThat(held.listening()).isFalse();
        assertThat(held.problem()).contains("port " + port);
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            assertThat(held.problem())
                    .contains("process " + ProcessHandle.current().pid());
        }
        holder.close();
        proxy.look();
        assertThat(status().ports().getFirst().listening()).isTrue();
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("a");
    }

    @Test
    void letsRequestsToAnInstanceThatLeftFinishAndReportsThem() throws Exception {
        Instance old = instance("old");
        Instance fresh = instance("new");
        table(List.of(arm("old", 10_000, old)));
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return RawHttp.get(port, "/wait").text();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(old.waiting.await(5, TimeUnit.SECONDS)).isTrue();
        table(List.of(arm("new", 10_000, fresh)));
        assertThat(RawHttp.get(port, "/who").text()).isEqualTo("new");
        assertThat(inFlight("old")).isEqualTo(1);
        old.release.countDown();
        assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo("old");
        await(() -> inFlight("old") == 0);
    }

    @Test
    void swapsTablesUnderLoadWithoutAFailedRequest() throws Exception {
        Instance old = instance("old");
        Instance fresh = instance("new");
        table(List.of(arm("old", 10_000, old)));
        try (Load load = new Load(port, "/who", 16, 1_000)) {
            for (int i = 0; i < 20; i++) {
                int share = i % 5 * 2_500;
                table(List.of(arm("old", 10_000 - share, old), arm("new", share, fresh)));
                long sent = load.sent();
                await(() -> load.sent() > sent + 50);
            }
            assertThat(load.failures()).isEmpty();
        }
        assertThat(fresh.requests.get()).isPositive();
    }

    @Test
    void answersItsReportToWhoHasTheToken() throws Exception {
        serve(10_000, instance("a"));
        ProxyInfo info = Json.read(Files.readString(run.resolve("proxy.json")), ProxyInfo.class, "proxy.json");
        assertThat(info.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(RawHttp.get(info.adminPort(), "/healthz").status()).isEqualTo(200);
        assertThat(RawHttp.get(info.adminPort(), "/report").status()).isEqualTo(401);
        assertThat(RawHttp.get(info.adminPort(), "/report", "Authorization: Bearer x")
                        .status())
                .isEqualTo(401);
        String text = RawHttp.get(info.adminPort(), "/report", "Authorization: Bearer " + token())
                .text();
        ProxyReport report = Json.read(text, ProxyReport.class, "report");
        assertThat(report.epoch()).isEqualTo(epoch);
        assertThat(report.routes().getFirst().scope()).isEqualTo("x/web/local/local");
        for (String file : List.of("proxy.json", "proxy.token", "proxy.status.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void listensOnBothLoopbackAddresses() throws Exception {
        serve(10_000, instance("a"));
        InetAddress six = InetAddress.ofLiteral("::1");
        try (ServerSocket probe = new ServerSocket(0, 1, six)) {
            assertThat(probe.isBound()).isTrue();
        } catch (IOException e) {
            org.junit.jupiter.api.Assumptions.abort("this machine has no IPv6 loopback");
        }
        try (RawHttp http = new RawHttp(six, port)) {
            assertThat(http.exchange(RawHttp.request("GET", "/headers")).text()).contains("for=\"[0:0:0:0:0:0:0:1]\"");
        }
    }

    @Test
    void closesAPortWhoseRouteIsGone() throws Exception {
        serve(10_000, instance("a"));
        assertThat(RawHttp.get(port, "/who").status()).isEqualTo(200);
        write(new RouteTable(++epoch, List.of()));
        proxy.look();
        await(() -> {
            try (RawHttp http = new RawHttp(port)) {
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private long inFlight(String arm) {
        return report().routes().getFirst().arms().stream()
                .filter(a -> a.arm().equals(arm))
                .mapToLong(ProxyReport.ArmReport::inFlight)
                .sum();
    }

    private ProxyReport report() {
        try {
            return proxy.report().await(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProxyStatus status() throws IOException {
        return Json.read(Files.readString(run.resolve("proxy.status.json")), ProxyStatus.class, "status");
    }

    private String token() throws IOException {
        return Files.readString(run.resolve("proxy.token"));
    }

    private Instance instance(String name) throws IOException {
        Instance instance = new Instance(name);
        open.add(instance);
        return instance;
    }

    private void serve(int weight, Instance instance) throws Exception {
        table(List.of(arm("a", weight, instance)));
    }

    private void table(List<RouteTable.Arm> arms) throws Exception {
        table(arms, arms.isEmpty() ? "" : arms.getFirst().id(), Long.MAX_VALUE);
    }

    private void table(List<RouteTable.Arm> arms, String stable, long leaseUntil) throws Exception {
        write(new RouteTable(++epoch, List.of(route("x/web/local/local", port, arms, stable, leaseUntil))));
        proxy.look();
    }

    private void write(RouteTable table) throws IOException {
        new RunFiles(run).write(run.resolve("routes.json"), Json.pretty(table));
    }

    private static RouteTable.Route route(
            String scope, int port, List<RouteTable.Arm> arms, String stable, long leaseUntil) {
        return new RouteTable.Route(scope, "web", port, 1, arms, stable, leaseUntil);
    }

    private static RouteTable.Arm arm(String id, int weight, Instance instance) {
        return new RouteTable.Arm(id, weight, List.of(upstream(id + "-1", instance.port())));
    }

    private static RouteTable.Upstream upstream(String id, int port) {
        return new RouteTable.Upstream(id, "127.0.0.1", port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(end);
            Thread.sleep(5);
        }
    }
}
