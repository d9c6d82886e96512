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

/** Certificate verification is switched off in a build step. */
public final class TlsCheckOff implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/tls-check-off",
            "Certificate verification is switched off in a build step",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever is between the build and the server decides what goes into the image.",
            "remove the flag, and add the authority's certificate when it is your own",
            List.of("PCI-4.2", "OWASP-CICD-SEC-9"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN curl -k -o /bin/tool https://example.org/tool
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN npm config set strict-ssl false
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSLo /bin/tool https://example.org/tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN wget -q https://example.org/tool
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            if (OFF.matcher(run.command()).find()) {
                out.at(
                        run.instruction().span(),
                        "certificates are not verified: " + run.words().getFirst());
            }
        }
        for (Instruction env : file.tree().instructions()) {
            if (env.keyword().equals("ENV")
                    && (env.pairs()
                                    .getOrDefault("NODE_TLS_REJECT_UNAUTHORIZED", "")
                                    .equals("0")
                            || env.pairs().getOrDefault("GIT_SSL_NO_VERIFY", "").matches("1|true")
                            || env.pairs().getOrDefault("PYTHONHTTPSVERIFY", "").equals("0"))) {
                out.at(env.span(), "certificates are not verified by what runs in the image");
            }
        }
    }

    private static final Pattern OFF = Pattern.compile(
            "^curl\\s(.*\\s)?(-[a-jl-zA-Z]*k[a-zA-Z]*|--insecure)(\\s|$)|--no-check-certificate|http\\.sslVerify[= ]+\"?false"
                    + "|strict-ssl[= ]+\"?false|--trusted-host\\b|NODE_TLS_REJECT_UNAUTHORIZED=0|GIT_SSL_NO_VERIFY=(1|true)");
}
