package dev.slipway.check.rules.repository;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.FileView;
import java.util.List;
import java.util.Map;

/** There is no .gitignore. */
public final class NoGitignore implements Rule.OfRepository {
    private static final About ABOUT = new About(
            "repository/no-gitignore",
            "There is no .gitignore",
            Severity.LOW,
            Confidence.HIGH,
            "Build outputs and local secrets are one git add . away from being shared.",
            "add one with the build folders and .env",
            List.of("OWASP-CICD-SEC-6"));

    private static final List<String> MANIFESTS = List.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "requirements.txt",
            "go.mod");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("pom.xml", "<project/>\n"),
                Example.bad("package.json", "{\"name\": \"a\"}\n"),
                new Example(false, Map.of("pom.xml", "<project/>", ".gitignore", "target/\n"), Example.NO_MODEL),
                Example.good("notes.txt", "x\n"));
    }

    @Override
    public void check(FileView view, ProjectModel model, Report out) {
        if (view.has(".gitignore")) {
            return;
        }
        MANIFESTS.stream()
                .filter(view::has)
                .findFirst()
                .ifPresent(m -> out.at(Place.of(m), "this is built here, and no .gitignore keeps its outputs out"));
    }
}
