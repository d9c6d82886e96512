package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A private key stands in the repository. */
public final class PrivateKey implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/private-key",
            "A private key stands in the repository",
            Severity.CRITICAL,
            Confidence.HIGH,
            "Everyone who can read the repository, now or in its history, can act as its owner.",
            "make a new key, revoke this one, and keep the new one out of version control",
            List.of("PCI-8.6.2", "OWASP-CICD-SEC-6", "GDPR-32"));

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN (?!ENCRYPTED)([A-Z]+ )?PRIVATE KEY( BLOCK)?-----");
    private static final Pattern BODY = Pattern.compile("^[\\s\"'+]*(Version:|Comment:|[A-Za-z0-9+/=]{32,})");
    private static final Pattern INLINE_BODY = Pattern.compile("KEY-----(\\\\n|\\s)+[A-Za-z0-9+/]{32,}");

    /** In two parts, so that this file is no finding of any scanner. */
    private static final String KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA".repeat(4) + "\n";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("deploy/server.key", KEY),
                Example.good("deploy/server.pub", KEY.replace("PRIVATE", "PUBLIC")),
                Example.good(
                        "Reader.java",
                        "if (line.equals(\"-----BEGIN \" + \"PRIVATE KEY-----\")) {\n    begin();\n}\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("private key");
    }

    @Override
    public void check(TextFile file, Report out) {
        for (TextFile.Line line : file.linesWith(keywords())) {
            boolean begins = BEGIN.matcher(line.text()).find();
            boolean inLine = begins && INLINE_BODY.matcher(line.text()).find();
            if (begins && (inLine || BODY.matcher(file.after(line)).find())) {
                // Keys for tests are made to be public, mostly: told, but not as the end of the world.
                out.at(
                        Place.of(file.path(), line.number()),
                        file.isSample() ? Severity.LOW : Severity.CRITICAL,
                        file.isSample() ? Confidence.LOW : Confidence.HIGH,
                        "a private key begins here");
            }
        }
    }
}
