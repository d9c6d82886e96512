package dev.slipway.pipeline.dialect.jenkins;

import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Declarative Jenkins pipelines. */
public final class JenkinsLinter implements Linter {
    private static final Pattern PIPELINE = Pattern.compile("(?m)^\\s*pipeline\\s*\\{");

    @Override
    public String id() {
        return "jenkins";
    }

    @Override
    public boolean detects(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith("jenkinsfile")
                || name.endsWith(".jenkinsfile")
                || (name.endsWith(".groovy") && PIPELINE.matcher(text).find());
    }

    @Override
    public List<Mistake> lint(String path, String text, Sources sources) {
        return JenkinsLint.check(path, text);
    }

    @Override
    public boolean isWarning(String kind) {
        return false;
    }
}
