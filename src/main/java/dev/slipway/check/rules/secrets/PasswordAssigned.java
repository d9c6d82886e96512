package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import dev.slipway.check.secrets.NamedValue;
import java.util.List;
import java.util.Set;
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
    private static final Pattern DATA = Pattern.compile(
            "(?i).*\\.(properties|ya?ml|env|ini|cfg|conf|cnf|toml|tfvars|sh|bash|zsh|service|http|rest)|\\.npmrc|\\.pypirc|\\.s3cfg|"
                    + "\\.my\\.cnf|\\.envrc|credentials|jenkinsfile.*|[a-z]*profile|\\.bashrc");

    /** Other rules look at these, or they are made by tools, or they are words for people. */
    private static final Pattern SKIPPED = Pattern.compile(
            "(?i)\\.env(\\..*)?|(docker-)?compose.*\\.ya?ml|(.*\\.)?(dockerfile|containerfile)(\\..*)?"
                    + "|.*\\.(md|svg|css|scss|min\\.js|map|lock|po|pot|snap|csv|tsv|html?|ipynb|sum|pbxproj|xlf|strings|sarif|jsonl|ts\\.snap)"
                    + "|.*(messages|translation|i18n|locale).*|(package-lock|npm-shrinkwrap|composer\\.lock|deps)\\.json");

    /** Folders of texts in many languages: "password" is a word there. */
    private static final Pattern TRANSLATIONS = Pattern.compile("(?i)(?:.*/)?(?:locales?|i18n|lang|translations)/.*");

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
                Example.bad("deploy.yaml", "env:\n  - name: DB_PASSWORD\n    value: " + "Xk29vTqLm4Zr" + "\n"),
                Example.bad("main.tf", "resource \"x\" \"y\" {\n  master_password = \"" + "Xk29vTqLm4Zr" + "\"\n}\n"),
                Example.good(
                        "src/main/resources/application.properties", "spring.datasource.password=${DB_PASSWORD}\n"),
                Example.good("settings.py", "API_KEY = os.environ[\"API_KEY\"]\n"),
                Example.good("src/test/resources/application.properties", "db.password=" + "Xk29vTqLm4Zr" + "\n"),
                Example.good(
                        "values.yaml",
                        "password: ENC[AES256_GCM,data:" + "Xk29vTqLm4Zr" + ",type:str]\ntoken: vault:kv/app#token1\n"),
                Example.good(
                        "Login.java",
                        "String passwordLabel = \"Your password\";\nprivate String password = request.getPassword();\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of();
    }

    @Override
    public void check(TextFile file, Report out) {
        if (file.isSample()
                || SKIPPED.matcher(file.name()).matches()
                || TRANSLATIONS.matcher(file.path()).matches()) {
            return;
        }
        boolean data = DATA.matcher(file.name()).matches();
        for (NamedValue value : file.secrets().values()) {
            if (value.quoted() || data) {
                out.at(
                        new Place(file.path(), value.line(), value.column()),
                        value.name() + " has a value that looks like a secret (" + value.shown() + ")");
            }
        }
    }
}
