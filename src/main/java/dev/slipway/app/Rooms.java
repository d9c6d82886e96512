package dev.slipway.app;

import dev.slipway.app.resources.Containers;
import dev.slipway.app.resources.ResourceHandler;
import dev.slipway.app.resources.ResourcePlanner;
import dev.slipway.base.Caller;
import dev.slipway.base.IdSource;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.Observer;
import dev.slipway.deploy.RolloutHandler;
import dev.slipway.deploy.RouteRemoval;
import dev.slipway.deploy.router.ProxyRouter;
import dev.slipway.deploy.router.Router;
import dev.slipway.deploy.target.Target;
import dev.slipway.deploy.target.local.LocalTarget;
import dev.slipway.evidence.EvidenceAdmission;
import dev.slipway.evidence.Notary;
import dev.slipway.evidence.SigningKey;
import dev.slipway.evidence.TrustedKeys;
import dev.slipway.exec.engine.Engine;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.http.Http;
import dev.slipway.exec.keeper.JavaRuntime;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Toolbox;
import dev.slipway.intent.Intent;
import dev.slipway.journal.Executor;
import dev.slipway.journal.Journal;
import dev.slipway.journal.Owner;
import dev.slipway.journal.PostgresJournal;
import dev.slipway.secrets.SecretStore;
import dev.slipway.store.Blobs;
import dev.slipway.store.Database;
import dev.slipway.store.EmbeddedPostgres;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The composition root: every collaborator made here by hand, on first use, and closed here. What a command does not touch is
 * never made: {@code assess} opens no database, {@code --version} opens nothing.
 */
public final class Rooms implements AutoCloseable {
    private final Home home;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();
    private final IdSource ids = new TimeIds(clock);
    private final Processes processes = new Processes();
    private final KeeperDoor keeper;
    private final Lazy<JavaRuntime> runtime;
    private final Lazy<Database> database;
    private final Lazy<Http> http = new Lazy<>(Http::new);
    private final Lazy<SigningKey> key;
    private final Lazy<Observer> observer;
    private final Lazy<Optional<Engine>> engine;

    Rooms(Home home, Caller caller, String databaseUrl) {
        this(home, caller, () -> open(home, databaseUrl));
    }

    /** On a database that somebody else opens; closed here when it was. */
    Rooms(Home home, Caller caller, Supplier<Database> opening) {
        this.home = home;
        this.caller = caller;
        this.keeper = new KeeperDoor(home);
        this.runtime = new Lazy<>(() -> PinnedRuntime.of(home));
        this.database = new Lazy<>(opening);
        this.key = new Lazy<>(() -> SigningKey.ofHome(home, caller.principal()));
        this.observer = new Lazy<>(() -> new Observer(target(), router(), keeper, http.get(), traces()));
        this.engine = new Lazy<>(() -> detectEngine(processes));
    }

    private static Database open(Home home, String url) {
        DurableFiles.privateFolder(home.root());
        try {
            return Database.open(home, url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was opened", e);
        }
    }

    private static Optional<Engine> detectEngine(Processes processes) {
        try {
            return Engine.find(processes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The layout of this user's state. */
    public Home home() {
        return home;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The clock. */
    public Clock clock() {
        return clock;
    }

    /** Identifiers. */
    public IdSource ids() {
        return ids;
    }

    /** Runs programs. */
    public Processes processes() {
        return processes;
    }

    /** Finds programs. */
    public Toolbox toolbox() {
        return new Toolbox(processes);
    }

    /** The keeper's desired and observed states. */
    public KeeperDoor keeper() {
        return keeper;
    }

    /** What keeper, proxy and static sites run from. */
    public JavaRuntime runtime() {
        return runtime.get();
    }

    /** HTTP to loopback. */
    public Http http() {
        return http.get();
    }

    /** The history; opened, and if need be started, on first use. */
    public Database database() {
        return database.get();
    }

    /** Content-addressed blobs. */
    public Blobs blobs() {
        return new Blobs(home);
    }

    /** The encrypted local store. */
    public SecretStore secrets() {
        return new SecretStore(home);
    }

    /** docker or podman, if one answers. */
    public Optional<Engine> engine() {
        return engine.get();
    }

    /** This machine's key. */
    public SigningKey key() {
        return key.get();
    }

    /** The keys whose signatures can be checked. */
    public TrustedKeys keys() {
        return key.get().trusted(home);
    }

    /** Envelopes. */
    public StoreEvidence evidence() {
        return new StoreEvidence(database(), caller, clock);
    }

    /** Signs and stores evidence. */
    public Notary notary() {
        return new Notary(key(), evidence());
    }

    /** The record of deployments. */
    public Deployments deployments() {
        return new StoreDeployments(database(), caller);
    }

    /** Applications and public ports. */
    public Registry registry() {
        return new Registry(database(), home, caller, clock);
    }

    /** The journal. */
    public Journal journal() {
        return new PostgresJournal(database(), clock, ids);
    }

    /** The local target. */
    public Target target() {
        return new LocalTarget(home, keeper, http());
    }

    /** The embedded proxy as a router. */
    public Router router() {
        return new ProxyRouter(home, http(), keeper, clock);
    }

    /** Points of rollouts for the report. */
    public Traces traces() {
        return new Traces(home);
    }

    /** Chooses where backing services come from. */
    public ResourcePlanner resources() {
        return new ResourcePlanner(secrets(), registry(), engine(), () -> EmbeddedPostgres.extensions(home));
    }

    /** Starts backing services. */
    public ResourceHandler resourceHandler() {
        return new ResourceHandler(home, keeper, new Containers(home, processes, secrets(), engine));
    }

    /** The executor under the policy of an environment. */
    public Executor executor(Intent.Environment policy) {
        return new Executor(
                journal(),
                new EvidenceAdmission(policy, clock, keys()),
                List.of(resourceHandler(), new RouteRemoval(router())),
                List.of(new RolloutHandler(target(), router(), observer.get(), deployments(), clock)),
                clock,
                Owner.thisProcess());
    }

    @Override
    public void close() {
        observer.made().ifPresent(Observer::close);
        http.made().ifPresent(Http::close);
        database.made().ifPresent(Database::close);
    }
}
