package dev.slipway.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Place;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.flow.FlowPolicy;
import dev.slipway.pipeline.flow.Node;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.pipeline.flow.Verdict;
import dev.slipway.pipeline.log.MaskSet;
import dev.slipway.pipeline.runner.process.WorkingCopy;
import dev.slipway.pipeline.runner.process.Workshop;
import dev.slipway.pipeline.runs.RunFile;
import dev.slipway.pipeline.runs.RunFolder;
import dev.slipway.pipeline.runs.Shelf;
import dev.slipway.pipeline.session.Builtin;
import dev.slipway.pipeline.session.Heard;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.Move;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.Session;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepInfo;
import dev.slipway.pipeline.session.StepPlan;
import dev.slipway.pipeline.session.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowRunTest {
    @TempDir
    Path home;

    private final Map<String, List<String>> needs = new LinkedHashMap<>();
    private final Map<String, List<StepPlan.Work>> jobs = new HashMap<>();
    private final Map<String, Terms> terms = new HashMap<>();
    private final MaskSet masks = new MaskSet();
    private final List<String> started = java.util.Collections.synchronizedList(new ArrayList<>());
    private int runs;

    @Test
    void runsStepsInOrderAndStopsAtTheFirstFailure() throws IOException {
        job("a", List.of(), sh("echo one"), sh("exit 3"), sh("echo never"));
        job("b", List.of("a"), sh("echo b"));
        FlowRun.Report report = run(Map.of());
        assertThat(report.result()).isEqualTo(Result.FAILURE);
        assertThat(Objects.requireNonNull(report.nodes().get("a")).settled().outcome())
                .isEqualTo(Result.FAILURE);
        assertThat(Objects.requireNonNull(report.nodes().get("b")).settled().outcome())
                .isEqualTo(Result.SKIPPED);
        assertThat(logs()).contains("one").doesNotContain("never");
    }

    @Test
    void secretsAreMaskedInLogsAndCommandsAreHeard() throws IOException {
        masks.add(List.of("s3cret-value"));
        job("a", List.of(), sh("echo s3cret-value; echo ::mask::other-one; echo now other-one"));
        run(Map.of());
        assertThat(logs()).contains("***", "now ***").doesNotContain("s3cret-value", "other-one");
    }

    @Test
    void aJobThatIgnoresSignalsAndDaemonisesIsGoneWithinTenSecondsOfItsTimeout() throws Exception {
        Path pid = home.resolve("pid");
        job(
                "a",
                List.of(),
                sh("trap '' TERM INT HUP; (setsid sleep 300 >/dev/null 2>&1 & echo $! > " + pid
                        + "); while true; do sleep 1; done"));
        terms.put(
                "a",
                Terms.PLAIN.within(new Timeout.After(Duration.ofMillis(700))).cleaning(Duration.ofSeconds(1)));
        long begin = System.nanoTime();
        FlowRun.Report report = run(Map.of());
        assertThat(Objects.requireNonNull(report.nodes().get("a")).settled().outcome())
                .isEqualTo(Result.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        long stray = Long.parseLong(Files.readString(pid).strip());
        long end = System.nanoTime() + 2_000_000_000L;
        while (ProcessHandle.of(stray).filter(ProcessHandle::isAlive).isPresent() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(ProcessHandle.of(stray).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void artifactsAndCachesGoFromJobToJobAndRunToRun() throws IOException {
        job(
                "a",
                List.of(),
                sh("mkdir -p out/deep deps && echo A > out/a.txt && echo B > out/deep/b.txt && echo D > deps/d"),
                own(new Builtin.Upload("dist", List.of("out"), "error", false, false)),
                own(new Builtin.SaveCache("deps-1", List.of("deps"))));
        job(
                "b",
                List.of("a"),
                own(new Builtin.Download("dist", "", Path.of("in"), false, "error")),
                own(new Builtin.RestoreCache("deps-2", List.of("deps-"), List.of("deps"), true, false)),
                sh("cat in/a.txt in/deep/b.txt deps/d"));
        assertThat(run(Map.of()).result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("A\nB\nD");
    }

    @Test
    void jobsGetACopyOfTheTreeAndTheUsersStaysAsItIs() throws IOException {
        Path tree = Files.createDirectories(home.resolve("tree"));
        Files.writeString(tree.resolve("f.txt"), "mine");
        job("a", List.of(), own(new Builtin.Checkout(Path.of("."), false)), sh("cat f.txt; echo changed > f.txt"));
        assertThat(run(Map.of()).result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("mine");
        assertThat(tree.resolve("f.txt")).hasContent("mine");
    }

    @Test
    void aResumedRunDoesNotRepeatWhatIsFinished() throws IOException {
        job("a", List.of(), sh("echo ran-a"));
        job("b", List.of("a"), sh("test -f " + home.resolve("ok")));
        run(Map.of());
        RunFile.Past past = RunFile.read(folder().file());
        assertThat(past.ended()).isTrue();
        assertThat(Objects.requireNonNull(past.over().get("b")).outcome()).isEqualTo(Result.FAILURE);
        Files.writeString(home.resolve("ok"), "");
        started.clear();
        FlowRun.Report again = run(Map.of("a", past.over().get("a")));
        assertThat(again.result()).isEqualTo(Result.SUCCESS);
        assertThat(started).containsExactly("b");
    }

    @Test
    void aHundredJobsTakeAboutAsLongAsTheirProcesses() throws IOException {
        for (int i = 0; i < 100; i++) {
            job("j" + i, List.of(), sh("echo hello " + i));
        }
        long begin = System.nanoTime();
        assertThat(run(Map.of()).result()).isEqualTo(Result.SUCCESS);
        System.getLogger("bench")
                .log(System.Logger.Level.INFO, "100 jobs in {0} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    private void job(String id, List<String> on, StepPlan.Work... steps) {
        needs.put(id, on);
        jobs.put(id, List.of(steps));
    }

    private static StepPlan.Work sh(String script) {
        return new StepPlan.Work.Program(List.of("bash", "-c", script));
    }

    private static StepPlan.Work own(Builtin what) {
        return new StepPlan.Work.Own(what);
    }

    private RunFolder folder() {
        return new RunFolder(home.resolve("runs"), "r" + runs);
    }

    private String logs() throws IOException {
        try (Stream<Path> all = Files.walk(folder().logs())) {
            StringBuilder text = new StringBuilder();
            for (Path p :
                    all.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                text.append(Files.readString(p));
            }
            return text.toString();
        }
    }

    private FlowRun.Report run(Map<String, RunFile.Over> past) {
        runs++;
        RunFolder folder = folder();
        Workbench bench = new Workbench(
                folder,
                new Workshop(folder.work(), folder.id(), masks, false),
                new WorkingCopy(home.resolve("tree"), new Processes()),
                masks,
                new Shelf(folder.artifacts(), folder.contents()),
                List.of(new Shelf(folder.caches().resolve("main"), folder.contents())),
                Clock.systemUTC(),
                Duration.ofSeconds(2),
                false);
        FlowListener listener = new FlowListener() {
            @Override
            public void jobStarted(String node, String title, int attempt) {
                started.add(node);
            }
        };
        try (RunFile file = RunFile.open(folder.file())) {
            file.asked(new RunFile.Asked("r" + runs, "test", ".", "f", "", List.of(), Workshop.LEVEL, 0));
            return new FlowRun(new Steps(), FlowPolicy.parallel(4), bench, file, listener, past).run();
        }
    }

    /** The simplest dialect: a job's steps run while they succeed. */
    private final class Steps implements Session {
        @Override
        public List<Notice> notices() {
            return List.of();
        }

        @Override
        public List<Node> nodes() {
            return needs.entrySet().stream()
                    .map(e -> Node.job(e.getKey(), e.getValue()))
                    .toList();
        }

        @Override
        public String title(String node) {
            return node;
        }

        @Override
        public Verdict decide(String node, View view) {
            boolean good = Objects.requireNonNull(needs.get(node)).stream()
                    .allMatch(
                            n -> view.of(n).orElseThrow().settled().conclusion().good());
            return good ? new Verdict.Run(terms.getOrDefault(node, Terms.PLAIN)) : new Verdict.Skip("needs");
        }

        @Override
        public JobSession open(String node, int attempt, dev.slipway.pipeline.session.Place place, View view) {
            return new JobSession() {
                private int at;
                private int failed;

                @Override
                public Move next(Status status) {
                    if (status != Status.RUNNING) {
                        return new Move.Done(Result.CANCELLED, -1, "");
                    }
                    if (failed != 0) {
                        return new Move.Done(Result.FAILURE, failed, "");
                    }
                    if (at == Objects.requireNonNull(jobs.get(node)).size()) {
                        return Move.Done.well();
                    }
                    StepInfo info = new StepInfo("s" + at, "step", StepInfo.Phase.MAIN, Place.of("f"));
                    return new Move.Run(new StepPlan(
                            info,
                            jobs.get(node).get(at++),
                            Map.of(),
                            Path.of("."),
                            List.of(),
                            List.of(),
                            Timeout.none(),
                            1));
                }

                @Override
                public boolean mayCommand(byte[] buffer, int from, int to) {
                    return to - from > 2 && buffer[from] == ':' && buffer[from + 1] == ':';
                }

                @Override
                public Heard line(String step, String text) {
                    return text.startsWith("::mask::") ? Heard.masking(List.of(text.substring(8)), text) : Heard.PLAIN;
                }

                @Override
                public Counted ended(StepEnd end) {
                    failed = end.ok() ? 0 : Math.max(1, end.status());
                    return Counted.as(end.ok() ? Result.SUCCESS : Result.FAILURE);
                }
            };
        }
    }
}
