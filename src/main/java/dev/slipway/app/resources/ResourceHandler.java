package dev.slipway.app.resources;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.ServiceName;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.SealedFiles;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.journal.Once;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import dev.slipway.store.ApplicationDatabases;
import dev.slipway.store.EmbeddedPostgres;
import dev.slipway.store.Location;
import java.time.Duration;
import java.util.Map;

/** Starts a backing service: the embedded cluster as a child of the keeper, or a container. Level-triggered. */
public final class ResourceHandler implements Once {
    /** The id of the cluster's process, and of its log. */
    public static final String CLUSTER = "postgres-apps";

    /** For a cluster to recover after a crash. */
    private static final Duration READY = Duration.ofSeconds(60);

    /** PostgreSQL's fast shutdown takes as long as its checkpoint. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Home home;
    private final KeeperDoor keeper;
    private final Containers containers;

    public ResourceHandler(Home home, KeeperDoor keeper, Containers containers) {
        this.home = home;
        this.keeper = keeper;
        this.containers = containers;
    }

    @Override
    public String kind() {
        return ResourceOrder.KIND;
    }

    /** Doing it again is as cheap as looking, and changes nothing. */
    @Override
    public Seen observe(Action action) {
        return new Seen.NotDone();
    }

    @Override
    public String act(Action action, Fence fence) throws InterruptedException {
        ResourceOrder order = Json.read(action.payload(), ResourceOrder.class, action.key());
        switch (order.how()) {
            case EMBEDDED_POSTGRES -> {
                Location cluster = startCluster();
                new ApplicationDatabases(cluster, new SealedFiles(home)).ensure(scope(order), order.kind());
            }
            case CONTAINER -> containers.start(order);
        }
        return "{}";
    }

    /** Backing services stay when a release goes back: they hold the data, and the old release needs them too. */
    @Override
    public void undo(Action action, String outcome, Fence fence) {}

    /** The cluster for the applications' databases, running. */
    public Location startCluster() throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.applications(home);
        if (keeper.spec(CLUSTER).isEmpty()) {
            EmbeddedPostgres.Foreground run = postgres.foreground();
            keeper.put(new ProcessSpec(
                    CLUSTER,
                    1,
                    run.command(),
                    run.directory().toString(),
                    Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"),
                    Map.of(),
                    home.logs().resolve(CLUSTER + ".log").toString(),
                    "",
                    "",
                    ProcessSpec.Restart.ALWAYS,
                    STOP.toMillis(),
                    "databases of the applications"));
        }
        return postgres.awaitReady(READY);
    }

    /** Databases belong to the resource, which several services of an application share. */
    static Scope scope(ResourceOrder order) {
        return Scope.local(
                new AppName(order.app()), ServiceName.slug(order.name()), new EnvName(order.environmentName()));
    }
}
