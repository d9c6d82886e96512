package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;

/** ADD does what COPY does, or fetches without a check. */
public final class AddForCopy implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/add-for-copy",
            "ADD does what COPY does, or fetches without a check",
            Severity.MEDIUM,
            Confidence.HIGH,
            "ADD unpacks archives and fetches URLs: what arrives is not what the line says, and nobody compares it with anything.",
            "use COPY for files; for a URL use ADD --checksum or a download with a checksum test",
            List.of("CIS-DOCKER-4.9"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD app.jar /app.jar
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD https://example.org/tool /bin/tool
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ADD rootfs.tar.gz /
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ADD --checksum=sha256:1111111111111111111111111111111111111111111111111111111111111111 https://example.org/tool /bin/tool
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY app.jar /app.jar
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction add : stage.all("ADD")) {
                List<String> words = add.words();
                boolean remote = words.stream().anyMatch(w -> w.matches("(https?|ftp)://.*"));
                boolean git = words.stream().anyMatch(w -> w.matches("(git@|git://).*|.*\\.git(#.*)?"));
                boolean archive =
                        words.stream().anyMatch(w -> w.matches(".*\\.(tar|tar\\.\\w+|tgz|tbz2?|txz|xz|gz|bz2)"));
                if (remote && !git && add.flag("checksum").isEmpty()) {
                    out.at(add.span(), "what is fetched is not compared with a checksum");
                } else if (!remote && !git && !archive) {
                    out.at(add.span(), "nothing here needs ADD");
                }
            }
        }
    }
}
