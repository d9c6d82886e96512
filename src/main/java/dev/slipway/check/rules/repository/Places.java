package dev.slipway.check.rules.repository;

import dev.slipway.assess.ProjectModel;
import dev.slipway.exec.files.FileView;
import java.util.List;

/** Where a finding about a whole component stands: at its manifest, so that people open the right folder. */
final class Places {
    private static final List<String> MANIFESTS = List.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "requirements.txt",
            "go.mod");

    private Places() {}

    static String of(FileView view, ProjectModel.Component component) {
        String folder = component.path().equals(".") ? "" : component.path() + "/";
        return MANIFESTS.stream()
                .map(m -> folder + m)
                .filter(view::has)
                .findFirst()
                .orElse(component.path());
    }
}
