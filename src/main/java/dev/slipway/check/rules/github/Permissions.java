package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Step;
import dev.slipway.check.github.Uses;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the job's token may do, and who gets hold of it. */
final class Permissions {
    private static final String CONTROLS = "OWASP-CICD-SEC-5 PCI-7.2 CC6.3";

    private static final Set<String> OIDC = Set.of(
            "aws-actions/configure-aws-credentials",
            "azure/login",
            "google-github-actions/auth",
            "hashicorp/vault-action",
            "pypa/gh-action-pypi-publish",
            "sigstore/cosign-installer",
            "actions/attest",
            "actions/attest-build-provenance",
            "actions/attest-sbom",
            "actions/deploy-pages",
            "docker/build-push-action",
            "rubygems/release-gem",
            "rust-lang/crates-io-auth-action",
            "jfrog/setup-jfrog-cli",
            "codecov/codecov-action",
            "octo-sts/action",
            "anthropics/claude-code-action",
            "goreleaser/goreleaser-action");

    private static final Pattern OIDC_SCRIPT = Pattern.compile(
            "(?s).*(?:ACTIONS_ID_TOKEN|cosign|npm publish|--provenance|getIDToken|sigstore|twine|uv publish|assume-role-with-web-identity|pnpm publish|semantic-release|gem push|trusted).*");
    private static final Pattern ALL_OF_IT = Pattern.compile(
            "\\s*(?:\\.|\\./|\\*\\*?(?:/\\*)?|\\.\\.?/?|\\$\\{\\{ *github\\.workspace *}}/?|\\.git/?|\\./\\*\\*?)\\s*");

    private static final GithubRule MISSING = GithubRule.of(
                    "permissions-missing",
                    "The job's token has the default permissions, which may be to write everything",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "Where the repository's default was never narrowed every step, every action and every dependency can push code and publish releases.",
                    "say permissions at the top (contents: read is mostly enough), and more only in the job that needs it",
                    CONTROLS,
                    Permissions::missing)
            .bad("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .bad(
                    "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    permissions: {}\n    steps:\n      - run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    permissions:\n      contents: read\n    steps:\n      - run: make\n");

    private static final GithubRule ALL_WRITE = GithubRule.of(
                    "permissions-write-all",
                    "The job's token may write everything",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "Every step, action and dependency of the job can push code, publish packages and change releases.",
                    "name only the permissions that its steps use",
                    CONTROLS,
                    (flow, out) -> everything(flow, out, "write-all"))
            .bad(
                    "on: push\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .bad(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: write-all\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: {packages: write}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions: read-all\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n");

    private static final GithubRule ALL_READ = GithubRule.of(
                    "permissions-read-all",
                    "The job's token may read everything",
                    Severity.LOW,
                    Confidence.CERTAIN,
                    "Security alerts, packages and deployments are readable to every step, though hardly one needs them.",
                    "name only what is read, mostly contents: read",
                    CONTROLS,
                    (flow, out) -> everything(flow, out, "read-all"))
            .bad(
                    "on: push\npermissions: read-all\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .bad(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: read-all\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions:\n  contents: read\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n");

    private static final GithubRule WIDE = GithubRule.of(
                    "permissions-for-all-jobs",
                    "A permission to write is given to all jobs of a workflow",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "The job that runs tests and dependencies gets what only the publishing job needs.",
                    "move the permission into the job that needs it",
                    CONTROLS,
                    Permissions::wide)
            .bad(
                    "on: push\npermissions:\n  contents: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .bad(
                    "on: push\npermissions:\n  packages: write\n  contents: read\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions:\n  contents: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions:\n  contents: read\njobs:\n  a:\n    permissions:\n      contents: write\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n");

    private static final GithubRule IDENTITY = GithubRule.of(
                    "identity-token-unused",
                    "A job may ask for an identity token and nothing in it does",
                    Severity.LOW,
                    Confidence.MEDIUM,
                    "Any step or dependency can ask for the token and sign in at the cloud as this repository.",
                    "remove id-token: write from this job",
                    CONTROLS,
                    Permissions::identity)
            .bad(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: {id-token: write}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n")
            .bad(
                    "on: push\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n")
            .good(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: {id-token: write}\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: azure/login@v2\n")
            .good(
                    "on: push\npermissions: {}\njobs:\n  a:\n    permissions: {id-token: write}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm publish --provenance\n");

    private static final GithubRule KEPT = GithubRule.of(
                    "checkout-keeps-credentials",
                    "The checkout leaves the job's token in the git configuration",
                    Severity.LOW,
                    Confidence.HIGH,
                    "Every later step, test and dependency can read it there and push with it.",
                    "give the checkout persist-credentials: false where nothing pushes afterwards",
                    "OWASP-CICD-SEC-6",
                    Permissions::kept)
            .bad(GithubRule.steps("push", "- uses: actions/checkout@v4\n- run: make\n"))
            .bad(GithubRule.steps(
                    "push", "- uses: actions/checkout@v4\n  with:\n    persist-credentials: true\n- run: make\n"))
            .good(GithubRule.steps(
                    "push", "- uses: actions/checkout@v4\n  with:\n    persist-credentials: false\n- run: make\n"))
            .good(GithubRule.steps("push", "- uses: actions/checkout@v4\n- run: git push\n"));

    private static final GithubRule UPLOADED = GithubRule.of(
                    "credentials-uploaded",
                    "The whole working folder is uploaded after a checkout that left the job's token in it",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "The artifact holds .git/config with the token; whoever can download it can use the token while the job runs.",
                    "give the checkout persist-credentials: false, and upload only the files that are meant",
                    "OWASP-CICD-SEC-6",
                    Permissions::uploaded)
            .bad(GithubRule.steps(
                    "push", "- uses: actions/checkout@v4\n- uses: actions/upload-artifact@v4\n  with:\n    path: .\n"))
            .bad(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/checkout@v4\n- uses: actions/upload-artifact@v4\n  with:\n    path: ${{ github.workspace }}\n"))
            .good(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/checkout@v4\n- uses: actions/upload-artifact@v4\n  with:\n    path: target/app.jar\n"))
            .good(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/checkout@v4\n  with:\n    persist-credentials: false\n- uses: actions/upload-artifact@v4\n  with:\n    path: .\n"));

    private static final GithubRule APP = GithubRule.of(
                    "app-token-broad",
                    "A token of an app is made with all of the app's permissions",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "The app may do more, in more repositories, than this job needs; whoever takes the token may as well.",
                    "name the permissions the job uses (permission-contents: read and the like)",
                    CONTROLS,
                    Permissions::appToken)
            .bad(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/create-github-app-token@v1\n  with:\n    app-id: ${{ vars.APP }}\n    private-key: ${{ secrets.KEY }}\n"))
            .bad(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/create-github-app-token@v1\n  with:\n    app-id: 1\n    private-key: ${{ secrets.KEY }}\n    owner: acme\n"))
            .good(
                    GithubRule.steps(
                            "push",
                            "- uses: actions/create-github-app-token@v1\n  with:\n    app-id: 1\n    private-key: ${{ secrets.KEY }}\n    permission-contents: read\n"))
            .good(GithubRule.steps("push", "- run: make\n"));

    static final List<GithubRule> ALL = List.of(MISSING, ALL_WRITE, ALL_READ, WIDE, IDENTITY, KEPT, UPLOADED, APP);

    private Permissions() {}

    /** Whether any permission is to write. */
    static boolean writes(Optional<Node> permissions) {
        return permissions
                .filter(p -> p instanceof Node.Scalar s && s.value().equals("write-all")
                        || p.entriesAt().stream().anyMatch(Triggers::isWrite))
                .isPresent();
    }

    /** Whether this permission is to write. */
    static boolean writes(Optional<Node> permissions, String name) {
        return permissions
                .filter(p -> p instanceof Node.Scalar s && s.value().equals("write-all")
                        || p.textAt(name).filter("write"::equals).isPresent())
                .isPresent();
    }

    private static void missing(Flow flow, Report out) {
        if (flow.isAction() || flow.root().at("permissions").isPresent()) {
            return;
        }
        List<Job> open = flow.jobs().stream()
                .filter(j -> j.node().at("permissions").isEmpty())
                .toList();
        boolean all = open.size() == flow.jobs().size();
        for (Job job : open) {
            Span at = job.span();
            if (all && flow.root().at("jobs").isPresent() && flow.root() instanceof Node.Mapping m) {
                Span jobs = m.entry("jobs").orElseThrow().key().span();
                out.at(
                        at,
                        "neither the workflow nor this job says what its token may do",
                        Fix.unsafe(
                                "let the token read contents only",
                                Edit.insert(jobs.start(), "permissions:\n  contents: read\n")));
                return;
            }
            out.at(at, "neither the workflow nor this job says what its token may do");
        }
    }

    private static void everything(Flow flow, Report out, String word) {
        say(flow.root(), word, out);
        flow.jobs().forEach(j -> say(j.node(), word, out));
    }

    private static void say(Node holder, String word, Report out) {
        holder.at("permissions").ifPresent(p -> {
            if (p instanceof Node.Scalar s && s.value().equals(word)) {
                out.at(s.span(), "permissions are " + word);
            }
        });
    }

    private static void wide(Flow flow, Report out) {
        if (flow.jobs().stream()
                        .filter(j -> j.node().at("permissions").isEmpty())
                        .count()
                < 2) {
            return;
        }
        for (Node.Entry e : flow.root().entriesAt("permissions")) {
            if (Triggers.isWrite(e) && !e.key().value().equals("id-token")) {
                out.at(e.key().span(), "all jobs may write " + e.key().value());
            }
        }
    }

    private static void identity(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            boolean own = writes(job.node().at("permissions"), "id-token")
                    && job.node().at("permissions", "id-token").isPresent();
            boolean inherited = job.node().at("permissions").isEmpty()
                    && flow.root()
                            .textAt("permissions", "id-token")
                            .filter("write"::equals)
                            .isPresent();
            boolean used = job.calls().isPresent()
                    || job.steps().stream()
                            .anyMatch(s ->
                                    OIDC.contains(s.uses().map(Uses::name).orElse(""))
                                            || OIDC_SCRIPT.matcher(s.run()).matches()
                                            || s.uses()
                                                    .filter(u -> u.form() != Uses.Form.FOREIGN || !u.official())
                                                    .isPresent());
            if ((own || inherited) && !used) {
                Span at = own ? job.spanOf("permissions") : job.span();
                out.at(at, "job " + job.id() + " may ask for an identity token and does not");
            }
        }
    }

    private static boolean keeps(Step step) {
        return step.usesAny("actions/checkout")
                && !step.input("persist-credentials").equals("false");
    }

    private static void kept(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            boolean pushes = job.steps().stream()
                    .anyMatch(s -> s.run().contains("git push")
                            || s.run().contains("git fetch")
                            || s.run().contains("git pull")
                            || s.run().contains("release")
                            || s.uses()
                                    .filter(u -> u.name().contains("commit")
                                            || u.name().contains("release")
                                            || u.name().contains("pull-request")
                                            || u.name().contains("push"))
                                    .isPresent());
            for (Step step : job.steps()) {
                if (keeps(step) && !pushes) {
                    say(step, out, "the token stays in the git configuration");
                }
            }
        }
    }

    private static void say(Step step, Report out, String message) {
        Node.Mapping map = (Node.Mapping) step.node();
        Optional<Edit> edit = Spot.put(step.node(), "false", "with", "persist-credentials");
        boolean block = !Spot.isFlow(map);
        if (edit.isPresent() && block && map.entries().size() > 1) {
            out.at(step.spanOf("uses"), message, Fix.unsafe("do not keep the token", edit.get()));
        } else {
            out.at(step.spanOf("uses"), message);
        }
    }

    private static void uploaded(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            Optional<Step> checkout =
                    job.steps().stream().filter(Permissions::keeps).findFirst();
            for (Step step : job.steps()) {
                boolean whole = step.input("path")
                        .lines()
                        .anyMatch(l -> ALL_OF_IT.matcher(l).matches());
                if (checkout.isPresent() && step.usesAny("actions/upload-artifact") && whole) {
                    out.at(step.spanOf("uses"), "the working folder is uploaded with the token of the checkout in it");
                }
            }
        }
    }

    private static void appToken(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean named = step.node().entriesAt("with").stream()
                        .anyMatch(e -> e.key().value().startsWith("permission-"));
                if (step.usesAny("actions/create-github-app-token") && !named) {
                    out.at(step.spanOf("uses"), "the app's token is made with all its permissions");
                }
            }
        }
    }
}
