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

/** A .env file with secrets is not kept out of version control. */
public final class CommittedDotenv implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/committed-dotenv",
            "A .env file with secrets is not kept out of version control",
            Severity.HIGH,
            Confidence.HIGH,
            "It holds what must not be shared, and one git add shares it for ever.",
            "put it into .gitignore, remove it from the index, change what it held, and commit an .env.example",
            List.of("PCI-8.6.2", "OWASP-CICD-SEC-6"));

    private static final Pattern DOTENV =
            Pattern.compile("\\.env(\\.(local|dev|development|prod|production|staging))?");
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?(\\w{1,80})=[\"']?([^\"'#\\s]{4,200})[\"']?.*");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad(".env", "DB_PASSWORD=" + "Xk29vTqLm4Zr" + "\nDEBUG=1\n"),
                Example.bad("app/.env", "API_TOKEN=" + "Wq83nRzKp5Ys" + "\n"),
                Example.good(".env.example", "DB_PASSWORD=\n"),
                Example.good(".env", "PORT=8080\nDB_PASSWORD=\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of();
    }

    @Override
    public void check(TextFile file, Report out) {
        if (!DOTENV.matcher(file.name()).matches()) {
            return;
        }
        for (TextFile.Line line : file.lines()) {
            Matcher pair = LINE.matcher(line.text());
            if (pair.matches() && SecretWords.isSecretName(pair.group(1)) && SecretWords.looksReal(pair.group(2))) {
                out.line(line.number(), pair.group(1) + " has a value here, and git does not ignore the file");
            }
        }
    }
}
