package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.session.Heard;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.Move;
import dev.slipway.pipeline.session.Place;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepEnd.How;
import dev.slipway.pipeline.session.StepInfo;
import dev.slipway.text.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt of a job: walks its steps, those of composite actions in it, and at the end what they left to be done. */
final class GithubJob implements JobSession {
    private final JobNode job;
    private final JobState state;
    private final StepMaker maker;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Deque<Move> ready = new ArrayDeque<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, String> background = new LinkedHashMap<>();
    private final StringBuilder summary = new StringBuilder();
    private final Frame root;
    private boolean begun;
    private int failedStatus = -1;
    private boolean cancelled;

    GithubJob(GithubSession session, JobNode job, Place place, Scope outside) {
        this.job = job;
        this.root = new Frame(job.flow().file(), job.body().listAt("steps"), Optional.empty());
        this.state = new JobState(session, job, place, outside, root);
        this.maker = new StepMaker(state);
        frames.push(root);
    }

    @Override
    public Move next(Status status) {
        state.status = status;
        cancelled |= status != Status.RUNNING;
        if (!begun) {
            begun = true;
            state.begin();
            maker.pres(root).forEach(p -> ready.add(hand(p)));
        }
        while (true) {
            Move move = ready.poll();
            if (move != null) {
                return move;
            }
            Frame frame = frames.peek();
            if (frame == null) {
                return after();
            }
            if (frame.at == frame.steps.size()) {
                frames.pop();
                frame.composite.ifPresent(c -> finish(frame, c));
                continue;
            }
            begin(frame, frame.steps.get(frame.at++), false);
        }
    }

    /** Puts what a step needs into {@link #ready}, or its frame on top. */
    private void begin(Frame frame, Node step, boolean aside) {
        try {
            if (step.at("parallel").isPresent()) {
                parallel(frame, step);
            } else if (step.at("wait-all").isPresent()) {
                ready.add(new Move.Wait(List.of()));
            } else if (step.at("wait").isPresent()) {
                ready.add(new Move.Wait(ids(step, "wait")));
            } else if (step.at("cancel").isPresent()) {
                ids(step, "cancel").forEach(id -> ready.add(new Move.Stop(id)));
            } else {
                ordinary(frame, step, aside);
            }
        } catch (SlipwayException e) {
            StepMaker.Made failed = maker.failing(frame, step, e);
            ready.add(hand(failed));
        }
    }

    private void parallel(Frame frame, Node step) {
        List<String> started = new ArrayList<>();
        for (Node one : step.listAt("parallel")) {
            int before = ready.size();
            begin(frame, one, true);
            if (ready.size() > before && ready.peekLast() instanceof Move.Background b) {
                started.add(b.step().info().id());
            }
        }
        ready.add(new Move.Wait(started));
    }

    private List<String> ids(Node step, String key) {
        List<String> wanted = new ArrayList<>();
        step.at(key).ifPresent(n -> {
            switch (n) {
                case Node.Scalar s -> wanted.add(s.value());
                case Node.Sequence s -> s.items().forEach(i -> wanted.add(i instanceof Node.Scalar t ? t.value() : ""));
                case Node.Mapping m -> {}
            }
        });
        // A step that is over already, or never began, needs no waiting.
        return wanted.stream().map(w -> background.getOrDefault(w, w)).toList();
    }

    private void ordinary(Frame frame, Node step, boolean aside) {
        StepInfo info = maker.info(frame, step);
        Eval eval = state.eval(frame, Map.of());
        Optional<Node> condition = step.at("if");
        String text =
                condition.map(c -> c instanceof Node.Scalar s ? s.value() : "").orElse("");
        boolean runs = eval.condition(text, condition.orElse(step));
        String id = step.textAt("id").orElse("");
        if (!runs) {
            frame.record(id, Map.of(), Result.SKIPPED, Result.SKIPPED);
            ready.add(new Move.Skip(
                    info, condition.isPresent() ? "its condition is not met" : "a step before it failed"));
            return;
        }
        switch (maker.make(frame, step, info)) {
            case StepMaker.Made made -> {
                pending.put(info.id(), made.pending());
                boolean apart = aside
                        || step.textAt("background").filter("true"::equals).isPresent();
                if (apart && !id.isEmpty()) {
                    background.put(id, info.id());
                }
                ready.add(apart ? new Move.Background(made.plan()) : new Move.Run(made.plan()));
            }
            case StepMaker.Entered entered -> frames.push(entered.frame());
        }
    }

    private Move hand(StepMaker.Made made) {
        pending.put(made.plan().info().id(), made.pending());
        return new Move.Run(made.plan());
    }

    private void finish(Frame frame, Frame.Composite composite) {
        Map<String, String> outputs = new LinkedHashMap<>();
        Result outcome = frame.failed ? Result.FAILURE : Result.SUCCESS;
        try {
            Eval eval = state.eval(frame, Map.of());
            composite
                    .action()
                    .entriesAt("outputs")
                    .forEach(e -> e.value()
                            .at("value")
                            .ifPresent(v -> outputs.put(e.key().value(), eval.text(v))));
        } catch (SlipwayException e) {
            outcome = Result.FAILURE;
        }
        Result conclusion = outcome.failed() && composite.tolerated() ? Result.SUCCESS : outcome;
        composite.caller().record(composite.id(), outputs, outcome, conclusion);
    }

    /** What actions left to be done at the end, the last first; then the end. */
    private Move after() {
        Optional<StepMaker.Made> post = maker.nextPost(root);
        if (post.isPresent()) {
            return hand(post.get());
        }
        Result result = cancelled ? Result.CANCELLED : root.failed ? Result.FAILURE : Result.SUCCESS;
        return new Move.Done(result, failedStatus, "");
    }

    // --- hearing ---------------------------------------------------------------------------------------------------

    @Override
    public boolean mayCommand(byte[] buffer, int from, int to) {
        int at = from;
        while (at < to && (buffer[at] == ' ' || buffer[at] == '\t')) {
            at++;
        }
        return at + 1 < to
                && (buffer[at] == ':' && buffer[at + 1] == ':' || buffer[at] == '#' && buffer[at + 1] == '#');
    }

    @Override
    public Heard line(String step, String text) {
        Pending here = pending.get(step);
        return here == null ? Heard.PLAIN : Commands.hear(here, text);
    }

    @Override
    public Counted ended(StepEnd end) {
        Pending step = pending.remove(end.step());
        if (step == null) {
            return Counted.as(Result.SUCCESS);
        }
        Result outcome = switch (end.how()) {
            case How.Exited(int status) -> status == 0 ? Result.SUCCESS : Result.FAILURE;
            case How.TimedOut t -> Result.FAILURE;
            case How.Cancelled c -> Result.CANCELLED;
            case How.Lost l -> Result.FAILURE;
        };
        step.known.ifPresent(k -> state.apply(step, k.effect().apply(end.values())));
        try {
            state.take(step, end.files());
        } catch (CommandFiles.Malformed e) {
            outcome = Result.FAILURE;
        }
        Optional.ofNullable(end.files().get(step.files.summary()))
                .filter(s -> !s.isBlank())
                .ifPresent(s -> summary.append(s).append(s.endsWith("\n") ? "" : "\n"));
        Result conclusion = outcome.failed() && step.tolerated ? Result.SUCCESS : outcome;
        if (conclusion.failed() && failedStatus < 0) {
            failedStatus = end.status();
        }
        if (step.info.phase() == StepInfo.Phase.MAIN) {
            maker.mainEnded(step, end, outcome);
        }
        step.frame.record(step.id, step.outputs, outcome, conclusion);
        return new Counted(outcome, conclusion);
    }

    @Override
    public Map<String, String> outputs() {
        Map<String, String> all = new LinkedHashMap<>();
        Eval eval = state.eval(root, Map.of());
        job.body().entriesAt("outputs").forEach(e -> {
            try {
                all.put(e.key().value(), eval.text(e.value()));
            } catch (SlipwayException failed) {
                all.put(e.key().value(), "");
            }
        });
        return all;
    }

    @Override
    public String summary() {
        return summary.toString();
    }
}
