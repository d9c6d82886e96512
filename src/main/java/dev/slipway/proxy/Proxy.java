package dev.slipway.proxy;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProxyInfo;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.ProxyStatus;
import dev.slipway.base.wire.RouteTable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The data plane as a whole: follows the route table, hands it to the loops, says what it made of it. */
final class Proxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Proxy.class.getName());

    /** How often the files are looked at when nobody says that they changed. */
    private static final long LOOK_MILLIS = 1_000;

    /** For a table to come into force on every loop. */
    private static final long APPLY_SECONDS = 10;

    /** More loops than cores only cost; more than two were never needed on loopback. */
    private static final int LOOPS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final RunFiles files;
    private final RouteFile routeFile;
    private final InstantSource clock;
    private final Vertx vertx;
    private final List<Loop> loops = new ArrayList<>();
    private final long startedMillis;
    private volatile long epoch;
    private List<ProxyStatus.Port> ports = List.of();
    private @Nullable ProxyStatus written;

    private Proxy(RunFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.startedMillis = clock.millis();
        this.routeFile = new RouteFile(files);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setDisableTCCL(true)
                .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1))
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /** Starts with the table on disk, the last good one or an empty one, and says in {@code proxy.json} where it is. */
    static Proxy start(Path folder, InstantSource clock) throws Exception {
        Proxy proxy = new Proxy(new RunFiles(folder), clock);
        String token = proxy.files.token();
        for (int i = 0; i < LOOPS; i++) {
            // Loops begin half a sequence apart, so that a few requests on each split well too.
            Loop loop = new Loop(token, clock, i == 0 ? 0 : Long.MIN_VALUE);
            await(proxy.vertx.deployVerticle(loop, new DeploymentOptions()));
            proxy.loops.add(loop);
        }
        proxy.apply(proxy.routeFile.first());
        int port = await(new Admin(token, proxy::report).listen(proxy.vertx));
        proxy.files.write(
                proxy.files.info(),
                Json.pretty(new ProxyInfo(ProcessHandle.current().pid(), port, proxy.startedMillis)));
        proxy.writeStatus();
        return proxy;
    }

    /** Follows the route table until interrupted. */
    void follow() throws InterruptedException, IOException {
        try (WatchService watch = files.folder().getFileSystem().newWatchService()) {
            files.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                look();
                WatchKey key = watch.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }

    /** One look at the files. */
    void look() throws InterruptedException {
        try {
            Optional<RouteTable> table = routeFile.next();
            if (table.isPresent()) {
                apply(table.get());
            } else if (ports.stream().anyMatch(p -> !p.listening())) {
                ports = named(await(
                        Future.all(loops.stream().map(Loop::retryPorts).toList())
                                .map(all -> all.<List<ProxyStatus.Port>>list())));
            }
            writeStatus();
        } catch (IOException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "following " + files.routes(), e);
        }
    }

    private void apply(RouteTable table) throws InterruptedException, TimeoutException, IOException {
        ports = named(await(Future.all(loops.stream().map(l -> l.apply(table)).toList())
                .map(all -> all.<List<ProxyStatus.Port>>list())));
        epoch = table.epoch();
        routeFile.applied(table);
    }

    /** The first loop speaks for all: they share their ports. */
    private static List<ProxyStatus.Port> named(List<List<ProxyStatus.Port>> loops) {
        return loops.getFirst().stream()
                .map(p -> p.listening()
                        ? p
                        : new ProxyStatus.Port(
                                p.scope(),
                                p.port(),
                                false,
                                "port " + p.port() + " is held by " + PortHolder.of(p.port()) + ": " + p.problem()))
                .toList();
    }

    private void writeStatus() throws IOException {
        ProxyStatus status = new ProxyStatus(epoch, routeFile.refused(), ports);
        if (!status.equals(written)) {
            files.write(files.status(), Json.pretty(status));
            written = status;
        }
    }

    Future<ProxyReport> report() {
        return Future.all(loops.stream().map(Loop::report).toList())
                .map(all -> Reports.sum(startedMillis, epoch, all.<List<ProxyReport.RouteReport>>list()));
    }

    private static <T> T await(Future<T> future) throws InterruptedException, TimeoutException {
        return future.await(APPLY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
