package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Pasted;
import dev.slipway.check.github.Step;
import dev.slipway.check.github.Taint;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How secrets reach the steps that need them, and those that do not. */
final class SecretUse {
    private static final String CONTROLS = "OWASP-CICD-SEC-6 PCI-8.6.2";

    private static final Pattern PRINTS =
            Pattern.compile("^\\s*(?:echo|printf|print|cat <<<|Write-(?:Host|Output))\\b.*");
    private static final Pattern REDIRECTS = Pattern.compile(".*(?:>>?|\\|).*");
    private static final Pattern DUMPS = Pattern.compile(
            "^\\s*(?:env|printenv|set|export -p|export|Get-ChildItem env:|gci env:|docker compose config)\\s*(?:\\|\\s*sort\\s*)?$");
    private static final Pattern REGISTRY_SECRET = Pattern.compile(
            "(?i).*secrets\\.\\w*(?:NPM|NODE_AUTH|PYPI|TWINE|RUBYGEMS|GEM_HOST|CARGO_REGISTRY|CRATES)\\w*.*");
    private static final Pattern PUBLISHES = Pattern.compile(
            "(?s).*(?:(?:npm|pnpm|yarn(?: npm)?) publish|twine upload|gem push|cargo publish|uv publish|poetry publish).*");
    private static final Pattern TLS_OFF = Pattern.compile(
            "(?s).*(?:curl\\s+(?:[^\\n]*\\s)?(?:-k|--insecure)\\b|wget [^\\n]*--no-check-certificate|git -c http\\.sslVerify=false|npm config set strict-ssl false|pip [^\\n]*--trusted-host|--tls-verify=false).*");
    private static final List<String> TLS_VARIABLES = List.of(
            "NODE_TLS_REJECT_UNAUTHORIZED=0", "GIT_SSL_NO_VERIFY=true", "GIT_SSL_NO_VERIFY=1", "PYTHONHTTPSVERIFY=0");

    private static final GithubRule INHERIT = GithubRule.of(
                    "secrets-inherit",
                    "A called workflow inherits all secrets",
                    Severity.MEDIUM,
                    Confidence.CERTAIN,
                    "It gets every secret of the repository and the organization, though it needs one or two.",
                    "pass the secrets it needs by name",
                    CONTROLS,
                    SecretUse::inherit)
            .bad("on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n")
            .bad(
                    "on: push\npermissions: {}\njobs:\n  a:\n    uses: acme/ci/.github/workflows/b.yml@v1\n    secrets: inherit\n")
            .good(
                    "on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets:\n      key: ${{ secrets.KEY }}\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n");

    private static final GithubRule WHOLE = GithubRule.of(
                    "secrets-whole",
                    "All secrets are handed over at once",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "Written out as one text they are no longer masked one by one, and a step holds all of them though it needs one.",
                    "name the secrets that are needed",
                    CONTROLS,
                    (flow, out) -> expressions(
                            flow,
                            (p, o) -> {
                                if (holdsWhole(p.expr())) {
                                    o.at(p.span(), "all secrets are written out: " + p.text());
                                }
                            },
                            out))
            .bad(GithubRule.steps("push", "- run: ./deploy\n  env:\n    ALL: ${{ toJSON(secrets) }}\n"))
            .bad(GithubRule.steps("push", "- uses: acme/load@v1\n  with:\n    secrets: ${{ toJson(secrets) }}\n"))
            .good(GithubRule.steps("push", "- run: ./deploy\n  env:\n    KEY: ${{ secrets.KEY }}\n"))
            .good(GithubRule.steps("push", "- run: ./deploy\n  env:\n    M: ${{ toJSON(matrix) }}\n"));

    private static final GithubRule COMPUTED = GithubRule.of(
                    "secrets-computed",
                    "The name of a secret is computed",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "The service cannot tell which secret is meant and sends all of them to the runner.",
                    "name each secret, or use environments with secrets of the same name",
                    CONTROLS,
                    (flow, out) -> expressions(
                            flow,
                            (p, o) -> {
                                if (holdsComputed(p.expr())) {
                                    o.at(p.span(), "the runner gets all secrets because of " + p.text());
                                }
                            },
                            out))
            .bad(GithubRule.steps("push", "- run: ./deploy\n  env:\n    KEY: ${{ secrets[matrix.key] }}\n"))
            .bad(GithubRule.steps(
                    "push", "- run: ./deploy\n  env:\n    KEY: ${{ secrets[format('KEY_{0}', github.ref_name)] }}\n"))
            .good(GithubRule.steps("push", "- run: ./deploy\n  env:\n    KEY: ${{ secrets['KEY'] }}\n"))
            .good(GithubRule.steps("push", "- run: ./deploy\n  env:\n    KEY: ${{ vars[matrix.key] }}\n"));

    private static final GithubRule ON_COMMAND_LINE = GithubRule.of(
                    "secret-in-script",
                    "A secret is pasted into a script",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "It stands on a command line that every process can read, in the script's file on the disk, and a quote in it breaks the command.",
                    "put it into an environment variable of the step, or give it on standard input",
                    CONTROLS,
                    SecretUse::inScripts)
            .bad(GithubRule.steps("push", "- run: docker login -u app -p ${{ secrets.PASSWORD }}\n"))
            .bad(GithubRule.steps("push", "- run: |\n    ./deploy \\\n      --key=${{ secrets.KEY }}\n"))
            .good(
                    GithubRule.steps(
                            "push",
                            "- run: echo \"$PASSWORD\" | docker login -u app --password-stdin\n  env:\n    PASSWORD: ${{ secrets.PASSWORD }}\n"))
            .good(GithubRule.steps("push", "- run: ./deploy ${{ vars.TARGET }}\n"));

    private static final GithubRule PRINTED = GithubRule.of(
                    "secret-printed",
                    "A secret is printed",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "Masking hides only the exact text: encoded, cut or reversed it stands in the log for all who can read it.",
                    "do not print it; compare its length or hash where you must",
                    CONTROLS,
                    SecretUse::printed)
            .bad(GithubRule.steps("push", "- run: echo \"$KEY\"\n  env:\n    KEY: ${{ secrets.KEY }}\n"))
            .bad(GithubRule.steps("push", "- run: echo ${{ secrets.KEY }}\n"))
            .good(GithubRule.steps(
                    "push", "- run: echo \"$KEY\" | base64 -d > key.json\n  env:\n    KEY: ${{ secrets.KEY }}\n"))
            .good(GithubRule.steps("push", "- run: echo \"::add-mask::$KEY\"\n  env:\n    KEY: ${{ secrets.KEY }}\n"));

    private static final GithubRule DUMPED = GithubRule.of(
                    "environment-printed",
                    "The whole environment is printed where it holds secrets",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "What masking does not know, such as a token made on the way, stands in the log.",
                    "print the variables that you need by name",
                    CONTROLS,
                    SecretUse::dumped)
            .bad(GithubRule.steps("push", "- run: |\n    env\n    make\n  env:\n    KEY: ${{ secrets.KEY }}\n"))
            .bad("env:\n  KEY: ${{ secrets.KEY }}\n" + GithubRule.steps("push", "- run: printenv | sort\n"))
            .good(GithubRule.steps("push", "- run: env\n"))
            .good(GithubRule.steps("push", "- run: env make\n  env:\n    KEY: ${{ secrets.KEY }}\n"));

    private static final GithubRule FOR_ALL = GithubRule.of(
                    "secret-for-all-steps",
                    "A secret is in the environment of a whole workflow",
                    Severity.LOW,
                    Confidence.HIGH,
                    "Every step, action and dependency can read it, though one command needs it.",
                    "move it to the env of the step that uses it",
                    CONTROLS,
                    (flow, out) -> {
                        for (Node.Entry e : flow.root().entriesAt("env")) {
                            if (e.value() instanceof Node.Scalar s && secrets(flow.pasted(s))) {
                                out.at(
                                        e.key().span(),
                                        e.key().value() + " is in the environment of all steps of all jobs");
                            }
                        }
                    })
            .bad("env:\n  KEY: ${{ secrets.KEY }}\n" + GithubRule.steps("push", "- run: make\n"))
            .bad("env:\n  A: b\n  URL: https://x:${{ secrets.KEY }}@h.example\n"
                    + GithubRule.steps("push", "- run: make\n"))
            .good("env:\n  KEY: ${{ vars.KEY }}\n" + GithubRule.steps("push", "- run: make\n"))
            .good(GithubRule.steps("push", "- run: make\n  env:\n    KEY: ${{ secrets.KEY }}\n"));

    private static final GithubRule LITERAL = GithubRule.of(
                    "container-password",
                    "The password of a container registry stands in the workflow",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "Everyone who can read the repository can pull and push with it.",
                    "make it a secret and refer to it",
                    CONTROLS,
                    SecretUse::literal)
            .bad(GithubRule.job(
                    "push",
                    "    container:\n      image: acme/app:1\n      credentials:\n        username: app\n        password: abc"
                            + "123xyz\n    steps:\n      - run: make\n"))
            .bad(GithubRule.job(
                    "push",
                    "    services:\n      db:\n        image: acme/db:1\n        credentials: {username: app, password: \"abc"
                            + "123xyz\"}\n    steps:\n      - run: make\n"))
            .good(
                    GithubRule.job(
                            "push",
                            "    container:\n      image: acme/app:1\n      credentials:\n        username: app\n        password: ${{ secrets.REGISTRY }}\n    steps:\n      - run: make\n"))
            .good(GithubRule.job("push", "    container: acme/app:1\n    steps:\n      - run: make\n"));

    private static final GithubRule CLOUD_KEY = GithubRule.of(
                    "long-lived-cloud-key",
                    "A job signs in at a cloud with a stored key where an identity token would do",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "A stored key works from anywhere until somebody revokes it; the identity token is good for minutes and for this repository only.",
                    "let the cloud trust the provider's identity tokens (id-token: write) and delete the key",
                    CONTROLS,
                    SecretUse::cloudKeys)
            .bad(
                    GithubRule.steps(
                            "push",
                            "- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.ID }}\n    aws-secret-access-key: ${{ secrets.KEY }}\n"))
            .bad(GithubRule.steps(
                    "push",
                    "- uses: google-github-actions/auth@v2\n  with:\n    credentials_json: ${{ secrets.GCP }}\n"))
            .bad(GithubRule.steps("push", "- uses: azure/login@v2\n  with:\n    creds: ${{ secrets.AZURE }}\n"))
            .good(
                    GithubRule.steps(
                            "push",
                            "- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    role-to-assume: arn:aws:iam::1:role/x\n"))
            .good(GithubRule.steps("push", "- uses: azure/login@v2\n  with:\n    client-id: ${{ vars.ID }}\n"));

    private static final GithubRule REGISTRY_KEY = GithubRule.of(
                    "long-lived-registry-token",
                    "A package is published with a stored token where the registry trusts identity tokens",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "Whoever takes the token publishes in the team's name from anywhere, and all who install the package run it.",
                    "register this workflow as a trusted publisher at the registry and delete the token",
                    CONTROLS,
                    SecretUse::registryKeys)
            .bad(GithubRule.steps(
                    "push",
                    "- uses: pypa/gh-action-pypi-publish@v1\n  with:\n    password: ${{ secrets.PYPI_TOKEN }}\n"))
            .bad(GithubRule.steps(
                    "push", "- run: npm publish\n  env:\n    NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n"))
            .good(GithubRule.steps("push", "- uses: pypa/gh-action-pypi-publish@v1\n"))
            .good(GithubRule.steps("push", "- run: npm ci\n  env:\n    NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n"));

    private static final GithubRule TLS = GithubRule.of(
                    "tls-off",
                    "The certificate of a server is not checked",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "Whoever stands between the runner and the server can read what is sent and change what is downloaded.",
                    "let the certificate be checked; trust your own authority by name where there is one",
                    "OWASP-CICD-SEC-9 PCI-4.2",
                    SecretUse::tlsOff)
            .bad(GithubRule.steps("push", "- run: curl -k https://nexus.example.org/a.jar -o a.jar\n"))
            .bad(GithubRule.steps("push", "- run: npm ci\n  env:\n    NODE_TLS_REJECT_UNAUTHORIZED: 0\n"))
            .good(GithubRule.steps("push", "- run: curl -fsSL https://nexus.example.org/a.jar -o a.jar\n"))
            .good(GithubRule.steps("push", "- run: npm ci\n  env:\n    NODE_TLS_REJECT_UNAUTHORIZED: 1\n"));

    static final List<GithubRule> ALL = List.of(
            INHERIT, WHOLE, COMPUTED, ON_COMMAND_LINE, PRINTED, DUMPED, FOR_ALL, LITERAL, CLOUD_KEY, REGISTRY_KEY, TLS);

    private SecretUse() {}

    private interface Look {
        void at(Pasted pasted, Report out);
    }

    private static void expressions(Flow flow, Look look, Report out) {
        flow.pastedBelow(flow.root()).forEach(p -> look.at(p, out));
    }

    private static boolean secrets(List<Pasted> pasted) {
        return pasted.stream().anyMatch(p -> isSecret(p.expr()));
    }

    /** Whether it holds a secret of the team; the job's own token is made for the job. */
    private static boolean isSecret(Expr expr) {
        Optional<String> path = Taint.path(expr).map(p -> p.toLowerCase(Locale.ROOT));
        if (path.isPresent()) {
            return path.get().startsWith("secrets.") && !path.get().equals("secrets.github_token");
        }
        return !(expr instanceof Expr.Compare) && expr.parts().stream().anyMatch(SecretUse::isSecret);
    }

    private static boolean holdsWhole(Expr expr) {
        boolean whole = expr instanceof Expr.Call c
                && c.function().equalsIgnoreCase("tojson")
                && c.arguments().stream()
                        .anyMatch(a -> Taint.path(a)
                                .filter("secrets"::equalsIgnoreCase)
                                .isPresent());
        return whole || expr.parts().stream().anyMatch(SecretUse::holdsWhole);
    }

    private static boolean holdsComputed(Expr expr) {
        boolean computed = expr instanceof Expr.Index i
                && Taint.path(i.target()).filter("secrets"::equalsIgnoreCase).isPresent()
                && !(i.index() instanceof Expr.Literal);
        return computed || expr.parts().stream().anyMatch(SecretUse::holdsComputed);
    }

    private static void inherit(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            job.node().at("secrets").ifPresent(n -> {
                if (n instanceof Node.Scalar s && s.value().equals("inherit")) {
                    out.at(s.span(), "the workflow that job " + job.id() + " calls gets all secrets");
                }
            });
        }
    }

    private static void inScripts(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                for (Node.Scalar script : step.scripts()) {
                    for (Pasted p : flow.pasted(script)) {
                        if (isSecret(p.expr())) {
                            out.at(p.span(), p.text() + " is pasted into the script");
                        }
                    }
                }
            }
        }
    }

    private static void printed(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                List<String> names = secretNames(flow, job, step);
                boolean prints = step.run()
                        .lines()
                        .filter(l -> PRINTS.matcher(l).matches()
                                && !REDIRECTS.matcher(l).matches()
                                && !l.contains("::add-mask::"))
                        .anyMatch(l -> l.contains("${{ secrets.") && !l.contains("secrets.GITHUB_TOKEN")
                                || names.stream()
                                        .anyMatch(n -> l.matches(".*\\$\\{?" + Pattern.quote(n) + "\\b(?!:?[+-]).*")));
                if (prints) {
                    out.at(step.spanOf("run"), "a secret is printed to the log");
                }
            }
        }
    }

    private static List<String> secretNames(Flow flow, Job job, Step step) {
        return List.of(flow.root(), job.node(), step.node()).stream()
                .flatMap(h -> h.entriesAt("env").stream())
                .filter(e -> e.value() instanceof Node.Scalar s && secrets(flow.pasted(s)))
                .map(e -> e.key().value())
                .toList();
    }

    private static void dumped(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean dumps =
                        step.run().lines().anyMatch(l -> DUMPS.matcher(l).matches());
                if (dumps && !secretNames(flow, job, step).isEmpty()) {
                    out.at(step.spanOf("run"), "the environment, with secrets in it, is printed");
                }
            }
        }
    }

    private static void literal(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            job.node().at("container", "credentials", "password").ifPresent(n -> literal(n, out));
            job.node()
                    .entriesAt("services")
                    .forEach(e -> e.value().at("credentials", "password").ifPresent(n -> literal(n, out)));
        }
    }

    private static void literal(Node node, Report out) {
        if (node instanceof Node.Scalar s && !s.value().isBlank() && !s.value().contains("${{")) {
            out.at(s.span(), "the password stands here in clear");
        }
    }

    private static void cloudKeys(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean aws = step.usesAny("aws-actions/configure-aws-credentials")
                        && step.input("aws-secret-access-key").contains("secrets.");
                boolean google = step.usesAny("google-github-actions/auth")
                        && !step.input("credentials_json").isEmpty();
                boolean azure =
                        step.usesAny("azure/login") && !step.input("creds").isEmpty();
                boolean environment = step.node().entriesAt("env").stream()
                        .anyMatch(e -> e.key().value().equals("AWS_SECRET_ACCESS_KEY")
                                && e.value() instanceof Node.Scalar s
                                && s.value().contains("secrets."));
                if (aws || google || azure || environment) {
                    out.at(step.span(), "a stored key of a cloud is used");
                }
            }
        }
    }

    private static void registryKeys(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean python = step.usesAny("pypa/gh-action-pypi-publish")
                        && step.input("password").contains("secrets.");
                boolean script = PUBLISHES.matcher(step.run()).matches()
                        && step.node().entriesAt("env").stream()
                                .anyMatch(e -> e.value() instanceof Node.Scalar s
                                        && REGISTRY_SECRET.matcher(s.value()).matches());
                if (python || script) {
                    out.at(step.span(), "a stored token of a package registry is used");
                }
            }
        }
    }

    private static void tlsOff(Flow flow, Report out) {
        variables(flow.root(), out);
        for (Job job : flow.jobs()) {
            variables(job.node(), out);
            for (Step step : job.steps()) {
                variables(step.node(), out);
                if (TLS_OFF.matcher(step.run()).matches()) {
                    out.at(step.spanOf("run"), "a command does not check the server's certificate");
                }
            }
        }
    }

    private static void variables(Node holder, Report out) {
        for (Node.Entry e : holder.entriesAt("env")) {
            if (e.value() instanceof Node.Scalar s
                    && TLS_VARIABLES.contains(e.key().value() + "=" + s.value())) {
                out.at(e.key().span(), e.key().value() + " switches the check of certificates off");
            }
        }
    }
}
