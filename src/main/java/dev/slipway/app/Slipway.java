package dev.slipway.app;

import dev.slipway.app.Door.UseCase;
import dev.slipway.app.check.Check;
import dev.slipway.app.check.CheckReport;
import dev.slipway.app.check.CheckRequest;
import dev.slipway.app.check.Watch;
import dev.slipway.app.report.ReportPage;
import dev.slipway.app.report.ReportReader;
import dev.slipway.app.run.Pipelines;
import dev.slipway.app.run.RunOptions;
import dev.slipway.app.ship.Reading;
import dev.slipway.app.ship.Rolling;
import dev.slipway.app.ship.Ship;
import dev.slipway.app.ship.ShipRequest;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.assess.Assess;
import dev.slipway.assess.AssessReport;
import dev.slipway.assess.Explain;
import dev.slipway.base.AppName;
import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.check.Rule;
import dev.slipway.evidence.Predicate;
import dev.slipway.exec.doctor.Doctor;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.pipeline.engine.FlowRun;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facade: every use case, once, each behind the door. Faces call this and nothing else of the room. What a use case does
 * stands in its own class; what it needs comes from {@link Rooms}.
 */
public final class Slipway implements AutoCloseable {
    private final Rooms rooms;
    private final Door door;
    private final Running running = new Running();

    private Slipway(Rooms rooms) {
        this.rooms = rooms;
        this.door = new Door(rooms.caller());
    }

    /** For the user of the operating system, on this user's home. */
    public static Slipway ofThisUser(String databaseUrl) {
        return new Slipway(new Rooms(Home.ofThisUser(), Identity.ofThisUser(), databaseUrl));
    }

    /** On a given home: for tests and tools. */
    public static Slipway at(Home home, Caller caller, String databaseUrl) {
        return new Slipway(new Rooms(home, caller, databaseUrl));
    }

    // --- looking, without history ----------------------------------------------------------------------------------

    /** What a repository is. */
    public AssessReport assess(Path directory) throws InterruptedException {
        return door.enter(
                UseCase.READ, () -> AssessReport.of(Assess.assess(Reading.open(directory), Catalogue.DETECTORS)));
    }

    /** The check of a repository's files. */
    public CheckReport check(Path directory) throws InterruptedException {
        return check(CheckRequest.of(directory));
    }

    /** The check of files; with mending nothing is written yet. */
    public CheckReport check(CheckRequest request) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Check(rooms.home(), rooms.processes()).run(request));
    }

    /** Checks a folder each time something in it changes, until the thread is interrupted. */
    public void watch(CheckRequest request, Watch.Listener listener) throws InterruptedException {
        door.enter(UseCase.READ, () -> {
            Watch.run(request, listener);
            return request;
        });
    }

    /** Writes what was mended; gives the files. */
    public List<Path> writeMended(CheckReport report) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> {
            var files = report.mendedFiles();
            files.forEach(DurableFiles::replace);
            return files.keySet().stream().sorted().toList();
        });
    }

    /** A report in one of its forms. */
    public String write(CheckReport report, CheckReport.Form form) throws InterruptedException {
        return door.enter(UseCase.READ, () -> report.write(form, version()));
    }

    /** Writes a file that the caller named. */
    public void writeFile(Path file, String text) throws InterruptedException {
        door.enter(UseCase.READ, () -> {
            DurableFiles.write(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
            return file;
        });
    }

    /** The rules of the check, by id. */
    public List<Rule> rules(List<String> patterns) throws InterruptedException {
        return door.enter(
                UseCase.READ,
                () -> Check.chosen(patterns).stream()
                        .sorted(Comparator.comparing(r -> r.about().id()))
                        .toList());
    }

    /** What is wrong in pipeline files, in the order given. */
    public List<Linting.Linted> lint(List<Path> files, String dialect) throws InterruptedException {
        return door.enter(UseCase.READ, () -> Linting.lint(files, dialect));
    }

    /** The answers to expression cases, one line each. */
    public List<String> evaluate(String dialect, Path cases) throws InterruptedException {
        return door.enter(UseCase.READ, () -> Linting.evaluate(dialect, cases));
    }

    /** What this machine offers. */
    public List<Doctor.Offer> doctor() throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Doctor(rooms.processes()).examine());
    }

    /** Fields of the intent with their origin; all when {@code field} is empty. */
    public List<Explain.Explained> explain(Path directory, EnvName environment, String field)
            throws InterruptedException {
        return door.enter(UseCase.READ, () -> {
            var intent = new Reading(rooms.processes())
                    .intent(directory.toAbsolutePath().normalize(), environment);
            return field.isEmpty() ? Explain.all(intent) : Explain.fields(intent, field);
        });
    }

    // --- pipelines ---------------------------------------------------------------------------------------------------

    /** Runs pipeline files on this machine; the reports by file. */
    public Map<String, FlowRun.Report> run(RunOptions options, Pipelines.Watch watch) throws InterruptedException {
        return door.enter(UseCase.READ, () -> pipelines().run(options, watch));
    }

    /** What would run, by file. */
    public Map<String, RunDialect.Graph> plan(RunOptions options) throws InterruptedException {
        return door.enter(UseCase.READ, () -> pipelines().plan(options));
    }

    private Pipelines pipelines() {
        return new Pipelines(rooms.home(), rooms.clock(), rooms.ids(), rooms.processes(), Dialects.RUNNERS);
    }

    // --- shipping ----------------------------------------------------------------------------------------------------

    /** The main job. First, whatever an earlier command left unfinished is brought to its end. */
    public ShipResult ship(ShipRequest request, Progress progress) throws InterruptedException {
        return door.enter(UseCase.SHIP, () -> {
            if (request.deploy()) {
                opening(progress);
                Recovery.recover(rooms, running, progress);
            }
            return new Ship(rooms, running).run(request, progress);
        });
    }

    /** The first start of the database takes many seconds: nobody shall wonder what is going on. */
    private void opening(Progress progress) {
        if (!Files.isDirectory(rooms.home().database())) {
            progress.accept(new Progress.Event.Note("start    makes the database that keeps the history, once"));
        }
        progress.accept(new Progress.Event.Now("start", "the database that keeps the history"));
    }

    /** A plan for people. */
    public List<String> planText(ShipResult result) throws InterruptedException {
        return door.enter(UseCase.READ, () -> PlanText.of(result.plan()));
    }

    /**
     * A plan that somebody asked for.
     *
     * @param text for people
     */
    public record ShownPlan(Plan plan, List<String> text) {
        public ShownPlan {
            text = List.copyOf(text);
        }
    }

    /** A plan by its hash or the beginning of it; the only one that waits when {@code hash} is empty. */
    public ShownPlan planOf(String hash) throws InterruptedException {
        return door.enter(UseCase.READ, () -> {
            Plan plan = new Approvals(rooms).find(hash);
            return new ShownPlan(plan, PlanText.of(plan));
        });
    }

    /** Records that the caller approves of a plan. */
    public void approve(Plan plan, String reason) throws InterruptedException {
        door.enter(UseCase.APPROVE, () -> {
            new Approvals(rooms).answer(plan, Predicate.Approval.Answer.APPROVED, reason);
            return plan;
        });
    }

    /** Records that the caller rejects a plan. */
    public void reject(Plan plan, String reason) throws InterruptedException {
        door.enter(UseCase.APPROVE, () -> {
            new Approvals(rooms).answer(plan, Predicate.Approval.Answer.REJECTED, reason);
            return plan;
        });
    }

    /** Runs a plan that waited, exactly as it was shown. */
    public ShipResult deploy(String hash, Progress progress) throws InterruptedException {
        return door.enter(UseCase.SHIP, () -> {
            Recovery.recover(rooms, running, progress);
            Approvals approvals = new Approvals(rooms);
            return approvals.deploy(approvals.find(hash), new Rolling(rooms, running), progress);
        });
    }

    /** Back to the release before. */
    public ShipResult rollback(EnvName environment, String service, Progress progress) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> {
            Recovery.recover(rooms, running, progress);
            return lifecycle().rollback(environment, service, progress);
        });
    }

    /** Stops one service. */
    public String stop(EnvName environment, String service, Progress progress) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> {
            Recovery.recover(rooms, running, progress);
            return lifecycle().stop(environment, service, progress);
        });
    }

    /** Stops everything on this machine; data stay. */
    public String stopAll(Progress progress) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> lifecycle().stopAll());
    }

    /** Brings back the last state. */
    public String up(Progress progress) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> {
            String up = lifecycle().up();
            Recovery.recover(rooms, running, progress);
            return up;
        });
    }

    /** Asks the run that this process drives to go back; false when there is none. */
    public boolean abortRunning(String reason) throws InterruptedException {
        return door.enter(UseCase.STEER, () -> running.abort(reason));
    }

    /** Stops driving; the next command goes on. */
    public void detachRunning() throws InterruptedException {
        door.enter(UseCase.STEER, () -> {
            running.detach();
            return true;
        });
    }

    // --- looking at what runs ----------------------------------------------------------------------------------------

    /** What runs. */
    public StatusReport status() throws InterruptedException {
        return door.enter(UseCase.READ, () -> {
            Recovery.recover(rooms, running, Progress.SILENT);
            return new Statuses(rooms).report();
        });
    }

    /** Receives lines of logs. */
    @FunctionalInterface
    public interface LogSink {
        /** One line of an instance. */
        void line(String instance, String line);
    }

    /** What a service's instances wrote; with {@code follow} until the thread is interrupted. */
    public void logs(EnvName environment, String service, int lines, boolean follow, LogSink sink)
            throws InterruptedException {
        door.enter(UseCase.READ, () -> {
            Scope scope = new Scopes(rooms).find(environment, service);
            Logs.of(rooms, scope).show(scope, lines, follow, sink);
            return service;
        });
    }

    /**
     * May it go?
     *
     * @param version that serves, or was packed last
     */
    public record Readiness(String service, String version, boolean green, List<Verdict> gates) {
        public Readiness {
            gates = List.copyOf(gates);
        }
    }

    /** The gates of what serves in an environment. */
    public List<Readiness> ready(EnvName environment, String service) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Evidences(rooms).ready(environment, service));
    }

    // --- the record --------------------------------------------------------------------------------------------------

    /** Statements about a digest. */
    public List<Evidences.Shown> evidenceShow(String digest) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Evidences(rooms).show(digest));
    }

    /** Verifies signatures and image of a digest. */
    public Evidences.Verified evidenceVerify(String digest) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Evidences(rooms).verify(digest));
    }

    /** Records results of another CI; gives the number of statements. */
    public int evidenceImport(
            Digest digest, List<Path> junit, List<Path> sarif, List<Path> sbom, List<Path> provenance, String from)
            throws InterruptedException {
        return door.enter(
                UseCase.IMPORT_EVIDENCE,
                () -> new Evidences(rooms).bring(digest, junit, sarif, sbom, provenance, from));
    }

    /** Who signs on this machine. */
    public String signer() throws InterruptedException {
        return door.enter(UseCase.READ, () -> rooms.key().known().text());
    }

    /** The audit chain recomputed. */
    public record AuditAnswer(boolean whole, long records, String text) {}

    /** Recomputes the audit chain. */
    public AuditAnswer auditVerify() throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Audits(rooms).verify());
    }

    /** The newest audit records. */
    public List<Audits.Shown> auditShow(int count) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Audits(rooms).latest(count));
    }

    /** Writes the report of a release or run, the last run when {@code release} is empty; gives the file. */
    public Path report(String release, Optional<Path> to) throws InterruptedException {
        return door.enter(UseCase.READ, () -> {
            var report = new ReportReader(rooms).read(release);
            Path file = to.orElseGet(() -> rooms.home()
                            .root()
                            .resolve("reports")
                            .resolve(report.subject().run() + ".html"))
                    .toAbsolutePath();
            DurableFiles.write(file, ReportPage.html(report).getBytes(StandardCharsets.UTF_8), "rw-r--r--");
            return file;
        });
    }

    /** Opens a file in the browser; false when there is none to be started. */
    public boolean openInBrowser(Path file) throws InterruptedException {
        return door.enter(UseCase.READ, () -> lifecycle().open(file));
    }

    // --- this machine ------------------------------------------------------------------------------------------------

    /** What a purge would delete. */
    public List<String> purgeList(String application) throws InterruptedException {
        return door.enter(UseCase.READ, () -> new Purge(rooms).list(new AppName(application)));
    }

    /** Deletes an application from this machine. */
    public void purge(String application, Progress progress) throws InterruptedException {
        door.enter(UseCase.PURGE, () -> {
            new Purge(rooms).run(new AppName(application), progress);
            return application;
        });
    }

    /** Installs the unit that brings everything back after a reboot. */
    public String installUnit() throws InterruptedException {
        return door.enter(UseCase.STEER, () -> lifecycle().installUnit());
    }

    /** Removes that unit. */
    public String removeUnit() throws InterruptedException {
        return door.enter(UseCase.STEER, () -> lifecycle().removeUnit());
    }

    /** The version of this program, as its jar says. */
    private static String version() {
        String version = Slipway.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Lifecycle lifecycle() {
        return new Lifecycle(rooms, new Rolling(rooms, running));
    }

    @Override
    public void close() {
        rooms.close();
    }
}
