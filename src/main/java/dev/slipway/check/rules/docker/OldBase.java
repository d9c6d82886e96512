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
import java.util.regex.Pattern;

/** Base image is past its end of life. */
public final class OldBase implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/old-base",
            "Base image is past its end of life",
            Severity.HIGH,
            Confidence.HIGH,
            "Nobody repairs vulnerabilities in it any more, those in OpenSSL and the C library among them.",
            "move to a version that is still maintained",
            List.of("PCI-6.3", "CIS-DOCKER-4.4"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:14-alpine
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:stretch-slim
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM node:22-alpine
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
            String image = file.image(stage).replaceFirst("^(docker\\.io/)?(library/)?", "");
            if (OLD.matcher(image).matches()) {
                out.at(stage.from().span(), image + " is no longer maintained");
            }
        }
    }

    /** Official images whose makers had ended support by 2026, from their release pages. */
    private static final Pattern OLD = Pattern.compile("(?:"
            + "debian:(?:[789]|10|wheezy|jessie|stretch|buster)(?:[.-].*)?"
            + "|ubuntu:(?:1[0-9]|precise|trusty|xenial|bionic|2[13]\\.|22\\.10|24\\.10|20\\.10|focal|20\\.04).*"
            + "|alpine:(?:2\\..*|3\\.(?:\\d|1[0-9])(?:\\..*)?)"
            + "|node:(?:[0-9]|1[0-9]|21)(?:[.-].*)?"
            + "|python:(?:2|3\\.[0-8])(?:[.-].*)?"
            + "|php:(?:[57]|8\\.0)(?:[.-].*)?"
            + "|golang:1\\.(?:\\d|1[0-9]|2[01])(?:[.-].*)?"
            + "|ruby:(?:[12]|3\\.[01])(?:[.-].*)?"
            + "|centos(?::.*)?|openjdk:.*|java:.*"
            + "|fedora:(?:[12]\\d|3[0-9])"
            + "|postgres:(?:9|1[0-2])(?:[.-].*)?|mysql:5(?:[.-].*)?|nginx:1\\.(?:\\d|1\\d|2[0-3])(?:[.-].*)?"
            + ")");
}
