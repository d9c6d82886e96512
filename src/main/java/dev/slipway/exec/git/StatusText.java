package dev.slipway.exec.git;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer of {@code git status --porcelain=v2 --branch -z} (git-status(1), "Porcelain Format Version 2").
 *
 * @param commit empty when there is none yet
 * @param branch empty when none is checked out
 */
record StatusText(String commit, String branch, List<Change> changes) {
    StatusText {
        changes = List.copyOf(changes);
    }

    /**
     * A path that differs.
     *
     * @param path relative to the top
     * @param committed the object id in the commit; empty for a path that the commit has not
     * @param committedMode as in a tree: 100644, 100755, 120000
     */
    record Change(String path, String committed, String committedMode) {}

    static StatusText of(List<String> fields) {
        String commit = "";
        String branch = "";
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            if (field.startsWith("# branch.oid ") && !field.endsWith("(initial)")) {
                commit = field.substring("# branch.oid ".length());
            } else if (field.startsWith("# branch.head ") && !field.endsWith("(detached)")) {
                branch = field.substring("# branch.head ".length());
            } else if (field.startsWith("1 ")) {
                // 1 XY sub mH mI mW hH hI path
                String[] parts = field.split(" ", 9);
                boolean committed = parts.length == 9 && !parts[6].matches("0+");
                changes.add(new Change(parts[parts.length - 1], committed ? parts[6] : "", parts[3]));
            } else if (field.startsWith("u ")) {
                // u XY sub m1 m2 m3 mW h1 h2 h3 path
                String[] parts = field.split(" ", 11);
                changes.add(new Change(parts[parts.length - 1], "", ""));
            } else if (field.startsWith("? ")) {
                changes.add(new Change(field.substring(2), "", ""));
            }
        }
        return new StatusText(commit, branch, changes);
    }
}
