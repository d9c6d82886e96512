package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.assess.detect.PythonProject.Install;
import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pyproject.toml (PEP 621, Poetry, uv), Pipfile or setup.py.
 *
 * @param path empty when there is none that declares a project
 * @param declared requirement texts of the run time
 * @param testRequirements requirement texts of test and development groups
 */
record PythonManifest(
        String folder,
        String path,
        Optional<String> name,
        List<Dependency> dependencies,
        List<String> declared,
        List<String> testRequirements,
        Node pyproject) {
    private static final List<String> TEST_GROUPS = List.of("dev", "test", "tests", "testing");
    private static final Pattern SETUP_LIST =
            Pattern.compile("[\"']([A-Za-z0-9][\\w.-]*(?:\\[[\\w,-]*])?\\s*(?:[=<>!~]=?[^\"']*)?)[\"']");

    static PythonManifest read(Sources sources, String folder, Node pyproject) {
        List<Dependency> dependencies = new ArrayList<>();
        String toml = Sources.path(folder, "pyproject.toml");
        if (pyproject.at("project").isPresent()
                || pyproject.at("tool", "poetry").isPresent()) {
            Group run = new Group(sources, toml, Dependency.Scope.RUNTIME, dependencies, new ArrayList<>());
            Group test = new Group(sources, toml, Dependency.Scope.TEST, dependencies, new ArrayList<>());
            pyproject(pyproject, run, test);
            Optional<String> name =
                    pyproject.textAt("project", "name").or(() -> pyproject.textAt("tool", "poetry", "name"));
            return new PythonManifest(folder, toml, name, dependencies, run.texts(), test.texts(), pyproject);
        }
        String pipfile = Sources.path(folder, "Pipfile");
        if (sources.has(pipfile)) {
            Node root = sources.toml(pipfile);
            Group run = new Group(sources, pipfile, Dependency.Scope.RUNTIME, dependencies, new ArrayList<>());
            Group test = new Group(sources, pipfile, Dependency.Scope.TEST, dependencies, new ArrayList<>());
            poetry(run, root.entriesAt("packages"));
            poetry(test, root.entriesAt("dev-packages"));
            return new PythonManifest(
                    folder, pipfile, Optional.empty(), dependencies, run.texts(), test.texts(), pyproject);
        }
        String setup = Sources.path(folder, "setup.py");
        if (sources.has(setup)) {
            List<String> declared = new ArrayList<>();
            setup(sources, setup, dependencies, declared);
            return new PythonManifest(folder, setup, Optional.empty(), dependencies, declared, List.of(), pyproject);
        }
        return new PythonManifest(folder, "", Optional.empty(), List.of(), List.of(), List.of(), pyproject);
    }

    /** Where the entries of one scope go: as dependencies, and as texts that pip understands. */
    private record Group(
            Sources sources, String path, Dependency.Scope scope, List<Dependency> dependencies, List<String> texts) {}

    private static void pyproject(Node root, Group run, Group test) {
        list(run, root.listAt("project", "dependencies"));
        poetry(run, root.entriesAt("tool", "poetry", "dependencies"));
        for (String name : TEST_GROUPS) {
            list(test, root.listAt("project", "optional-dependencies", name));
            list(test, root.listAt("dependency-groups", name));
            poetry(test, root.entriesAt("tool", "poetry", "group", name, "dependencies"));
        }
        poetry(test, root.entriesAt("tool", "poetry", "dev-dependencies"));
        list(test, root.listAt("tool", "uv", "dev-dependencies"));
    }

    boolean present() {
        return !path.isEmpty();
    }

    private static void list(Group group, List<Node> items) {
        for (Node item : items) {
            if (item instanceof Node.Scalar s) {
                Fact.Evidence evidence =
                        group.sources().evidence(group.path(), s.span().line());
                PythonProject.requirement(s.value(), group.scope(), evidence).ifPresent(d -> {
                    group.dependencies().add(d);
                    group.texts().add(s.value());
                });
            }
        }
    }

    private static void poetry(Group group, List<Node.Entry> entries) {
        for (Node.Entry e : entries) {
            String name = e.key().value();
            if (name.equals("python") || !name.matches("[A-Za-z0-9][\\w.-]*")) {
                continue;
            }
            String version = e.value() instanceof Node.Scalar s
                    ? s.value()
                    : e.value().textAt("version").orElse("*");
            List<String> extras = e.value().listAt("extras").stream()
                    .map(x -> x instanceof Node.Scalar s ? s.value() : "")
                    .toList();
            String bracket = extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]";
            Fact.Evidence evidence =
                    group.sources().evidence(group.path(), e.key().span().line());
            group.dependencies()
                    .add(new Dependency(PythonProject.normal(name), bracket + version, group.scope(), evidence));
            group.texts().add(name + bracket + specifier(version));
        }
    }

    /** Poetry's caret and tilde as PEP 440 ranges; what it cannot say becomes "any version". */
    static String specifier(String version) {
        Matcher m = Pattern.compile("([\\^~])\\s*(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*")
                .matcher(version.strip());
        if (m.matches()) {
            String low = version.strip().substring(1).strip();
            int major = Integer.parseInt(m.group(2));
            int minor = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
            boolean caret = m.group(1).equals("^");
            String high =
                    caret && (major > 0 || m.group(3) == null) ? String.valueOf(major + 1) : major + "." + (minor + 1);
            return ">=" + low + ",<" + high;
        }
        if (version.matches("\\d[\\w.]*")) {
            return "==" + version;
        }
        return version.matches("[=<>!~]=?.*") ? version.replace(" ", "") : "";
    }

    private static void setup(Sources sources, String path, List<Dependency> dependencies, List<String> texts) {
        sources.text(path).ifPresent(t -> {
            int from = t.lineWith("install_requires");
            for (int i = from; from > 0 && i <= t.lines().size() && i < from + 80; i++) {
                String line = t.line(i);
                String part = i == from ? line.substring(line.indexOf("install_requires")) : line;
                Matcher m = SETUP_LIST.matcher(part);
                while (m.find()) {
                    PythonProject.requirement(m.group(1), Dependency.Scope.RUNTIME, t.evidence(i))
                            .ifPresent(dependencies::add);
                    texts.add(m.group(1));
                }
                if (part.contains("]")) {
                    return;
                }
            }
        });
    }

    /** A lockfile's pins when there is one; else what is declared. */
    Install install(Sources sources) {
        for (String lock : List.of("uv.lock", "poetry.lock")) {
            String lockPath = Sources.path(folder, lock);
            if (sources.has(lockPath)) {
                List<String> roots = dependencies.stream()
                        .filter(Dependency::runtime)
                        .map(Dependency::name)
                        .toList();
                Optional<List<String>> pins = PythonLock.pins(sources, lockPath, roots);
                if (pins.isPresent()) {
                    return pins.get().isEmpty()
                            ? new Install.Nothing()
                            : new Install.Locked(pins.get(), Place.of(lockPath, 1));
                }
            }
        }
        return declared.isEmpty() ? new Install.Nothing() : new Install.Declared(declared, Place.of(path, 1));
    }
}
