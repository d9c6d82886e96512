package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.assess.detect.PythonProject.Install;
import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> TEST_GROUPS = Set.of("dev", "test", "tests", "testing");
    private static final Pattern SETUP_LIST =
            Pattern.compile("[\"']([A-Za-z0-9][\\w.-]*(?:\\[[\\w,-]*])?\\s*(?:[=<>!~]=?[^\"']*)?)[\"']");

    static PythonManifest read(Sources sources, String folder, Node pyproject) {
        String toml = Sources.path(folder, "pyproject.toml");
        List<Dependency> dependencies = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        List<String> test = new ArrayList<>();
        boolean project = pyproject.at("project").isPresent();
        boolean poetry = pyproject.at("tool", "poetry").isPresent();
        if (project || poetry) {
            list(
                    sources,
                    toml,
                    pyproject.listAt("project", "dependencies"),
                    Dependency.Scope.RUNTIME,
                    dependencies,
                    declared);
            for (String group : TEST_GROUPS) {
                list(
                        sources,
                        toml,
                        pyproject.listAt("project", "optional-dependencies", group),
                        Dependency.Scope.TEST,
                        dependencies,
                        test);
                list(
                        sources,
                        toml,
                        pyproject.listAt("dependency-groups", group),
                        Dependency.Scope.TEST,
                        dependencies,
                        test);
                poetry(
                        sources,
                        toml,
                        pyproject.entriesAt("tool", "poetry", "group", group, "dependencies"),
                        Dependency.Scope.TEST,
                        dependencies,
                        test);
            }
            poetry(
                    sources,
                    toml,
                    pyproject.entriesAt("tool", "poetry", "dependencies"),
                    Dependency.Scope.RUNTIME,
                    dependencies,
                    declared);
            poetry(
                    sources,
                    toml,
                    pyproject.entriesAt("tool", "poetry", "dev-dependencies"),
                    Dependency.Scope.TEST,
                    dependencies,
                    test);
            list(
                    sources,
                    toml,
                    pyproject.listAt("tool", "uv", "dev-dependencies"),
                    Dependency.Scope.TEST,
                    dependencies,
                    test);
            Optional<String> name =
                    pyproject.textAt("project", "name").or(() -> pyproject.textAt("tool", "poetry", "name"));
            return new PythonManifest(folder, toml, name, dependencies, declared, test, pyproject);
        }
        String pipfile = Sources.path(folder, "Pipfile");
        if (sources.has(pipfile)) {
            Node root = sources.toml(pipfile);
            poetry(sources, pipfile, root.entriesAt("packages"), Dependency.Scope.RUNTIME, dependencies, declared);
            poetry(sources, pipfile, root.entriesAt("dev-packages"), Dependency.Scope.TEST, dependencies, test);
            return new PythonManifest(folder, pipfile, Optional.empty(), dependencies, declared, test, pyproject);
        }
        String setup = Sources.path(folder, "setup.py");
        if (sources.has(setup)) {
            setup(sources, setup, dependencies, declared);
            return new PythonManifest(folder, setup, Optional.empty(), dependencies, declared, test, pyproject);
        }
        return new PythonManifest(folder, "", Optional.empty(), List.of(), List.of(), List.of(), pyproject);
    }

    boolean present() {
        return !path.isEmpty();
    }

    private static void list(
            Sources sources,
            String path,
            List<Node> items,
            Dependency.Scope scope,
            List<Dependency> dependencies,
            List<String> texts) {
        for (Node item : items) {
            if (item instanceof Node.Scalar s) {
                PythonProject.requirement(
                                s.value(),
                                scope,
                                sources.evidence(path, s.span().line()))
                        .ifPresent(d -> {
                            dependencies.add(d);
                            texts.add(s.value());
                        });
            }
        }
    }

    private static void poetry(
            Sources sources,
            String path,
            List<Node.Entry> entries,
            Dependency.Scope scope,
            List<Dependency> dependencies,
            List<String> texts) {
        for (Node.Entry e : entries) {
            String name = e.key().value();
            if (name.equals("python") || !name.matches("[A-Za-z0-9][\\w.-]*")) {
                continue;
            }
            String version = e.value() instanceof Node.Scalar s
                    ? s.value()
                    : e.value().textAt("version").orElse("*");
            StringBuilder extras = new StringBuilder();
            e.value()
                    .listAt("extras")
                    .forEach(x -> extras.append(extras.isEmpty() ? "" : ",")
                            .append(x instanceof Node.Scalar s ? s.value() : ""));
            String bracket = extras.isEmpty() ? "" : "[" + extras + "]";
            Fact.Evidence evidence = sources.evidence(path, e.key().span().line());
            dependencies.add(new Dependency(PythonProject.normal(name), bracket + version, scope, evidence));
            texts.add(name + bracket + specifier(version));
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
