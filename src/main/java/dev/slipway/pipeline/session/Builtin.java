package dev.slipway.pipeline.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the engine does itself for every dialect. Paths are absolute or relative to the job's workspace and may not leave it,
 * except into the job's temporary folder. Each gives values by name in {@link StepEnd#values}.
 */
public sealed interface Builtin {
    /** Prints lines and ends with a status. */
    record Say(List<String> lines, int status) implements Builtin {
        public Say {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Puts the run's working copy (again) into a folder; the job's workspace holds it already unless the session asked for an
     * empty one. Values: {@code ref}, {@code commit}.
     *
     * @param clean removes what is not part of it first
     */
    record Checkout(Path into, boolean clean) implements Builtin {}

    /**
     * Keeps files under a name for other jobs of the run. Values: {@code artifact-id}, {@code artifact-digest}.
     *
     * @param globs with {@code **}, a leading {@code !} excludes; folders stand for all below them
     * @param ifNone what it means when nothing matches: {@code ignore}, {@code warn} or {@code error}
     * @param hidden whether files and folders that begin with a dot count
     * @param whole whether paths are kept from the workspace on; else from the folder that all patterns share
     */
    record Upload(String name, List<String> globs, String ifNone, boolean hidden, boolean overwrite, boolean whole)
            implements Builtin {
        public Upload {
            globs = List.copyOf(globs);
        }

        /** With paths from the shared folder on. */
        public Upload(String name, List<String> globs, String ifNone, boolean hidden, boolean overwrite) {
            this(name, globs, ifNone, hidden, overwrite, false);
        }
    }

    /**
     * Brings kept files back. Values: {@code download-path}.
     *
     * @param name one artifact; empty for all that match {@code pattern}
     * @param pattern a glob over names; empty for all
     * @param folderEach whether each artifact gets a folder of its name below {@code into}
     * @param missing what it means when the named one is not there: {@code ignore} or {@code error}
     */
    record Download(String name, String pattern, Path into, boolean folderEach, String missing) implements Builtin {}

    /** Keeps folders under a key that never changes again; nothing happens when the key exists. Values: {@code saved}. */
    record SaveCache(String key, List<String> paths) implements Builtin {
        public SaveCache {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Brings cached folders back: the key, else the newest key that begins with one of the prefixes, in their order. Values:
     * {@code cache-hit} ({@code true} for the key itself, else {@code false}), {@code cache-matched-key} (empty for a miss).
     *
     * @param failOnMiss a miss is a failure
     * @param lookupOnly finds without bringing back
     */
    record RestoreCache(String key, List<String> prefixes, List<String> paths, boolean failOnMiss, boolean lookupOnly)
            implements Builtin {
        public RestoreCache {
            prefixes = List.copyOf(prefixes);
            paths = List.copyOf(paths);
        }
    }

    /**
     * Finds an installed tool. Values: {@code version}, {@code home}, {@code path} (the folder to put first on the path).
     *
     * @param tool {@code java}, {@code node}, {@code go}, {@code python}, {@code dotnet}, {@code ruby}
     * @param range as the user wrote it: {@code 21}, {@code 3.x}, {@code >=1.22}, {@code lts/*}; empty for any
     * @param strict whether another version is a failure; else it is a warning
     */
    record FindTool(String tool, String range, boolean strict) implements Builtin {}

    /** Copies files, which globs below {@code from} choose. Values: {@code copied}. */
    record Copy(Path from, List<String> globs, Path into, boolean flatten) implements Builtin {
        public Copy {
            globs = List.copyOf(globs);
        }
    }

    /** Reads test reports. Values: {@code tests}, {@code failures}, {@code errors}, {@code skipped}. */
    record JUnit(List<String> globs, boolean mayBeEmpty) implements Builtin {
        public JUnit {
            globs = List.copyOf(globs);
        }
    }

    /** Empties the workspace, or a folder of it. */
    record Clean(Path folder) implements Builtin {}

    /** Writes or appends to a file. */
    record Write(Path file, String content) implements Builtin {}

    /** Waits. */
    record Sleep(Duration time) implements Builtin {}

    /** Named values and nothing else: for steps that are only noted. */
    record Note(String text, Map<String, String> values) implements Builtin {
        public Note {
            values = Map.copyOf(values);
        }
    }
}
