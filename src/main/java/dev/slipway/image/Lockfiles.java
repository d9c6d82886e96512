package dev.slipway.image;

import dev.slipway.base.Bounds;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Toml;
import dev.slipway.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a component's lockfiles pin: exact versions only. What a file names without a version is kept apart, so that nobody
 * takes the list for whole.
 */
final class Lockfiles {
    private static final Pattern REQUIREMENT =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*(===?\\s*([^\\s;#\\\\,]+))?.*");
    private static final Pattern YARN_ENTRY = Pattern.compile("\"?(@?[^@\\s\"]+)@.*:");
    private static final Pattern YARN_VERSION = Pattern.compile("\\s+version:? \"?([^\"\\s]+)\"?");
    private static final Pattern PNPM_KEY = Pattern.compile("/?((?:@[^/@(]+/)?[^/@(]+)@([^(@]+)(?:\\(.*)?");
    private static final Pattern PNPM_OLD_KEY = Pattern.compile("/((?:@[^/]+/)?[^/]+)/([^/_(]+).*");
    private static final Pattern GO_REQUIRE = Pattern.compile("(?:require\\s+)?([^\\s()]+)\\s+(v\\S+)(?:\\s*//.*)?");
    private static final Pattern GO_REPLACE =
            Pattern.compile("(?:replace\\s+)?(\\S+)(?:\\s+v\\S+)?\\s+=>\\s+(\\S+)(?:\\s+(v\\S+))?.*");

    private final SortedSet<Dependency> found = new TreeSet<>();
    private final SortedSet<String> unpinned = new TreeSet<>();
    private final List<String> read = new ArrayList<>();

    private Lockfiles() {}

    /** What was found. */
    record Pinned(List<Dependency> dependencies, List<String> unpinned, List<String> files) {}

    /** Reads the lockfiles of a component: of each kind the one in its folder or the nearest above. */
    static Pinned of(FileView view, String component) {
        Lockfiles lockfiles = new Lockfiles();
        boolean javascript = lockfiles.first(
                view,
                component,
                Map.of(
                        "package-lock.json", lockfiles::packageLock,
                        "npm-shrinkwrap.json", lockfiles::packageLock,
                        "pnpm-lock.yaml", lockfiles::pnpm,
                        "yarn.lock", lockfiles::yarn));
        Map<String, BiConsumer<String, String>> python = new LinkedHashMap<>();
        python.put("uv.lock", lockfiles::tomlPackages);
        python.put("poetry.lock", lockfiles::tomlPackages);
        python.put("pdm.lock", lockfiles::tomlPackages);
        python.put("Pipfile.lock", lockfiles::pipfile);
        python.put("requirements.txt", lockfiles::requirements);
        lockfiles.first(view, component, python);
        lockfiles.first(view, component, Map.of("go.mod", lockfiles::goMod));
        if (!javascript && view.has(join(component, "package.json"))) {
            lockfiles.unpinned.add("package.json without a lockfile");
        }
        return new Pinned(List.copyOf(lockfiles.found), List.copyOf(lockfiles.unpinned), List.copyOf(lockfiles.read));
    }

    private boolean first(FileView view, String component, Map<String, BiConsumer<String, String>> readers) {
        for (String folder = component; ; folder = parent(folder)) {
            for (Map.Entry<String, BiConsumer<String, String>> reader : readers.entrySet()) {
                String path = join(folder, reader.getKey());
                Optional<byte[]> bytes =
                        view.has(path) ? view.bytes(path, Bounds.MAX_LOCKFILE_BYTES) : Optional.empty();
                if (bytes.isPresent()) {
                    reader.getValue().accept(path, new String(bytes.get(), StandardCharsets.UTF_8));
                    read.add(path);
                    return true;
                }
            }
            if (folder.equals(".")) {
                return false;
            }
        }
    }

    private void packageLock(String path, String text) {
        Node root = JsonText.parse(path, text).root();
        for (Node.Entry e : root.entriesAt("packages")) {
            String key = e.key().value();
            int at = key.lastIndexOf("node_modules/");
            boolean skipped = at < 0 || is(e.value(), "dev") || is(e.value(), "link") || is(e.value(), "devOptional");
            String name = e.value().textAt("name").orElse(at < 0 ? "" : key.substring(at + "node_modules/".length()));
            if (!skipped) {
                e.value().textAt("version").ifPresent(v -> found.add(Dependency.npm(name, v)));
            }
        }
        if (root.at("packages").isEmpty()) {
            oldPackageLock(root, 0);
        }
    }

    /** Version 1 of the file: nested. */
    private void oldPackageLock(Node at, int depth) {
        for (Node.Entry e : at.entriesAt("dependencies")) {
            if (!is(e.value(), "dev") && depth < 50) {
                e.value()
                        .textAt("version")
                        .ifPresent(v -> found.add(Dependency.npm(e.key().value(), v)));
                oldPackageLock(e.value(), depth + 1);
            }
        }
    }

    private static boolean is(Node node, String flag) {
        return node.textAt(flag).orElse("").equals("true");
    }

    private void pnpm(String path, String text) {
        for (Node.Entry e : Yaml.parse(path, text).root().entriesAt("packages")) {
            String key = e.key().value();
            Matcher now = PNPM_KEY.matcher(key);
            Matcher old = PNPM_OLD_KEY.matcher(key);
            if (is(e.value(), "dev")) {
                continue;
            }
            if (now.matches()) {
                found.add(Dependency.npm(now.group(1), now.group(2)));
            } else if (old.matches()) {
                found.add(Dependency.npm(old.group(1), old.group(2)));
            }
        }
    }

    private void yarn(String path, String text) {
        String name = "";
        for (String line : text.split("\n")) {
            Matcher entry = YARN_ENTRY.matcher(line.strip());
            Matcher version = YARN_VERSION.matcher(line.stripTrailing());
            if (!line.startsWith(" ") && !line.startsWith("#") && entry.matches()) {
                name = line.contains("@workspace:") ? "" : entry.group(1);
            } else if (version.matches() && !name.isEmpty()) {
                found.add(Dependency.npm(name, version.group(1)));
                name = "";
            }
        }
    }

    private void tomlPackages(String path, String text) {
        for (Node p : Toml.parse(path, text).root().listAt("package")) {
            boolean own = p.at("source", "virtual").isPresent()
                    || p.at("source", "editable").isPresent();
            Optional<String> name = p.textAt("name");
            if (!own && name.isPresent()) {
                p.textAt("version").ifPresent(v -> found.add(Dependency.pypi(name.get(), v)));
            }
        }
    }

    private void pipfile(String path, String text) {
        for (Node.Entry e : JsonText.parse(path, text).root().entriesAt("default")) {
            e.value()
                    .textAt("version")
                    .ifPresent(v -> found.add(Dependency.pypi(e.key().value(), v.replaceFirst("^==", ""))));
        }
    }

    private void requirements(String path, String text) {
        for (String line : text.split("\n")) {
            String plain = line.replaceFirst("\\s#.*", "").strip();
            Matcher m = REQUIREMENT.matcher(plain);
            if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith("-") || !m.matches()) {
                continue;
            }
            String version = m.group(3);
            if (version != null && !version.contains("*")) {
                found.add(Dependency.pypi(m.group(1), version));
            } else {
                unpinned.add(m.group(1));
            }
        }
    }

    private void goMod(String path, String text) {
        Map<String, String> required = new LinkedHashMap<>();
        Map<String, String> replaced = new LinkedHashMap<>();
        String block = "";
        for (String raw : text.split("\n")) {
            String line = raw.strip();
            if (line.endsWith("(")) {
                block = line.substring(0, line.length() - 1).strip();
            } else if (line.equals(")")) {
                block = "";
            } else if (block.equals("require") || line.startsWith("require ")) {
                Matcher m = GO_REQUIRE.matcher(line);
                if (m.matches()) {
                    required.put(m.group(1), m.group(2));
                }
            } else if (block.equals("replace") || line.startsWith("replace ")) {
                Matcher m = GO_REPLACE.matcher(line);
                if (m.matches()) {
                    replaced.put(m.group(1), m.group(3) == null ? "" : m.group(2) + " " + m.group(3));
                }
            }
        }
        required.forEach((module, version) -> {
            String[] other =
                    replaced.getOrDefault(module, module + " " + version).split(" ");
            // Replaced by a folder: part of the sources, no version.
            if (other.length == 2) {
                found.add(Dependency.golang(other[0], other[1]));
            }
        });
    }

    private static String join(String folder, String name) {
        return folder.equals(".") || folder.isEmpty() ? name : folder + "/" + name;
    }

    private static String parent(String folder) {
        int slash = folder.lastIndexOf('/');
        return slash < 0 ? "." : folder.substring(0, slash);
    }
}
