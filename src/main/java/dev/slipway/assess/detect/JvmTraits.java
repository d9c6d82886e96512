package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.assess.StoreUrls;
import dev.slipway.base.Confidence;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a JVM component is, whichever tool builds it.
 *
 * @param environment variables that the start wants
 * @param mains candidates for the main class
 */
record JvmTraits(
        Optional<JvmFrameworks.Row> framework,
        List<Fact<String>> frameworks,
        Fact<String> language,
        Fact<Role> role,
        Fact<Integer> port,
        Fact<String> health,
        List<Fact<String>> needs,
        Map<String, String> environment,
        Claims<String> mains) {
    /** SQL stores: with several drivers only a URL says which one is used. */
    private static final List<String> EMBEDDED =
            List.of("com.h2database:h2", "org.hsqldb:hsqldb", "org.apache.derby:derby");

    /**
     * What the build tool says.
     *
     * @param markers dependencies of any scope, parent and plugins: what may name a framework
     * @param properties the build's own, for filtered placeholders
     */
    record Build(
            String stack,
            String folder,
            List<Dependency> dependencies,
            List<Dependency> markers,
            Map<String, String> properties,
            Fact.Evidence manifest) {}

    static JvmTraits of(Sources sources, Build build) {
        List<FileView.Entry> own = sources.own(build.folder());
        List<FileView.Entry> code =
                own.stream().filter(e -> mainCode(e.path(), build.folder())).toList();
        CodeScan scan = CodeScan.of(sources, build.stack(), code);
        JvmConfig config = JvmConfig.of(sources, own, build.properties());
        List<Fact<String>> frameworks = new ArrayList<>();
        Optional<JvmFrameworks.Row> main = Optional.empty();
        for (JvmFrameworks.Row row : JvmFrameworks.ROWS) {
            Optional<Dependency> marker = marker(build, row);
            boolean helidonTwice = row.id().equals("helidon")
                    && main.filter(m -> m.id().equals("helidon-mp")).isPresent();
            if (marker.isPresent() && !helidonTwice && !carried(row, main)) {
                frameworks.add(Claims.known(
                        row.id(),
                        Confidence.CERTAIN,
                        build.stack() + ".framework",
                        marker.get().evidence()));
                main = main.isPresent() ? main : Optional.of(row);
            }
        }
        Claims<String> mains = new Claims<>(build.stack() + ".main");
        JvmMains.claim(sources, code, mains);
        JvmRuntime runtime = new JvmRuntime(build, config, scan, main);
        boolean kotlin = code.stream().anyMatch(e -> e.path().endsWith(".kt"));
        Findings.bind(sources, scan);
        return new JvmTraits(
                main,
                frameworks,
                Claims.known(
                        kotlin ? "kotlin" : "java", Confidence.CERTAIN, build.stack() + ".language", build.manifest()),
                runtime.role(),
                runtime.port(sources),
                runtime.health(),
                needs(sources, build, config),
                runtime.environment(),
                mains);
    }

    /** A library that a bigger framework brings along is no framework of its own. */
    private static boolean carried(JvmFrameworks.Row row, Optional<JvmFrameworks.Row> main) {
        return main.isPresent() && List.of("vertx", "jetty", "undertow").contains(row.id());
    }

    private static Optional<Dependency> marker(Build build, JvmFrameworks.Row row) {
        return build.markers().stream()
                .filter(d -> d.scope() != Dependency.Scope.TEST)
                .filter(d -> row.markers().stream().anyMatch(p -> NeedsTable.matches(p, d.name())))
                .findFirst();
    }

    private static boolean mainCode(String path, String folder) {
        String inside = Sources.relative(path, folder);
        boolean source =
                path.endsWith(".java") || path.endsWith(".kt") || path.endsWith(".scala") || path.endsWith(".groovy");
        return source
                && !inside.matches(
                        "(?i)(?:.*/)?(?:src/)?(?:test|tests|it|testFixtures|integrationTest|intTest|functionalTest)/.*");
    }

    private static List<Fact<String>> needs(Sources sources, Build build, JvmConfig config) {
        Map<String, Claims<String>> found = new TreeMap<>(NeedsTable.claims("jvm", build.dependencies()));
        List<String> drivers =
                found.keySet().stream().filter(NeedsTable.SQL::contains).toList();
        List<String> named = new ArrayList<>();
        for (String key : List.of(
                "spring.datasource.url",
                "spring.r2dbc.url",
                "quarkus.datasource.jdbc.url",
                "datasources.default.url",
                "javax.sql.DataSource.ds.url",
                "spring.data.mongodb.uri",
                "spring.data.redis.url",
                "quarkus.datasource.db-kind")) {
            config.base(key).ifPresent(s -> {
                String text = config.resolve(s.value()).text();
                String kind = StoreUrls.kind(key.endsWith("db-kind") ? text + ":" : text);
                if (!kind.isEmpty()) {
                    named.add(kind);
                    NeedsTable.add(
                            found, build.stack(), kind, Claims.Source.CONFIGURATION, Confidence.HIGH, s.evidence());
                }
            });
        }
        boolean embedded = build.dependencies().stream().anyMatch(d -> d.runtime() && EMBEDDED.contains(d.name()));
        boolean unclear = named.stream().noneMatch(NeedsTable.SQL::contains)
                && (drivers.size() > 1 || (embedded && !drivers.isEmpty()));
        return NeedsTable.facts(sources, found).stream()
                .filter(f -> named.isEmpty() || unclear || keeps(f, named))
                .map(f -> unclear ? NeedsTable.doubted(f) : f)
                .toList();
    }

    /** With a URL that names the store, other SQL drivers are there for other profiles. */
    private static boolean keeps(Fact<String> fact, List<String> named) {
        String kind = fact.known().orElse("");
        return !NeedsTable.SQL.contains(kind)
                || named.contains(kind)
                || named.stream().noneMatch(NeedsTable.SQL::contains);
    }
}
