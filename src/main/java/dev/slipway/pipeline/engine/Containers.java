package dev.slipway.pipeline.engine;

import dev.slipway.exec.process.Programs;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.session.StepPlan;
import java.util.ArrayList;
import java.util.List;

/** The command line of a step in a container; the environment goes by name, so that no value stands in it. */
final class Containers {
    private Containers() {}

    static List<String> words(StepPlan.Work.Container container, StepPlan step, JobPlace place) {
        String engine = Programs.find("docker").isPresent() ? "docker" : "podman";
        List<String> words = new ArrayList<>(List.of(engine, "run", "--rm", "--init"));
        for (String folder : List.of(
                place.workspace().toString(),
                place.temporary().toString(),
                place.home().toString())) {
            words.add("-v");
            words.add(folder + ":" + folder);
        }
        words.add("-w");
        words.add(place.workspace().resolve(step.folder()).normalize().toString());
        step.environment().keySet().stream().sorted().forEach(name -> {
            words.add("-e");
            words.add(name);
        });
        if (!container.entrypoint().isEmpty()) {
            words.add("--entrypoint");
            words.add(container.entrypoint());
        }
        words.addAll(container.options());
        words.add(container.image());
        words.addAll(container.words());
        return words;
    }
}
