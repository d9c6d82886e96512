package dev.slipway.pipeline.session;

import dev.slipway.pipeline.Timeout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A step, with everything decided.
 *
 * @param work what it does
 * @param environment the whole environment but for {@code PATH} defaults, {@code HOME} and {@code TMPDIR}, which the runner
 *     gives unless named here
 * @param folder working folder; absolute, or relative to the job's workspace
 * @param files written before the step starts, parents made: scripts, command files; mode 600, or 700 when executable
 * @param reads files whose contents {@link StepEnd#files} shall give; absent ones give nothing, long ones their first 10 MB
 * @param timeout of its own
 * @param tries how often at most, when the exit status is not 0
 */
public record StepPlan(
        StepInfo info,
        Work work,
        Map<String, String> environment,
        Path folder,
        List<NewFile> files,
        List<Path> reads,
        Timeout timeout,
        int tries) {
    public StepPlan {
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
        reads = List.copyOf(reads);
    }

    /** What a step does. */
    public sealed interface Work {
        /** Starts a program; no shell looks at the words. Standard input is empty. */
        record Program(List<String> words) implements Work {
            public Program {
                words = List.copyOf(words);
            }
        }

        /** A program in a container of an image; needs a container engine. */
        record Container(String image, List<String> words, String entrypoint, List<String> options) implements Work {
            public Container {
                words = List.copyOf(words);
                options = List.copyOf(options);
            }
        }

        /** Something the engine does itself. */
        record Own(Builtin what) implements Work {}
    }

    /** A file to write. */
    public record NewFile(Path path, String content, boolean executable) {}
}
