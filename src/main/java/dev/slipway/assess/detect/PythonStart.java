package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The start command of a Python component.
 *
 * @param words argument list inside the image
 * @param role what it starts
 * @param customary the port that this server takes by itself; 0 for none
 * @param others other applications that could be started
 */
record PythonStart(
        List<String> words,
        Role role,
        Confidence confidence,
        Fact.Evidence evidence,
        int customary,
        List<Fact.Alternative<String>> others) {
    private static final Pattern SETTINGS = Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s*,\\s*[\"']([\\w.]+)[\"']");
    private static final Pattern PROCFILE = Pattern.compile("^web\\s*:\\s*(.+)$");

    static Optional<PythonStart> of(Sources sources, PythonProject project, PythonApps apps, CodeScan scan) {
        return procfile(sources, project)
                .or(() -> django(sources, project, apps))
                .or(() -> object(project, apps))
                .or(() -> streamlit(project, apps))
                .or(() -> main(project, apps, scan))
                .or(() -> celery(project, apps));
    }

    private static PythonStart start(
            List<String> words, Role role, Confidence confidence, Fact.Evidence evidence, int port) {
        return new PythonStart(words, role, confidence, evidence, port, List.of());
    }

    private static Optional<PythonStart> procfile(Sources sources, PythonProject project) {
        return sources.text(Sources.path(project.folder(), "Procfile"))
                .flatMap(t -> t.first(PROCFILE).flatMap(hit -> {
                    String line = hit.value()
                            .strip()
                            .replace("$PORT", Recipes.PORT)
                            .replace("${{", "${")
                            .replace("${PORT}}", Recipes.PORT);
                    List<String> words = NodeStart.words(line);
                    boolean plain = !line.matches(".*[|;&<>`].*") && !words.isEmpty();
                    String program = plain ? words.getFirst() : "";
                    if (!List.of("gunicorn", "uvicorn", "hypercorn", "waitress-serve", "python", "python3", "flask")
                            .contains(program)) {
                        return Optional.empty();
                    }
                    List<String> result = new ArrayList<>(List.of("python3"));
                    if (!program.startsWith("python")) {
                        result.addAll(List.of("-m", program.equals("waitress-serve") ? "waitress" : program));
                    }
                    result.addAll(words.subList(1, words.size()));
                    boolean portGiven = line.contains(Recipes.PORT);
                    if (program.equals("gunicorn") && !portGiven) {
                        result.addAll(3, List.of("--bind", "0.0.0.0:" + Recipes.PORT));
                    } else if (program.equals("uvicorn") && !portGiven) {
                        result.addAll(List.of("--host", "0.0.0.0", "--port", Recipes.PORT));
                    }
                    for (int i = 1; program.startsWith("python") && i < result.size(); i++) {
                        if (result.get(i).endsWith(".py")) {
                            result.set(i, "/app/src/" + result.get(i));
                            break;
                        }
                    }
                    return Optional.of(start(result, Role.WEB, Confidence.HIGH, t.evidence(hit.line()), 8000));
                }));
    }

    private static Optional<PythonStart> django(Sources sources, PythonProject project, PythonApps apps) {
        Optional<SourceText> manage = sources.text(Sources.path(apps.sourceRoot(), "manage.py"));
        Optional<SourceText.Hit> settings = manage.flatMap(m -> m.first(SETTINGS));
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        Fact.Evidence evidence = manage.get().evidence(settings.get().line());
        String settingsModule = settings.get().value();
        List<String> packages = new ArrayList<>();
        for (String p = settingsModule; p.contains("."); ) {
            p = p.substring(0, p.lastIndexOf('.'));
            packages.add(p);
        }
        Optional<String> wsgi = packages.stream()
                .filter(p -> sources.has(apps.sourceRoot(), p.replace('.', '/') + "/wsgi.py"))
                .findFirst();
        Optional<String> asgi = packages.stream()
                .filter(p -> sources.has(apps.sourceRoot(), p.replace('.', '/') + "/asgi.py"))
                .findFirst();
        if (wsgi.isPresent() && project.runtime("gunicorn").isPresent()) {
            return Optional.of(start(
                    List.of(
                            "python3",
                            "-m",
                            "gunicorn",
                            "--bind",
                            "0.0.0.0:" + Recipes.PORT,
                            "--chdir",
                            "/app/src",
                            wsgi.get() + ".wsgi"),
                    Role.WEB,
                    Confidence.HIGH,
                    evidence,
                    8000));
        }
        if (asgi.isPresent() && project.runtime("uvicorn").isPresent()) {
            return Optional.of(
                    start(uvicorn(asgi.get() + ".asgi:application"), Role.WEB, Confidence.HIGH, evidence, 8000));
        }
        return Optional.of(start(
                List.of("python3", "/app/src/manage.py", "runserver", "--noreload", "0.0.0.0:" + Recipes.PORT),
                Role.WEB,
                Confidence.MEDIUM,
                evidence,
                8000));
    }

    private static List<String> uvicorn(String app) {
        return List.of("python3", "-m", "uvicorn", app, "--host", "0.0.0.0", "--port", Recipes.PORT);
    }

    private static Optional<PythonStart> object(PythonProject project, PythonApps apps) {
        List<PythonApps.App> candidates = apps.apps().stream()
                .filter(a -> a.form() == PythonApps.Form.OBJECT || a.form() == PythonApps.Form.FACTORY)
                .toList();
        boolean known = PythonDetector.WEB.stream()
                .anyMatch(r -> project.any(r.dependency()).isPresent());
        if (candidates.isEmpty() || !known) {
            return Optional.empty();
        }
        PythonApps.App app = candidates.getFirst();
        boolean asgi = List.of("fastapi", "starlette", "litestar", "quart").stream()
                .anyMatch(f -> project.any(f).isPresent());
        List<Fact.Alternative<String>> others = candidates.stream()
                .skip(1)
                .map(a -> new Fact.Alternative<>(
                        a.module() + ":" + a.object(),
                        Confidence.LOW,
                        List.of(a.evidence()),
                        "its name or place is less usual"))
                .toList();
        Confidence confidence = others.isEmpty() ? Confidence.HIGH : Confidence.MEDIUM;
        boolean factory = app.form() == PythonApps.Form.FACTORY;
        String name = app.module() + ":" + app.object();
        List<String> words =
                new ArrayList<>(asgi ? asgiWords(project, name, factory) : wsgiWords(project, name, factory));
        int port = asgi || project.runtime("gunicorn").isPresent() ? 8000 : 5000;
        return Optional.of(new PythonStart(words, Role.WEB, confidence, app.evidence(), port, others));
    }

    private static List<String> asgiWords(PythonProject project, String name, boolean factory) {
        if (project.runtime("hypercorn").isPresent()
                && project.runtime("uvicorn").isEmpty()) {
            return List.of("python3", "-m", "hypercorn", name, "--bind", "0.0.0.0:" + Recipes.PORT);
        }
        List<String> words = new ArrayList<>(uvicorn(name));
        if (factory) {
            words.add("--factory");
        }
        return words;
    }

    private static List<String> wsgiWords(PythonProject project, String name, boolean factory) {
        if (project.runtime("gunicorn").isPresent()) {
            return List.of(
                    "python3", "-m", "gunicorn", "--bind", "0.0.0.0:" + Recipes.PORT, factory ? name + "()" : name);
        }
        if (project.runtime("waitress").isPresent()) {
            List<String> words = new ArrayList<>(List.of("python3", "-m", "waitress", "--port=" + Recipes.PORT));
            if (factory) {
                words.add("--call");
            }
            words.add(name);
            return words;
        }
        return List.of("python3", "-m", "flask", "--app", name, "run", "--host", "0.0.0.0", "--port", Recipes.PORT);
    }

    private static Optional<PythonStart> streamlit(PythonProject project, PythonApps apps) {
        return project.runtime("streamlit")
                .flatMap(d -> apps.mains().stream()
                        .findFirst()
                        .map(m -> start(
                                List.of(
                                        "python3",
                                        "-m",
                                        "streamlit",
                                        "run",
                                        "/app/src/" + m.file(),
                                        "--server.port",
                                        Recipes.PORT,
                                        "--server.address",
                                        "0.0.0.0",
                                        "--server.headless",
                                        "true"),
                                Role.WEB,
                                Confidence.MEDIUM,
                                d.evidence(),
                                8501)));
    }

    private static Optional<PythonStart> main(PythonProject project, PythonApps apps, CodeScan scan) {
        boolean listens = !scan.listening().isEmpty();
        List<PythonApps.App> mains = apps.mains().stream()
                .filter(m -> !m.file().equals("setup.py") && !m.file().equals("manage.py"))
                .toList();
        Optional<PythonApps.App> chosen = mains.stream()
                .filter(m -> listens
                        && scan.listening().stream()
                                .anyMatch(e -> e.place().file().endsWith("/" + m.file())
                                        || e.place().file().equals(m.file())))
                .findFirst()
                .or(() -> mains.stream()
                        .filter(m ->
                                m.file().matches("(?:\\w+/)?(?:__main__|main|app|server|run|worker|consumer|bot)\\.py"))
                        .findFirst());
        return chosen.map(m -> {
            List<String> words = new ArrayList<>(List.of("python3"));
            if (m.file().endsWith("/__main__.py")) {
                words.addAll(List.of("-m", PythonApps.module(m.file().replaceFirst("/__main__\\.py$", ".py"))));
            } else {
                words.add("/app/src/" + m.file());
            }
            scan.flag().ifPresent(f -> words.addAll(List.of("--" + f.flag(), Recipes.PORT)));
            boolean worker = !listens || (!scan.consuming().isEmpty() && scan.healthOnly());
            List<Fact.Alternative<String>> others = mains.stream()
                    .filter(o -> o != m)
                    .map(o -> new Fact.Alternative<>(
                            o.file(), Confidence.LOW, List.of(o.evidence()), "another file that can be started"))
                    .toList();
            return new PythonStart(words, worker ? Role.WORKER : Role.WEB, Confidence.MEDIUM, m.evidence(), 0, others);
        });
    }

    private static Optional<PythonStart> celery(PythonProject project, PythonApps apps) {
        return apps.first(PythonApps.Form.CELERY)
                .filter(a -> project.any("celery").isPresent())
                .map(a -> start(
                        List.of("python3", "-m", "celery", "-A", a.module(), "worker", "--loglevel=info"),
                        Role.WORKER,
                        Confidence.HIGH,
                        a.evidence(),
                        0));
    }
}
