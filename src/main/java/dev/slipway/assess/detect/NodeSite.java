package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build tool makes of a package: files to serve, or a server.
 *
 * @param output folder that is served; empty when it is none
 * @param server start of the built server; no item when there is none
 * @param proofs where it is said
 * @param why when neither: the reason
 */
record NodeSite(String output, List<NodeStart> servers, List<Fact.Evidence> proofs, String why) {
    /** A folder's name as scripts write it: a word between quotes or slashes. */
    private static final Pattern QUOTED_WORD = Pattern.compile("[\"'/]([\\w.-]{1,80})(?=[\"'/])");

    private static final Pattern OUT_DIR = Pattern.compile("\\boutDir\\s*:\\s*[\"']([^\"']{1,100})[\"']");
    private static final Pattern EXPORT = Pattern.compile("\\boutput\\s*:\\s*[\"'](export|standalone)[\"']");
    private static final Pattern NO_SSR = Pattern.compile("\\b(ssr)\\s*:\\s*false");

    boolean isStatic() {
        return !output.isEmpty();
    }

    Optional<NodeStart> server() {
        return servers.stream().findFirst();
    }

    Optional<Fact.Evidence> evidence() {
        return proofs.stream().findFirst();
    }

    private static NodeSite none(String why) {
        return new NodeSite("", List.of(), List.of(), why);
    }

    private static NodeSite files(String folder, Fact.Evidence evidence) {
        return new NodeSite(folder, List.of(), List.of(evidence), "");
    }

    static NodeSite of(Sources sources, NodePackage pkg, Optional<NodeFrameworks.Row> row, CodeScan scan) {
        if (row.isEmpty()) {
            return pages(sources, pkg, scan);
        }
        Optional<NodePackage.Script> build = pkg.script("build");
        NodeFrameworks.Row r = row.get();
        boolean scriptedServer =
                NodeStart.of(sources, pkg).filter(s -> s.files().isEmpty()).isPresent();
        return switch (r.kind()) {
            case SERVER -> none("no start script and no file that listens");
            case BUILT_SERVER -> built(sources, pkg, r, build, scriptedServer);
            case STATIC ->
                scriptedServer || build.isEmpty() ? none("no build script") : site(sources, pkg, r, build.get());
        };
    }

    /**
     * A build by the team's own scripts: the folder they fill is the site when a page is committed there, or when a script
     * writes there what a page's template is made into. A start script that only watches and reloads is for development.
     */
    private static NodeSite pages(Sources sources, NodePackage pkg, CodeScan scan) {
        Optional<NodePackage.Script> build = pkg.script("build");
        if (build.isPresent() && scan.listening().isEmpty()) {
            for (String folder : List.of("dist", "build", "public", "out", "_site")) {
                String page = Sources.path(pkg.folder(), folder + "/index.html");
                Optional<Fact.Evidence> shown = sources.has(page)
                        ? Optional.of(sources.evidence(page, 1))
                        : template(sources, pkg).filter(t -> writes(sources, pkg, folder));
                if (shown.isPresent()) {
                    return new NodeSite(folder, List.of(), List.of(build.get().evidence(), shown.get()), "");
                }
            }
        }
        return none("no start script and no file that listens");
    }

    private static Optional<Fact.Evidence> template(Sources sources, NodePackage pkg) {
        return sources.own(pkg.folder()).stream()
                .filter(e -> e.name().matches("index\\.(?:html|pug|njk|hbs|ejs|liquid)"))
                .filter(e -> Sources.relative(e.path(), pkg.folder()).startsWith("src/"))
                .findFirst()
                .map(e -> sources.evidence(e.path(), 1));
    }

    /** The word if it is one of those on the line. */
    private static Optional<String> among(Matcher line, String word) {
        do {
            if (line.group(1).equals(word)) {
                return Optional.of(word);
            }
        } while (line.find());
        return Optional.empty();
    }

    private static boolean writes(Sources sources, NodePackage pkg, String folder) {
        return sources.own(pkg.folder()).stream()
                .map(e -> Sources.relative(e.path(), pkg.folder()))
                .filter(p -> p.matches("scripts/[\\w.-]+\\.[cm]?js|gulpfile\\.[cm]?js|Gruntfile\\.js|build\\.[cm]?js"))
                .flatMap(p -> sources.text(Sources.path(pkg.folder(), p)).stream())
                .anyMatch(t -> !t.find(QUOTED_WORD, m -> among(m, folder)).isEmpty());
    }

    private static NodeSite built(
            Sources sources,
            NodePackage pkg,
            NodeFrameworks.Row row,
            Optional<NodePackage.Script> build,
            boolean scripted) {
        Fact.Evidence evidence = build.map(NodePackage.Script::evidence).orElse(pkg.evidence(sources));
        Optional<SourceText> config = config(sources, pkg, row.id());
        if (row.id().equals("next")) {
            Optional<SourceText.Hit> mode = config.flatMap(c -> c.first(EXPORT));
            if (mode.filter(h -> h.value().equals("export")).isPresent()) {
                return files("out", config.get().evidence(mode.get().line()));
            }
        }
        if (row.id().equals("nuxt")
                && (config.flatMap(c -> c.first(NO_SSR)).isPresent()
                        || build.filter(b -> b.command().contains("generate")).isPresent())) {
            return files(".output/public", evidence);
        }
        if (row.id().equals("sveltekit")) {
            if (pkg.any("@sveltejs/adapter-static").isPresent()) {
                return files("build", pkg.any("@sveltejs/adapter-static").get().evidence());
            }
            if (pkg.any("@sveltejs/adapter-node").isEmpty() && !scripted) {
                return none("SvelteKit without adapter-node or adapter-static: where it runs is not said");
            }
        }
        if (scripted || build.isEmpty()) {
            return none("no build script");
        }
        List<String> start = row.id().equals("next")
                ? List.of("node", row.output(), "start", "-p", Recipes.PORT)
                : List.of("node", row.output());
        return new NodeSite(
                "", List.of(new NodeStart(start, "", Map.of(), Confidence.MEDIUM, evidence)), List.of(evidence), "");
    }

    private static NodeSite site(Sources sources, NodePackage pkg, NodeFrameworks.Row row, NodePackage.Script build) {
        return switch (row.id()) {
            case "astro" ->
                pkg.any("@astrojs/node").isPresent()
                        ? new NodeSite(
                                "",
                                List.of(new NodeStart(
                                        List.of("node", "dist/server/entry.mjs"),
                                        "",
                                        Map.of("HOST", "0.0.0.0"),
                                        Confidence.MEDIUM,
                                        build.evidence())),
                                List.of(build.evidence()),
                                "")
                        : files("dist", build.evidence());
            case "angular" -> files(angularOutput(sources, pkg), build.evidence());
            case "vite" -> {
                boolean page = sources.has(pkg.folder(), "index.html");
                String out = config(sources, pkg, "vite")
                        .flatMap(c -> c.first(OUT_DIR))
                        .map(SourceText.Hit::value)
                        .filter(o -> !o.contains(".."))
                        .orElse(row.output());
                yield page
                        ? files(out.replaceFirst("^\\./", ""), build.evidence())
                        : none("vite without an index.html builds a library");
            }
            case "vitepress" ->
                files(
                        sources.has(pkg.folder(), "docs/index.md") ? "docs/.vitepress/dist" : row.output(),
                        build.evidence());
            default -> files(row.output(), build.evidence());
        };
    }

    private static String angularOutput(Sources sources, NodePackage pkg) {
        Node angular = sources.json(Sources.path(pkg.folder(), "angular.json"));
        return angular.entriesAt("projects").stream()
                .findFirst()
                .map(project -> {
                    Node p = project.value();
                    String builder = p.textAt("architect", "build", "builder").orElse("");
                    String path = p.textAt("architect", "build", "options", "outputPath")
                            .or(() -> p.textAt("architect", "build", "options", "outputPath", "base"))
                            .orElse("dist/" + project.key().value());
                    return builder.endsWith(":application") ? path + "/browser" : path;
                })
                .orElse("dist");
    }

    private static Optional<SourceText> config(Sources sources, NodePackage pkg, String tool) {
        return List.of("js", "mjs", "ts", "cjs", "mts").stream()
                .flatMap(end -> sources.text(Sources.path(pkg.folder(), tool + ".config." + end)).stream())
                .findFirst();
    }
}
