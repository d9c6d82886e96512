package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.check.GithubCheck;
import dev.slipway.pipeline.dialect.github.check.Kinds;
import java.util.List;
import java.util.regex.Pattern;

/** Workflows and actions of GitHub. */
public final class GithubLinter implements Linter {
    private static final Pattern ACTION_FILE = Pattern.compile("(.*/)?action\\.ya?ml");
    private static final Pattern WORKFLOW_FILE = Pattern.compile("(.*/)?\\.github/workflows/[^/]+\\.ya?ml");
    private static final Pattern ON = Pattern.compile("(?m)^(on|\"on\"|'on')\\s*:");
    private static final Pattern JOBS = Pattern.compile("(?m)^jobs\\s*:");
    private static final Pattern RUNS = Pattern.compile("(?m)^runs\\s*:");

    @Override
    public String id() {
        return "github";
    }

    @Override
    public boolean detects(String path, String text) {
        return WORKFLOW_FILE.matcher(path).matches() || isAction(path, text) || has(ON, text) && has(JOBS, text);
    }

    private static boolean isAction(String path, String text) {
        return ACTION_FILE.matcher(path).matches() && (has(RUNS, text) || !has(JOBS, text));
    }

    private static boolean has(Pattern key, String text) {
        return key.matcher(text).find();
    }

    @Override
    public List<Mistake> lint(String path, String text, Sources sources) {
        return isAction(path, text)
                ? GithubCheck.action(path, text, sources)
                : GithubCheck.workflow(path, text, sources);
    }

    @Override
    public boolean isWarning(String kind) {
        return Kinds.isWarning(kind);
    }
}
