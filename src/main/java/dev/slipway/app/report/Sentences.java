package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Result;
import dev.slipway.deploy.Deployments.Outcome;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.Judge;
import dev.slipway.deploy.judge.Tally;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Summary;
import dev.slipway.journal.Event;
import dev.slipway.journal.Run;
import dev.slipway.plan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page's sentences: how a run ended, why, and what was shown. They claim what was seen and no more. */
final class Sentences {
    private Sentences() {}

    static Result result(Run run, List<Rolled> rolled) {
        return switch (run.phase()) {
            case RUNNING, UNWINDING -> Result.UNFINISHED;
            case STUCK -> Result.NEEDS_PERSON;
            case REFUSED ->
                closed(run).stream().allMatch(v -> v.answer() == Verdict.Answer.WAIT) ? Result.WAITING : Result.REFUSED;
            case FAILED -> rolled.stream().anyMatch(r -> !r.ended().isEmpty()) ? Result.ROLLED_BACK : Result.FAILED;
            case SUCCEEDED -> {
                if (!rolled.isEmpty() && rolled.stream().allMatch(r -> r.purpose() == Rollout.Purpose.REMOVE)) {
                    yield Result.TAKEN_AWAY;
                }
                boolean back =
                        !rolled.isEmpty() && rolled.stream().allMatch(r -> r.purpose() != Rollout.Purpose.FORWARD);
                yield back ? Result.WENT_BACK : Result.LIVE;
            }
        };
    }

    static Instant ended(Run run) {
        return run.events().stream()
                .filter(e -> e.event() instanceof Event.Ended)
                .map(Run.Recorded::at)
                .findFirst()
                .orElse(run.phase().unfinished() ? Instant.EPOCH : run.created());
    }

    /** The version the run is about; empty for a run without a rollout. */
    static String version(List<Rolled> rolled) {
        return rolled.isEmpty() ? "" : rolled.getFirst().version();
    }

    static String headline(Run run, List<Rolled> rolled, Result result) {
        String what = (run.plan().app() + " " + version(rolled)).strip();
        String services = Shown.and(rolled.stream().map(Rolled::service).toList());
        String took = Shown.took(Duration.between(run.created(), ended(run)));
        return switch (result) {
            case LIVE -> live(what, services, took, rolled);
            case TAKEN_AWAY -> services + (rolled.size() == 1 ? " was" : " were") + " taken away in " + took + ".";
            case WENT_BACK ->
                services + (rolled.size() == 1 ? " is" : " are") + " back on " + version(rolled) + " after " + took
                        + ".";
            case ROLLED_BACK -> rolledBack(what, rolled);
            case REFUSED -> what + " was not deployed: " + gates(run) + ".";
            case WAITING -> what + " waits and was not deployed: " + gates(run) + ".";
            case NEEDS_PERSON -> what + " stopped in a safe place and needs a person.";
            case FAILED -> what + " was not deployed; the world is as it was before.";
            case UNFINISHED ->
                what
                        + (run.phase() == dev.slipway.journal.Phase.UNWINDING
                                ? " is being taken back."
                                : " is being rolled out.");
        };
    }

    private static String live(String what, String services, String took, List<Rolled> rolled) {
        List<String> old = rolled.stream()
                .map(Rolled::oldVersion)
                .filter(v -> !v.isEmpty())
                .distinct()
                .toList();
        if (rolled.isEmpty()) {
            return what + " is as wanted after " + took + ".";
        }
        if (old.isEmpty()) {
            return what + " is live after " + took + ": the first release of " + services + ".";
        }
        return what + " is live: " + services + " replaced " + Shown.and(old) + " in " + took + ".";
    }

    private static String rolledBack(String what, List<Rolled> rolled) {
        Optional<Rolled> culprit = culprit(rolled);
        String after = culprit.flatMap(r -> r.summary().stream().findFirst())
                .map(s -> " after " + Shown.took(Duration.between(s.started(), s.ended())))
                .orElse("");
        String to = culprit.map(Rolled::oldVersion).orElse("");
        return to.isEmpty()
                ? what + " was taken away again" + after + ": there was no earlier release."
                : what + " was rolled back to " + to + after + ".";
    }

    /** The service whose release was not good enough. */
    private static Optional<Rolled> culprit(List<Rolled> rolled) {
        return rolled.stream().filter(r -> r.is(Outcome.ROLLED_BACK)).findFirst();
    }

    private static List<Verdict> closed(Run run) {
        return run.verdicts().stream().filter(v -> !v.open()).toList();
    }

    private static String gates(Run run) {
        List<String> names = closed(run).stream().map(v -> v.gate().word()).toList();
        return "the " + Shown.and(names) + (names.size() == 1 ? " gate is closed" : " gates are closed");
    }

    static String why(Run run, List<Rolled> rolled, Result result) {
        return switch (result) {
            case LIVE, TAKEN_AWAY, WENT_BACK, UNFINISHED -> "";
            case REFUSED, WAITING ->
                sentence(String.join(
                        "; ",
                        closed(run).stream()
                                .map(v -> v.gate().word() + ": " + v.decided())
                                .toList()));
            case NEEDS_PERSON, FAILED -> sentence(run.why());
            case ROLLED_BACK -> culprit(rolled).map(Sentences::blame).orElse(sentence(run.why()));
        };
    }

    private static String blame(Rolled r) {
        String reason = r.ended().getFirst().reason();
        StringBuilder text = new StringBuilder(sentence(r.service() + ": " + reason));
        for (Summary s : r.summary()) {
            Tally t = s.evidence().total();
            if (t.newRequests() > 0) {
                text.append(" The new version answered ").append(Shown.count(t.newEvents()));
                text.append(" of ")
                        .append(Shown.count(t.newRequests(), "request"))
                        .append(" badly");
                if (t.oldRequests() > 0) {
                    text.append(", the old one ").append(Shown.count(t.oldEvents()));
                    text.append(" of ").append(Shown.count(t.oldRequests()));
                }
                text.append('.');
            }
            if (!s.routed().equals(Instant.EPOCH)) {
                text.append(" Of these bad answers ").append(Shown.count(s.badAnswers()));
                text.append(" went to visitors; ").append(Shown.count(s.failedByProxy(), "request"));
                text.append(" failed because no instance answered.");
            } else if (r.order().port() > 0) {
                text.append(" No visitor reached it.");
            }
        }
        return text.toString();
    }

    /** What was shown about the services that went live. */
    static String proven(List<Rolled> rolled, Result result) {
        if (result != Result.LIVE && result != Result.UNFINISHED) {
            return "";
        }
        List<String> shown = new ArrayList<>();
        for (Rolled r : rolled) {
            for (Summary s : r.summary()) {
                String text = shown(s.evidence());
                if (!text.isEmpty()) {
                    shown.add(r.service() + ": " + text);
                }
            }
        }
        return shown.isEmpty() ? "" : sentence(String.join(" ", shown));
    }

    /** What the judge's numbers show; empty when nothing was judged. */
    static String shown(Evidence e) {
        Tally t = e.total();
        return switch (e.basis()) {
            case ABSOLUTE ->
                Shown.count(t.newEvents(), "bad answer") + " in " + Shown.count(t.newRequests(), "request")
                        + "; the last step shows an error rate below " + Judge.percent(e.bound())
                        + " (95 % confidence), tolerated are "
                        + Judge.percent(e.maxError()) + ".";
            case RELATIVE ->
                "as good as the old version: " + Shown.count(t.newEvents(), "bad answer") + " in "
                        + Shown.count(t.newRequests(), "request") + ", before " + Shown.count(t.oldEvents()) + " in "
                        + Shown.count(t.oldRequests()) + ".";
            case SEQUENTIAL ->
                "worse than the old version: E = " + Shown.e(e.e()) + " passed the alarm at " + Shown.e(e.alarm())
                        + ".";
            case END_TEST -> "worse than the old version by the test at the end of the step.";
            case FAST_PATH -> "bad beyond doubt, without statistics.";
            case EXITS, DECREE -> sentence(e.note());
            case NONE -> e.note().isEmpty() ? "" : sentence(e.note());
        };
    }

    /** With a full stop. */
    static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }
}
