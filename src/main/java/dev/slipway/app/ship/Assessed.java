package dev.slipway.app.ship;

import dev.slipway.assess.ProjectModel;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.git.GitRepository;
import dev.slipway.exec.git.Version;
import dev.slipway.intent.Intent;
import java.nio.file.Path;
import java.util.Optional;

/** The repository as read: what it is, what the team wants, under which version. */
record Assessed(
        Path directory,
        FileView view,
        Version version,
        Optional<GitRepository> git,
        ProjectModel model,
        Intent intent,
        Intent.Environment environment) {
    /** Where it comes from: the origin and the folder in it, or the folder alone. */
    String origin() {
        return git.filter(g -> !g.origin().isEmpty())
                .map(g -> g.path().isEmpty() ? g.origin() : g.origin() + "#" + g.path())
                .orElse(directory.toString());
    }
}
