package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import dev.slipway.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The image runs as root. */
public final class RootUser implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/root-user",
            "Image runs as root: the last USER is root or the USER instruction is missing",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever breaks out of the application owns the container, and a fault in the kernel or a mount is then one step from the host.",
            "create a user and end the last stage with USER and its number",
            List.of("CIS-DOCKER-4.1", "SOC2-CC6.1", "PCI-2.2.6"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM eclipse-temurin:21-jre
                        COPY app.jar /app.jar
                        CMD ["java", "-jar", "/app.jar"]
                        """),
                Example.bad("Dockerfile", """
                        FROM node:22
                        USER node
                        RUN npm ci
                        USER root
                        CMD ["node", "server.js"]
                        """),
                Example.good("Dockerfile", """
                        FROM eclipse-temurin:21-jre
                        USER 10001:10001
                        CMD ["java", "-jar", "/app.jar"]
                        """),
                Example.good("Dockerfile", """
                        FROM node:22 AS base
                        USER node

                        FROM base
                        CMD ["node", "server.js"]
                        """),
                Example.good("Dockerfile", """
                        FROM gcr.io/distroless/java21-debian12:nonroot
                        CMD ["app.jar"]
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        Optional<Stage> last = file.last();
        Optional<Instruction> user = file.effective("USER");
        if (last.isEmpty() || runsAsOther(file.base())) {
            return;
        }
        if (user.isEmpty()) {
            say(file, last.get().from(), "no USER is set: the image runs as root", out);
            return;
        }
        String name = Words.expand(user.get().arguments().strip(), Map.of()).replaceFirst(":.*$", "");
        if (name.startsWith("$")) {
            out.undecided(user.get().span(), "the user is a variable");
        } else if (name.equals("root") || name.equals("0")) {
            say(file, user.get(), "the last USER is root", out);
        }
    }

    private static void say(DockerFile file, Instruction at, String message, Report out) {
        Severity severity = file.isAside() ? Severity.LOW : ABOUT.severity();
        out.at(at.span().in(file.path()), severity, ABOUT.confidence(), message);
    }

    /** Images that bring a user of their own. */
    private static boolean runsAsOther(String image) {
        return image.contains("nonroot")
                || image.contains("unprivileged")
                || image.startsWith("cgr.dev/chainguard/")
                || image.matches("(docker\\.io/)?bitnami/.*");
    }
}
