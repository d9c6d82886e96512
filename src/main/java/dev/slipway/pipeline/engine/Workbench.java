package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.log.MaskSet;
import dev.slipway.pipeline.runner.process.WorkingCopy;
import dev.slipway.pipeline.runner.process.Workshop;
import dev.slipway.pipeline.runs.RunFolder;
import dev.slipway.pipeline.runs.Shelf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What jobs of a run share on this machine.
 *
 * @param masks all that must not be seen
 * @param artifacts of the run
 * @param caches to look in, the first is written to: the branch's own, then the default branch's
 * @param grace between asking a step to end and force
 * @param keepFailed whether the folders of failed jobs stay for a look
 */
public record Workbench(
        RunFolder folder,
        Workshop workshop,
        WorkingCopy copy,
        MaskSet masks,
        Shelf artifacts,
        List<Shelf> caches,
        Clock clock,
        Duration grace,
        boolean keepFailed) {
    public Workbench {
        caches = List.copyOf(caches);
    }
}
