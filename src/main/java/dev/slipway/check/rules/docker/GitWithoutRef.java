package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** A repository is cloned without a fixed version. */
public final class GitWithoutRef implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/git-clone-unpinned",
            "A repository is cloned without a fixed version",
            Severity.LOW,
            Confidence.MEDIUM,
            "Whatever stands on the default branch goes into the image: nobody can say which, and a taken repository is in at once.",
            "clone a tag by --branch, better check out a commit",
            List.of("OWASP-CICD-SEC-3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN git clone https://example.org/tool.git
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN git clone --depth 1 https://example.org/tool && make -C tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN git clone --branch v1.2 https://example.org/tool.git
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN git clone https://example.org/tool.git && git -C tool checkout 0123456789
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            String script = DockerFile.script(run.instruction());
            if (run.is("git", "clone")
                    && !run.has("-b", "--branch", "--revision")
                    && !script.matches("(?s).*\\b(checkout|reset --hard|--branch|--revision)\\b.*")) {
                out.at(run.instruction().span(), "git clone takes whatever is on the default branch");
            }
        }
    }
}
