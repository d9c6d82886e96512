package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Recipe.How;
import dev.slipway.assess.Recipe.Layer;
import dev.slipway.assess.Recipe.Output;
import dev.slipway.assess.Recipe.Step;
import dev.slipway.assess.Recipe.Tool;
import dev.slipway.assess.Recipe.Use;
import dev.slipway.assess.Sources;
import dev.slipway.assess.detect.PythonProject.Install;
import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a Python component is built, packed and started: dependencies are installed into a folder that can be moved, the source
 * goes beside them, and the module path joins both.
 */
record PythonRecipe(
        Sources sources,
        PythonProject project,
        PythonApps apps,
        Optional<PythonStart> start,
        CodeScan scan,
        Fact<String> version,
        List<FileView.Entry> own) {
    private static final List<String> EXCLUDES = List.of(
            "**/__pycache__/**",
            "__pycache__/**",
            "**/*.pyc",
            "*.pyc",
            ".venv/**",
            "venv/**",
            "/tests/**",
            "/test/**",
            "**/tests/**",
            "test_*.py",
            "**/test_*.py",
            "**/conftest.py",
            "conftest.py",
            ".pytest_cache/**",
            ".mypy_cache/**",
            ".ruff_cache/**",
            ".tox/**",
            "*.egg-info/**",
            "node_modules/**",
            "requirements-dev.txt",
            "*.sqlite3",
            "*.db");

    private static final Map<String, String> CLEAN = Map.of("PYTHONDONTWRITEBYTECODE", "1");

    Recipe recipe() {
        boolean runs = start.isPresent();
        return new Recipe(
                build(),
                test(),
                List.of(),
                junit(),
                runs ? outputs() : List.of(),
                start.map(PythonStart::words).orElse(List.of()),
                runs ? environment() : Map.of(),
                tools());
    }

    private static List<String> pip(String target, List<String> what) {
        List<String> words = new ArrayList<>(List.of(
                "python3",
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
                "--no-compile",
                "--quiet",
                "--target",
                target));
        words.addAll(what);
        return words;
    }

    private Place why() {
        return project.manifest().place();
    }

    private List<Step> build() {
        return switch (project.install()) {
            case Install.Requirements r -> List.of(install(r.why(), List.of("-r", r.file())));
            case Install.Locked l -> {
                List<String> words = new ArrayList<>(List.of("--no-deps"));
                words.addAll(l.pins());
                yield List.of(install(l.why(), words));
            }
            case Install.Declared d -> List.of(install(d.why(), d.requirements()));
            case Install.Nothing n -> List.of();
        };
    }

    private Step install(Place why, List<String> what) {
        return Recipes.build("install", project.folder(), why, pip("${OUT}/deps", what));
    }

    private boolean installs() {
        return !(project.install() instanceof Install.Nothing);
    }

    private List<FileView.Entry> tests() {
        return own.stream()
                .filter(e ->
                        e.path().endsWith(".py") && PythonDetector.test(Sources.relative(e.path(), project.folder())))
                .filter(e -> !e.name().equals("conftest.py") && !e.name().equals("__init__.py"))
                .toList();
    }

    private boolean pytest() {
        return project.any("pytest").isPresent()
                || sources.has(project.folder(), "pytest.ini")
                || project.pyproject().at("tool", "pytest").isPresent()
                || own.stream().anyMatch(e -> e.name().equals("conftest.py"))
                || tests().stream()
                        .anyMatch(e -> sources.text(e.path())
                                .filter(t -> t.lines().stream()
                                        .anyMatch(l ->
                                                l.matches("(?:import|from) pytest\\b.*") || l.startsWith("def test_")))
                                .isPresent());
    }

    private List<Step> test() {
        if (tests().isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        if (!project.testInstall().isEmpty()) {
            steps.add(new Step(
                    "test dependencies",
                    pip("${OUT}/test-deps", project.testInstall()),
                    project.folder(),
                    Map.of(),
                    Recipes.BUILD_LIMIT,
                    why()));
        }
        Map<String, String> environment = new TreeMap<>(CLEAN);
        String src = apps.sourceRoot().equals(project.folder())
                ? "."
                : ".:" + Sources.relative(apps.sourceRoot(), project.folder());
        environment.put("PYTHONPATH", "${OUT}/test-deps:${OUT}/deps:" + src);
        steps.add(Recipes.test(project.folder(), Place.of(tests().getFirst().path(), 1), environment, testWords()));
        return steps;
    }

    private List<String> testWords() {
        if (pytest()) {
            return List.of("python3", "-m", "pytest", "-p", "no:cacheprovider", "--junitxml=${OUT}/junit.xml");
        }
        if (sources.has(project.folder(), "manage.py")) {
            return List.of("python3", "manage.py", "test");
        }
        String folder = List.of("tests", "test").stream()
                .filter(f -> tests().stream()
                        .anyMatch(e ->
                                Sources.relative(e.path(), project.folder()).startsWith(f + "/")))
                .filter(f -> !sources.has(project.folder(), f + "/__init__.py"))
                .findFirst()
                .orElse("");
        String pattern = tests().stream().allMatch(e -> e.name().endsWith("_test.py")) ? "*_test.py" : "test*.py";
        List<String> words = new ArrayList<>(List.of("python3", "-m", "unittest", "discover", "-v", "-p", pattern));
        if (!folder.isEmpty()) {
            words.addAll(List.of("-s", folder));
        }
        return words;
    }

    private List<String> junit() {
        return !tests().isEmpty() && pytest() ? List.of("${OUT}/junit.xml") : List.of();
    }

    private List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        if (installs()) {
            outputs.add(new Output(
                    "${OUT}/deps",
                    "/app/deps",
                    Layer.DEPENDENCIES,
                    How.COPY,
                    List.of("/bin/**", "**/__pycache__/**", "**/*.pyc", "**/RECORD", "**/direct_url.json")));
        }
        List<String> excludes = new ArrayList<>(Recipes.SOURCE_EXCLUDES);
        excludes.addAll(EXCLUDES);
        String from = apps.sourceRoot().equals(project.folder())
                ? "."
                : Sources.relative(apps.sourceRoot(), project.folder());
        outputs.add(new Output(from, "/app/src", Layer.APPLICATION, How.COPY, excludes));
        return outputs;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(CLEAN);
        environment.put("PYTHONPATH", installs() ? "/app/deps:/app/src" : "/app/src");
        environment.put("PYTHONUNBUFFERED", "1");
        boolean assigned = start.stream().flatMap(s -> s.words().stream()).anyMatch(w -> w.contains(Recipes.PORT));
        environment.put("PORT", assigned ? Recipes.PORT : scan.portVariable());
        scan.variables().keySet().forEach(v -> environment.put(v, Recipes.PORT));
        return environment;
    }

    private List<Tool> tools() {
        Place place = version instanceof Fact.Known<String> k
                ? k.evidence().getFirst().place()
                : why();
        return List.of(new Tool("python3", version.known().orElse(""), Use.BOTH, place));
    }
}
