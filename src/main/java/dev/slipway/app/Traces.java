package dev.slipway.app;

import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Observer;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Points of rollouts, one file a deployment, and the steps that led to a run, one file a run: what the report draws. Losing one
 * costs a picture.
 */
public final class Traces implements Observer.TraceSink {
    /** Bytes of one trace: a look every quarter of a second for some hours. */
    private static final long MAX_BYTES = 16 << 20;

    private final Path folder;

    /**
     * A step before the plan was claimed.
     *
     * @param text for people
     */
    public record Step(String step, String text, long beganMillis, long tookMillis) {}

    public Traces(Home home) {
        this.folder = home.runs().resolve("traces");
    }

    @Override
    public void add(String deployment, String point) {
        append(file(deployment), point);
    }

    /** Keeps the steps that led to a run. */
    public void keep(String run, List<Step> steps) {
        steps.forEach(s -> append(stepFile(run), Json.write(s)));
    }

    private void append(Path file, String line) {
        try {
            DurableFiles.privateFolder(folder);
            if (!Files.exists(file) || Files.size(file) < MAX_BYTES) {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            // A plot with a gap is better than a rollout that fails for its plot.
        }
    }

    /** The points of a deployment in order. */
    public List<Observer.Point> read(String deployment) {
        return read(file(deployment), Observer.Point.class);
    }

    /** The steps that led to a run, in order. */
    public List<Step> steps(String run) {
        return read(stepFile(run), Step.class);
    }

    private static <T> List<T> read(Path file, Class<T> type) {
        List<T> lines = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(Json.read(line, type, file.toString()));
                }
            }
        } catch (IOException | dev.slipway.base.SlipwayException e) {
            // The last line may be torn.
        }
        return lines;
    }

    private Path stepFile(String run) {
        return file(run + ".steps");
    }

    private Path file(String deployment) {
        return folder.resolve(deployment.replaceAll("[^a-zA-Z0-9.-]", "_") + ".jsonl");
    }
}
