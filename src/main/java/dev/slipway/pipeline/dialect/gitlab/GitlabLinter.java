package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** GitLab CI configurations with everything they include. */
public final class GitlabLinter implements Linter {
    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public boolean detects(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.contains("gitlab-ci") && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    @Override
    public List<Mistake> lint(String path, String text, Sources sources) {
        return GitlabConfig.read(path, text, sources, Map.of(), Map.of()).mistakes();
    }

    /** A file of another project may well be there for the service. */
    @Override
    public boolean isWarning(String kind) {
        return kind.equals(Loader.NOT_AT_HAND);
    }
}
