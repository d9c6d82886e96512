package dev.slipway.app.check;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be checked and how.
 *
 * @param paths files and folders; one folder alone is a repository
 * @param rules ids or patterns such as {@code docker/*}; empty for all
 * @param format one format only, as {@link dev.slipway.check.Format} calls it in lower case with dashes; empty for all
 * @param failOn the severity from which on findings fail; empty for what the policy says
 * @param cache whether files that had nothing to say are remembered
 * @param changedSince a revision; empty for everything
 * @param staged whether the index is looked at instead of the work tree
 * @param history whether all that was ever committed is searched for secrets too
 * @param baseline a file of known findings; at most one
 * @param imports SARIF files whose findings join
 */
public record CheckRequest(
        List<Path> paths,
        List<String> rules,
        String format,
        String failOn,
        boolean cache,
        String changedSince,
        boolean staged,
        boolean history,
        List<Path> baseline,
        List<Path> imports,
        Mending mending) {
    public CheckRequest {
        paths = List.copyOf(paths);
        rules = List.copyOf(rules);
        baseline = List.copyOf(baseline);
        imports = List.copyOf(imports);
    }

    /** Whether findings are mended. */
    public enum Mending {
        NONE,
        SAFE,
        UNSAFE
    }

    /** Everything in a folder. */
    public static CheckRequest of(Path folder) {
        return new CheckRequest(
                List.of(folder), List.of(), "", "", true, "", false, false, List.of(), List.of(), Mending.NONE);
    }

    /** The same, of other paths. */
    public CheckRequest at(List<Path> others) {
        return new CheckRequest(
                others, rules, format, failOn, cache, changedSince, staged, history, baseline, imports, mending);
    }
}
