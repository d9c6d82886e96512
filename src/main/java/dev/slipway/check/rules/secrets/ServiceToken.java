package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
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

/** A token of a well-known service stands in the repository. */
public final class ServiceToken implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/service-token",
            "A token of a well-known service stands in the repository",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever reads it can act in the name of the team at that service.",
            "revoke it there, make a new one, and keep it out of version control",
            List.of("OWASP-CICD-SEC-6", "PCI-8.6.2"));

    private record Token(String service, Pattern pattern) {}

    /** As the services document them. */
    private static final List<Token> TOKENS = List.of(
            new Token("Slack", Pattern.compile("(?<![A-Za-z0-9_-])xox[baprs]-[0-9A-Za-z-]{24,120}(?![A-Za-z0-9_-])")),
            new Token(
                    "Slack (webhook)",
                    Pattern.compile(
                            "(?<![A-Za-z0-9_-])https://hooks\\.slack\\.com/services/T\\w{6,14}/B\\w{6,14}/\\w{20,30}(?![A-Za-z0-9_-])")),
            new Token("Stripe", Pattern.compile("(?<![A-Za-z0-9_-])[sr]k_live_[0-9A-Za-z]{20,120}(?![A-Za-z0-9_-])")),
            new Token("GitLab", Pattern.compile("(?<![A-Za-z0-9_-])glpat-[0-9A-Za-z_-]{20}(?![A-Za-z0-9_-])")),
            new Token("Google", Pattern.compile("(?<![A-Za-z0-9_-])AIza[0-9A-Za-z_-]{35}(?![A-Za-z0-9_-])")),
            new Token("npm", Pattern.compile("(?<![A-Za-z0-9_-])npm_[0-9A-Za-z]{36}(?![A-Za-z0-9_-])")),
            new Token(
                    "SendGrid",
                    Pattern.compile("(?<![A-Za-z0-9_-])SG\\.[0-9A-Za-z_-]{22}\\.[0-9A-Za-z_-]{43}(?![A-Za-z0-9_-])")),
            new Token("DigitalOcean", Pattern.compile("(?<![A-Za-z0-9_-])dop_v1_[0-9a-f]{64}(?![A-Za-z0-9_-])")),
            new Token(
                    "PyPI",
                    Pattern.compile("(?<![A-Za-z0-9_-])pypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,200}(?![A-Za-z0-9_-])")));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad(
                        "notify.sh", "T=" + "xoxb-" + "123456789012-123456789012-" + "AbCdEfGhIjKlMnOpQrStUvWx" + "\n"),
                Example.bad("pay.py", "key = '" + "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc" + "'\n"),
                Example.good("pay.py", "key = '" + "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc" + "'\n"),
                Example.good("notify.sh", "T=$SLACK_TOKEN\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of(
                "xox",
                "hooks.slack.com",
                "sk_live_",
                "rk_live_",
                "glpat-",
                "aiza",
                "npm_",
                "sg.",
                "private_key_id",
                "dop_v1_",
                "pypi-");
    }

    @Override
    public void check(TextFile file, Report out) {
        for (TextFile.Line line : file.linesWith(keywords())) {
            for (Token token : TOKENS) {
                Matcher found = token.pattern().matcher(line.text());
                if (found.find() && SecretWords.entropy(found.group()) > 3) {
                    out.at(
                            Place.of(file.path(), line.number()),
                            Severity.HIGH,
                            file.isSample() ? Confidence.LOW : Confidence.HIGH,
                            "a token of " + token.service());
                }
            }
        }
    }
}
