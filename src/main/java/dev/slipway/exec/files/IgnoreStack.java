package dev.slipway.exec.files;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The ignore files in force during a walk: one level a folder, the deepest asked first, as gitignore(5) orders them. A
 * folder that is ignored must not be entered: nothing below it can be taken back. Not thread-safe.
 */
final class IgnoreStack {
    private record Level(String folder, IgnoreRules rules) {}

    private final Deque<Level> levels = new ArrayDeque<>();

    /**
     * Enters a folder.
     *
     * @param folder relative to the repository, empty for its root
     */
    public void enter(String folder, IgnoreRules rules) {
        levels.push(new Level(folder, rules));
    }

    /** Leaves the folder entered last. */
    public void leave() {
        levels.pop();
    }

    /** Leaves all folders. */
    public void clear() {
        levels.clear();
    }

    /** Whether git ignores this path, which lies in the folder entered last. */
    public boolean ignores(String path, boolean folder) {
        for (Level level : levels) {
            if (!level.rules().isEmpty()) {
                int from = level.folder().isEmpty() ? 0 : level.folder().length() + 1;
                switch (level.rules().answer(path.substring(from), folder)) {
                    case IGNORED -> {
                        return true;
                    }
                    case KEPT -> {
                        return false;
                    }
                    case SILENT -> {}
                }
            }
        }
        return false;
    }
}
