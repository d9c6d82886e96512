package dev.slipway.assess.detect;

import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Package managers of Node: which one a folder uses, and its commands. */
enum NodeManager {
    NPM("npm", List.of("package-lock.json", "npm-shrinkwrap.json")),
    YARN("yarn", List.of("yarn.lock")),
    YARN_BERRY("yarn", List.of()),
    PNPM("pnpm", List.of("pnpm-lock.yaml")),
    BUN("bun", List.of("bun.lock", "bun.lockb"));

    private final String program;
    private final List<String> locks;

    NodeManager(String program, List<String> locks) {
        this.program = program;
        this.locks = locks;
    }

    String program() {
        return program;
    }

    /**
     * A choice.
     *
     * @param lock path of the lockfile; empty when there is none
     */
    record Choice(NodeManager manager, String lock, Place why) {
        boolean locked() {
            return !lock.isEmpty();
        }

        String lockName() {
            return lock.substring(lock.lastIndexOf('/') + 1);
        }
    }

    private record Lock(NodeManager manager, String path) {}

    /** The manager of this folder: {@code packageManager} decides, else the lockfile, else npm. */
    static Choice of(Sources sources, NodePackage root) {
        List<Lock> found = new ArrayList<>();
        for (NodeManager m : values()) {
            for (String name : m.locks) {
                if (sources.has(root.folder(), name)) {
                    found.add(new Lock(m, Sources.path(root.folder(), name)));
                    break;
                }
            }
        }
        Place manifest = Place.of(root.path(), 1);
        Optional<String> field = root.root().textAt("packageManager").map(f -> f.replaceFirst("@.*$", ""));
        Optional<Lock> declared = found.stream()
                .filter(l -> field.filter(l.manager().program::equals).isPresent())
                .findFirst();
        if (found.size() > 1 && declared.isEmpty()) {
            twoLocks(sources, found);
        }
        if (declared.isEmpty() && field.isPresent() && found.isEmpty()) {
            return new Choice(byProgram(field.get()), "", manifest);
        }
        Lock lock = declared.or(() -> found.stream().findFirst()).orElse(new Lock(NPM, ""));
        boolean berry = lock.manager() == YARN
                && (sources.has(root.folder(), ".yarnrc.yml")
                        || sources.lockfile(lock.path())
                                .filter(t -> t.contains("__metadata:"))
                                .isPresent());
        return new Choice(
                berry ? YARN_BERRY : lock.manager(),
                lock.path(),
                lock.path().isEmpty() ? manifest : Place.of(lock.path(), 1));
    }

    private static void twoLocks(Sources sources, List<Lock> found) {
        String names = found.stream().map(Lock::path).collect(Collectors.joining(", "));
        sources.report(Findings.of(
                "ASSESS-TWO-LOCKFILES",
                Severity.MEDIUM,
                Confidence.CERTAIN,
                Place.of(found.get(1).path(), 1),
                "lockfiles of several package managers: " + names + "; "
                        + found.getFirst().path() + " was used",
                "delete the ones that are not used, or name the manager in \"packageManager\""));
    }

    private static NodeManager byProgram(String program) {
        return switch (program) {
            case "yarn" -> YARN_BERRY;
            case "pnpm" -> PNPM;
            case "bun" -> BUN;
            default -> NPM;
        };
    }

    /** Installs all dependencies without changing a tracked file. */
    List<String> install(boolean locked) {
        return switch (this) {
            case NPM ->
                locked
                        ? List.of("npm", "ci", "--no-audit", "--no-fund")
                        : List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
            case YARN ->
                locked ? List.of("yarn", "install", "--frozen-lockfile") : List.of("yarn", "install", "--no-lockfile");
            case YARN_BERRY -> List.of("yarn", "install", locked ? "--immutable" : "--no-immutable");
            case PNPM ->
                locked ? List.of("pnpm", "install", "--frozen-lockfile") : List.of("pnpm", "install", "--no-lockfile");
            case BUN ->
                locked ? List.of("bun", "install", "--frozen-lockfile") : List.of("bun", "install", "--no-save");
        };
    }

    List<String> run(String script) {
        return List.of(program, "run", script);
    }

    /** Takes development dependencies out of a copied installation in this folder. */
    List<String> prune(String folder) {
        return switch (this) {
            case NPM ->
                List.of(
                        "npm",
                        "prune",
                        "--omit=dev",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        folder);
            case YARN ->
                List.of("yarn", "install", "--production", "--ignore-scripts", "--prefer-offline", "--cwd", folder);
            case YARN_BERRY -> List.of("yarn", "--cwd", folder, "workspaces", "focus", "--production", "--all");
            case PNPM -> List.of("pnpm", "--dir", folder, "prune", "--prod", "--ignore-scripts");
            case BUN -> List.of("bun", "install", "--production", "--ignore-scripts", "--cwd", folder);
        };
    }
}
