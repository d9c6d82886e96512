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
import java.util.regex.Pattern;

/** A file that holds secrets is copied into the image. */
public final class SecretFileCopied implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/secret-file-copied",
            "A file that holds secrets is copied into the image",
            Severity.HIGH,
            Confidence.HIGH,
            "Everyone who can pull the image has it, even when a later layer removes it.",
            "leave it out, name it in .dockerignore, and give it at run time",
            List.of("CIS-DOCKER-4.10", "GDPR-32"));

    private static final Pattern SECRET_FILE = Pattern.compile(
            "(.*/)?(\\.env(\\.(local|prod|production|staging))?|id_(rsa|dsa|ecdsa|ed25519)|\\.npmrc|\\.pypirc|\\.netrc"
                    + "|\\.pgpass|\\.ssh/?|\\.aws(/credentials)?/?|[^/]*\\.(p12|pfx|jks|keystore)|[^/]*[_-]key\\.pem"
                    + "|credentials\\.json|service-account[^/]*\\.json)");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY .env /app/.env
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY id_rsa /root/.ssh/id_rsa
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY .env.example /app/.env.example
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY src /app/src
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (String keyword : List.of("COPY", "ADD")) {
                for (Instruction copy : stage.all(keyword)) {
                    List<String> words = copy.words();
                    boolean foreign = copy.flag("from").isPresent();
                    words.stream()
                            .limit(Math.max(0, words.size() - 1))
                            .filter(w -> !foreign && SECRET_FILE.matcher(w).matches())
                            .findFirst()
                            .ifPresent(w -> out.at(copy.span(), w + " holds secrets"));
                }
            }
        }
    }
}
