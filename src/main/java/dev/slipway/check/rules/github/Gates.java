package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Pasted;
import dev.slipway.check.github.Step;
import dev.slipway.check.github.Taint;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Conditions that hold nothing back, caches and runners that others reach, deployments nobody stopped. */
final class Gates {
    private static final String FLOW = "OWASP-CICD-SEC-1 CC8.1";

    private static final Pattern RELEASES = Pattern.compile(
            "(?s).*(?:(?:npm|pnpm|yarn(?: npm)?) publish|twine upload|gem push|cargo publish|docker push|goreleaser|gh release|mvn [^\\n]*deploy\\b|gradlew? [^\\n]*publish|semantic-release).*");
    private static final Set<String> RELEASE_ACTIONS = Set.of(
            "pypa/gh-action-pypi-publish",
            "softprops/action-gh-release",
            "goreleaser/goreleaser-action",
            "actions/create-release",
            "ncipollo/release-action",
            "changesets/action",
            "cycjimmy/semantic-release-action",
            "rubygems/release-gem",
            "js-devtools/npm-publish");
    private static final Pattern SCANS = Pattern.compile(
            "(?is).*(?:trivy|snyk|codeql|semgrep|checkov|tfsec|gitleaks|trufflehog|grype|npm audit|pip-audit|osv-scanner|bandit|gosec|dependency-check|slipway check|kics|hadolint|zizmor|cargo audit).*");
    private static final Pattern TESTS = Pattern.compile(
            "(?is).*(?:\\btest|verify|pytest|tox|jest|vitest|cypress|playwright|scan|lint|check|build).*");

    private static final GithubRule BOT = GithubRule.of(
                    "bot-condition",
                    "The name of a bot is taken for a proof of who acts",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "github.actor is whoever acted last: a stranger can let the bot push to a pull request of his own and pass.",
                    "compare github.event.pull_request.user.login, and check that the pull request comes from this repository",
                    FLOW,
                    (flow, out) -> conditions(flow, (expr, at) -> {
                        if (comparesBot(expr)) {
                            out.at(at, "a bot's name lets it pass");
                        }
                    }))
            .bad(GithubRule.steps(
                    "pull_request_target", "- if: github.actor == 'dependabot[bot]'\n  run: gh pr merge 1\n"))
            .bad(
                    GithubRule.job(
                            "pull_request",
                            "    if: ${{ github.triggering_actor == 'renovate[bot]' }}\n    steps:\n      - run: gh pr merge 1\n"))
            .good(GithubRule.steps(
                    "pull_request",
                    "- if: github.event.pull_request.user.login == 'dependabot[bot]'\n  run: gh pr merge 1\n"))
            .good(GithubRule.steps("pull_request", "- if: github.actor != 'dependabot[bot]'\n  run: make\n"));

    private static final GithubRule ALWAYS = GithubRule.of(
                    "condition-always-true",
                    "A condition is always true",
                    Severity.MEDIUM,
                    Confidence.CERTAIN,
                    "Text around an expression makes a text of the whole, and a text that is not empty counts as true: the step always runs.",
                    "write one expression, with the operators inside of it",
                    FLOW,
                    Gates::alwaysTrue)
            .bad(GithubRule.steps("push", "- if: ${{ github.ref == 'x' }} && ${{ success() }}\n  run: make\n"))
            .bad(GithubRule.steps("push", "- if: |\n    ${{ github.event_name == 'push' }}\n  run: make\n"))
            .good(GithubRule.steps("push", "- if: ${{ github.ref == 'x' && success() }}\n  run: make\n"))
            .good(GithubRule.steps("push", "- if: github.ref == 'x'\n  run: make\n"));

    private static final GithubRule CONTAINS = GithubRule.of(
                    "contains-in-text",
                    "A condition looks for a part of a text where one of several values is meant",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "contains() of a text is true for every part of it: a branch named 'main stag' passes where 'main staging' is listed.",
                    "compare each value, or search a list: contains(fromJSON('[\"a\",\"b\"]'), x)",
                    FLOW,
                    (flow, out) -> conditions(flow, (expr, at) -> {
                        if (containsInText(expr)) {
                            out.at(at, "any part of the text passes");
                        }
                    }))
            .bad(GithubRule.steps(
                    "push", "- if: contains('refs/heads/main refs/heads/staging', github.ref)\n  run: ./deploy\n"))
            .bad(GithubRule.job(
                    "push", "    if: ${{ contains('alice bob', github.actor) }}\n    steps:\n      - run: ./deploy\n"))
            .good(GithubRule.steps(
                    "push", "- if: contains(fromJSON('[\"refs/heads/main\"]'), github.ref)\n  run: ./deploy\n"))
            .good(GithubRule.steps(
                    "push", "- if: contains(github.event.head_commit.message, 'skip')\n  run: ./deploy\n"));

    private static final GithubRule SELF_HOSTED = GithubRule.of(
                    "self-hosted-pull-request",
                    "Pull requests run on a machine of the team",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "In a public repository anybody's code runs there, can stay after the job, and sees the network behind it.",
                    "run pull requests on hosted runners, or on machines that are thrown away after each job",
                    "OWASP-CICD-SEC-7 OWASP-CICD-SEC-5",
                    Gates::selfHosted)
            .bad(GithubRule.job("pull_request", "    steps:\n      - run: make\n")
                    .replace("ubuntu-24.04", "self-hosted"))
            .bad(GithubRule.job("issue_comment", "    steps:\n      - run: make\n")
                    .replace("ubuntu-24.04", "[self-hosted, linux]"))
            .good(GithubRule.job("push", "    steps:\n      - run: make\n").replace("ubuntu-24.04", "self-hosted"))
            .good(GithubRule.job("pull_request", "    steps:\n      - run: make\n"));

    private static final GithubRule CACHE = GithubRule.of(
                    "cache-in-release",
                    "A job that publishes restores a cache that other runs can write",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "Whoever gets code into any run of the default branch can put changed dependencies or build results there, and they are published.",
                    "build releases without a cache",
                    "OWASP-CICD-SEC-9 SLSA-BUILD-L3",
                    Gates::cacheInRelease)
            .bad(GithubRule.steps(
                    "{push: {tags: ['v*']}}",
                    "- uses: actions/cache@v4\n  with: {path: node_modules, key: a}\n- run: npm publish\n"))
            .bad(GithubRule.steps(
                    "release", "- uses: actions/setup-node@v4\n  with:\n    cache: npm\n- run: npm publish\n"))
            .good(GithubRule.steps("{push: {tags: ['v*']}}", "- uses: actions/setup-node@v4\n- run: npm publish\n"))
            .good(GithubRule.steps(
                    "pull_request",
                    "- uses: actions/cache@v4\n  with: {path: node_modules, key: a}\n- run: npm test\n"));

    private static final GithubRule CACHE_WRITTEN = GithubRule.of(
                    "cache-by-strangers",
                    "A workflow that strangers can start writes the cache of the default branch",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "Such workflows run in the scope of the default branch: what a pull request puts into the cache, the next release build takes out.",
                    "use no cache in workflows on pull_request_target, issue_comment and workflow_run",
                    "OWASP-CICD-SEC-9 OWASP-CICD-SEC-4",
                    Gates::cacheByStrangers)
            .bad(GithubRule.steps(
                    "pull_request_target",
                    "- uses: actions/cache@v4\n  with: {path: node_modules, key: a}\n- run: npm ci\n"))
            .bad(GithubRule.steps("issue_comment", "- uses: actions/setup-python@v5\n  with:\n    cache: pip\n"))
            .good(GithubRule.steps("pull_request", "- uses: actions/cache@v4\n  with: {path: node_modules, key: a}\n"))
            .good(GithubRule.steps(
                    "pull_request_target", "- uses: actions/cache/restore@v4\n  with: {path: node_modules, key: a}\n"));

    private static final GithubRule TIMEOUT = GithubRule.of(
                    "no-timeout",
                    "A job has no time limit",
                    Severity.LOW,
                    Confidence.CERTAIN,
                    "A job that hangs holds its runner for six hours, is paid for, and keeps what waits for it waiting.",
                    "give it timeout-minutes, some three times what it takes",
                    "CC7.2 A1.2",
                    Gates::noTimeout)
            .bad("on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .bad("on: push\npermissions: {}\njobs:\n  a: {runs-on: ubuntu-24.04, steps: [{run: make}]}\n")
            .good(
                    "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n      - run: make\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n");

    private static final GithubRule CONCURRENCY = GithubRule.of(
                    "deploy-without-concurrency",
                    "Two runs can deploy at the same time",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "The older run may finish last and put the older version back, or both change the same thing half.",
                    "give the job a concurrency group per environment, without cancel-in-progress",
                    "CC8.1 A1.2",
                    Gates::noConcurrency)
            .bad(GithubRule.job("push", "    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n"))
            .bad(GithubRule.job("push", "    steps:\n      - run: terraform apply -auto-approve\n"))
            .good(
                    GithubRule.job(
                            "push",
                            "    environment: production\n    concurrency: production\n    steps:\n      - run: kubectl apply -f k8s\n"))
            .good(GithubRule.job("push", "    steps:\n      - run: make test\n"));

    private static final GithubRule ENVIRONMENT = GithubRule.of(
                    "deploy-without-environment",
                    "A job deploys without an environment",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "Without one nobody has to approve, no branch is held back, and its secrets are those of every job.",
                    "name an environment with required reviewers and allowed branches",
                    FLOW,
                    Gates::noEnvironment)
            .bad(GithubRule.job("push", "    steps:\n      - run: kubectl apply -f k8s\n"))
            .bad(GithubRule.job("push", "    steps:\n      - uses: azure/webapps-deploy@v3\n"))
            .good(GithubRule.job(
                    "push", "    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n"))
            .good(GithubRule.job("pull_request", "    steps:\n      - run: kubectl apply --dry-run=server -f k8s\n"));

    private static final GithubRule UNGATED = GithubRule.of(
                    "deploy-without-tests",
                    "A job deploys what no job before it has tested",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "The deployment starts at once with the tests, or without any, and does not wait for their answer.",
                    "let the job need those that test and scan",
                    FLOW,
                    Gates::ungated)
            .bad(GithubRule.job("push", "    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n"))
            .bad(GithubRule.job(
                    "push", "    environment: production\n    steps:\n      - run: helm upgrade app chart\n"))
            .good(
                    GithubRule.job(
                            "push",
                            "    environment: production\n    steps:\n      - run: make test\n      - run: kubectl apply -f k8s\n"))
            .good(
                    "on: push\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  go:\n    needs: test\n    environment: production\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s\n");

    private static final GithubRule SCAN = GithubRule.of(
                    "scan-cannot-fail",
                    "A security scan cannot fail the job",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "The scan finds something, the job goes on, and nobody reads the log of a green run.",
                    "remove continue-on-error or || true; suppress single findings with a reason instead",
                    FLOW,
                    Gates::scanCannotFail)
            .bad(GithubRule.steps("push", "- run: trivy fs .\n  continue-on-error: true\n"))
            .bad(GithubRule.steps("push", "- run: npm audit || true\n"))
            .good(GithubRule.steps("push", "- run: trivy fs .\n"))
            .good(GithubRule.steps("push", "- run: make lint\n  continue-on-error: true\n"));

    private static final GithubRule DEBUG = GithubRule.of(
                    "debug-logging",
                    "Debug logging is switched on for good",
                    Severity.LOW,
                    Confidence.CERTAIN,
                    "The log then holds environment and inputs of every step, more than masking knows of.",
                    "switch it on for one run, when it is started again",
                    "OWASP-CICD-SEC-10 OWASP-CICD-SEC-6",
                    Gates::debug)
            .bad("env:\n  ACTIONS_STEP_DEBUG: true\n" + GithubRule.steps("push", "- run: make\n"))
            .bad(GithubRule.job("push", "    env: {ACTIONS_RUNNER_DEBUG: 'true'}\n    steps:\n      - run: make\n"))
            .good("env:\n  ACTIONS_STEP_DEBUG: false\n" + GithubRule.steps("push", "- run: make\n"))
            .good(GithubRule.steps("push", "- run: make\n"));

    static final List<GithubRule> ALL = List.of(
            BOT,
            ALWAYS,
            CONTAINS,
            SELF_HOSTED,
            CACHE,
            CACHE_WRITTEN,
            TIMEOUT,
            CONCURRENCY,
            ENVIRONMENT,
            UNGATED,
            SCAN,
            DEBUG);

    private Gates() {}

    private interface Look {
        void at(Expr expr, Span at);
    }

    private static void conditions(Flow flow, Look look) {
        for (Node.Scalar condition : conditions(flow)) {
            String text = condition.value().strip();
            if (text.contains("${{")) {
                flow.pasted(condition).forEach(p -> look.at(p.expr(), condition.span()));
            } else {
                Pasted.expression(text).ifPresent(e -> look.at(e, condition.span()));
            }
        }
    }

    private static List<Node.Scalar> conditions(Flow flow) {
        List<Node> nodes = new ArrayList<>();
        for (Job job : flow.jobs()) {
            job.node().at("if").ifPresent(nodes::add);
            job.steps().forEach(s -> s.node().at("if").ifPresent(nodes::add));
        }
        List<Node.Scalar> scalars = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Scalar s) {
                scalars.add(s);
            }
        }
        return scalars;
    }

    private static boolean comparesBot(Expr expr) {
        boolean here = expr instanceof Expr.Compare c
                && c.comparison() == Expr.Comparison.EQUAL
                && (isActor(c.left()) && isBot(c.right()) || isActor(c.right()) && isBot(c.left()));
        boolean called = expr instanceof Expr.Call call
                && List.of("contains", "endswith", "startswith")
                        .contains(call.function().toLowerCase(Locale.ROOT))
                && call.arguments().size() == 2
                && isActor(call.arguments().getFirst())
                && isBot(call.arguments().getLast());
        return here
                || called
                || !(expr instanceof Expr.Not) && expr.parts().stream().anyMatch(Gates::comparesBot);
    }

    private static boolean isActor(Expr expr) {
        return Taint.path(expr)
                .filter(p -> Set.of("github.actor", "github.triggering_actor", "github.event.sender.login")
                        .contains(p.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean isBot(Expr expr) {
        return expr instanceof Expr.Literal l
                && l.value() instanceof Value.Text t
                && t.value().endsWith("[bot]");
    }

    private static boolean containsInText(Expr expr) {
        boolean here = expr instanceof Expr.Call c
                && c.function().equalsIgnoreCase("contains")
                && c.arguments().size() == 2
                && c.arguments().getFirst() instanceof Expr.Literal l
                && l.value() instanceof Value.Text
                && !(c.arguments().getLast() instanceof Expr.Literal);
        return here || expr.parts().stream().anyMatch(Gates::containsInText);
    }

    private static void alwaysTrue(Flow flow, Report out) {
        for (Node.Scalar condition : conditions(flow)) {
            String text = condition.value();
            boolean around = text.contains("${{")
                    && !(text.startsWith("${{") && text.endsWith("}}") && text.indexOf("${{", 3) < 0);
            if (around) {
                String whole = text.strip();
                boolean onlyBlank = whole.startsWith("${{") && whole.endsWith("}}") && whole.indexOf("${{", 3) < 0;
                String message = onlyBlank
                        ? "the line end of the block stands behind the expression and makes it true"
                        : "the text around the expression makes it true";
                out.at(condition.span(), message);
            }
        }
    }

    private static void selfHosted(Flow flow, Report out) {
        if (!flow.isOn(
                "pull_request",
                "pull_request_target",
                "issue_comment",
                "issues",
                "discussion_comment",
                "workflow_run")) {
            return;
        }
        for (Job job : flow.jobs()) {
            if (job.labels().stream().anyMatch(l -> l.strip().equals("self-hosted"))) {
                out.at(job.spanOf("runs-on"), "job " + job.id() + " runs strangers' code on a machine of the team");
            }
        }
    }

    private static boolean caches(Step step, boolean restoring) {
        String cache = step.input("cache");
        boolean set = !cache.isEmpty() && !cache.equals("false");
        boolean setup =
                step.uses().filter(u -> u.name().startsWith("actions/setup-")).isPresent() && set;
        boolean always = step.usesAny("swatinem/rust-cache", "gradle/actions/setup-gradle", "actions/cache")
                || restoring && step.usesAny("actions/cache/restore")
                || !restoring && step.usesAny("actions/cache/save");
        boolean layers = step.usesAny("docker/build-push-action")
                && step.input("cache-from").contains("type=gha");
        return setup || always || layers;
    }

    private static boolean publishes(Job job) {
        return job.steps().stream()
                .anyMatch(s -> RELEASES.matcher(s.run()).matches()
                        || s.usesAny(RELEASE_ACTIONS.toArray(new String[0]))
                        || s.usesAny("docker/build-push-action")
                                && s.input("push").equals("true"));
    }

    private static void cacheInRelease(Flow flow, Report out) {
        boolean release = flow.isOn("release")
                || flow.trigger("push").filter(t -> t.at("tags").isPresent()).isPresent();
        for (Job job : flow.jobs()) {
            if (release && publishes(job)) {
                job.steps().stream()
                        .filter(s -> caches(s, true))
                        .forEach(s -> out.at(s.spanOf("uses"), "job " + job.id() + " publishes, and restores a cache"));
            }
        }
    }

    private static void cacheByStrangers(Flow flow, Report out) {
        if (!flow.isOn("pull_request_target", "issue_comment", "workflow_run")) {
            return;
        }
        for (Job job : flow.jobs()) {
            job.steps().stream()
                    .filter(s -> caches(s, false))
                    .forEach(s ->
                            out.at(s.spanOf("uses"), "job " + job.id() + " writes the cache of the default branch"));
        }
    }

    private static void noTimeout(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            boolean runs = job.node().at("runs-on").isPresent() && !flow.isAction();
            boolean steps = !job.steps().isEmpty()
                    && job.steps().stream()
                            .allMatch(s -> s.node().at("timeout-minutes").isPresent());
            if (runs && !steps && job.node().at("timeout-minutes").isEmpty()) {
                Optional<Edit> edit = Spot.put(job.node(), "60", "timeout-minutes");
                Spot.say(
                        out, job.span(), "job " + job.id() + " may take six hours", false, "limit it to an hour", edit);
            }
        }
    }

    private static void noConcurrency(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            boolean one = flow.root().at("concurrency").isPresent()
                    || job.node().at("concurrency").isPresent();
            if (job.deploys() && !dryRun(job) && !one && !flow.isAction()) {
                Optional<Edit> edit = job.environment().matches("[\\w-]+")
                        ? Spot.put(job.node(), "deploy-" + job.environment(), "concurrency")
                        : Optional.empty();
                Spot.say(
                        out,
                        job.span(),
                        "job " + job.id() + " deploys, and nothing keeps a second run away",
                        false,
                        "one run at a time",
                        edit);
            }
        }
    }

    private static void noEnvironment(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            if (job.deploys() && !dryRun(job) && job.node().at("environment").isEmpty() && !flow.isAction()) {
                out.at(job.span(), "job " + job.id() + " deploys without an environment");
            }
        }
    }

    /** Whether all that would change something only says what it would do. */
    private static boolean dryRun(Job job) {
        return job.steps().stream()
                .anyMatch(s -> s.run().contains("--dry-run") || s.run().contains("helm template"));
    }

    private static void ungated(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            boolean tested = job.steps().stream()
                    .anyMatch(s -> TESTS.matcher(s.run()).matches()
                            || TESTS.matcher(s.node().textAt("name").orElse("")).matches()
                            || s.uses()
                                    .filter(u -> TESTS.matcher(u.name().replace("checkout", ""))
                                            .matches())
                                    .isPresent());
            boolean later = !job.needs().isEmpty()
                    || flow.isOn("workflow_run", "workflow_call", "deployment", "release", "workflow_dispatch");
            if (job.deploys() && !dryRun(job) && !tested && !later && !flow.isAction()) {
                out.at(job.span(), "job " + job.id() + " deploys and waits for no test");
            }
        }
    }

    private static void scanCannotFail(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean scan = SCANS.matcher(step.run()).matches()
                        || step.uses()
                                .filter(u -> SCANS.matcher(u.name()).matches())
                                .isPresent();
                boolean ignored = step.node()
                        .textAt("continue-on-error")
                        .filter("true"::equals)
                        .isPresent();
                boolean swallowed = step.run()
                        .lines()
                        .anyMatch(l -> SCANS.matcher(l).matches()
                                && (l.contains("|| true") || l.contains("|| :") || l.contains("|| exit 0")));
                if (scan && ignored) {
                    Optional<Edit> edit = step.node().at("continue-on-error").map(n -> Edit.replace(n.span(), "false"));
                    out.at(
                            step.spanOf("continue-on-error"),
                            "what the scan finds is ignored",
                            Fix.unsafe("let the scan fail the job", edit.orElseThrow()));
                } else if (swallowed) {
                    out.at(step.spanOf("run"), "what the scan finds is ignored");
                }
            }
        }
    }

    private static void debug(Flow flow, Report out) {
        debug(flow.root(), out);
        flow.jobs().forEach(j -> debug(j.node(), out));
    }

    private static void debug(Node holder, Report out) {
        for (Node.Entry e : holder.entriesAt("env")) {
            boolean named = Set.of("ACTIONS_STEP_DEBUG", "ACTIONS_RUNNER_DEBUG")
                    .contains(e.key().value());
            if (named && e.value() instanceof Node.Scalar s && s.value().equals("true")) {
                out.at(
                        e.key().span(),
                        e.key().value() + " is on",
                        Fix.unsafe("switch it off", Edit.replace(s.span(), "false")));
            }
        }
    }
}
