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

/** Something that looks like a password is written down. */
public final class PasswordAssigned implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/password-assigned",
            "Something that looks like a password is written down",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Everyone who can read the repository can use it, and it is never changed because changing it needs a release.",
            "take it from the environment or a secret store, and change it",
            List.of("PCI-8.6.2", "GDPR-32", "OWASP-CICD-SEC-6"));

    /** Formats in which a value needs no quotes. */
    private static final Pattern DATA =
            Pattern.compile(".*\\.(properties|ya?ml|env|ini|cfg|conf|toml|tfvars)|\\.env.*|\\.npmrc");

    /** Other rules look at these, or they are made by tools. */
    private static final Pattern SKIPPED = Pattern.compile(
            "\\.env(\\..*)?|(docker-)?compose.*\\.ya?ml|.*\\.(md|svg|css|min\\.js|map|lock|po|snap|csv|html?)|.*[Mm]essages.*");

    private static final Pattern CIPHERTEXT =
            Pattern.compile("ENC\\[|\\$ANSIBLE_VAULT|!vault|AgA[A-Za-z0-9+/]{40}|\\{cipher}");
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![\\w.-])([\\w.-]{1,80}+)[\"']?\\s{0,4}+(?::=|=>|[:=])\\s{0,4}[\"']([^\"'\\s]{8,120})[\"']");
    private static final Pattern PLAIN =
            Pattern.compile("^\\s*(?:export\\s+)?([\\w.-]{1,80})\\s{0,4}[:=]\\s{0,4}([^\\s\"'#]{8,120})\\s*(?:#.*)?$");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad(
                        "src/main/resources/application.properties",
                        "spring.datasource.password=" + "Xk29vTqLm4Zr" + "\n"),
                Example.bad("settings.py", "API_KEY = '" + "a8f5f167f44f4964e6c998dee827110c" + "'\n"),
                Example.good(
                        "src/main/resources/application.properties", "spring.datasource.password=${DB_PASSWORD}\n"),
                Example.good("settings.py", "API_KEY = os.environ[\"API_KEY\"]\n"),
                Example.good("src/test/resources/application.properties", "db.password=" + "Xk29vTqLm4Zr" + "\n"),
                Example.good(
                        "Login.java",
                        "String passwordLabel = \"Your password\";\nprivate String password = request.getPassword();\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "access_key", "pwd");
    }

    @Override
    public void check(TextFile file, Report out) {
        if (file.isSample() || SKIPPED.matcher(file.name()).matches()) {
            return;
        }
        boolean data = DATA.matcher(file.name()).matches();
        for (TextFile.Line line : file.linesWith(keywords())) {
            Matcher quoted = QUOTED.matcher(line.text());
            Matcher plain = PLAIN.matcher(line.text());
            boolean found = (quoted.find() && is(quoted)) || (data && plain.find() && is(plain));
            if (found && !CIPHERTEXT.matcher(line.text()).find()) {
                out.line(line.number(), "a value is given to something named like a secret");
            }
        }
    }

    private static boolean is(Matcher assignment) {
        return SecretWords.isSecretName(assignment.group(1)) && SecretWords.looksReal(assignment.group(2));
    }
}
