package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Python: pip, Poetry and uv; Django, Flask, FastAPI and the like, celery workers, plain files. */
public final class PythonDetector implements Detector {
    /** A framework: the fact's value and the dependency that shows it. */
    record Row(String id, String dependency) {}

    /** In order of precedence. */
    static final List<Row> WEB = List.of(
            new Row("django", "django"),
            new Row("fastapi", "fastapi"),
            new Row("litestar", "litestar"),
            new Row("starlette", "starlette"),
            new Row("quart", "quart"),
            new Row("flask", "flask"),
            new Row("sanic", "sanic"),
            new Row("aiohttp", "aiohttp"),
            new Row("tornado", "tornado"),
            new Row("bottle", "bottle"),
            new Row("falcon", "falcon"),
            new Row("streamlit", "streamlit"),
            new Row("gradio", "gradio"),
            new Row("celery", "celery"));

    private static final List<String> MANIFESTS =
            List.of("pyproject.toml", "requirements.txt", "setup.py", "Pipfile", "manage.py");
    private static final List<String> ENTRIES = List.of("app.py", "main.py", "server.py", "wsgi.py", "__main__.py");
    private static final Pattern VERSION_FILE = Pattern.compile("^\\s*(?:python-?)?(\\d\\.\\d{1,2})");
    private static final Pattern TOOL_VERSIONS = Pattern.compile("^\\s*python\\s+(\\d\\.\\d{1,2})");
    private static final Pattern LOWER_BOUND = Pattern.compile("(?:>=|\\^|~=?|==)?\\s*(\\d\\.\\d{1,2})");
    private static final Pattern ENGINE =
            Pattern.compile("[\"']ENGINE[\"']\\s*:\\s*[\"']django\\.(?:contrib\\.gis\\.)?db\\.backends\\.(\\w+)[\"']");
    private static final Pattern SQLITE =
            Pattern.compile("(sqlite3\\.connect\\(\\s*[\"'f]|sqlite(?:\\+\\w+)?:///[\\w.{])");

    @Override
    public String id() {
        return "python";
    }

    @Override
    public List<Component> detect(Sources sources) {
        Set<String> folders = new TreeSet<>();
        MANIFESTS.forEach(m -> sources.named(m).forEach(e -> folders.add(e.folder())));
        for (String name : List.of("base.txt", "prod.txt", "production.txt")) {
            sources.named(name).stream()
                    .filter(e -> e.folder().endsWith("requirements"))
                    .forEach(e -> folders.add(
                            e.folder().contains("/")
                                    ? e.folder().substring(0, e.folder().lastIndexOf('/'))
                                    : "."));
        }
        for (String entry : ENTRIES) {
            for (FileView.Entry e : sources.named(entry)) {
                boolean covered = folders.stream().anyMatch(f -> Sources.within(e.folder(), f));
                if (!covered
                        && sources.text(e.path())
                                .filter(PythonDetector::listens)
                                .isPresent()) {
                    folders.add(e.folder());
                }
            }
        }
        return folders.stream()
                .filter(f -> !f.matches("(?:.*/)?(?:site-packages|\\.venv|venv)(?:/.*)?"))
                .flatMap(f -> component(sources, f).stream())
                .toList();
    }

    private static boolean listens(SourceText text) {
        return text.lines().stream()
                .filter(l -> l.length() <= SourceText.MAX_LINE)
                .anyMatch(
                        l -> CodePatterns.LISTENS.matcher(l).find() || l.contains("FastAPI(") || l.contains("Flask("));
    }

    private Optional<Component> component(Sources sources, String folder) {
        List<FileView.Entry> own = sources.own(folder);
        List<FileView.Entry> code = own.stream()
                .filter(e -> code(Sources.relative(e.path(), folder)))
                .toList();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        PythonProject project = PythonProject.read(
                sources, folder, sources.evidence(code.getFirst().path(), 1));
        CodeScan scan = CodeScan.of(sources, id(), code);
        PythonApps apps = PythonApps.of(sources, folder, code);
        Optional<PythonStart> start = PythonStart.of(sources, project, apps, scan);
        boolean bare = project.dependencies().isEmpty() && project.name().isEmpty();
        if (start.isEmpty() && bare) {
            return Optional.empty();
        }
        Fact<String> version = version(sources, project);
        Recipe recipe = new PythonRecipe(sources, project, apps, start, scan, version, own).recipe();
        Findings.bind(sources, scan);
        List<Fact<String>> frameworks = new ArrayList<>();
        for (Row row : WEB) {
            project.runtime(row.dependency())
                    .filter(d -> !(row.id().equals("starlette")
                            && project.runtime("fastapi").isPresent()))
                    .ifPresent(d -> frameworks.add(
                            Claims.known(row.id(), Confidence.CERTAIN, "python.framework", d.evidence())));
        }
        Fact<Role> role = start.<Fact<Role>>map(
                        s -> Claims.known(s.role(), s.confidence(), "python.role", s.evidence()))
                .orElseGet(() -> Claims.unknown("no application object and no main file", "python.role"));
        String name = folder.equals(".") ? project.name().orElse("app") : folder.substring(folder.lastIndexOf('/') + 1);
        return Optional.of(new Component(
                ServiceName.slug(name),
                folder,
                Claims.known("python", Confidence.CERTAIN, "python.language", project.manifest()),
                frameworks,
                version,
                role,
                port(sources, start, scan),
                health(project, scan),
                Recipes.fact("python.build", "nothing to build", recipe.build(), Confidence.HIGH, project.manifest()),
                Recipes.fact(
                        "python.test",
                        "no tests found",
                        recipe.test(),
                        Confidence.HIGH,
                        testEvidence(sources, own, project)),
                start.<Fact<String>>map(s -> new Fact.Known<>(
                                Recipes.words(s.words()),
                                s.confidence(),
                                List.of(s.evidence()),
                                "python.start",
                                s.others()))
                        .orElseGet(() -> Claims.unknown("no application object and no main file", "python.start")),
                needs(sources, project, code),
                "",
                recipe));
    }

    static boolean code(String path) {
        return path.endsWith(".py") && !test(path) && !path.matches("(?:.*/)?(?:\\.venv|venv|site-packages|docs)/.*");
    }

    static boolean test(String path) {
        return path.matches("(?:.*/)?(?:tests?|testing)/.*\\.py")
                || path.matches("(?:.*/)?(?:test_\\w+|\\w+_test|tests|conftest)\\.py");
    }

    private static Fact.Evidence testEvidence(Sources sources, List<FileView.Entry> own, PythonProject project) {
        return own.stream()
                .filter(e -> e.path().endsWith(".py") && test(Sources.relative(e.path(), project.folder())))
                .findFirst()
                .map(e -> sources.evidence(e.path(), 1))
                .orElse(project.manifest());
    }

    private static Fact<Integer> port(Sources sources, Optional<PythonStart> start, CodeScan scan) {
        if (start.filter(s -> s.role() == Role.WEB).isEmpty()) {
            return Claims.unknown("it answers no requests", "python.port");
        }
        boolean assigned = start.get().words().stream().anyMatch(w -> w.contains(Recipes.PORT));
        if (scan.fixedPort() && !assigned) {
            Findings.fixedPort(sources, scan);
        }
        int customary = start.get().customary();
        return scan.ports().choose("no port in code", customary == 0 ? List.of() : List.of(customary));
    }

    private static Fact<String> health(PythonProject project, CodeScan scan) {
        Claims<String> claims = scan.health("python");
        project.runtime("django-health-check")
                .ifPresent(d -> claims.add(Claims.Source.DEPENDENCY, "/ht/", Confidence.MEDIUM, d.evidence()));
        project.runtime("streamlit")
                .ifPresent(
                        d -> claims.add(Claims.Source.CONFIGURATION, "/_stcore/health", Confidence.HIGH, d.evidence()));
        return claims.choose("no health route in code", List.of());
    }

    private static Fact<String> version(Sources sources, PythonProject project) {
        Claims<String> claims = new Claims<>("python.version");
        String toml = Sources.path(project.folder(), "pyproject.toml");
        for (String[] keys : List.of(
                new String[] {"project", "requires-python"},
                new String[] {"tool", "poetry", "dependencies", "python"})) {
            project.pyproject().at(keys).ifPresent(n -> {
                java.util.regex.Matcher m =
                        LOWER_BOUND.matcher(project.pyproject().textAt(keys).orElse(""));
                if (m.find()) {
                    claims.add(
                            Claims.Source.DECLARATION,
                            m.group(1),
                            Confidence.CERTAIN,
                            sources.evidence(toml, n.span().line()));
                }
            });
        }
        for (String folder : List.of(project.folder(), ".").stream().distinct().toList()) {
            for (String file : List.of(".python-version", "runtime.txt", ".tool-versions")) {
                String path = Sources.path(folder, file);
                sources.text(path)
                        .flatMap(t -> t.first(file.equals(".tool-versions") ? TOOL_VERSIONS : VERSION_FILE))
                        .ifPresent(h -> claims.add(
                                Claims.Source.CONFIGURATION,
                                h.value(),
                                Confidence.HIGH,
                                sources.evidence(path, h.line())));
            }
        }
        return claims.choose("no Python version is named", List.of());
    }

    private static List<Fact<String>> needs(Sources sources, PythonProject project, List<FileView.Entry> code) {
        Map<String, Claims<String>> found = new TreeMap<>(NeedsTable.claims("python", project.dependencies()));
        EnvExamples.claim(sources, project.folder(), "python", found);
        code.stream()
                .filter(e -> e.name().startsWith("settings") || e.folder().endsWith("settings"))
                .flatMap(e -> sources.text(e.path()).stream())
                .forEach(t -> t.find(ENGINE).forEach(h -> {
                    String kind = switch (h.value()) {
                        case "postgresql", "postgis", "postgresql_psycopg2" -> "postgres";
                        case "sqlite3", "spatialite" -> "sqlite";
                        default -> h.value();
                    };
                    NeedsTable.add(
                            found, "python", kind, Claims.Source.CONFIGURATION, Confidence.HIGH, t.evidence(h.line()));
                }));
        code.stream()
                .flatMap(e -> sources.text(e.path()).stream())
                .forEach(t -> t.first(SQLITE).ifPresent(h -> {
                    if (!found.containsKey("sqlite")) {
                        NeedsTable.add(
                                found, "python", "sqlite", Claims.Source.CODE, Confidence.MEDIUM, t.evidence(h.line()));
                    }
                }));
        return NeedsTable.facts(sources, found);
    }
}
