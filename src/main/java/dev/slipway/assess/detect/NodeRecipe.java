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
import dev.slipway.base.Place;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a Node package is built, packed and started. Production modules are the installed ones, copied and pruned outside the
 * tree: what the build generated into them stays, and no network is needed a second time.
 */
record NodeRecipe(
        Sources sources,
        NodePackage pkg,
        NodeManager.Choice manager,
        Optional<NodeStart> start,
        NodeSite site,
        Fact<Role> role,
        CodeScan scan,
        Fact<String> version) {
    /** Tests and caches of a package: not needed at run time. */
    private static final List<String> EXCLUDES = List.of(
            "node_modules",
            "node_modules/**",
            "**/node_modules/.cache/**",
            "/test/**",
            "/tests/**",
            "__tests__/**",
            "**/__tests__/**",
            "/e2e/**",
            "/cypress/**",
            "**/*.test.*",
            "**/*.spec.*",
            ".next/cache/**",
            ".turbo/**",
            "*.log",
            "**/*.tsbuildinfo",
            "package-lock.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            ".npmrc",
            "**/.npmrc");

    /** Files that package managers write into the modules and that differ from run to run. */
    private static final List<String> MODULE_EXCLUDES = List.of(
            ".package-lock.json",
            ".cache/**",
            ".vite/**",
            ".vite-temp/**",
            ".modules.yaml",
            ".yarn-integrity",
            ".yarn-state.yml",
            "**/.env",
            ".pnpm-workspace-state*.json",
            // What compiling a native module leaves beside it names the temporary folder it was made in.
            "**/build/Makefile",
            "**/build/*.mk",
            "**/build/config.gypi",
            "**/build/Release/.deps/**",
            "**/build/Release/obj*/**");

    Recipe recipe() {
        boolean serves = site.isStatic() || start.isPresent();
        List<Step> collect = List.of();
        List<Output> outputs = List.of();
        if (serves && files().isPresent()) {
            outputs = List.of(
                    new Output(files().get(), "/app/site", Layer.APPLICATION, How.COPY, List.of(".env", ".env.*")));
        } else if (serves) {
            collect = collect();
            outputs = outputs();
        }
        return new Recipe(
                build(),
                test(),
                collect,
                junit(),
                outputs,
                startWords(),
                serves ? environment() : Map.of(),
                tools(serves));
    }

    private boolean member() {
        return !pkg.workspace().equals(pkg.folder());
    }

    /** Folder of the package inside the workspace; empty text for the root. */
    private String inside() {
        return member() ? Sources.relative(pkg.folder(), pkg.workspace()) + "/" : "";
    }

    private Optional<String> files() {
        return site.isStatic()
                ? Optional.of(site.output())
                : start.map(NodeStart::files).filter(f -> !f.isEmpty());
    }

    private Place why() {
        return Place.of(pkg.path(), 1);
    }

    private boolean installs() {
        return member() || !pkg.dependencies().isEmpty();
    }

    private boolean packsModules() {
        return member() || pkg.dependencies().stream().anyMatch(Dependency::runtime);
    }

    private List<Step> build() {
        List<Step> steps = new ArrayList<>();
        if (installs()) {
            steps.add(Recipes.build(
                    "install", pkg.workspace(), manager.why(), manager.manager().install(manager.locked())));
        }
        pkg.script("build")
                .ifPresent(s -> steps.add(new Step(
                        "build",
                        manager.manager().run("build"),
                        pkg.folder(),
                        Map.of("CI", "true"),
                        Recipes.BUILD_LIMIT,
                        s.evidence().place())));
        return steps;
    }

    private List<Step> test() {
        Optional<NodePackage.Script> script =
                pkg.script("test").filter(s -> !s.command().contains("no test specified"));
        return script.map(s -> List.of(
                        Recipes.test(pkg.folder(), s.evidence().place(), Map.of("CI", "true"), testWords(s.command()))))
                .orElseGet(() -> files().map(f -> Recipes.siteTest(pkg.folder(), f, why()))
                        .orElse(List.of()));
    }

    /** With Node's own runner or vitest a report is asked for; others are judged by their exit code. */
    private List<String> testWords(String command) {
        if (report(command)) {
            List<String> words = new ArrayList<>(NodeStart.words(command));
            List<String> result = new ArrayList<>(words.subList(0, 2));
            result.addAll(List.of(
                    "--test-reporter=spec",
                    "--test-reporter-destination=stdout",
                    "--test-reporter=junit",
                    "--test-reporter-destination=${OUT}/junit.xml"));
            result.addAll(words.subList(2, words.size()));
            return result;
        }
        if (command.strip().matches("vitest(?: run)?")) {
            return List.of(
                    manager.manager().program(),
                    "run",
                    "test",
                    "--",
                    "--run",
                    "--reporter=default",
                    "--reporter=junit",
                    "--outputFile.junit=${OUT}/junit.xml");
        }
        return manager.manager().run("test");
    }

    /** A glob would need a shell: then the script runs as it is. */
    private static boolean report(String command) {
        return command.strip().matches("node --test(?: [\\w./=-]+)*") && !command.contains("reporter");
    }

    private List<String> junit() {
        boolean writes = pkg.script("test")
                .map(s -> report(s.command()) || s.command().strip().matches("vitest(?: run)?"))
                .orElse(false);
        boolean links = test().stream().anyMatch(s -> s.arguments().contains(Recipes.SITE_TEST));
        return writes ? List.of("${OUT}/junit.xml") : links ? List.of(Recipes.SITE_REPORT) : List.of();
    }

    private List<Step> collect() {
        if (!packsModules()) {
            return List.of();
        }
        String folder = pkg.workspace();
        List<String> copied = new ArrayList<>(List.of("cp", "-RP", "package.json", "node_modules"));
        if (manager.locked()) {
            copied.add(manager.lockName());
        }
        if (sources.has(folder, "pnpm-workspace.yaml")) {
            copied.add("pnpm-workspace.yaml");
        }
        if (member()) {
            sources.files().stream()
                    .filter(e -> e.name().equals("package.json") && Sources.within(e.path(), folder))
                    .map(e -> Sources.relative(e.path(), folder))
                    .filter(p -> p.contains("/") && !p.contains("node_modules/"))
                    .map(p -> p.substring(0, p.indexOf('/')))
                    .distinct()
                    .forEach(copied::add);
        }
        copied.add("${OUT}/modules/");
        return List.of(
                Recipes.build("make the folder", folder, why(), List.of("mkdir", "-p", "${OUT}/modules")),
                Recipes.build("copy modules", folder, why(), copied),
                Recipes.build(
                        "production modules", folder, why(), manager.manager().prune("${OUT}/modules")));
    }

    private List<Output> outputs() {
        List<String> excludes = new ArrayList<>(Recipes.SOURCE_EXCLUDES);
        excludes.addAll(EXCLUDES);
        List<Output> outputs = new ArrayList<>();
        if (packsModules()) {
            outputs.add(new Output(
                    "${OUT}/modules/node_modules", "/app/node_modules", Layer.DEPENDENCIES, How.COPY, MODULE_EXCLUDES));
        }
        outputs.add(new Output(member() ? "${OUT}/modules" : ".", "/app", Layer.APPLICATION, How.COPY, excludes));
        return outputs;
    }

    private List<String> startWords() {
        if (files().isPresent()) {
            return List.of(Recipes.STATIC_SERVER, "/app/site");
        }
        if (start.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(start.get().arguments());
        if (words.contains("node_modules/next/dist/bin/next")) {
            return List.of(
                    "node", "/app/node_modules/next/dist/bin/next", "start", "/app/" + inside(), "-p", Recipes.PORT);
        }
        for (int i = 1; i < words.size(); i++) {
            boolean valueOfFlag = List.of("-r", "--require", "--import", "--loader", "--env-file")
                    .contains(words.get(i - 1));
            if (!words.get(i).startsWith("-") && !valueOfFlag && !words.get(i).equals("run")) {
                String file = words.get(i).replaceFirst("^\\./", "");
                words.set(i, "/app/" + (file.startsWith("node_modules/") ? "" : inside()) + file);
                break;
            }
        }
        return words;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PORT", files().isPresent() || site.server().isPresent() ? Recipes.PORT : scan.portVariable());
        if (files().isEmpty()) {
            environment.put("NODE_ENV", "production");
            scan.variables().keySet().forEach(v -> environment.put(v, Recipes.PORT));
            start.ifPresent(s -> s.environment().forEach((k, v) -> environment.putIfAbsent(k, v)));
        }
        return environment;
    }

    private List<Tool> tools(boolean serves) {
        Place place = version instanceof Fact.Known<String> k
                ? k.evidence().getFirst().place()
                : why();
        String program = start.flatMap(s -> s.arguments().stream().findFirst()).orElse("node");
        Use use = serves && files().isEmpty() ? Use.BOTH : Use.BUILD;
        List<Tool> tools = new ArrayList<>();
        if (program.equals("node")) {
            tools.add(new Tool("node", version.known().orElse(""), use, place));
        } else {
            tools.add(new Tool(program, "", Use.BOTH, why()));
        }
        boolean usesManager = installs()
                || pkg.script("build").isPresent()
                || pkg.script("test").isPresent();
        if (usesManager && !program.equals(manager.manager().program())) {
            tools.add(new Tool(manager.manager().program(), "", Use.BUILD, manager.why()));
        }
        return tools;
    }
}
