package dev.slipway.app.report;

import dev.slipway.app.Traces;
import dev.slipway.app.report.ReleaseReport.Span;
import dev.slipway.app.report.ReleaseReport.Span.Kind;
import dev.slipway.journal.Event;
import dev.slipway.journal.Run;
import dev.slipway.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From steps, events and looks to stretches of time. */
final class Timeline {
    /** Stretches of one rollout that are told; a rollout has about ten states, one that flaps a few more. */
    private static final int MAX_SPANS = 60;

    private final Run run;
    private final List<Span> spans = new ArrayList<>();

    private Timeline(Run run) {
        this.run = run;
    }

    /**
     * All of a run.
     *
     * @param traces by deployment; the way back of a deployment is under its id with {@code -back}
     */
    static List<Span> of(Run run, List<Traces.Step> steps, List<Rolled> rolled, Map<String, Trace> traces) {
        var timeline = new Timeline(run);
        timeline.before(steps);
        for (Action action : run.plan().actions()) {
            rolled.stream()
                    .filter(r -> r.action().equals(action.key()))
                    .findFirst()
                    .ifPresentOrElse(
                            r -> timeline.rollout(r, traces), () -> timeline.once(action, Event.ACT, action.summary()));
            timeline.once(action, Event.UNDO, "taken back: " + action.summary());
        }
        timeline.spans.sort(Comparator.comparing(Span::from));
        timeline.end();
        return timeline.spans;
    }

    private void before(List<Traces.Step> steps) {
        for (Traces.Step s : steps) {
            Instant from = Instant.ofEpochMilli(s.beganMillis());
            spans.add(new Span(Kind.STEP, "ship", s.step(), s.text(), from, from.plusMillis(s.tookMillis())));
        }
        String words = String.join(
                "  ",
                run.verdicts().stream()
                        .map(v -> v.gate().word() + " " + v.answer().name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
        spans.add(new Span(Kind.STEP, "ship", "gates", words, run.created(), run.created()));
    }

    private void once(Action action, String key, String text) {
        Optional<Instant> from = at(action, key, true);
        if (from.isEmpty()) {
            return;
        }
        Instant to = at(action, key, false).orElse(from.get());
        Kind kind = key.equals(Event.UNDO) ? Kind.BACK : Kind.STEP;
        spans.add(new Span(kind, name(action), kind == Kind.BACK ? "take back" : "start", text, from.get(), to));
    }

    private Optional<Instant> at(Action action, String key, boolean begin) {
        return run.events().stream()
                .filter(r -> switch (r.event()) {
                    case Event.Intended(String a, String k, String payload) ->
                        begin && a.equals(action.key()) && k.equals(key);
                    case Event.Done(String a, String k, String outcome) ->
                        !begin && a.equals(action.key()) && k.equals(key);
                    case Event.Failed(String a, String k, String why) ->
                        !begin && a.equals(action.key()) && k.equals(key);
                    case Event.State s -> false;
                    case Event.Unwinding u -> false;
                    case Event.Ended e -> false;
                })
                .map(Run.Recorded::at)
                .findFirst();
    }

    private static String name(Action action) {
        return action.key().substring(action.key().indexOf('/') + 1);
    }

    private void rollout(Rolled r, Map<String, Trace> traces) {
        String id = r.order().rollout().id();
        states(r.service(), traces.getOrDefault(id, Trace.NONE), false);
        states(r.service(), traces.getOrDefault(id + "-back", Trace.NONE), true);
    }

    /** One stretch a state, with its last line. */
    private void states(String service, Trace trace, boolean back) {
        Instant began = Instant.ofEpochMilli(trace.beganMillis());
        int told = 0;
        boolean out = back;
        for (int i = 0; i < trace.looks().size() && told < MAX_SPANS; told++) {
            Trace.Look first = trace.looks().get(i);
            int next = i + 1;
            while (next < trace.looks().size()
                    && trace.looks().get(next).state().equals(first.state())) {
                next++;
            }
            Trace.Look last = trace.looks().get(next - 1);
            long to = next < trace.looks().size() ? trace.looks().get(next).millis() : last.millis();
            Kind kind = back ? Kind.BACK : kind(first.state(), out);
            out |= kind == Kind.BACK;
            spans.add(new Span(
                    kind,
                    service,
                    words(first.state()),
                    plain(last.text()),
                    began.plusMillis(first.millis()),
                    began.plusMillis(to)));
            i = next;
        }
    }

    private void end() {
        Instant ended = Sentences.ended(run);
        if (!ended.equals(Instant.EPOCH)) {
            spans.add(new Span(Kind.END, "run", run.phase().word(), run.why(), ended, ended));
        }
    }

    /** The line without its bar: here time is drawn beside it. */
    private static String plain(String text) {
        return text.replaceAll("[█░]+\\s*", "");
    }

    private static Kind kind(String state, boolean out) {
        return switch (state) {
            case "Judging", "ProvingFirst" -> Kind.JUDGE;
            case "Aborting", "ClearingNew", "Restoring", "ReturningToStable", "Evacuating" -> Kind.BACK;
            case "Promoted", "RolledBack", "NeedsPerson" -> Kind.END;
            default -> out ? Kind.BACK : Kind.FORWARD;
        };
    }

    /** A state's name, see {@link dev.slipway.deploy.rollout.RolloutState}, in the field's words. */
    static String words(String state) {
        return switch (state) {
            case "ClearingOld" -> "stop old";
            case "Starting" -> "start new";
            case "ProvingFirst" -> "prove";
            case "Routing" -> "route";
            case "Judging" -> "judge";
            case "Trimming" -> "trim old";
            case "Promoting" -> "promote";
            case "ReturningToStable" -> "back to stable";
            case "ClearingNew" -> "stop new";
            case "Restoring" -> "restore old";
            case "Aborting" -> "route back";
            case "Evacuating" -> "move to new";
            case "Draining" -> "drain";
            case "Stopping" -> "stop";
            case "Promoted" -> "promoted";
            case "RolledBack" -> "rolled back";
            case "NeedsPerson" -> "needs a person";
            default -> state;
        };
    }
}
