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

/** Points of rollouts, one file a deployment: what the report plots. Losing one costs a plot. */
public final class Traces implements Observer.TraceSink {
    /** Bytes of one trace: a look every quarter of a second for some hours. */
    private static final long MAX_BYTES = 16 << 20;

    private final Path folder;

    Traces(Home home) {
        this.folder = home.runs().resolve("traces");
    }

    @Override
    public void add(String deployment, String point) {
        Path file = file(deployment);
        try {
            DurableFiles.privateFolder(folder);
            if (!Files.exists(file) || Files.size(file) < MAX_BYTES) {
                Files.writeString(file, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            // A plot with a gap is better than a rollout that fails for its plot.
        }
    }

    /** The points of a deployment in order. */
    public List<Observer.Point> read(String deployment) {
        List<Observer.Point> points = new ArrayList<>();
        try {
            if (Files.exists(file(deployment))) {
                for (String line : Files.readAllLines(file(deployment))) {
                    points.add(Json.read(line, Observer.Point.class, deployment));
                }
            }
        } catch (IOException | dev.slipway.base.SlipwayException e) {
            // The last line may be torn.
        }
        return points;
    }

    private Path file(String deployment) {
        return folder.resolve(deployment.replaceAll("[^a-zA-Z0-9.-]", "_") + ".jsonl");
    }
}
