package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import dev.slipway.check.secrets.SecretNames;
import dev.slipway.check.secrets.SecretValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Kubernetes Secret in the repository holds a password that is only encoded. */
public final class EncodedSecret implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/encoded-secret",
            "A Kubernetes Secret holds a password that is encoded and not encrypted",
            Severity.HIGH,
            Confidence.HIGH,
            "Base64 is no encryption: everyone who can read the repository reads the password.",
            "change it, and commit a sealed secret, an encrypted file or a reference to a secret store instead",
            List.of("PCI-8.6.2", "GDPR-32", "OWASP-CICD-SEC-6", "CIS-K8S-5.4.1"));

    private static final Pattern KIND =
            Pattern.compile("\\s{0,10}[\"']?kind[\"']?\\s{0,4}:\\s{0,4}[\"']?Secret[\"']?,?\\s{0,20}");
    private static final Pattern DATA = Pattern.compile("(\\s{0,20})[\"']?data[\"']?\\s{0,4}:\\s{0,4}\\{?\\s{0,20}");
    private static final Pattern ENTRY = Pattern.compile(
            "(\\s{0,40})[\"']?([\\w.-]{1,120})[\"']?\\s{0,4}:\\s{0,4}[\"']?([A-Za-z0-9+/]{8,4000}={0,2})[\"']?,?\\s{0,20}");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  ";
        return List.of(
                Example.bad("k8s/db.yaml", secret + "password: " + encoded("Xk29vTqLm4Zr") + "\n"),
                Example.bad(
                        "k8s/db.yaml",
                        "a: 1\n---\n" + secret + "API_TOKEN: \"" + encoded("pk-91Xk29vTqLm4Zr\n") + "\"\n"),
                Example.good("k8s/db.yaml", secret + "password: " + encoded("changeme123") + "\n"),
                Example.good("k8s/db.yaml", secret + "password: {{ .Values.password | b64enc }}\n"),
                Example.good(
                        "k8s/db.yaml",
                        "kind: SealedSecret\nspec:\n  encryptedData:\n    password: " + encoded("Xk29vTqLm4Zr") + "\n"),
                Example.good(
                        "k8s/db.yaml", secret.replace("Secret", "ConfigMap") + "password: " + encoded("Xk29vTqLm4Zr")));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("kind: secret", "kind\": \"secret", "kind: \"secret", "kind:secret");
    }

    @Override
    public void check(TextFile file, Report out) {
        if (file.isSample()) {
            return;
        }
        List<Entry> pending = new ArrayList<>();
        boolean secret = false;
        int data = -1;
        for (TextFile.Line line : file.lines()) {
            String text = line.text();
            Matcher begin = DATA.matcher(text);
            Matcher entry = ENTRY.matcher(text);
            if (text.startsWith("---")) {
                say(secret, pending, file, out);
                secret = false;
                data = -1;
            } else if (KIND.matcher(text).matches()) {
                secret = true;
            } else if (begin.matches()) {
                data = begin.group(1).length();
            } else if (data >= 0 && entry.matches() && entry.group(1).length() > data) {
                if (isReal(entry.group(2), entry.group(3))) {
                    pending.add(new Entry(line.number(), entry.start(3) + 1, entry.group(2)));
                }
            } else if (!text.isBlank() && text.length() - text.stripLeading().length() <= data) {
                data = -1;
            }
        }
        say(secret, pending, file, out);
    }

    private record Entry(int line, int column, String name) {}

    /** The kind may stand after the data: it is known at the end of a document. */
    private static void say(boolean secret, List<Entry> pending, TextFile file, Report out) {
        if (secret) {
            pending.forEach(e -> out.at(
                    new Place(file.path(), e.line(), e.column()), e.name() + " holds a secret that is only encoded"));
        }
        pending.clear();
    }

    private static boolean isReal(String name, String encoded) {
        return SecretNames.isSecret(name)
                && decoded(encoded).filter(SecretValues::looksReal).isPresent();
    }

    private static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
