package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.check.GithubCheck;
import java.util.List;
import java.util.Set;

/** What the service refuses, or takes otherwise than meant: the words of the workflow language's own check, by kind. */
final class Correctness {
    private static final String PATH = ".github/workflows/ci.yml";
    private static final String REFUSED =
            "The service refuses the file or the run: nothing is built, tested or deployed, and no gate of it holds.";
    private static final String MISREAD = "The service takes the file and does something else than was meant.";
    private static final String NEAR = "correct it as the message says";

    static final List<Rule> ALL = List.of(
            kinds(
                    "invalid-workflow",
                    "A workflow has a key, value or id that the service refuses",
                    Severity.HIGH,
                    REFUSED,
                    Set.of("unknown-key", "missing-key", "duplicate-key", "type", "value", "limit", "id", "cycle"),
                    Example.bad(
                            PATH, "on: push\njobs:\n  a:\n    runs_on: ubuntu-24.04\n    steps:\n      - run: make\n"),
                    Example.bad(
                            PATH,
                            "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n"),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n")),
                    Example.good(
                            PATH,
                            "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n")),
            kinds(
                    "bad-expression",
                    "An expression cannot be read, or uses what is not there at its place",
                    Severity.HIGH,
                    REFUSED,
                    Set.of("expression"),
                    Example.bad(PATH, GithubRule.steps("push", "- run: echo ${{ github.ref == }}\n")),
                    Example.bad(PATH, GithubRule.steps("push", "- run: echo ${{ nofunction(1) }}\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: echo ${{ github.ref_name }}\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: echo ${{ format('{0}', 1) }}\n"))),
            kinds(
                    "expression-type",
                    "The types in an expression do not fit",
                    Severity.MEDIUM,
                    MISREAD,
                    Set.of("expression-type"),
                    Example.bad(PATH, GithubRule.steps("push", "- run: echo ${{ startsWith(github.event, 'a') }}\n")),
                    Example.bad(PATH, GithubRule.steps("push", "- run: echo ${{ github.repository.name }}\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: echo ${{ startsWith(github.ref, 'a') }}\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: echo ${{ github.repository }}\n"))),
            kinds(
                    "unknown-reference",
                    "A workflow refers to a job, step, input or output that is not there",
                    Severity.HIGH,
                    MISREAD,
                    Set.of("reference", "undefined"),
                    Example.bad(
                            PATH,
                            "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n"),
                    Example.bad(PATH, GithubRule.steps("push", "- run: echo ${{ steps.no.outputs.x }}\n")),
                    Example.good(
                            PATH,
                            GithubRule.steps(
                                    "push", "- id: yes\n  run: make\n- run: echo ${{ steps.yes.outputs.x }}\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: echo ${{ github.sha }}\n"))),
            kinds(
                    "bad-event",
                    "A trigger, its filter or its schedule is wrong",
                    Severity.HIGH,
                    REFUSED,
                    Set.of("event", "glob"),
                    Example.bad(PATH, GithubRule.steps("{pull_request: {types: [opend]}}", "- run: make\n")),
                    Example.bad(PATH, GithubRule.steps("{schedule: [{cron: '0 25 * * *'}]}", "- run: make\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n")),
                    Example.good(PATH, GithubRule.steps("{schedule: [{cron: '0 5 * * *'}]}", "- run: make\n"))),
            kinds(
                    "bad-matrix",
                    "A matrix excludes or includes what it does not have",
                    Severity.MEDIUM,
                    MISREAD,
                    Set.of("matrix"),
                    Example.bad(
                            PATH,
                            GithubRule.job(
                                    "push",
                                    "    strategy:\n      matrix:\n        os: [a, b]\n        exclude:\n          - os: c\n    steps: [{run: make}]\n")),
                    Example.bad(
                            PATH,
                            GithubRule.job(
                                    "push",
                                    "    strategy:\n      matrix:\n        os: [a, a]\n    steps: [{run: make}]\n")),
                    Example.good(
                            PATH,
                            GithubRule.job(
                                    "push",
                                    "    strategy:\n      matrix:\n        os: [a, b]\n        exclude:\n          - os: b\n    steps: [{run: make}]\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n"))),
            kinds(
                    "runner-label",
                    "A runner label is not one of the hosted ones, or labels contradict",
                    Severity.MEDIUM,
                    "The job waits for a runner that never comes, for a day.",
                    Set.of("runner-label"),
                    Example.bad(PATH, GithubRule.steps("push", "- run: make\n").replace("ubuntu-24.04", "[ubuntu-24.04, windows-2022]")),
                    Example.bad(PATH, GithubRule.steps("push", "- run: make\n").replace("ubuntu-24.04", "linux-latest")),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n")),
                    Example.good(
                            PATH,
                            GithubRule.steps("push", "- run: make\n").replace("ubuntu-24.04", "[self-hosted, gpu]"))),
            kinds(
                    "action-input",
                    "An action is given an input that it does not have, lacks one it needs, or no longer runs",
                    Severity.MEDIUM,
                    MISREAD,
                    Set.of("action"),
                    Example.bad(
                            PATH,
                            GithubRule.steps("push", "- uses: actions/checkout@v4\n  with:\n    fetchdepth: 0\n")),
                    Example.bad(PATH, GithubRule.steps("push", "- uses: actions/checkout@v2\n")),
                    Example.good(
                            PATH,
                            GithubRule.steps("push", "- uses: actions/checkout@v4\n  with:\n    fetch-depth: 0\n")),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n"))),
            kinds(
                    "bad-permission",
                    "A permission is given at a level that it does not have",
                    Severity.HIGH,
                    REFUSED,
                    Set.of("permission"),
                    Example.bad(
                            PATH,
                            "permissions: {models: write}\non: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n"),
                    Example.bad(
                            PATH,
                            "permissions: {id-token: read}\non: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n"),
                    Example.good(
                            PATH,
                            "permissions: {checks: write}\non: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n"),
                    Example.good(PATH, GithubRule.steps("push", "- run: make\n"))));

    private Correctness() {}

    /** The mistakes of one file, found once for all rules. */
    private record Mistakes(List<Mistake> all) {
        static Mistakes of(SourceFile file) {
            return new Mistakes(
                    file.format() == Format.GITHUB_ACTION
                            ? GithubCheck.action(file.path(), file.text(), Sources.none())
                            : GithubCheck.workflow(file.path(), file.text(), Sources.none()));
        }
    }

    /** Tells the mistakes of some kinds. */
    private record ByKind(About about, Set<String> kinds, List<Example> examples) implements Rule.OfTree {
        ByKind {
            kinds = Set.copyOf(kinds);
            examples = List.copyOf(examples);
        }

        @Override
        public Set<Format> formats() {
            return Set.of(Format.GITHUB, Format.GITHUB_ACTION);
        }

        @Override
        public void check(SourceFile file, Report out) {
            for (Mistake m : file.model(Mistakes.class, Mistakes::of).all()) {
                if (kinds.contains(m.kind())) {
                    out.at(new Place(file.path(), m.place().line(), m.place().column()), m.message());
                }
            }
        }
    }

    private static Rule kinds(
            String id, String title, Severity severity, String why, Set<String> kinds, Example... examples) {
        About about = new About("github/" + id, title, severity, Confidence.HIGH, why, NEAR, List.of("CC8.1"));
        return new ByKind(about, kinds, List.of(examples));
    }
}
