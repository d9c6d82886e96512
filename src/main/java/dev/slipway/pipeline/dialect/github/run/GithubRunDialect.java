package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.GithubLinter;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Session;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.List;

/** Runs workflows of GitHub Actions. */
public final class GithubRunDialect implements RunDialect {
    private final GithubLinter linter = new GithubLinter();

    @Override
    public String id() {
        return "github";
    }

    @Override
    public boolean detects(String path, String text) {
        return linter.detects(path, text) && !path.matches("(.*/)?action\\.ya?ml");
    }

    @Override
    public boolean triggeredBy(RunRequest request) {
        Parsed parsed = Yaml.parse(request.file(), request.text());
        return parsed.errors().isEmpty()
                && EventFilter.starts(parsed.root(), new Facts(request), request.changed());
    }

    @Override
    public Session session(RunRequest request) {
        List<Mistake> mistakes = linter.lint(request.file(), request.text(), request.sources()).stream()
                .filter(m -> !linter.isWarning(m.kind()))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new SlipwayException(mistakes.stream()
                    .limit(20)
                    .map(m -> Problem.input(m.message(), m.place(), m.kind(), "correct the file; `slipway lint` shows all"))
                    .toList());
        }
        return new GithubSession(request, Yaml.parse(request.file(), request.text()).root());
    }
}
