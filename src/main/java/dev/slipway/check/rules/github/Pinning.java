package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Uses;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Whether what is used tomorrow is what was looked at today. */
final class Pinning {
    private static final String CONTROLS = "OWASP-CICD-SEC-3 OWASP-CICD-SEC-8 SLSA-BUILD-L2";
    private static final String COMMIT = "11bd71901bbe5b1630ceea73d27597364c9af683";

    private static final Set<String> BRANCHES =
            Set.of("main", "master", "develop", "dev", "trunk", "head", "latest", "nightly", "edge", "");

    private static final Pattern PIPED = Pattern.compile(
            "(?:curl|wget)\\b[^\\n|]{0,400}https?://[^\\n|]{0,400}\\|\\s*(?:sudo\\s+)?(?:-E\\s+)?(?:bash|sh|zsh|python3?|node|perl|ruby)\\b"
                    + "|(?:bash|sh|source|\\.)\\s+<\\(\\s*(?:curl|wget)\\b|(?:iex|Invoke-Expression)[^\\n]{0,100}(?:DownloadString|iwr|Invoke-WebRequest)");

    /** Versions below which an action has a known hole, from the public advisories. */
    private static final Map<String, Vulnerable> VULNERABLE = Map.ofEntries(
            Map.entry("tj-actions/changed-files", new Vulnerable(46, 0, "CVE-2025-30066")),
            Map.entry("tj-actions/branch-names", new Vulnerable(7, 0, "CVE-2023-49291")),
            Map.entry("tj-actions/verify-changed-files", new Vulnerable(17, 0, "CVE-2023-52137")),
            Map.entry("atlassian/gajira-create", new Vulnerable(3, 0, "CVE-2020-14188")),
            Map.entry("atlassian/gajira-comment", new Vulnerable(2, 0, "CVE-2020-14189")),
            Map.entry("rlespinasse/github-slug-action", new Vulnerable(4, 4, "CVE-2023-27581")),
            Map.entry("embano1/wip", new Vulnerable(2, 0, "CVE-2023-30623")),
            Map.entry("azure/setup-kubectl", new Vulnerable(3, 0, "CVE-2023-23939")),
            Map.entry("sonarsource/sonarqube-scan-action", new Vulnerable(5, 3, "CVE-2025-58178")));

    /** Repositories that their owners have archived: no hole in them is ever mended. */
    private static final Set<String> ARCHIVED = Set.of(
            "actions/create-release",
            "actions/upload-release-asset",
            "actions/setup-ruby",
            "actions/setup-elixir",
            "actions/setup-haskell",
            "actions-rs/toolchain",
            "actions-rs/cargo",
            "actions-rs/clippy-check",
            "actions-rs/audit-check",
            "actions-rs/install",
            "actions-rs/tarpaulin",
            "google-github-actions/release-please-action",
            "gradle/gradle-build-action",
            "repo-sync/pull-request",
            "google-github-actions/setup-cloud-sdk");

    /** Holes of the versions below this one. */
    private record Vulnerable(int major, int minor, String advisory) {}

    private static final GithubRule ACTION = GithubRule.of(
                    "unpinned-action",
                    "An action is not pinned to a full length commit SHA",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "A tag can be moved to other code at any time, by the owner or by whoever takes over the account; the full commit SHA cannot. The action runs with the job's token and secrets.",
                    "write the full length commit SHA of the version in use behind the at sign, and the version in a comment",
                    CONTROLS,
                    Pinning::actions)
            .bad(GithubRule.steps("push", "- uses: docker/setup-buildx-action@v3\n"))
            .bad(GithubRule.steps("push", "- uses: pypa/gh-action-pypi-publish@v1.10.1\n"))
            .good(GithubRule.steps("push", "- uses: docker/setup-buildx-action@" + COMMIT + " # v3\n"))
            .good(GithubRule.steps("push", "- uses: ./.github/actions/build\n"));

    private static final GithubRule OFFICIAL = GithubRule.of(
                    "unpinned-official-action",
                    "An action of the provider itself is used by tag",
                    Severity.LOW,
                    Confidence.CERTAIN,
                    "A tag can be moved; a team that wants builds to be repeatable pins the provider's own actions too.",
                    "write the full commit of the version in use behind the at sign, and the version in a comment",
                    CONTROLS,
                    (flow, out) -> uses(flow, (u, span) -> {
                        if (u.official() && !u.pinned() && !u.dynamic() && !branch(u) && !u.shortCommit()) {
                            out.at(span, u.name() + " is used at " + u.ref());
                        }
                    }))
            .bad(GithubRule.steps("push", "- uses: actions/checkout@v4\n"))
            .bad(GithubRule.steps("push", "- uses: github/codeql-action/init@v3\n"))
            .good(GithubRule.steps("push", "- uses: actions/checkout@" + COMMIT + "\n"))
            .good(GithubRule.steps("push", "- run: make\n"));

    private static final GithubRule BRANCH = GithubRule.of(
                    "action-at-branch",
                    "An action is used at a branch, or without any ref",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "Every commit of its owners runs here the minute it is pushed, reviewed or not.",
                    "pin it to the full commit of a released version",
                    CONTROLS,
                    (flow, out) -> uses(flow, (u, span) -> {
                        if (branch(u) && !u.dynamic()) {
                            out.at(
                                    span,
                                    u.name() + " is used "
                                            + (u.ref().isEmpty() ? "without a ref" : "at the branch " + u.ref()));
                        }
                    }))
            .bad(GithubRule.steps("push", "- uses: aquasecurity/trivy-action@master\n"))
            .bad(GithubRule.steps("push", "- uses: actions/checkout@main\n"))
            .good(GithubRule.steps("push", "- uses: actions/checkout@v4\n"))
            .good(GithubRule.steps("push", "- uses: aquasecurity/trivy-action@" + COMMIT + "\n"));

    private static final GithubRule SHORT = GithubRule.of(
                    "short-commit",
                    "An action is pinned to the beginning of a commit only",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "A branch or tag of that name, or another commit with the same beginning, takes its place.",
                    "write all forty characters of the commit",
                    CONTROLS,
                    (flow, out) -> uses(flow, (u, span) -> {
                        if (u.shortCommit() && !u.dynamic()) {
                            out.at(span, u.name() + " is pinned to " + u.ref().length() + " characters of a commit");
                        }
                    }))
            .bad(GithubRule.steps("push", "- uses: docker/login-action@9780b0c\n"))
            .bad(GithubRule.steps("push", "- uses: actions/checkout@11bd71901bbe\n"))
            .good(GithubRule.steps("push", "- uses: docker/login-action@" + COMMIT + "\n"))
            .good(GithubRule.steps("push", "- uses: docker/login-action@v3\n"));

    private static final GithubRule CALLED = GithubRule.of(
                    "unpinned-workflow",
                    "A called workflow of another repository is not pinned to a commit",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "Whole jobs, with the secrets given to them, change when the other repository's tag or branch moves.",
                    "write the full commit behind the at sign",
                    CONTROLS,
                    Pinning::workflows)
            .bad("on: push\npermissions: {}\njobs:\n  a:\n    uses: acme/ci/.github/workflows/build.yml@v2\n")
            .bad("on: push\npermissions: {}\njobs:\n  a:\n    uses: acme/ci/.github/workflows/build.yml@main\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    uses: acme/ci/.github/workflows/build.yml@" + COMMIT
                    + "\n")
            .good("on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/build.yml\n");

    private static final GithubRule IMAGE = GithubRule.of(
                    "floating-image",
                    "A job or step runs in an image whose tag is missing or moves",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "The same commit is built with other tools tomorrow, and whoever can push that tag runs code here.",
                    "name a version, best with its digest",
                    CONTROLS,
                    Pinning::images)
            .bad(GithubRule.job("push", "    container: node\n    steps:\n      - run: npm test\n"))
            .bad(GithubRule.job(
                    "push",
                    "    services:\n      db: {image: \"postgres:latest\"}\n    steps:\n      - run: npm test\n"))
            .good(GithubRule.job("push", "    container: {image: \"node:22.11\"}\n    steps:\n      - run: npm test\n"))
            .good(GithubRule.steps("push", "- uses: docker://alpine:3.20\n"));

    private static final GithubRule HOLES = GithubRule.of(
                    "vulnerable-action",
                    "An action is used in a version with a known vulnerability",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "The advisory is public, and so is the way to use it: secrets of the job can be read or commands run in it.",
                    "use a version that has the hole mended",
                    "OWASP-CICD-SEC-3 PCI-6.3.3",
                    (flow, out) -> uses(flow, (u, span) -> vulnerable(u, span, out)))
            .bad(GithubRule.steps("push", "- uses: tj-actions/changed-files@v45\n"))
            .bad(GithubRule.steps("push", "- uses: actions/download-artifact@v4.1.0\n"))
            .good(GithubRule.steps("push", "- uses: tj-actions/changed-files@v46.0.1\n"))
            .good(GithubRule.steps("push", "- uses: actions/download-artifact@v4\n"));

    private static final GithubRule OLD = GithubRule.of(
                    "archived-action",
                    "An action is used whose owners have archived it",
                    Severity.MEDIUM,
                    Confidence.HIGH,
                    "No hole in it will be mended any more, and it stops working when the runners move on.",
                    "replace it by one that is maintained, or by a few lines of script",
                    "OWASP-CICD-SEC-3 PCI-6.3.3",
                    (flow, out) -> uses(flow, (u, span) -> {
                        if (ARCHIVED.contains(u.repository())) {
                            out.at(span, u.repository() + " is archived");
                        }
                    }))
            .bad(GithubRule.steps("push", "- uses: actions/create-release@v1\n"))
            .bad(GithubRule.steps("push", "- uses: actions-rs/toolchain@v1\n"))
            .good(GithubRule.steps("push", "- uses: actions/setup-node@v4\n"))
            .good(GithubRule.steps("push", "- uses: dtolnay/rust-toolchain@" + COMMIT + "\n"));

    private static final GithubRule SCRIPT = GithubRule.of(
                    "remote-script",
                    "A script from the network is run as it comes",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "Whoever controls that server, or the way to it, runs commands with the job's token and secrets; nothing tells afterwards what ran.",
                    "download a fixed version, compare its checksum, then run it",
                    "OWASP-CICD-SEC-3 OWASP-CICD-SEC-9",
                    Pinning::remoteScripts)
            .bad(GithubRule.steps("push", "- run: curl -fsSL https://get.example.org/install.sh | sudo bash\n"))
            .bad(GithubRule.steps("push", "- run: bash <(curl -s https://codecov.example.org/bash)\n"))
            .good(GithubRule.steps("push", "- run: curl -fsSLo tool.tar.gz https://example.org/tool-1.2.tar.gz\n"))
            .good(GithubRule.steps("push", "- run: curl -s https://api.example.org/x.json | jq .a\n"));

    static final List<GithubRule> ALL = List.of(ACTION, OFFICIAL, BRANCH, SHORT, CALLED, IMAGE, HOLES, OLD, SCRIPT);

    private Pinning() {}

    private static void actions(Flow flow, Report out) {
        uses(flow, (u, span) -> {
            if (!u.official() && !u.pinned() && !u.dynamic() && !branch(u) && !u.shortCommit()) {
                out.at(span, u.name() + " is used at " + u.ref() + ", which can be moved");
            }
        });
    }

    private static boolean branch(Uses uses) {
        return BRANCHES.contains(uses.ref().toLowerCase(java.util.Locale.ROOT))
                || uses.ref().startsWith("refs/heads/");
    }

    private static void uses(Flow flow, BiConsumer<Uses, Span> look) {
        for (Job job : flow.jobs()) {
            for (var step : job.steps()) {
                step.uses().filter(u -> u.form() == Uses.Form.FOREIGN).ifPresent(u -> look.accept(u, u.span()));
            }
        }
    }

    private static void workflows(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            job.calls()
                    .filter(u -> u.form() == Uses.Form.FOREIGN && !u.pinned() && !u.dynamic())
                    .ifPresent(u -> out.at(u.span(), u.name() + " is called at " + u.ref() + ", which can be moved"));
        }
    }

    private static void images(Flow flow, Report out) {
        List<Node.Scalar> images = new ArrayList<>();
        for (Job job : flow.jobs()) {
            job.node().at("container").ifPresent(n -> add(n, images));
            job.node().at("container", "image").ifPresent(n -> add(n, images));
            job.node().entriesAt("services").forEach(e -> e.value().at("image").ifPresent(n -> add(n, images)));
            job.steps()
                    .forEach(s -> s.node().at("uses").ifPresent(n -> {
                        if (n instanceof Node.Scalar u && u.value().startsWith("docker://")) {
                            images.add(u);
                        }
                    }));
        }
        for (Node.Scalar image : images) {
            String name = image.value().replaceFirst("^docker://", "");
            String last = name.substring(name.lastIndexOf('/') + 1);
            boolean moving = !last.contains(":")
                    || last.endsWith(":latest")
                    || last.endsWith(":master")
                    || last.endsWith(":main");
            if (!name.isBlank() && !name.contains("${{") && !name.contains("@sha256:") && moving) {
                out.at(
                        image.span(),
                        "the image " + name + " has " + (last.contains(":") ? "a tag that moves" : "no tag"));
            }
        }
    }

    private static void add(Node node, List<Node.Scalar> images) {
        if (node instanceof Node.Scalar s) {
            images.add(s);
        }
    }

    private static void vulnerable(Uses uses, Span span, Report out) {
        int[] version = uses.version().orElse(new int[] {-1, -1, -1});
        Vulnerable hole = VULNERABLE.get(uses.repository());
        if (hole != null
                && version[0] >= 0
                && (version[0] < hole.major()
                        || version[0] == hole.major() && version[1] >= 0 && version[1] < hole.minor())) {
            out.at(span, uses.name() + " " + uses.ref() + " has " + hole.advisory());
        }
        // Only the first minor versions of one major: a bare major moved on long ago.
        boolean download = uses.is("actions/download-artifact")
                && version[0] == 4
                && (version[1] == 0 || version[1] == 1 && version[2] >= 0 && version[2] < 3);
        if (download) {
            out.at(span, uses.name() + " " + uses.ref() + " has CVE-2024-42471");
        }
    }

    private static void remoteScripts(Flow flow, Report out) {
        for (Job job : flow.jobs()) {
            for (var step : job.steps()) {
                if (PIPED.matcher(step.run()).find()) {
                    out.at(step.spanOf("run"), "a downloaded script is run without being looked at");
                }
            }
        }
    }
}
