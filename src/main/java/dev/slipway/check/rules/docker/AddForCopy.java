package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;

/** ADD is used instead of COPY. */
public final class AddForCopy implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/add-for-copy",
            "ADD is used instead of COPY",
            Severity.MEDIUM,
            Confidence.HIGH,
            "ADD unpacks archives and fetches URLs: what arrives may not be what the line says. COPY does one thing.",
            "use COPY for files and folders",
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
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD src /app/src
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ADD rootfs.tar.gz /
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY app.jar /app.jar
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            boolean special = i.words().stream()
                    .anyMatch(
                            w -> w.matches(
                                    "(https?|ftp|git)://.*|git@.*|.*\\.git(#.*)?|.*\\.(tar|tar\\.\\w+|tgz|tbz2?|txz|xz|gz|bz2)|.*\\$.*"));
            if (i.keyword().equals("ADD") && !special && i.flag("checksum").isEmpty()) {
                Spot.say(
                        out,
                        i.span(),
                        "nothing here needs ADD",
                        true,
                        "use COPY",
                        file.edit(
                                i,
                                i.span().column() == 1 ? "ADD" : "ADD ",
                                i.span().column() == 1 ? "COPY" : "COPY "));
            }
        }
    }
}
