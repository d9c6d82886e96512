package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Sources;
import dev.slipway.assess.StoreUrls;
import dev.slipway.base.Confidence;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Node packages: servers, workers, built sites and libraries, alone or in workspaces. */
public final class NodeDetector implements Detector {
    /** Packages of one repository that are read. */
    private static final int MAX_PACKAGES = 2_000;

    private static final Pattern GENERATOR = Pattern.compile("^\\s*(generator)\\b");
    private static final Pattern PRISMA_PROVIDER = Pattern.compile("^\\s*provider\\s*=\\s*\"(\\w+)\"");

    @Override
    public String id() {
        return "node";
    }

    @Override
    public List<Component> detect(Sources sources) {
        List<String> folders = sources.named("package.json").stream()
                .filter(e -> !("/" + e.path()).contains("/node_modules/"))
                .limit(MAX_PACKAGES)
                .map(FileView.Entry::folder)
                .toList();
        Map<String, List<String>> workspaces = new LinkedHashMap<>();
        folders.forEach(f -> {
            List<String> members = NodePackage.members(sources, f);
            if (!members.isEmpty()) {
                workspaces.put(f, members);
            }
        });
        List<Component> components = new ArrayList<>();
        for (String folder : folders) {
            NodePackage pkg =
                    NodePackage.read(sources, Sources.path(folder, "package.json"), workspace(workspaces, folder));
            if (pkg.root() instanceof Node.Mapping m && !m.entries().isEmpty()) {
                components.add(component(sources, pkg));
            }
        }
        return components;
    }

    private static String workspace(Map<String, List<String>> workspaces, String folder) {
        return workspaces.entrySet().stream()
                .filter(w -> !w.getKey().equals(folder) && Sources.within(folder, w.getKey()))
                .filter(w -> NodePackage.isMember(w.getValue(), Sources.relative(folder, w.getKey())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(folder);
    }

    private Component component(Sources sources, NodePackage pkg) {
        List<FileView.Entry> own = sources.own(pkg.folder());
        List<FileView.Entry> code = own.stream()
                .filter(e -> code(Sources.relative(e.path(), pkg.folder())))
                .toList();
        CodeScan scan = CodeScan.of(sources, id(), code);
        List<Fact<String>> frameworks = new ArrayList<>();
        Optional<NodeFrameworks.Row> row = frameworks(pkg, frameworks);
        NodeSite site = NodeSite.of(sources, pkg, row, scan);
        Optional<NodeStart> start =
                site.isStatic() ? Optional.empty() : site.server().or(() -> NodeStart.of(sources, pkg));
        Fact<Role> role = role(sources, pkg, row, start, site, scan);
        NodeManager.Choice manager = manager(sources, pkg);
        Fact<String> version = NodeVersion.of(sources, pkg);
        Recipe recipe = new NodeRecipe(sources, pkg, manager, start, site, role, scan, version).recipe();
        Findings.bind(sources, scan);
        Fact.Evidence manifest = pkg.evidence(sources);
        boolean typescript = sources.has(pkg.folder(), "tsconfig.json")
                || pkg.any("typescript").isPresent();
        return new Component(
                ServiceName.slug(name(pkg)),
                pkg.folder(),
                Claims.known(typescript ? "typescript" : "javascript", Confidence.HIGH, "node.language", manifest),
                frameworks,
                version,
                role,
                port(sources, pkg, role, row, scan),
                health(sources, role, scan, own, pkg),
                Recipes.fact(
                        "node.build",
                        "nothing to build",
                        recipe.build(),
                        Confidence.HIGH,
                        pkg.script("build").map(NodePackage.Script::evidence).orElse(manifest)),
                Recipes.fact(
                        "node.test",
                        "no tests found",
                        recipe.test(),
                        Confidence.CERTAIN,
                        pkg.script("test").map(NodePackage.Script::evidence).orElse(manifest)),
                startFact(sources, start, site, recipe, manifest),
                needs(sources, pkg),
                "",
                recipe);
    }

    private static String name(NodePackage pkg) {
        return pkg.folder().equals(".")
                ? pkg.name().map(n -> n.replaceFirst("^@[^/]*/", "")).orElse("app")
                : pkg.folder().substring(pkg.folder().lastIndexOf('/') + 1);
    }

    private static NodeManager.Choice manager(Sources sources, NodePackage pkg) {
        boolean member = !pkg.workspace().equals(pkg.folder());
        NodePackage root = member
                ? NodePackage.read(sources, Sources.path(pkg.workspace(), "package.json"), pkg.workspace())
                : pkg;
        return NodeManager.of(sources, root);
    }

    private static boolean code(String path) {
        return path.matches(".*\\.(?:js|mjs|cjs|ts|mts|cts|jsx|tsx)")
                && !path.matches(
                        "(?i)(?:.*/)?(?:tests?|__tests__|__mocks__|e2e|spec|specs|fixtures|cypress|stories|coverage|dist|build|out|\\.next|\\.nuxt|\\.output|vendor|public|static)/.*")
                && !path.matches(".*(?:\\.test|\\.spec|\\.stories|\\.min|\\.config|\\.d)\\.\\w+");
    }

    private static Optional<NodeFrameworks.Row> frameworks(NodePackage pkg, List<Fact<String>> facts) {
        Optional<NodeFrameworks.Row> main = Optional.empty();
        for (NodeFrameworks.Row row : NodeFrameworks.ROWS) {
            Optional<Dependency> dependency = row.packages().stream()
                    .flatMap(p -> (row.kind() == NodeFrameworks.Kind.SERVER ? pkg.runtime(p) : pkg.any(p)).stream())
                    .findFirst();
            if (dependency.isPresent()) {
                facts.add(Claims.known(
                        row.id(),
                        Confidence.CERTAIN,
                        "node.framework",
                        dependency.get().evidence()));
                main = main.isPresent() ? main : Optional.of(row);
            }
        }
        return main;
    }

    private static Fact<Role> role(
            Sources sources,
            NodePackage pkg,
            Optional<NodeFrameworks.Row> row,
            Optional<NodeStart> start,
            NodeSite site,
            CodeScan scan) {
        String rule = "node.role";
        if (site.isStatic() || start.filter(s -> !s.files().isEmpty()).isPresent()) {
            return Claims.known(
                    Role.STATIC, Confidence.HIGH, rule, site.evidence().orElse(pkg.evidence(sources)));
        }
        if (start.isEmpty()) {
            return Claims.unknown("no start script and no file that listens", rule);
        }
        if (!scan.consuming().isEmpty() && scan.healthOnly()) {
            return Claims.known(
                    Role.WORKER, Confidence.MEDIUM, rule, scan.consuming().getFirst());
        }
        if (row.filter(r -> r.kind() != NodeFrameworks.Kind.STATIC).isPresent()) {
            return Claims.known(Role.WEB, Confidence.HIGH, rule, start.get().evidence());
        }
        if (!scan.listening().isEmpty()) {
            return Claims.known(
                    Role.WEB, Confidence.HIGH, rule, scan.listening().getFirst());
        }
        return Claims.known(Role.WORKER, Confidence.MEDIUM, rule, start.get().evidence());
    }

    private static Fact<Integer> port(
            Sources sources, NodePackage pkg, Fact<Role> role, Optional<NodeFrameworks.Row> row, CodeScan scan) {
        if (role.known().filter(Role.STATIC::equals).isPresent()) {
            return new Fact.Unknown<>(
                    "files are served on the port that is assigned", List.of(), "node.port", List.of(8080));
        }
        if (role.known().filter(Role.WEB::equals).isEmpty()) {
            return Claims.unknown("it answers no requests", "node.port");
        }
        boolean built =
                row.filter(r -> r.kind() == NodeFrameworks.Kind.BUILT_SERVER).isPresent();
        if (scan.fixedPort() && !built) {
            Findings.fixedPort(sources, scan);
        }
        pkg.script("start").ifPresent(s -> {
            java.util.regex.Matcher m = Pattern.compile("(?:^|\\s)(?:-p|--port)[ =](\\d{2,5})\\b|\\bPORT=(\\d{2,5})\\b")
                    .matcher(s.command());
            if (m.find()) {
                String digits = m.group(1) == null ? m.group(2) : m.group(1);
                scan.ports().add(Claims.Source.DECLARATION, Integer.parseInt(digits), Confidence.HIGH, s.evidence());
            }
        });
        List<Integer> customary =
                row.filter(r -> r.port() > 0).map(r -> List.of(r.port())).orElse(List.of());
        return scan.ports().choose("no port in code", customary);
    }

    private static Fact<String> health(
            Sources sources, Fact<Role> role, CodeScan scan, List<FileView.Entry> own, NodePackage pkg) {
        if (role.known().filter(Role.STATIC::equals).isPresent()) {
            return new Fact.Unknown<>("files have no health route", List.of(), "node.health", List.of("/"));
        }
        Claims<String> claims = scan.health("node");
        Pattern file = Pattern.compile(
                "(?:src/)?(?:app|pages|routes)(/(?:[a-z0-9_-]+/){0,3}(?:healthz?|readyz?|livez?|ping|status))(?:/route|/\\+server)?\\.(?:js|ts|mjs)");
        own.forEach(e -> {
            java.util.regex.Matcher m = file.matcher(Sources.relative(e.path(), pkg.folder()));
            if (m.matches()) {
                claims.add(Claims.Source.CODE, m.group(1), Confidence.HIGH, sources.evidence(e.path(), 1));
            }
        });
        return claims.choose("no health route in code", List.of());
    }

    private static Fact<String> startFact(
            Sources sources, Optional<NodeStart> start, NodeSite site, Recipe recipe, Fact.Evidence manifest) {
        if (recipe.start().isEmpty()) {
            return Claims.unknown(site.why(), "node.start");
        }
        if (start.isPresent() && start.get().files().isEmpty()) {
            NodeStart s = start.get();
            return Claims.known(Recipes.words(s.arguments()), s.confidence(), "node.start", s.evidence());
        }
        return Claims.known(
                Recipes.words(recipe.start()),
                Confidence.HIGH,
                "node.start",
                site.evidence().orElse(manifest));
    }

    private static List<Fact<String>> needs(Sources sources, NodePackage pkg) {
        Map<String, Claims<String>> found = new TreeMap<>(NeedsTable.claims("node", pkg.dependencies()));
        boolean ambiguous =
                found.keySet().stream().filter(NeedsTable.SQL::contains).count() > 1;
        EnvExamples.claim(sources, pkg.folder(), "node", found);
        for (String schema : List.of("prisma/schema.prisma", "schema.prisma")) {
            sources.text(Sources.path(pkg.folder(), schema)).ifPresent(t -> {
                int generator = t.first(GENERATOR).map(h -> h.line()).orElse(0);
                t.find(PRISMA_PROVIDER).stream()
                        .filter(h -> !h.value().startsWith("prisma") && h.line() != generator)
                        .map(h -> Map.entry(StoreUrls.kind(h.value() + ":"), h.line()))
                        .filter(e -> !e.getKey().isEmpty())
                        .findFirst()
                        .ifPresent(e -> NeedsTable.add(
                                found,
                                "node",
                                e.getKey(),
                                Claims.Source.CONFIGURATION,
                                Confidence.HIGH,
                                t.evidence(e.getValue())));
            });
        }
        return NeedsTable.facts(sources, found).stream()
                .map(f -> ambiguous && weak(f) ? NeedsTable.doubted(f) : f)
                .toList();
    }

    static boolean weak(Fact<String> fact) {
        return fact instanceof Fact.Known<String> k && k.confidence() == Confidence.MEDIUM;
    }
}
