package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Step;
import dev.slipway.check.github.Uses;
import dev.slipway.text.Node;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Triggers that strangers can pull, and what runs then. */
final class Triggers {
    private static final String CONTROLS = "OWASP-CICD-SEC-4 OWASP-CICD-SEC-1 PCI-6.2.4";

    private static final Pattern HEAD = Pattern.compile(
            "(?s).*(?:github\\.head_ref|pull_request\\.head\\.(?:sha|ref)|pull_request\\.merge_commit_sha"
                    + "|refs/pull/|github\\.event\\.number).*");
    private static final Pattern RUN_HEAD =
            Pattern.compile("(?s).*workflow_run\\.(?:head_(?:sha|branch|commit\\.id)|pull_requests).*");
    private static final Pattern COMMENT_HEAD = Pattern.compile(
            "(?s).*(?:refs/pull/|github\\.event\\.issue\\.number|outputs\\.\\w*(?:ref|sha|branch)\\w*).*");
    private static final Pattern GIT_HEAD = Pattern.compile(
            "(?s).*(?:gh pr checkout|git (?:checkout|fetch|pull|switch|merge)[^\\n]*(?:pull/|head_ref|pull_request\\.head|HEAD_REF|HEAD_SHA|PR_SHA)).*");
    private static final Pattern RUNS = Pattern.compile(
            "(?s).*(?:npm |yarn |pnpm |make\\b|mvn |gradle|pip |pytest|tox|cargo |go (?:run|test|build|generate)"
                    + "|bundle |composer |docker build|docker compose|\\./|bash |sh |python|node |dotnet |bazel|pre-commit|terraform|ruby ).*");
    private static final Pattern LABELLED = Pattern.compile(
            "(?s).*(?:labels|author_association|permission|team|is_maintainer|collaborator|head\\.repo\\.full_name\\s*==|event\\.action\\s*==\\s*'labeled').*");

    private static final GithubRule TARGET_CHECKOUT = GithubRule.of(
                    "pull-request-target-checkout",
                    "A workflow with the repository's secrets checks out and runs the code of a pull request",
                    Severity.CRITICAL,
                    Confidence.HIGH,
                    "On pull_request_target the token may write and secrets are there: the pull request's build scripts, tests and dependencies get both.",
                    "build pull requests on pull_request without secrets, and act on the result in a second workflow",
                    CONTROLS,
                    (flow, out) -> checkouts(
                            flow,
                            out,
                            "pull_request_target",
                            s -> HEAD.matcher(s).matches()))
            .bad(GithubRule.steps("pull_request_target", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with:
                        ref: ${{ github.event.pull_request.head.sha }}
                    - run: npm ci && npm test
                    """))
            .bad(GithubRule.steps("pull_request_target", """
                    - run: |
                        git fetch origin pull/${{ github.event.number }}/head
                        git checkout FETCH_HEAD
                        make
                    """))
            .good(GithubRule.steps("pull_request_target", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                    - run: npm ci
                    """))
            .good(GithubRule.steps("pull_request", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with:
                        ref: ${{ github.event.pull_request.head.sha }}
                    - run: npm ci && npm test
                    """));

    private static final GithubRule RUN_CHECKOUT = GithubRule.of(
                    "workflow-run-checkout",
                    "A workflow_run workflow checks out and runs the code that started it",
                    Severity.CRITICAL,
                    Confidence.HIGH,
                    "The first workflow ran for a pull request of a stranger; the second has secrets and a token that may write, and runs the same code.",
                    "check out only the default branch here, and treat what the first workflow made as data",
                    CONTROLS,
                    (flow, out) -> checkouts(
                            flow, out, "workflow_run", s -> RUN_HEAD.matcher(s).matches()))
            .bad(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with:
                        ref: ${{ github.event.workflow_run.head_sha }}
                    - run: make report
                    """))
            .bad(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with: {ref: "${{ github.event.workflow_run.head_branch }}"}
                    - uses: ./.github/actions/report
                    """))
            .good(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                    - run: make report
                    """))
            .good(GithubRule.steps("push", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with: {ref: "${{ github.sha }}"}
                    - run: make report
                    """));

    private static final GithubRule COMMENT_CHECKOUT = GithubRule.of(
                    "comment-checkout",
                    "A comment starts a workflow that checks out and runs the code of a pull request",
                    Severity.CRITICAL,
                    Confidence.MEDIUM,
                    "Anybody can comment; even when only members may, the code can change between their comment and the checkout.",
                    "check who comments, check out a commit that was reviewed, and run it without secrets",
                    CONTROLS,
                    (flow, out) -> checkouts(
                            flow,
                            out,
                            "issue_comment",
                            s -> COMMENT_HEAD.matcher(s).matches()))
            .bad(GithubRule.steps("issue_comment", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                      with:
                        ref: refs/pull/${{ github.event.issue.number }}/merge
                    - run: npm test
                    """))
            .bad(GithubRule.steps("issue_comment", "- run: gh pr checkout 1 && make\n"))
            .good(GithubRule.steps("issue_comment", "- run: gh pr comment 1 --body hello\n"))
            .good(GithubRule.steps("issue_comment", """
                    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                    - run: npm test
                    """));

    private static final GithubRule ARTIFACT = GithubRule.of(
                    "untrusted-artifact",
                    "A workflow with secrets unpacks another run's artifact where it works",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "The artifact was made by a stranger's pull request: its files overwrite scripts and configuration that the next steps run with secrets.",
                    "unpack it into a folder of its own below the runner's temporary folder, and read only checked text out of it",
                    CONTROLS,
                    Triggers::artifacts)
            .bad(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16
                      with:
                        run-id: ${{ github.event.workflow_run.id }}
                        github-token: ${{ github.token }}
                    - run: ./publish.sh
                    """))
            .bad(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: dawidd6/action-download-artifact@20319c5641d495c8a52e688b7dc5fada6c3a9fbc
                    - run: make publish
                    """))
            .good(GithubRule.steps("{workflow_run: {workflows: [ci], types: [completed]}}", """
                    - uses: actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16
                      with:
                        run-id: ${{ github.event.workflow_run.id }}
                        path: ${{ runner.temp }}/artifact
                    - run: ./publish.sh
                    """))
            .good(GithubRule.steps("push", """
                    - uses: actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16
                    - run: ./publish.sh
                    """));

    private static final GithubRule PRIVILEGED = GithubRule.of(
                    "privileged-trigger",
                    "Strangers can start this workflow with a token that may write or with secrets",
                    Severity.MEDIUM,
                    Confidence.LOW,
                    "pull_request_target and workflow_run run with the rights of the repository for whoever opens a pull request; one careless step more gives them away.",
                    "use pull_request where no secret is needed; else give the job only the permissions it needs and keep secrets in a protected environment",
                    CONTROLS,
                    Triggers::privileged)
            .bad("""
                    on: pull_request_target
                    permissions: write-all
                    jobs:
                      label:
                        runs-on: ubuntu-24.04
                        steps:
                          - run: gh pr edit 1 --add-label x
                    """)
            .bad(GithubRule.steps("pull_request_target", "- run: ./notify.sh\n  env: {KEY: \"${{ secrets.KEY }}\"}\n"))
            .good(GithubRule.steps("pull_request_target", "- run: echo hello\n"))
            .good(GithubRule.steps("pull_request", "- run: ./notify.sh\n  env: {KEY: \"${{ secrets.KEY }}\"}\n"));

    static final List<GithubRule> ALL = List.of(TARGET_CHECKOUT, RUN_CHECKOUT, COMMENT_CHECKOUT, ARTIFACT, PRIVILEGED);

    private Triggers() {}

    private static void checkouts(Flow flow, Report out, String event, Predicate<String> foreign) {
        if (!flow.isOn(event)) {
            return;
        }
        for (Job job : flow.jobs()) {
            boolean checkedOut = false;
            Step where = null;
            for (Step step : job.steps()) {
                boolean here = step.usesAny("actions/checkout")
                                && (foreign.test(step.input("ref"))
                                        || step.input("repository").contains("head.repo"))
                        || GIT_HEAD.matcher(step.run()).matches();
                if (here && where == null) {
                    where = step;
                    checkedOut = true;
                }
                boolean runs = RUNS.matcher(step.run()).matches()
                        || step.uses().filter(u -> u.form() == Uses.Form.LOCAL).isPresent()
                        || step.usesAny("docker/build-push-action", "gradle/gradle-build-action", "pre-commit/action");
                boolean now =
                        checkedOut && runs && (step != where || !step.run().isEmpty());
                if (now && where != null && !guarded(job, where)) {
                    out.at(
                            where.span(),
                            "code of a stranger is checked out on " + event + " and run in job " + job.id());
                    break;
                }
            }
        }
    }

    /** A label or membership that only members of the team can give. */
    private static boolean guarded(Job job, Step step) {
        return LABELLED.matcher(job.node().textAt("if").orElse("")).matches()
                || LABELLED.matcher(step.node().textAt("if").orElse("")).matches();
    }

    private static void artifacts(Flow flow, Report out) {
        if (!flow.isOn("workflow_run", "pull_request_target", "issue_comment")) {
            return;
        }
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean official = step.usesAny("actions/download-artifact")
                        && !step.input("run-id").isEmpty();
                boolean other = step.usesAny(
                        "dawidd6/action-download-artifact",
                        "aochmann/actions-download-artifact",
                        "bettermarks/action-artifact-download");
                boolean script = step.run().contains("gh run download")
                        || step.run().contains("unzip") && step.run().contains("artifact");
                String path = step.input("path") + step.run();
                if ((official || other || script)
                        && !path.contains("runner.temp")
                        && !path.contains("RUNNER_TEMP")
                        && !path.contains("/tmp")) {
                    out.at(step.span(), "an artifact of another run is unpacked into the working folder");
                }
            }
        }
    }

    private static void privileged(Flow flow, Report out) {
        if (!flow.isOn("pull_request_target", "workflow_run")) {
            return;
        }
        boolean secrets = flow.pastedBelow(flow.root()).stream()
                .anyMatch(p -> p.text().contains("secrets.") && !p.text().contains("secrets.GITHUB_TOKEN"));
        boolean writes = Permissions.writes(flow.root().at("permissions"))
                || flow.root().at("permissions").isEmpty()
                        && flow.jobs().stream()
                                .anyMatch(j -> j.node().at("permissions").isEmpty());
        boolean code = Permissions.writes(flow.root().at("permissions"), "contents")
                || flow.jobs().stream()
                        .anyMatch(j -> Permissions.writes(j.node().at("permissions"), "contents"));
        if (secrets || writes || code) {
            out.at(
                    flow.onSpan(),
                    "strangers can start it, and it has " + (secrets ? "secrets" : "a token that may write"));
        }
    }

    static boolean isWrite(Node.Entry entry) {
        return entry.value() instanceof Node.Scalar s && s.value().equals("write");
    }
}
