package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Volume is mounted in multiple containers: shared volumes between containers. */
public final class SharedVolume implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/shared-volume",
            "Volume is mounted in multiple containers: shared volumes between containers",
            Severity.LOW,
            Confidence.HIGH,
            "What one service writes the other reads: a taken container changes the data, or the program, of another.",
            "give each service a volume of its own, or mount it read-only in all but one",
            List.of("CIS-DOCKER-5.6"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          a:
                            image: a:1
                            volumes: ["data:/data"]
                          b:
                            image: b:1
                            volumes: ["data:/data"]
                        volumes:
                          data: {}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          a:
                            image: a:1
                            volumes: ["data:/data"]
                          b:
                            image: b:1
                            volumes:
                              - {type: volume, source: data, target: /data}
                        volumes:
                          data: {}
                        """),
                Example.good("compose.yaml", """
                        services:
                          a:
                            image: a:1
                            volumes: ["data:/data"]
                          b:
                            image: b:1
                            volumes: ["data:/data:ro"]
                        volumes:
                          data: {}
                        """),
                Example.good("compose.yaml", """
                        services:
                          a:
                            image: a:1
                            volumes: ["data:/data", "other:/other"]
                        volumes:
                          data: {}
                          other: {}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        Map<String, List<ComposeFile.Mount>> writers = new LinkedHashMap<>();
        for (ComposeFile.Service service : file.services()) {
            Set<String> own = new HashSet<>();
            for (ComposeFile.Mount mount : service.mounts()) {
                if (!mount.readOnly() && !mount.source().isEmpty() && own.add(mount.source())) {
                    writers.computeIfAbsent(mount.source(), s -> new ArrayList<>())
                            .add(mount);
                }
            }
        }
        writers.forEach((volume, mounts) -> {
            boolean named = file.root().at("volumes", volume).isPresent() || volume.matches("[./~].*");
            if (named && mounts.size() > 1) {
                mounts.forEach(m -> out.at(m.node().span(), mounts.size() + " services write to " + volume));
            }
        });
    }
}
