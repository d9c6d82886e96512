package dev.slipway.pipeline.dialect.jenkins;

import static java.util.Map.entry;

import dev.slipway.text.Groovy;
import java.util.Map;
import java.util.Set;

/**
 * Steps whose parameters are known (the "Pipeline Steps Reference"): others are taken as they are, as they may come from a
 * plug-in or a shared library.
 *
 * @param required parameters that must be given
 * @param optional parameters that may be
 * @param single the parameter that a value without a name stands for; empty for none
 * @param block whether it takes a block
 */
record JenkinsSteps(Set<String> required, Set<String> optional, String single, boolean block) {
    private static final Set<String> SHELL = Set.of("returnStdout", "returnStatus", "encoding", "label");

    static final Map<String, JenkinsSteps> KNOWN = Map.ofEntries(
            entry("echo", step(Set.of("message"), Set.of(), "message")),
            entry("sh", step(Set.of("script"), SHELL, "script")),
            entry("bat", step(Set.of("script"), SHELL, "script")),
            entry("powershell", step(Set.of("script"), SHELL, "script")),
            entry("pwsh", step(Set.of("script"), SHELL, "script")),
            entry("error", step(Set.of("message"), Set.of(), "message")),
            entry("unstable", step(Set.of("message"), Set.of(), "message")),
            entry("sleep", step(Set.of("time"), Set.of("unit"), "time")),
            entry("readFile", step(Set.of("file"), Set.of("encoding"), "file")),
            entry("writeFile", step(Set.of("file", "text"), Set.of("encoding"), "")),
            entry("fileExists", step(Set.of("file"), Set.of(), "file")),
            entry("deleteDir", step(Set.of(), Set.of(), "")),
            entry("isUnix", step(Set.of(), Set.of(), "")),
            entry("pwd", step(Set.of(), Set.of("tmp"), "tmp")),
            entry(
                    "stash",
                    step(Set.of("name"), Set.of("includes", "excludes", "allowEmpty", "useDefaultExcludes"), "name")),
            entry("unstash", step(Set.of("name"), Set.of(), "name")),
            entry(
                    "archiveArtifacts",
                    step(
                            Set.of("artifacts"),
                            Set.of(
                                    "allowEmptyArchive",
                                    "caseSensitive",
                                    "defaultExcludes",
                                    "excludes",
                                    "fingerprint",
                                    "followSymlinks",
                                    "onlyIfSuccessful"),
                            "artifacts")),
            entry("milestone", step(Set.of(), Set.of("label", "ordinal", "unsafe"), "ordinal")),
            entry("timeout", block(Set.of("time"), Set.of("unit", "activity"), "time")),
            entry("retry", block(Set.of("count"), Set.of("conditions"), "count")),
            entry("dir", block(Set.of("path"), Set.of(), "path")),
            entry("withEnv", block(Set.of("overrides"), Set.of(), "overrides")),
            entry("withCredentials", block(Set.of("bindings"), Set.of(), "bindings")),
            entry("timestamps", block(Set.of(), Set.of(), "")),
            entry("waitUntil", block(Set.of(), Set.of("initialRecurrencePeriod", "quiet"), "")),
            entry(
                    "catchError",
                    block(Set.of(), Set.of("buildResult", "message", "stageResult", "catchInterruptions"), "message")),
            entry("warnError", block(Set.of("message"), Set.of("catchInterruptions"), "message")));

    private static JenkinsSteps step(Set<String> required, Set<String> optional, String single) {
        return new JenkinsSteps(required, optional, single, false);
    }

    private static JenkinsSteps block(Set<String> required, Set<String> optional, String single) {
        return new JenkinsSteps(required, optional, single, true);
    }

    /** Whether a value can be a number; code may be anything. */
    static boolean numeric(Groovy.Value value) {
        return switch (value) {
            case Groovy.Number n -> true;
            case Groovy.Text t -> t.dynamic() || t.text().matches("-?\\d+");
            case Groovy.Truth t -> false;
            case Groovy.Items i -> false;
            case Groovy.Entries e -> false;
            case Groovy.Closure c -> false;
            case Groovy.Name n -> true;
            case Groovy.Invoked i -> true;
            case Groovy.Code c -> true;
        };
    }

    /** Whether a value can be a string. */
    static boolean textual(Groovy.Value value) {
        return switch (value) {
            case Groovy.Number n -> false;
            case Groovy.Truth t -> false;
            case Groovy.Items i -> false;
            case Groovy.Entries e -> false;
            case Groovy.Closure c -> false;
            case Groovy.Text t -> true;
            case Groovy.Name n -> true;
            case Groovy.Invoked i -> true;
            case Groovy.Code c -> true;
        };
    }

    /** Whether a value can be true or false. */
    static boolean truth(Groovy.Value value) {
        return switch (value) {
            case Groovy.Truth t -> true;
            case Groovy.Name n -> true;
            case Groovy.Invoked i -> true;
            case Groovy.Code c -> true;
            case Groovy.Text t -> t.dynamic();
            case Groovy.Number n -> false;
            case Groovy.Items i -> false;
            case Groovy.Entries e -> false;
            case Groovy.Closure c -> false;
        };
    }
}
