package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Recipe.How;
import dev.slipway.assess.Recipe.Layer;
import dev.slipway.assess.Recipe.Output;
import dev.slipway.assess.Recipe.Step;
import dev.slipway.assess.Recipe.Tool;
import dev.slipway.assess.Recipe.Use;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Go modules: each {@code package main} is a component; a module without one is a library. */
public final class GoDetector implements Detector {
    private record Framework(String id, String module, int port) {}

    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework("gin", "github.com/gin-gonic/gin", 8080),
            new Framework("echo", "github.com/labstack/echo*", 1323),
            new Framework("fiber", "github.com/gofiber/fiber*", 3000),
            new Framework("chi", "github.com/go-chi/chi*", 0),
            new Framework("gorilla-mux", "github.com/gorilla/mux", 0),
            new Framework("grpc", "google.golang.org/grpc", 0));

    /** Modules that need a C compiler, so that CGO stays on. */
    private static final List<String> CGO = List.of(
            "github.com/mattn/go-sqlite3", "github.com/confluentinc/confluent-kafka-go*", "github.com/godror/godror");

    /** Folders beside the binary that programs read at run time. */
    private static final List<String> DATA = List.of(
            "templates", "static", "public", "assets", "views", "web", "migrations", "config", "configs", "locales");

    private static final Pattern MODULE = Pattern.compile("^module\\s+(\\S+)");
    private static final Pattern GO = Pattern.compile("^go\\s+(\\d+\\.\\d+)");
    private static final Pattern REQUIRE =
            Pattern.compile("^\\s*(?:require\\s+)?([\\w.-]+\\.[a-z]{2,}/\\S+)\\s+(v\\S+)");
    private static final Pattern PACKAGE_MAIN = Pattern.compile("^package (main)\\b");
    private static final Pattern FUNC_MAIN = Pattern.compile("^func (main)\\(\\)");
    private static final Pattern IMPORT = Pattern.compile("^\\s*(?:import\\s+)?(?:[\\w.]+\\s+)?\"([^\"]{1,200})\"");

    private record Module(
            String folder,
            String path,
            String name,
            Fact<String> version,
            List<Dependency> dependencies,
            Fact.Evidence manifest) {}

    private record Program(String folder, Fact.Evidence main) {}

    @Override
    public String id() {
        return "go";
    }

    @Override
    public List<Component> detect(Sources sources) {
        List<Component> components = new ArrayList<>();
        for (FileView.Entry e : sources.named("go.mod")) {
            if (!("/" + e.path()).contains("/vendor/")) {
                module(sources, e).ifPresent(m -> components.addAll(components(sources, m)));
            }
        }
        return components;
    }

    private static Optional<Module> module(Sources sources, FileView.Entry file) {
        return sources.text(file.path())
                .flatMap(t -> t.first(MODULE).map(hit -> {
                    Claims<String> version = new Claims<>("go.version");
                    t.first(GO)
                            .ifPresent(g -> version.add(
                                    Claims.Source.DECLARATION, g.value(), Confidence.CERTAIN, t.evidence(g.line())));
                    List<Dependency> dependencies = new ArrayList<>();
                    for (int i = 1; i <= t.lines().size(); i++) {
                        java.util.regex.Matcher m = REQUIRE.matcher(t.line(i));
                        if (t.line(i).length() < 400 && m.find()) {
                            boolean indirect = t.line(i).contains("// indirect");
                            dependencies.add(new Dependency(
                                    m.group(1).toLowerCase(java.util.Locale.ROOT),
                                    m.group(2),
                                    indirect ? Dependency.Scope.DEVELOPMENT : Dependency.Scope.RUNTIME,
                                    t.evidence(i)));
                        }
                    }
                    String[] parts = hit.value().replaceFirst("/v\\d+$", "").split("/");
                    return new Module(
                            file.folder(),
                            hit.value(),
                            parts[parts.length - 1],
                            version.choose("go.mod names no version", List.of()),
                            dependencies,
                            t.evidence(hit.line()));
                }));
    }

    private List<Component> components(Sources sources, Module module) {
        List<FileView.Entry> code = sources.own(module.folder()).stream()
                .filter(e -> e.path().endsWith(".go") && !("/" + e.path()).contains("/vendor/"))
                .toList();
        Map<String, Program> programs = new TreeMap<>();
        for (FileView.Entry e : code) {
            if (e.name().endsWith("_test.go")
                    || e.path().matches("(?:.*/)?(?:tools?|hack|scripts?|examples?|testdata|internal/tools)/.*")) {
                continue;
            }
            sources.text(e.path())
                    .filter(t -> t.first(PACKAGE_MAIN).isPresent())
                    .flatMap(t -> t.first(FUNC_MAIN).map(h -> new Program(e.folder(), t.evidence(h.line()))))
                    .ifPresent(p -> programs.putIfAbsent(e.folder(), p));
        }
        if (programs.isEmpty()) {
            return List.of(component(sources, module, code, Optional.empty(), true));
        }
        boolean single = programs.size() == 1;
        return programs.values().stream()
                .map(p -> component(sources, module, code, Optional.of(p), single))
                .toList();
    }

    /** The files of the packages that a program imports from its own module. */
    private static List<FileView.Entry> reached(
            Sources sources, Module module, List<FileView.Entry> code, String folder) {
        Set<String> folders = new LinkedHashSet<>(Set.of(folder));
        List<String> open = new ArrayList<>(List.of(folder));
        while (!open.isEmpty()) {
            String here = open.removeFirst();
            code.stream()
                    .filter(e -> e.folder().equals(here))
                    .flatMap(e -> sources.text(e.path()).stream())
                    .flatMap(t -> t.find(IMPORT).stream())
                    .map(h -> h.value())
                    .filter(i -> i.startsWith(module.path() + "/"))
                    .map(i -> Sources.path(
                            module.folder(), i.substring(module.path().length() + 1)))
                    .filter(folders::add)
                    .forEach(open::add);
        }
        return code.stream()
                .filter(e -> folders.contains(e.folder()) && !e.name().endsWith("_test.go"))
                .toList();
    }

    private Component component(
            Sources sources, Module module, List<FileView.Entry> code, Optional<Program> program, boolean single) {
        String folder = single ? module.folder() : program.map(Program::folder).orElse(module.folder());
        List<FileView.Entry> files =
                program.map(p -> reached(sources, module, code, p.folder())).orElse(code);
        CodeScan scan = CodeScan.of(sources, id(), files);
        Findings.bind(sources, scan);
        List<Fact<String>> frameworks = new ArrayList<>();
        int customary = 0;
        for (Framework f : FRAMEWORKS) {
            Optional<Dependency> d = module.dependencies().stream()
                    .filter(x -> x.runtime() && NeedsTable.matches(f.module(), x.name()))
                    .findFirst();
            if (d.isPresent()) {
                frameworks.add(Claims.known(
                        f.id(), Confidence.CERTAIN, "go.framework", d.get().evidence()));
                customary = customary == 0 ? f.port() : customary;
            }
        }
        Fact<Role> role = role(program, scan);
        Map<String, Claims<String>> needs = new TreeMap<>(NeedsTable.claims("go", module.dependencies()));
        EnvExamples.claim(sources, module.folder(), "go", needs);
        boolean web = role.known().filter(Role.WEB::equals).isPresent();
        if (web && scan.fixedPort()) {
            Findings.fixedPort(sources, scan);
        }
        boolean tested = code.stream().anyMatch(e -> e.name().endsWith("_test.go"));
        Recipe recipe = recipe(sources, module, program, scan, tested, single);
        String name = single && folder.equals(".") ? module.name() : folder.substring(folder.lastIndexOf('/') + 1);
        return new Component(
                ServiceName.slug(name),
                folder,
                Claims.known("go", Confidence.CERTAIN, "go.language", module.manifest()),
                frameworks,
                module.version(),
                role,
                web
                        ? scan.ports().choose("no port in code", customary == 0 ? List.of() : List.of(customary))
                        : Claims.unknown("it answers no requests", "go.port"),
                scan.health("go").choose("no health route in code", List.of()),
                Recipes.fact(
                        "go.build",
                        "nothing to build",
                        recipe.build(),
                        Confidence.HIGH,
                        program.map(Program::main).orElse(module.manifest())),
                Recipes.fact(
                        "go.test",
                        "no tests found",
                        recipe.test(),
                        Confidence.HIGH,
                        testEvidence(sources, code, module)),
                program.<Fact<String>>map(
                                p -> Claims.known(Recipes.words(recipe.start()), Confidence.HIGH, "go.start", p.main()))
                        .orElseGet(() -> Claims.unknown("no package main", "go.start")),
                NeedsTable.facts(sources, needs),
                "",
                recipe);
    }

    private static Fact.Evidence testEvidence(Sources sources, List<FileView.Entry> code, Module module) {
        return code.stream()
                .filter(e -> e.name().endsWith("_test.go"))
                .findFirst()
                .map(e -> sources.evidence(e.path(), 1))
                .orElse(module.manifest());
    }

    private static Fact<Role> role(Optional<Program> program, CodeScan scan) {
        if (program.isEmpty()) {
            return Claims.unknown("no package main", "go.role");
        }
        if (!scan.consuming().isEmpty() && scan.healthOnly()) {
            return Claims.known(
                    Role.WORKER, Confidence.MEDIUM, "go.role", scan.consuming().getFirst());
        }
        return scan.listening().stream()
                .findFirst()
                .<Fact<Role>>map(e -> Claims.known(Role.WEB, Confidence.HIGH, "go.role", e))
                .orElseGet(() -> Claims.known(
                        Role.WORKER, Confidence.LOW, "go.role", program.get().main()));
    }

    private static Recipe recipe(
            Sources sources, Module module, Optional<Program> program, CodeScan scan, boolean tested, boolean single) {
        Place why = module.manifest().place();
        boolean cgo = module.dependencies().stream()
                .anyMatch(d -> CGO.stream().anyMatch(c -> NeedsTable.matches(c, d.name())));
        String version = module.version().known().orElse("");
        List<Tool> tools = List.of(new Tool("go", version, Use.BUILD, why));
        List<Step> test = tested
                ? List.of(Recipes.test(module.folder(), why, Map.of(), List.of("go", "test", "./...")))
                : List.of();
        if (program.isEmpty()) {
            List<Step> build = List.of(Recipes.build("build", module.folder(), why, List.of("go", "build", "./...")));
            return new Recipe(build, test, List.of(), List.of(), List.of(), List.of(), Map.of(), tools);
        }
        String at = program.get().folder().equals(module.folder())
                ? "."
                : "./" + Sources.relative(program.get().folder(), module.folder());
        Step build = new Step(
                "build",
                List.of("go", "build", "-trimpath", "-buildvcs=false", "-o", "${OUT}/app", at),
                module.folder(),
                cgo ? Map.of() : Map.of("CGO_ENABLED", "0"),
                Recipes.BUILD_LIMIT,
                program.get().main().place());
        List<String> start = new ArrayList<>(List.of("/app/app"));
        scan.flag().ifPresent(f -> {
            boolean address = !f.flag().equals("port")
                    && !f.flag().equals("p")
                    && !f.flag().endsWith("-port");
            start.addAll(List.of("-" + f.flag(), (address ? ":" : "") + Recipes.PORT));
        });
        Map<String, String> environment = new TreeMap<>();
        environment.put("PORT", scan.portVariable());
        scan.variables().keySet().forEach(v -> environment.put(v, Recipes.PORT));
        return new Recipe(
                List.of(build),
                test,
                List.of(),
                List.of(),
                outputs(sources, module, single),
                start,
                environment,
                tools);
    }

    private static List<Output> outputs(Sources sources, Module module, boolean single) {
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output("${OUT}/app", "/app/app", Layer.APPLICATION, How.COPY, List.of()));
        for (String folder : single ? DATA : List.<String>of()) {
            String path = Sources.path(module.folder(), folder);
            boolean data = sources.files().stream()
                    .anyMatch(e -> Sources.within(e.path(), path) && !e.path().endsWith(".go"));
            if (data) {
                outputs.add(new Output(folder, "/app/" + folder, Layer.APPLICATION, How.COPY, Recipes.SOURCE_EXCLUDES));
            }
        }
        return outputs;
    }
}
