package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the manifests of a Python folder say.
 *
 * @param install how its run-time dependencies are installed
 * @param testInstall arguments after {@code pip install --target X} for tests; empty when nothing more is declared
 * @param manifest the strongest manifest; a source file when there is none
 */
record PythonProject(
        String folder,
        List<Dependency> dependencies,
        Install install,
        List<String> testInstall,
        Optional<String> name,
        Node pyproject,
        Fact.Evidence manifest) {
    private static final Pattern REQUIREMENT =
            Pattern.compile("^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)(\\[[^\\]]*])?\\s*((?:[=<>!~]=?=?)\\s*[^;#\\s]+)?");
    private static final Pattern INCLUDE = Pattern.compile("^\\s*-(?:r|-requirement)[ =]\\s*(\\S+)");
    private static final List<String> REQUIREMENTS = List.of(
            "requirements.txt",
            "requirements/prod.txt",
            "requirements/production.txt",
            "requirements/base.txt",
            "requirements/requirements.txt");
    private static final List<String> TEST_REQUIREMENTS = List.of(
            "requirements-dev.txt",
            "requirements_dev.txt",
            "dev-requirements.txt",
            "requirements-test.txt",
            "requirements_test.txt",
            "test-requirements.txt",
            "requirements/dev.txt",
            "requirements/test.txt",
            "requirements/tests.txt",
            "requirements/local.txt");

    /** Files that include each other. */
    private static final int MAX_INCLUDES = 20;

    /** How run-time dependencies come. */
    sealed interface Install {
        /** A requirements file, relative to the folder. */
        record Requirements(String file, Place why) implements Install {}

        /** Every package pinned by a lockfile: nothing is resolved again. */
        record Locked(List<String> pins, Place why) implements Install {
            public Locked {
                pins = List.copyOf(pins);
            }
        }

        /** What a manifest without lockfile declares. */
        record Declared(List<String> requirements, Place why) implements Install {
            public Declared {
                requirements = List.copyOf(requirements);
            }
        }

        /** Nothing but the standard library. */
        record Nothing() implements Install {}
    }

    static PythonProject read(Sources sources, String folder, Fact.Evidence fallback) {
        List<Dependency> all = new ArrayList<>();
        List<String> test = new ArrayList<>();
        Install install = new Install.Nothing();
        Fact.Evidence manifest = fallback;
        String toml = Sources.path(folder, "pyproject.toml");
        Node pyproject = sources.toml(toml);
        Optional<String> requirements =
                REQUIREMENTS.stream().filter(r -> sources.has(folder, r)).findFirst();
        PythonManifest declared = PythonManifest.read(sources, folder, pyproject);
        all.addAll(declared.dependencies());
        if (declared.present()) {
            manifest = sources.evidence(declared.path(), 1);
            install = declared.install(sources);
            test.addAll(declared.testRequirements());
        }
        if (requirements.isPresent()) {
            String path = Sources.path(folder, requirements.get());
            requirements(sources, path, Dependency.Scope.RUNTIME, all, new HashSet<>());
            boolean locked = install instanceof Install.Locked;
            boolean any = all.stream()
                    .anyMatch(d -> d.runtime()
                            && d.evidence().place().file().startsWith(Sources.path(folder, "requirements")));
            if (!locked && any) {
                install = new Install.Requirements(requirements.get(), Place.of(path, 1));
            }
            manifest = declared.present() ? manifest : sources.evidence(path, 1);
        }
        for (String file : TEST_REQUIREMENTS) {
            if (sources.has(folder, file)) {
                requirements(sources, Sources.path(folder, file), Dependency.Scope.TEST, all, new HashSet<>());
                test.addAll(List.of("-r", file));
            }
        }
        return new PythonProject(folder, all, install, test, declared.name(), pyproject, manifest);
    }

    private static void requirements(
            Sources sources, String path, Dependency.Scope scope, List<Dependency> all, Set<String> seen) {
        if (!seen.add(path) || seen.size() > MAX_INCLUDES) {
            return;
        }
        Optional<SourceText> text = sources.text(path);
        if (text.isEmpty()) {
            return;
        }
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
        for (int i = 1; i <= text.get().lines().size(); i++) {
            String line = text.get().line(i);
            Matcher include = INCLUDE.matcher(line);
            if (include.find()) {
                requirements(sources, MavenPom.join(folder, include.group(1)), scope, all, seen);
                continue;
            }
            Fact.Evidence evidence = text.get().evidence(i);
            requirement(line, scope, evidence).ifPresent(d -> {
                if (all.stream().noneMatch(known -> known.name().equals(d.name()) && known.runtime())) {
                    all.add(d);
                }
            });
        }
    }

    /** One requirement as a dependency; extras are part of the version text, so that they can be asked for. */
    static Optional<Dependency> requirement(String line, Dependency.Scope scope, Fact.Evidence evidence) {
        if (line.length() > SourceText.MAX_LINE
                || line.isBlank()
                || line.strip().startsWith("#")
                || line.strip().startsWith("-")) {
            return Optional.empty();
        }
        Matcher m = REQUIREMENT.matcher(line);
        if (!m.find()) {
            return Optional.empty();
        }
        String extras = m.group(2) == null ? "" : m.group(2);
        String version = m.group(3) == null ? "" : m.group(3).strip();
        return Optional.of(new Dependency(normal(m.group(1)), extras + version, scope, evidence));
    }

    /** The normalised name of PEP 503. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    Optional<Dependency> runtime(String name) {
        return dependencies.stream()
                .filter(d -> d.runtime() && d.name().equals(name))
                .findFirst();
    }

    Optional<Dependency> any(String name) {
        return dependencies.stream().filter(d -> d.name().equals(name)).findFirst();
    }
}
