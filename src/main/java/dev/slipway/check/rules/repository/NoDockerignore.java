package dev.slipway.check.rules.repository;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import java.util.List;
import java.util.Map;

/** A Dockerfile copies everything, and nothing is left out. */
public final class NoDockerignore implements Rule.OfRepository {
    private static final About ABOUT = new About(
            "repository/no-dockerignore",
            "A Dockerfile copies everything, and nothing is left out",
            Severity.MEDIUM,
            Confidence.HIGH,
            ".git, .env and build outputs go into the image, where everyone who can pull it reads them.",
            "add a .dockerignore with .git, .env and the build folders",
            List.of("CIS-DOCKER-4.10", "GDPR-32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", "FROM node:22\nCOPY . .\n"),
                Example.bad("web/Dockerfile", "FROM node:22\nWORKDIR /app\nCOPY . /app\n"),
                Example.good("Dockerfile", "FROM node:22\nCOPY src /app\n"),
                new Example(
                        false,
                        Map.of("Dockerfile", "FROM node:22\nCOPY . .\n", ".dockerignore", ".git\n"),
                        Example.NO_MODEL));
    }

    @Override
    public void check(FileView view, ProjectModel model, Report out) {
        for (FileView.Entry entry : view.files()) {
            if (!entry.name().equals("Dockerfile") && !entry.name().equals("Containerfile")) {
                continue;
            }
            String folder = entry.folder().equals(".") ? "" : entry.folder() + "/";
            boolean ignored = view.has(folder + ".dockerignore")
                    || view.has(".dockerignore")
                    || view.has(entry.path() + ".dockerignore");
            if (!ignored) {
                Dockerfile.parse(entry.path(), view.text(entry.path()).orElse("")).instructions().stream()
                        .filter(i ->
                                i.keyword().equals("COPY") && i.flag("from").isEmpty())
                        .filter(i ->
                                !i.words().isEmpty() && i.words().getFirst().matches("\\.|\\./|/"))
                        .findFirst()
                        .ifPresent(i -> out.at(
                                i.span().in(entry.path()),
                                "the whole folder is copied, and there is no .dockerignore"));
            }
        }
    }
}
