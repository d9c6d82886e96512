package dev.slipway.deploy.router;

import dev.slipway.base.Bounds;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.FileLocks;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.http.Http;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.plan.Fence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The embedded proxy as a router: writes {@code routes.json}, reads the proxy's report. Several writers (two commands for two
 * services) take turns by a file lock; within a service the fence decides.
 */
public final class ProxyRouter implements Router {
    /** The report is made from memory; longer than this means that the proxy is down or stuck. */
    private static final Duration REPORT_TIME = Duration.ofSeconds(2);

    private final Home home;
    private final Http http;
    private final KeeperDoor keeper;
    private final Clock clock;

    public ProxyRouter(Home home, Http http, KeeperDoor keeper, Clock clock) {
        this.home = home;
        this.http = http;
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public void set(Scope scope, int port, List<RouteTable.Arm> arms, String stable, Hold hold, Fence fence) {
        long until = hold == Hold.SETTLED ? Long.MAX_VALUE : clock.millis() + Bounds.ROUTE_LEASE.toMillis();
        var route =
                new RouteTable.Route(scope.key(), scope.service().value(), port, fence.token(), arms, stable, until);
        change(scope, fence, routes -> {
            routes.add(route);
            return routes;
        });
    }

    @Override
    public void remove(Scope scope, Fence fence) {
        change(scope, fence, routes -> routes);
    }

    @Override
    public Optional<RouteTable.Route> get(Scope scope) {
        return read().route(scope.key());
    }

    @Override
    public long epoch() {
        return read().epoch();
    }

    @Override
    public Optional<ProxyReport> observe() throws InterruptedException {
        var admin = keeper.proxyAdmin();
        if (admin.isEmpty()) {
            return Optional.empty();
        }
        var headers = Map.of("Authorization", "Bearer " + admin.get().token());
        return switch (http.get(admin.get().uri().resolve("/report"), headers, REPORT_TIME)) {
            case Http.Answer.Got got
            when got.status() == 200 -> Optional.of(Json.read(got.body(), ProxyReport.class, "the proxy's report"));
            case Http.Answer.Got got -> Optional.empty();
            case Http.Answer.None none -> Optional.empty();
        };
    }

    private void change(Scope scope, Fence fence, UnaryOperator<List<RouteTable.Route>> edit) {
        FileLocks.whileLocked(home.run().resolve("routes.lock"), () -> {
            RouteTable now = read();
            now.route(scope.key()).filter(r -> r.generation() > fence.token()).ifPresent(newer -> {
                throw new Problem(
                                Exit.SURROUNDINGS,
                                "another deployment of " + scope.service() + " has taken over",
                                home.routes().toString(),
                                "its fence " + newer.generation() + " is newer than ours, " + fence.token(),
                                "slipway status")
                        .asException();
            });
            var routes = new ArrayList<>(now.routes());
            routes.removeIf(r -> r.scope().equals(scope.key()));
            DurableFiles.write(home.routes(), Json.pretty(new RouteTable(now.epoch() + 1, edit.apply(routes))));
        });
    }

    private RouteTable read() {
        try {
            return Files.exists(home.routes())
                    ? Json.read(
                            Files.readString(home.routes()),
                            RouteTable.class,
                            home.routes().toString())
                    : RouteTable.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.routes(), e);
        }
    }
}
