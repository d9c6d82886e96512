package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.Notice.Weight;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What this machine does otherwise than the hosted service, said before the start. */
record Preview(RunRequest request, Facts facts) {
    List<Notice> notices(CalledFlow flow, Set<String> chosen) {
        List<Notice> all = new ArrayList<>();
        flow.root().entriesAt("jobs").forEach(e -> {
            if (chosen.contains(flow.node(e.key().value()))) {
                job(flow, e.key().value(), e.value(), all);
            }
        });
        flow.root()
                .at("concurrency")
                .ifPresent(n -> note(
                        all, flow, n, Weight.INFO, "concurrency of the workflow: this run waits for no other run"));
        if (request.changed().isEmpty()
                && (flow.root().at("on", facts.event(), "paths").isPresent()
                        || flow.root().at("on", facts.event(), "paths-ignore").isPresent())) {
            note(
                    all,
                    flow,
                    flow.root(),
                    Weight.INFO,
                    "which files changed is unknown here, so path filters let all through");
        }
        return all;
    }

    private void job(CalledFlow flow, String key, Node job, List<Notice> all) {
        job.at("services")
                .ifPresent(n -> note(
                        all,
                        flow,
                        n,
                        Weight.SKIPPED,
                        "job " + key + " is skipped: service containers are not supported yet"));
        job.at("container")
                .ifPresent(n -> note(
                        all,
                        flow,
                        n,
                        Weight.SKIPPED,
                        "job " + key + " is skipped: job containers are not supported yet"));
        job.at("snapshot").ifPresent(n -> note(all, flow, n, Weight.INFO, "snapshot of job " + key + " is not taken"));
        job.at("environment")
                .ifPresent(n -> note(
                        all,
                        flow,
                        n,
                        Weight.INFO,
                        "environment of job " + key + ": no protection rules here, its secrets are those given"));
        foreignSystem(labels(job))
                .ifPresent(system -> note(
                        all,
                        flow,
                        job.at("runs-on").orElse(job),
                        Weight.SKIPPED,
                        "job " + key + " is skipped: it wants " + system + ", this machine is "
                                + request.machine().system() + " (--any-runner runs it here all the same)"));
        for (Node step : job.listAt("steps")) {
            step.textAt("uses").ifPresent(uses -> {
                boolean local = uses.startsWith("./") || uses.startsWith("docker://") || uses.contains("${{");
                if (!local
                        && KnownSteps.of(uses).isEmpty()
                        && new ActionRef(uses).find(request).isEmpty()) {
                    note(
                            all,
                            flow,
                            step,
                            Weight.SKIPPED,
                            "job " + key + " will fail at " + uses + ": the action is not at hand. "
                                    + ActionRef.mirror(uses));
                }
                KnownSteps.of(uses)
                        .filter(KnownSteps.Known::onlyNoted)
                        .ifPresent(k -> note(all, flow, step, Weight.INFO, uses + " is only noted: " + k.why()));
                if (uses.startsWith("docker://") && !request.machine().engine()) {
                    note(
                            all,
                            flow,
                            step,
                            Weight.SKIPPED,
                            "job " + key + " will fail at " + uses + ": there is no container engine");
                }
            });
        }
    }

    /** Why a job that shall run now cannot. */
    Optional<String> refusal(JobNode job, Eval eval) {
        if (job.body().at("services").isPresent()) {
            return Optional.of("service containers are not supported yet");
        }
        if (job.body().at("container").isPresent()) {
            return Optional.of("job containers are not supported yet");
        }
        List<String> labels = new ArrayList<>();
        job.body().at("runs-on").map(eval::value).ifPresent(v -> labels(v, labels));
        return foreignSystem(labels)
                .map(s -> "it wants " + s + " and this machine is "
                        + request.machine().system());
    }

    private static void labels(Value value, List<String> all) {
        switch (value) {
            case Value.Arr a -> a.items().forEach(i -> labels(i, all));
            case Value.Obj o -> o.get("labels").ifPresent(l -> labels(l, all));
            case Value.Null n -> {}
            case Value.Bool n -> all.add(value.text());
            case Value.Num n -> all.add(value.text());
            case Value.Text n -> all.add(value.text());
        }
    }

    private static List<String> labels(Node job) {
        List<String> all = new ArrayList<>();
        job.textAt("runs-on").filter(l -> !l.contains("${{")).ifPresent(all::add);
        job.listAt("runs-on").forEach(n -> all.add(n instanceof Node.Scalar s ? s.value() : ""));
        return all;
    }

    private Optional<String> foreignSystem(List<String> labels) {
        if (request.machine().anyRunner()) {
            return Optional.empty();
        }
        for (String label : labels) {
            String lower = label.toLowerCase(Locale.ROOT);
            String system = lower.startsWith("windows")
                    ? "windows"
                    : lower.startsWith("macos")
                            ? "macos"
                            : lower.startsWith("ubuntu") || lower.equals("linux") ? "linux" : "";
            if (!system.isEmpty() && !system.equals(request.machine().system())) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }

    private static void note(List<Notice> all, CalledFlow flow, Node at, Weight weight, String text) {
        all.add(new Notice(at.span().in(flow.file()), weight, text));
    }
}
