package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.GithubStep;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Ids of steps: those written, and for the others {@code __run}, {@code __actions_checkout}, numbered where taken. */
public final class StepIds {
    private final Map<GithubStep, String> ids = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** For the steps of one job, in order. */
    public StepIds(List<GithubStep> steps) {
        steps.forEach(this::reserve);
        steps.forEach(this::make);
    }

    /** The id of a step. */
    public String of(GithubStep step) {
        return ids.getOrDefault(step, step.id());
    }

    private void reserve(GithubStep step) {
        if (!step.id().isEmpty()) {
            taken.add(step.id().toLowerCase(Locale.ROOT));
        }
        if (step.work() instanceof GithubStep.Work.Parallel p) {
            p.steps().forEach(this::reserve);
        }
    }

    private void make(GithubStep step) {
        if (step.id().isEmpty()) {
            String stem = "__"
                    + switch (step.work()) {
                        case GithubStep.Work.Run r -> "run";
                        case GithubStep.Work.Uses u ->
                            u.action()
                                    .replaceFirst("^docker://", "")
                                    .replaceFirst("@.*$", "")
                                    .replaceAll("^\\./+", "self/")
                                    .replaceAll("[^A-Za-z0-9_-]", "_");
                        case GithubStep.Work.Wait w -> w.steps().isEmpty() ? "wait-all" : "wait";
                        case GithubStep.Work.Cancel c -> "cancel";
                        case GithubStep.Work.Parallel p -> "parallel";
                    };
            String id = stem;
            for (int i = 2; !taken.add(id.toLowerCase(Locale.ROOT)); i++) {
                id = stem + "_" + i;
            }
            ids.put(step, id);
        } else {
            ids.put(step, step.id());
        }
        if (step.work() instanceof GithubStep.Work.Parallel p) {
            p.steps().forEach(this::make);
        }
    }
}
