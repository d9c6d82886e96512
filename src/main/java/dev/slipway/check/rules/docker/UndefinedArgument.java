package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FROM uses an argument that is not declared before it. */
public final class UndefinedArgument implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/undefined-argument",
            "FROM uses an argument that is not declared before it",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The variable is empty: the build fails, or takes another image.",
            "declare it by ARG before the first FROM",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:${VERSION}
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12 AS base
                        ARG TAG=1
                        FROM app:$TAG
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        ARG VERSION=12
                        FROM debian:${VERSION}
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM --platform=$BUILDPLATFORM debian:${VERSION:-12}
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        Set<String> known = new HashSet<>(List.of(
                "BUILDPLATFORM",
                "TARGETPLATFORM",
                "BUILDARCH",
                "TARGETARCH",
                "BUILDOS",
                "TARGETOS",
                "BUILDVARIANT",
                "TARGETVARIANT"));
        file.tree().instructions().stream()
                .takeWhile(i -> !i.keyword().equals("FROM"))
                .filter(i -> i.keyword().equals("ARG"))
                .forEach(i -> known.addAll(i.pairs().keySet()));
        for (Stage stage : file.stages()) {
            Matcher variable = VARIABLE.matcher(stage.image());
            while (variable.find()) {
                String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
                if (!known.contains(name)) {
                    out.at(stage.from().span(), "no ARG " + name + " stands before the first FROM");
                }
            }
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");
}
