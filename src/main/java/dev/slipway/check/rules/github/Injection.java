package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.Example;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.github.Flow;
import dev.slipway.check.github.Job;
import dev.slipway.check.github.Pasted;
import dev.slipway.check.github.Step;
import dev.slipway.check.github.Taint;
import dev.slipway.check.github.Taint.Source;
import dev.slipway.check.github.Taint.Way;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text of strangers that becomes a program, an environment or a command. */
final class Injection {
    private static final String CONTROLS = "OWASP-CICD-SEC-4 PCI-6.2.4";

    private static final Pattern ENVIRONMENT_FILE = Pattern.compile("GITHUB_(?:ENV|PATH)\\b");
    private static final Pattern DYNAMIC_LINE =
            Pattern.compile("(?s).*(?:\\$\\((?!\\()|`|\\bcat |\\bunzip|<\\s*\\w|\\$\\{?[A-Za-z_]).*");
    private static final Pattern COMMAND_SET_ENV = Pattern.compile("::(set-env|add-path)\\b");
    private static final Pattern COMMAND_OUTPUT = Pattern.compile("::(set-output|save-state)\\s");

    private static final GithubRule SCRIPT = GithubRule.of(
                    "script-injection",
                    "Text that strangers write is pasted into a script",
                    Severity.CRITICAL,
                    Confidence.HIGH,
                    "The text becomes part of the program: whoever opens an issue or names a branch runs commands with the job's token and secrets.",
                    "put it into an environment variable of the step and use that variable in quotes",
                    CONTROLS,
                    (flow, out) -> scripts(flow, out, Way.DIRECT))
            .bad(GithubRule.steps("issues", """
                    - run: |
                        echo start
                        echo "${{ github.event.issue.title }}"
                    """))
            .bad(GithubRule.steps("pull_request", """
                    - uses: actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea
                      with:
                        script: console.log('${{ github.head_ref }}')
                    """))
            .bad(GithubRule.steps("push", "- run: echo ${{ format('{0}', github.event.head_commit.message) }}\n"))
            .good(GithubRule.steps("issues", """
                    - run: echo "$TITLE"
                      env:
                        TITLE: ${{ github.event.issue.title }}
                    """))
            .good(GithubRule.steps(
                    "pull_request",
                    "- run: echo ${{ contains(github.event.pull_request.title, 'x') }} ${{ github.sha }}\n"));

    private static final GithubRule THROUGH_ENVIRONMENT = GithubRule.of(
                    "script-injection-env",
                    "Text that strangers write is pasted into a script by way of an environment variable's expression",
                    Severity.CRITICAL,
                    Confidence.HIGH,
                    "An expression such as env.TITLE is pasted before the shell starts, just as the field itself would be: the variable protects nothing.",
                    "use the variable of the shell ($TITLE) instead of the expression",
                    CONTROLS,
                    (flow, out) -> scripts(flow, out, Way.ENVIRONMENT))
            .bad(GithubRule.steps("issues", """
                    - run: echo "${{ env.TITLE }}"
                      env:
                        TITLE: ${{ github.event.issue.title }}
                    """))
            .bad("env:\n  BRANCH: ${{ github.head_ref }}\n"
                    + GithubRule.steps("pull_request", "- run: git log ${{ env.BRANCH }}\n"))
            .good(GithubRule.steps("issues", """
                    - run: echo "$TITLE" "${{ env.COLOR }}"
                      env:
                        TITLE: ${{ github.event.issue.title }}
                        COLOR: blue
                    """))
            .good(GithubRule.steps("pull_request", """
                    - run: echo "${{ env.NUMBER }}"
                      env:
                        NUMBER: ${{ github.event.pull_request.number }}
                    """));

    private static final GithubRule THROUGH_OUTPUT = GithubRule.of(
                    "script-injection-output",
                    "Text that strangers write is pasted into a script by way of an output",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "Outputs of steps and jobs keep what strangers wrote, names of changed files and branches among it; pasted into a script it is run.",
                    "put the output into an environment variable of the step and use that variable in quotes",
                    CONTROLS,
                    (flow, out) -> scripts(flow, out, Way.OUTPUT))
            .bad(GithubRule.steps("pull_request", """
                    - id: meta
                      env:
                        TITLE: ${{ github.event.pull_request.title }}
                      run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"
                    - run: echo "${{ steps.meta.outputs.title }}"
                    """))
            .bad(GithubRule.steps("pull_request", """
                    - id: files
                      uses: tj-actions/changed-files@ed68ef82c095e0d48ec87eccea555d944a631a4c
                    - run: eslint ${{ steps.files.outputs.all_changed_files }}
                    """))
            .bad("""
                    on: pull_request
                    permissions: {}
                    jobs:
                      meta:
                        runs-on: ubuntu-24.04
                        outputs:
                          ref: ${{ steps.x.outputs.ref }}
                        steps:
                          - id: x
                            run: echo "ref=${{ github.event.pull_request.head.ref }}" >> $GITHUB_OUTPUT
                      use:
                        needs: meta
                        runs-on: ubuntu-24.04
                        steps:
                          - run: git log ${{ needs.meta.outputs.ref }}
                    """)
            .good(GithubRule.steps("pull_request", """
                    - id: meta
                      run: echo "sha=$GITHUB_SHA" >> "$GITHUB_OUTPUT"
                    - run: echo "${{ steps.meta.outputs.sha }}"
                    """))
            .good(GithubRule.steps("pull_request", """
                    - id: files
                      uses: tj-actions/changed-files@ed68ef82c095e0d48ec87eccea555d944a631a4c
                    - run: eslint $FILES
                      env:
                        FILES: ${{ steps.files.outputs.all_changed_files }}
                    """));

    private static final GithubRule INPUT = GithubRule.of(
                    "input-in-script",
                    "A free-text input is pasted into a script",
                    Severity.MEDIUM,
                    Confidence.MEDIUM,
                    "Whoever may start or call it runs any command with its secrets, and callers pass on what strangers wrote.",
                    "put the input into an environment variable of the step and use that variable in quotes",
                    CONTROLS,
                    (flow, out) -> scripts(flow, out, Way.INPUT))
            .bad("""
                    on:
                      workflow_dispatch:
                        inputs:
                          version: {type: string}
                    permissions: {}
                    jobs:
                      release:
                        runs-on: ubuntu-24.04
                        steps:
                          - run: ./release.sh ${{ inputs.version }}
                    """)
            .with(Example.bad("action.yml", """
                    name: a
                    description: b
                    inputs:
                      title: {description: c}
                    runs:
                      using: composite
                      steps:
                        - run: echo "${{ inputs.title }}"
                          shell: bash
                    """))
            .good("""
                    on:
                      workflow_dispatch:
                        inputs:
                          level: {type: choice, options: [a, b]}
                    permissions: {}
                    jobs:
                      release:
                        runs-on: ubuntu-24.04
                        steps:
                          - run: ./release.sh ${{ inputs.level }}
                    """)
            .with(Example.good("action.yml", """
                    name: a
                    description: b
                    inputs:
                      title: {description: c}
                    runs:
                      using: composite
                      steps:
                        - run: echo "$TITLE"
                          shell: bash
                          env:
                            TITLE: ${{ inputs.title }}
                    """));

    private static final GithubRule ENVIRONMENT = GithubRule.of(
                    "environment-file-injection",
                    "Text that strangers write goes into GITHUB_ENV or GITHUB_PATH",
                    Severity.HIGH,
                    Confidence.HIGH,
                    "A line more in that text sets any variable of the following steps, such as one that makes them load a foreign program.",
                    "write an output instead, or check the text against a strict pattern first",
                    CONTROLS,
                    Injection::environmentFiles)
            .bad(GithubRule.steps("pull_request", """
                    - run: echo "TITLE=$T" >> "$GITHUB_ENV"
                      env:
                        T: ${{ github.event.pull_request.title }}
                    """))
            .bad(GithubRule.steps(
                    "issue_comment", "- run: echo \"B=${{ github.event.comment.body }}\" >> $GITHUB_ENV\n"))
            .good(GithubRule.steps("pull_request", "- run: echo \"CI_SHA=$GITHUB_SHA\" >> \"$GITHUB_ENV\"\n"))
            .good(GithubRule.steps("pull_request", """
                    - run: echo "title=$T" >> "$GITHUB_OUTPUT"
                      env:
                        T: ${{ github.event.pull_request.title }}
                    """));

    private static final GithubRule PRIVILEGED_ENVIRONMENT = GithubRule.of(
                    "environment-file-privileged",
                    "A workflow that strangers can start writes computed text into GITHUB_ENV or GITHUB_PATH",
                    Severity.HIGH,
                    Confidence.MEDIUM,
                    "Under such a trigger files and artifacts come from strangers; what is computed from them becomes the environment of steps that hold secrets.",
                    "write an output instead, or check the text against a strict pattern first",
                    CONTROLS,
                    Injection::privilegedFiles)
            .bad(GithubRule.steps("workflow_run", "- run: echo \"PR=$(cat pr.txt)\" >> \"$GITHUB_ENV\"\n"))
            .bad(GithubRule.steps("pull_request_target", "- run: cat vars.txt >> $GITHUB_ENV\n"))
            .good(GithubRule.steps("workflow_run", "- run: echo \"COLOR=blue\" >> \"$GITHUB_ENV\"\n"))
            .good(GithubRule.steps("push", "- run: echo \"VERSION=$(cat version.txt)\" >> \"$GITHUB_ENV\"\n"));

    private static final GithubRule UNSECURE_COMMANDS = GithubRule.of(
                    "unsecure-commands",
                    "Withdrawn workflow commands are switched on again",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "With them anything a step prints can set variables and paths of the next steps: output of a test is enough.",
                    "remove ACTIONS_ALLOW_UNSECURE_COMMANDS and write to the environment files",
                    CONTROLS,
                    Injection::unsecureCommands)
            .bad(GithubRule.job(
                    "push", "    env:\n      ACTIONS_ALLOW_UNSECURE_COMMANDS: true\n    steps:\n      - run: make\n"))
            .bad(GithubRule.steps("push", "- run: make\n  env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true'}\n"))
            .good(GithubRule.steps("push", "- run: make\n  env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: 'false'}\n"))
            .good(GithubRule.steps("push", "- run: make\n"));

    private static final GithubRule WITHDRAWN = GithubRule.of(
                    "withdrawn-command",
                    "A workflow command is used that was withdrawn because output could forge it",
                    Severity.HIGH,
                    Confidence.CERTAIN,
                    "The runner ignores or refuses it, so the variable is never set; where it is allowed again, printed text can set variables.",
                    "write NAME=value to $GITHUB_ENV, or the folder to $GITHUB_PATH",
                    CONTROLS,
                    (flow, out) -> commands(flow, out, COMMAND_SET_ENV, "GITHUB_ENV or GITHUB_PATH"))
            .bad(GithubRule.steps("push", "- run: echo \"::set-env name=A::b\"\n"))
            .bad(GithubRule.steps("push", "- run: |\n    make\n    echo ::add-path::/opt/bin\n"))
            .good(GithubRule.steps("push", "- run: echo \"A=b\" >> \"$GITHUB_ENV\"\n"))
            .good(GithubRule.steps("push", "- run: echo \"::notice::done\"\n"));

    private static final GithubRule OLD_OUTPUT = GithubRule.of(
                    "deprecated-command",
                    "An output is set by printing, which is deprecated",
                    Severity.LOW,
                    Confidence.CERTAIN,
                    "Whatever a program prints can forge the output; the command is announced to go.",
                    "write NAME=value to $GITHUB_OUTPUT or $GITHUB_STATE",
                    CONTROLS,
                    (flow, out) -> commands(flow, out, COMMAND_OUTPUT, "GITHUB_OUTPUT or GITHUB_STATE"))
            .bad(GithubRule.steps("push", "- run: echo \"::set-output name=a::b\"\n"))
            .bad(GithubRule.steps("push", "- run: echo \"::save-state name=a::b\"\n"))
            .good(GithubRule.steps("push", "- run: echo \"a=b\" >> \"$GITHUB_OUTPUT\"\n"))
            .good(GithubRule.steps("push", "- run: echo \"set-output is old\"\n"));

    static final List<GithubRule> ALL = List.of(
            SCRIPT,
            THROUGH_ENVIRONMENT,
            THROUGH_OUTPUT,
            INPUT,
            ENVIRONMENT,
            PRIVILEGED_ENVIRONMENT,
            UNSECURE_COMMANDS,
            WITHDRAWN,
            OLD_OUTPUT);

    private Injection() {}

    private static void scripts(Flow flow, Report out, Way way) {
        Taint taint = new Taint(flow);
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                for (Node.Scalar script : step.scripts()) {
                    for (Pasted pasted : flow.pasted(script)) {
                        Optional<Source> source =
                                taint.of(pasted.expr(), job, step).filter(s -> s.way() == way);
                        if (source.isPresent()) {
                            say(pasted, source.get(), step, out);
                        }
                    }
                }
            }
        }
    }

    private static void say(Pasted pasted, Source source, Step step, Report out) {
        String message = pasted.text() + " is pasted into a script"
                + (source.field().equalsIgnoreCase(pasted.text()) ? "" : "; it holds " + source.field());
        Optional<String> variable = variable(pasted, source, step);
        if (variable.isPresent()) {
            String name = variable.get();
            out.at(
                    pasted.span(),
                    message,
                    Fix.unsafe(
                            "use the variable " + name + " of the shell",
                            Edit.replace(pasted.span(), "${" + name + "}")));
        } else {
            out.at(pasted.span(), message);
        }
    }

    /** The variable of a POSIX shell that holds the same text already. */
    private static Optional<String> variable(Pasted pasted, Source source, Step step) {
        String shell = step.node().textAt("shell").orElse("bash");
        boolean posix = shell.startsWith("bash") || shell.startsWith("sh");
        String text = pasted.text();
        boolean named =
                source.way() == Way.ENVIRONMENT && text.toLowerCase(Locale.ROOT).startsWith("env.");
        String name = named ? text.substring(4) : "";
        return posix && !step.run().isEmpty() && name.matches("[A-Za-z_]\\w*") ? Optional.of(name) : Optional.empty();
    }

    private static void environmentFiles(Flow flow, Report out) {
        Taint taint = new Taint(flow);
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                if (!ENVIRONMENT_FILE.matcher(step.run()).find()) {
                    continue;
                }
                Map<String, Source> environment = taint.environment(job, step);
                boolean through = step.run()
                        .lines()
                        .filter(l -> ENVIRONMENT_FILE.matcher(l).find())
                        .anyMatch(l -> environment.entrySet().stream()
                                .anyMatch(e -> e.getValue().way() != Way.INPUT
                                        && (l.contains("$" + e.getKey()) || l.contains("${" + e.getKey()))));
                boolean pasted = step.scripts().stream()
                        .flatMap(s -> flow.pasted(s).stream())
                        .anyMatch(p -> taint.of(p.expr(), job, step)
                                .filter(s -> s.way() != Way.INPUT)
                                .isPresent());
                if (through || pasted) {
                    out.at(step.spanOf("run"), "text that strangers write goes into the environment of the next steps");
                }
            }
        }
    }

    private static void privilegedFiles(Flow flow, Report out) {
        if (!flow.isPrivileged()) {
            return;
        }
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                boolean dynamic = step.run().lines().anyMatch(l -> {
                    int file = l.indexOf("GITHUB_ENV") >= 0 ? l.indexOf("GITHUB_ENV") : l.indexOf("GITHUB_PATH");
                    int redirect = file < 0 ? -1 : l.lastIndexOf('>', file);
                    return redirect > 0
                            && DYNAMIC_LINE.matcher(l.substring(0, redirect)).matches()
                            && !l.contains("$GITHUB_WORKSPACE")
                            && !l.contains("$HOME");
                });
                if (dynamic) {
                    out.at(step.spanOf("run"), "computed text goes into the environment of the next steps");
                }
            }
        }
    }

    private static void unsecureCommands(Flow flow, Report out) {
        variables(flow.root(), out);
        for (Job job : flow.jobs()) {
            variables(job.node(), out);
            job.steps().forEach(s -> variables(s.node(), out));
        }
    }

    private static void variables(Node holder, Report out) {
        for (Node.Entry e : holder.entriesAt("env")) {
            boolean on = e.value() instanceof Node.Scalar s && s.value().equalsIgnoreCase("true");
            if (e.key().value().equals("ACTIONS_ALLOW_UNSECURE_COMMANDS") && on) {
                out.at(
                        e.key().span(),
                        "withdrawn commands are allowed again",
                        Fix.unsafe("switch it off", Edit.replace(e.value().span(), "false")));
            }
        }
    }

    private static void commands(Flow flow, Report out, Pattern command, String instead) {
        for (Job job : flow.jobs()) {
            for (Step step : job.steps()) {
                var found = command.matcher(step.run());
                if (found.find()) {
                    out.at(step.spanOf("run"), found.group(1) + " is used; write to " + instead);
                }
            }
        }
    }
}
