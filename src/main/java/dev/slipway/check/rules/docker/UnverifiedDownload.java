package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;
import java.util.regex.Pattern;

/** Downloaded artefact is never verified by a checksum or signature. */
public final class UnverifiedDownload implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/unverified-download",
            "Downloaded artefact is never verified by a checksum or signature",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "A changed or broken file goes into the image unnoticed.",
            "compare a checksum (sha256sum -c) or check a signature (gpg, cosign) in the same RUN",
            List.of("CIS-DOCKER-4.11", "OWASP-CICD-SEC-9"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSLo /tmp/tool.tar.gz https://example.org/tool.tar.gz && tar xf /tmp/tool.tar.gz
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN wget https://example.org/tool.deb && dpkg -i tool.deb
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSLo tool.tar.gz https://example.org/tool.tar.gz && echo "11  tool.tar.gz" | sha256sum -c -
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -f https://example.org/status
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            String script = run.keyword().equals("RUN") ? DockerFile.script(run) : "";
            if (FETCHED.matcher(script).find() && !CHECKED.matcher(script).find()) {
                out.at(run.span(), "what is downloaded is not verified");
            }
        }
    }

    private static final Pattern FETCHED = Pattern.compile(
            "\\b(curl|wget)\\b[^;&|]{0,600}\\.(tar|tgz|gz|xz|bz2|zip|deb|rpm|jar|whl|apk|bin|exe|run|AppImage)\\b");
    private static final Pattern CHECKED = Pattern.compile(
            "(?i)sha(1|224|256|384|512)|md5|shasum|checksum|gpg|cosign|minisign|signify|rpm\\s+--checksig|b2sum");
}
