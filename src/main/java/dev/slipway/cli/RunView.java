package dev.slipway.cli;

import dev.slipway.app.run.Pipelines;
import dev.slipway.pipeline.engine.FlowListener;
import dev.slipway.pipeline.engine.FlowRun;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.flow.Settled;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.pipeline.session.Heard.Annotation;
import dev.slipway.pipeline.session.JobSession.Counted;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepEnd.How;
import dev.slipway.pipeline.session.StepInfo;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run on the terminal: a line a job when it is over; of a failed step its last lines, and where it stands. */
final class RunView implements Pipelines.Watch {
    private static final int TITLE_WIDTH = 52;
    private static final int TAIL_LINES = 15;

    private final Console console;
    private final PrintWriter out;
    private final boolean json;
    private final boolean verbose;

    RunView(Console console, PrintWriter out, boolean json, boolean verbose) {
        this.console = console;
        this.out = out;
        this.json = json;
        this.verbose = verbose;
    }

    @Override
    public FlowListener begin(String id, String file, RunDialect dialect, Path logs, List<Notice> notices) {
        if (json) {
            console.object("run", "id", id, "file", file, "dialect", dialect.id(), "logs", logs.toString());
            notices.forEach(n -> console.object(
                    "notice",
                    "place",
                    n.place().toString(),
                    "weight",
                    n.weight().name().toLowerCase(Locale.ROOT),
                    "text",
                    n.text()));
            return new Json();
        }
        console.lines(List.of(console.strong(file) + "  (" + id + ", logs in " + logs + ")"));
        notices.forEach(n ->
                console.line((n.weight() == Notice.Weight.INFO ? "note  " : "warn  ") + n.text() + "  " + n.place()));
        return verbose ? new Streaming() : new Text();
    }

    @Override
    public void end(String file, FlowRun.Report report) {
        if (json) {
            console.object("end", "file", file, "result", word(report.result()), "millis", report.tookMillis());
            return;
        }
        long failed = report.nodes().values().stream()
                .filter(r -> r.settled().conclusion().failed())
                .count();
        String counts = report.nodes().size() + " jobs" + (failed > 0 ? ", " + failed + " failed" : "");
        String line = file + ": " + word(report.result()) + ", " + counts + ", " + seconds(report.tookMillis());
        console.lines(List.of(report.result().failed() ? console.bad(line) : console.strong(line)));
    }

    @Override
    public void notStarted(String file, String event) {
        if (json) {
            console.object("not-started", "file", file, "event", event);
        } else {
            console.line(file + ": not started by " + event);
        }
    }

    private static String word(Result result) {
        return switch (result) {
            case SUCCESS -> "ok";
            case UNSTABLE -> "unstable";
            case FAILURE -> "FAILED";
            case TIMED_OUT -> "TIMED OUT";
            case CANCELLED -> "cancelled";
            case SKIPPED -> "skipped";
            case MANUAL -> "manual";
        };
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private class Text implements FlowListener {
        private final Map<String, String> failures = new HashMap<>();

        @Override
        public void stepEnded(String node, StepInfo step, Counted counted, StepEnd end, Path log) {
            if (!counted.conclusion().failed()) {
                return;
            }
            failures.put(node, step.title());
            String why = switch (end.how()) {
                case How.Exited(int status) -> "exit status " + status;
                case How.TimedOut t -> "timed out";
                case How.Cancelled c -> "cancelled";
                case How.Lost(String reason) -> reason;
            };
            console.line(console.bad(step.place() + ": " + step.title().strip() + ": " + why));
            List<String> tail = end.tail();
            tail.subList(Math.max(0, tail.size() - TAIL_LINES), tail.size())
                    .forEach(l -> console.line("  │ " + Console.printable(l)));
            if (!tail.isEmpty()) {
                console.line("  log: " + log);
            }
        }

        @Override
        public void annotated(String node, StepInfo step, Annotation annotation) {
            if (annotation.level() != Annotation.Level.NOTICE) {
                String place = annotation.file().isEmpty()
                        ? step.place().toString()
                        : annotation.file() + ":" + annotation.line();
                console.line(annotation.level().name().toLowerCase(Locale.ROOT) + "  " + place + ": "
                        + Console.printable(annotation.message()));
            }
        }

        @Override
        public void held(String node, String title, Terms.Gate gate) {
            console.line("waits  " + title);
        }

        @Override
        public void over(String node, String title, Settled settled) {
            boolean ran = settled.attempts() > 0;
            String took = ran ? "  " + seconds(settled.endedMillis() - settled.startedMillis()) : "";
            String tolerated = settled.outcome() != settled.conclusion() ? " (tolerated)" : "";
            String why = settled.note().isEmpty() ? "" : "  " + Console.printable(settled.note());
            String step =
                    failures.containsKey(node) ? "  at " + failures.get(node).strip() : "";
            String name = title.length() > TITLE_WIDTH ? title : title + " ".repeat(TITLE_WIDTH - title.length());
            String line = String.format("%-9s %s", word(settled.outcome()), name) + took + tolerated + step + why;
            console.line(settled.conclusion().failed() ? console.bad(line.stripTrailing()) : line.stripTrailing());
        }
    }

    /** With every line of output as it comes. */
    private final class Streaming extends Text {
        @Override
        public void jobStarted(String node, String title, int attempt) {
            console.line("start     " + title + (attempt > 1 ? " (attempt " + attempt + ")" : ""));
        }

        @Override
        public void stepStarted(String node, StepInfo step) {
            console.line("step      " + node + " ▸ " + step.title());
        }

        @Override
        public void output(String node, StepInfo step, byte[] bytes, int from, int length) {
            new String(bytes, from, length, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(l -> console.line(node + " │ " + Console.printable(l)));
        }
    }

    private final class Json implements FlowListener {
        private void say(String type, Object... fields) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("type", type);
            for (int i = 0; i < fields.length; i += 2) {
                all.put(String.valueOf(fields[i]), fields[i + 1]);
            }
            out.println(dev.slipway.base.wire.Json.answerInOrder(all));
            out.flush();
        }

        @Override
        public void jobStarted(String node, String title, int attempt) {
            say("job-started", "job", node, "title", title, "attempt", attempt);
        }

        @Override
        public void stepEnded(String node, StepInfo step, Counted counted, StepEnd end, Path log) {
            say(
                    "step",
                    "job",
                    node,
                    "step",
                    step.id(),
                    "title",
                    step.title().strip(),
                    "place",
                    step.place().toString(),
                    "outcome",
                    word(counted.outcome()),
                    "conclusion",
                    word(counted.conclusion()),
                    "status",
                    end.status(),
                    "millis",
                    end.tookMillis(),
                    "log",
                    log.toString());
        }

        @Override
        public void annotated(String node, StepInfo step, Annotation a) {
            say(
                    "annotation",
                    "job",
                    node,
                    "step",
                    step.id(),
                    "level",
                    a.level().name().toLowerCase(Locale.ROOT),
                    "message",
                    a.message(),
                    "file",
                    a.file(),
                    "line",
                    a.line());
        }

        @Override
        public void over(String node, String title, Settled settled) {
            say(
                    "job",
                    "job",
                    node,
                    "title",
                    title,
                    "outcome",
                    word(settled.outcome()),
                    "conclusion",
                    word(settled.conclusion()),
                    "attempts",
                    settled.attempts(),
                    "millis",
                    settled.endedMillis() - settled.startedMillis(),
                    "note",
                    settled.note());
        }
    }
}
