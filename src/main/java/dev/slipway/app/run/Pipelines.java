package dev.slipway.app.run;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.RepositoryView;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.engine.FlowListener;
import dev.slipway.pipeline.engine.FlowRun;
import dev.slipway.pipeline.engine.Workbench;
import dev.slipway.pipeline.flow.FlowPolicy;
import dev.slipway.pipeline.log.MaskSet;
import dev.slipway.pipeline.runner.process.WorkingCopy;
import dev.slipway.pipeline.runner.process.Workshop;
import dev.slipway.pipeline.runs.RunFile;
import dev.slipway.pipeline.runs.RunFolder;
import dev.slipway.pipeline.runs.Shelf;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Secrets;
import dev.slipway.pipeline.session.Session;
import dev.slipway.text.Dotenv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs pipeline files on this machine. */
public final class Pipelines {
    /** Where the services look for their files. */
    private static final List<String> USUAL =
            List.of(".gitlab-ci.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "Jenkinsfile");

    /** Between asking a step to end and force: with what follows it stays below ten seconds. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final Clock clock;
    private final dev.slipway.base.IdSource ids;
    private final Processes processes;
    private final List<RunDialect> dialects;

    public Pipelines(
            Home home, Clock clock, dev.slipway.base.IdSource ids, Processes processes, List<RunDialect> dialects) {
        this.home = home;
        this.clock = clock;
        this.ids = ids;
        this.processes = processes;
        this.dialects = List.copyOf(dialects);
    }

    /** Follows runs; one file after the other. */
    public interface Watch {
        /** A file's run begins; notices are told before anything starts. */
        FlowListener begin(String id, String file, RunDialect dialect, Path logs, List<Notice> notices);

        /** It is over. */
        void end(String file, FlowRun.Report report);

        /** A file that the event does not start. */
        void notStarted(String file, String event);
    }

    /** A file and its language. */
    private record Chosen(RunDialect dialect, String path, String text) {}

    /** What would run, by file. */
    public Map<String, RunDialect.Graph> plan(RunOptions options) throws InterruptedException {
        Path top = GitFacts.topOf(options.directory());
        Map<String, RunDialect.Graph> all = new LinkedHashMap<>();
        for (Chosen chosen : choose(options, top)) {
            all.put(chosen.path(), chosen.dialect().graph(request(options, top, chosen, "plan")));
        }
        return all;
    }

    /** Runs; the reports by file. */
    public Map<String, FlowRun.Report> run(RunOptions options, Watch watch) throws InterruptedException {
        Path top = GitFacts.topOf(options.directory());
        Map<String, FlowRun.Report> reports = new LinkedHashMap<>();
        if (!options.again().isEmpty()) {
            again(options, top, watch, reports);
            return reports;
        }
        for (Chosen chosen : choose(options, top)) {
            String id = ids.next("run");
            RunRequest request = request(options, top, chosen, id);
            if (options.file().isEmpty() && !chosen.dialect().triggeredBy(request)) {
                watch.notStarted(chosen.path(), request.event().isEmpty() ? "push" : request.event());
                continue;
            }
            reports.put(chosen.path(), run(options, top, chosen, request, Map.of(), watch));
        }
        return reports;
    }

    private void again(RunOptions options, Path top, Watch watch, Map<String, FlowRun.Report> reports)
            throws InterruptedException {
        String id = options.again().equals("last") ? newest() : options.again();
        RunFolder folder = RunFolder.of(home, id);
        if (!Files.exists(folder.file())) {
            throw Problem.input("there is no run " + id, "", "look into " + home.runs())
                    .asException();
        }
        RunFile.Past past = RunFile.read(folder.file());
        Map<String, RunFile.Over> done = new LinkedHashMap<>();
        past.over().forEach((node, over) -> {
            if (over.attempts() > 0 && over.conclusion().good()) {
                done.put(node, over);
            }
        });
        Path file = top.resolve(past.asked().file());
        Chosen chosen =
                chosen(top, file, options.dialect().isEmpty() ? past.asked().dialect() : options.dialect());
        if (!Digest.of(chosen.text()).value().equals(past.asked().digest())) {
            throw Problem.no(
                            "the pipeline file has changed since run " + id,
                            "what is finished may not be what the file says now",
                            "start a new run: slipway run " + past.asked().file())
                    .asException();
        }
        RunOptions same = options.deciding(past.asked().arguments());
        reports.put(chosen.path(), run(same, top, chosen, request(same, top, chosen, id), done, watch));
    }

    private String newest() {
        try (Stream<Path> all = Files.list(home.runs())) {
            return all.filter(p -> Files.exists(p.resolve("run.jsonl")))
                    .map(p -> String.valueOf(p.getFileName()))
                    .max(String::compareTo)
                    .orElseThrow(() -> Problem.input("there is no run to go on with", "", "start one: slipway run")
                            .asException());
        } catch (IOException e) {
            throw Problem.input("there is no run to go on with", "", "start one: slipway run")
                    .asException();
        }
    }

    private FlowRun.Report run(
            RunOptions options,
            Path top,
            Chosen chosen,
            RunRequest request,
            Map<String, RunFile.Over> past,
            Watch watch)
            throws InterruptedException {
        MaskSet masks = new MaskSet();
        masks.add(request.secrets().values());
        Session session = chosen.dialect().session(request);
        List<Notice> notices = session.notices();
        RunFolder folder = RunFolder.of(home, request.run().id());
        FlowListener listener =
                watch.begin(request.run().id(), chosen.path(), chosen.dialect(), folder.logs(), notices);
        List<Problem> refused = notices.stream()
                .filter(n -> n.weight() == Notice.Weight.REFUSED)
                .map(n -> Problem.input(
                        n.text(), n.place(), "this machine cannot run it rightly", "choose other jobs with --job"))
                .toList();
        if (!refused.isEmpty()) {
            throw new SlipwayException(refused);
        }
        Workshop workshop = new Workshop(folder.work(), folder.id(), masks, !options.cold());
        if (Files.exists(folder.file())) {
            workshop.takeOver();
        }
        Workbench bench = new Workbench(
                folder,
                workshop,
                new WorkingCopy(top, processes),
                masks,
                new Shelf(folder.artifacts(), folder.contents()),
                caches(folder, request.repository()),
                clock,
                GRACE,
                options.keepFailed());
        try (RunFile file = RunFile.open(folder.file())) {
            if (options.again().isEmpty()) {
                file.asked(new RunFile.Asked(
                        folder.id(),
                        chosen.dialect().id(),
                        top.toString(),
                        chosen.path(),
                        Digest.of(chosen.text()).value(),
                        options.decisive(),
                        Workshop.LEVEL,
                        clock.millis()));
            }
            FlowRun.Report report =
                    new FlowRun(session, FlowPolicy.parallel(options.maxParallel()), bench, file, listener, past).run();
            watch.end(chosen.path(), report);
            return report;
        } finally {
            if (!options.keepFailed()) {
                workshop.clear();
            }
        }
    }

    private static List<Shelf> caches(RunFolder folder, RunRequest.Repository repository) {
        List<Shelf> all = new ArrayList<>();
        for (String branch : List.of(repository.branch(), repository.defaultBranch())) {
            Path scope = folder.caches()
                    .resolve(Digest.of(repository.name() + "\n" + branch).hex().substring(0, 20));
            all.add(new Shelf(scope, folder.contents()));
        }
        return repository.branch().equals(repository.defaultBranch()) ? all.subList(0, 1) : all;
    }

    // --- what is asked ---------------------------------------------------------------------------------------------

    private List<Chosen> choose(RunOptions options, Path top) {
        if (options.file().isPresent()) {
            return List.of(chosen(top, options.file().get(), options.dialect()));
        }
        List<Chosen> all = new ArrayList<>();
        for (Path file : usual(top)) {
            String path = top.relativize(file).toString().replace('\\', '/');
            text(top, path)
                    .ifPresent(text -> dialects.stream()
                            .filter(d -> options.dialect().isEmpty() || d.id().equals(options.dialect()))
                            .filter(d -> d.detects(path, text))
                            .findFirst()
                            .ifPresent(d -> all.add(new Chosen(d, path, text))));
        }
        if (all.isEmpty()) {
            throw Problem.input(
                            "there is no pipeline file in " + top,
                            "looked for .github/workflows/*.yml, " + String.join(", ", USUAL),
                            "name one: slipway run FILE")
                    .asException();
        }
        return all;
    }

    private static List<Path> usual(Path top) {
        List<Path> all = new ArrayList<>();
        Path workflows = top.resolve(".github/workflows");
        if (Files.isDirectory(workflows)) {
            try (Stream<Path> files = Files.list(workflows)) {
                files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().forEach(all::add);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot read " + workflows, e);
            }
        }
        USUAL.stream().map(top::resolve).filter(Files::isRegularFile).forEach(all::add);
        return all;
    }

    private Chosen chosen(Path top, Path file, String dialect) {
        Path absolute = file.toAbsolutePath().normalize();
        Path root = absolute.startsWith(top) ? top : GitFacts.topOf(absolute.resolveSibling("."));
        String path = root.relativize(absolute).toString().replace('\\', '/');
        String text = text(root, path)
                .orElseThrow(
                        () -> Problem.input("cannot read " + file, "it is not there or no text", "check the spelling")
                                .asException());
        RunDialect chosen = dialects.stream()
                .filter(d -> dialect.isEmpty() ? d.detects(path, text) : d.id().equals(dialect))
                .findFirst()
                .orElseThrow(() -> Problem.input(
                                "no language that can be run knows " + file,
                                "known are "
                                        + String.join(
                                                ", ",
                                                dialects.stream()
                                                        .map(RunDialect::id)
                                                        .toList()),
                                "name it with --dialect")
                        .asException());
        return new Chosen(chosen, path, text);
    }

    private static Optional<String> text(Path top, String path) {
        return RepositoryView.around(top.resolve(path)).root().equals(top)
                ? RepositoryView.around(top.resolve(path)).namedText(path)
                : read(top.resolve(path));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private RunRequest request(RunOptions options, Path top, Chosen chosen, String id) throws InterruptedException {
        GitFacts git = new GitFacts(top, processes);
        boolean paths = chosen.text().contains("paths") || chosen.text().contains("changes");
        return new RunRequest(
                chosen.path(),
                chosen.text(),
                options.event(),
                options.payload()
                        .map(p -> read(p).orElseThrow(() -> Problem.input(
                                        "cannot read " + p, "it is not there or no text", "check the spelling")
                                .asException()))
                        .orElse(""),
                options.inputs(),
                options.variables(),
                secrets(options),
                options.jobs(),
                options.matrix(),
                git.repository(),
                paths ? git.changed() : Optional.empty(),
                machine(options),
                sources(top),
                new ActionTrees(home.root(), options.actions(), processes),
                new RunRequest.RunIdentity(id, 1, clock.millis()));
    }

    private static Secrets secrets(RunOptions options) {
        if (options.secretFile().isEmpty()) {
            return Secrets.none();
        }
        Path file = options.secretFile().get();
        String text = read(file)
                .orElseThrow(
                        () -> Problem.input("cannot read " + file, "it is not there or no text", "check the spelling")
                                .asException());
        Map<String, String> all = new LinkedHashMap<>();
        Dotenv.parse(file.toString(), text)
                .root()
                .entriesAt()
                .forEach(e ->
                        all.put(e.key().value(), e.value() instanceof dev.slipway.text.Node.Scalar s ? s.value() : ""));
        return new Secrets(all);
    }

    private static RunRequest.Machine machine(RunOptions options) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        boolean engine =
                Programs.find("docker", Environment.path(), Path.of("/")).isPresent();
        return new RunRequest.Machine(
                os.startsWith("mac") ? "macos" : os.startsWith("win") ? "windows" : "linux",
                arch.equals("aarch64") ? "arm64" : "x64",
                engine,
                options.anyRunner());
    }

    private Sources sources(Path top) {
        return new Sources() {
            @Override
            public Optional<String> local(String path) {
                Path file = top.resolve(path).normalize();
                return file.startsWith(top) ? read(file) : Optional.empty();
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return new ActionTrees(home.root(), Map.of(), processes)
                        .find(repository, ref)
                        .flatMap(f -> read(f.folder().resolve(path)));
            }
        };
    }
}
