package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;
import java.util.Optional;

/** Build tools stay in the final image. */
public final class BuildToolsShipped implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/build-tools-shipped",
            "Build tools stay in the final image",
            Severity.LOW,
            Confidence.HIGH,
            "Compilers and package managers make the image large and help an attacker to build tools.",
            "build in a stage of its own and copy the result into a small image",
            List.of("CIS-DOCKER-4.3", "PCI-2.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM golang:1.23
                        COPY . .
                        RUN go build -o /app
                        CMD ["/app"]
                        """),
                Example.bad("Dockerfile", """
                        FROM maven:3.9-eclipse-temurin-21
                        COPY . .
                        RUN mvn package
                        CMD ["java", "-jar", "target/a.jar"]
                        """),
                Example.good("Dockerfile", """
                        FROM golang:1.23 AS build
                        RUN go build -o /app
                        FROM debian:12
                        COPY --from=build /app /app
                        CMD ["/app"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl
                        CMD ["/app"]
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        Optional<Stage> last = file.last();
        String base = file.base().replaceFirst("^(docker\\.io/)?(library/)?", "");
        boolean starts = last.filter(
                        s -> s.last("CMD").isPresent() || s.last("ENTRYPOINT").isPresent())
                .isPresent();
        if (starts
                && !file.isAside()
                && base.matches(
                        "(golang|rust|maven|gradle|gcc|buildpack-deps|mcr\\.microsoft\\.com/dotnet/sdk)(:.*)?")) {
            out.at(last.get().from().span(), base + " is an image for building");
        } else if (starts && !file.isAside()) {
            for (DockerFile.Run run : file.runs(last.get())) {
                PackageCall.of(run)
                        .filter(c -> c.installs()
                                && c.packages().stream()
                                        .anyMatch(p -> p.matches("build-essential|gcc|g\\+\\+|build-base|make|cmake")))
                        .filter(c -> !DockerFile.script(run.instruction())
                                .matches("(?s).*\\b(purge|autoremove|remove|apk\\s+del|erase)\\b.*"))
                        .ifPresent(c -> out.at(run.instruction().span(), "a compiler stays in the image"));
            }
        }
    }
}
