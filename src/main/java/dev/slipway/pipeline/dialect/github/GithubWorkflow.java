package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.GithubJob.Concurrency;
import dev.slipway.pipeline.dialect.github.GithubJob.Defaults;
import dev.slipway.pipeline.dialect.github.check.GithubCheck;
import dev.slipway.pipeline.dialect.github.check.Kinds;
import dev.slipway.text.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as written, every key with its place.
 *
 * @param file its path
 */
public record GithubWorkflow(
        String file,
        Template name,
        Template runName,
        List<Trigger> triggers,
        Template permissions,
        Template env,
        Defaults defaults,
        Concurrency concurrency,
        List<GithubJob> jobs) {
    public GithubWorkflow {
        triggers = List.copyOf(triggers);
        jobs = List.copyOf(jobs);
    }

    /**
     * A file read and checked.
     *
     * @param workflow as far as it could be read
     * @param mistakes by place, warnings too
     */
    public record Read(GithubWorkflow workflow, List<Mistake> mistakes) {
        public Read {
            mistakes = List.copyOf(mistakes);
        }

        /** Whether the service would take it. */
        public boolean isAccepted() {
            return mistakes.stream().allMatch(m -> Kinds.isWarning(m.kind()));
        }
    }

    /** Reads and checks a file. */
    public static Read read(String file, String text, Sources sources) {
        Parsed parsed = GithubCheck.parse(file, text);
        return new Read(new WorkflowReader(file).read(parsed.root()), GithubCheck.workflow(parsed, sources));
    }

    /** Reads a file without looking for mistakes: what is not as it should be is left out. */
    public static GithubWorkflow parse(String file, String text) {
        return new WorkflowReader(file).read(GithubCheck.parse(file, text).root());
    }

    /** The trigger of an event. */
    public Optional<Trigger> trigger(String event) {
        return triggers.stream().filter(t -> t.event().equals(event)).findFirst();
    }

    /** A job by its id. */
    public Optional<GithubJob> job(String id) {
        return jobs.stream().filter(j -> j.id().equalsIgnoreCase(id)).findFirst();
    }
}
