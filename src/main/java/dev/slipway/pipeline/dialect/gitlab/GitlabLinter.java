package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import java.util.List;
import java.util.Map;

/** Configurations of GitLab pipelines. */
public final class GitlabLinter implements Linter {
    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public boolean detects(String path, String text) {
        return path.matches("(.*/)?[^/]*\\.gitlab-ci\\.ya?ml");
    }

    @Override
    public List<Mistake> lint(String path, String text, Sources sources) {
        return GitlabConfig.read(path, text, sources, Map.of(), Map.of()).mistakes();
    }

    @Override
    public boolean isWarning(String kind) {
        return false;
    }
}
