package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL carries a password. */
public final class UrlCredentials implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/url-credentials",
            "A URL carries a password",
            Severity.HIGH,
            Confidence.MEDIUM,
            "URLs end in logs, histories and error messages; with them the password.",
            "give the password apart, from outside the repository",
            List.of("PCI-8.6.2", "GDPR-32"));

    private static final Pattern URL =
            Pattern.compile("[a-z][a-z0-9+.-]{1,20}://([\\w.-]{1,60}):([^\\s:@/\"'<>{}$]{4,80})@([\\w.\\[-]+)");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.properties", "db.url=postgres://app:" + "Xk29vTqLm4Zr" + "@db.example.org/app\n"),
                Example.good("app.properties", "db.url=postgres://app:${DB_PASSWORD}@db/app\n"),
                Example.good("app.properties", "db.url=postgres://postgres:postgres@localhost:5432/app\n"),
                Example.good("README.md", "git clone https://user:password@example.org/x.git\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("://");
    }

    @Override
    public void check(TextFile file, Report out) {
        for (TextFile.Line line : file.linesWith(keywords())) {
            Matcher url = URL.matcher(line.text());
            while (url.find()) {
                String password = url.group(2);
                boolean local = url.group(3).matches("(localhost|127\\.0\\.0\\.1|\\[?::1).*");
                if (!local
                        && !file.isSample()
                        && SecretWords.looksReal(password)
                        && !password.equalsIgnoreCase(url.group(1))) {
                    out.line(line.number(), "a URL with the password of " + url.group(1));
                }
            }
        }
    }
}
