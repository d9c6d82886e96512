package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;

/** Platform flag is used with FROM. */
public final class PlatformFlag implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/platform-flag",
            "Platform flag is used with FROM",
            Severity.NOTE,
            Confidence.CERTAIN,
            "A constant platform makes the same image for every machine that asks, and runs emulated on others.",
            "leave --platform to the build command, or use $BUILDPLATFORM",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM --platform=linux/amd64 debian:12
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM --platform=linux/arm64 debian:12 AS build
                        """),
                Example.good("Dockerfile", """
                        FROM --platform=$BUILDPLATFORM debian:12
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            String platform = stage.from().flag("platform").orElse("");
            if (!platform.isEmpty() && !platform.contains("$")) {
                Spot.say(
                        out,
                        stage.from().span(),
                        "FROM fixes the platform " + platform,
                        false,
                        "remove the flag",
                        file.edit(stage.from(), "--platform=" + platform + " ", ""));
            }
        }
    }
}
