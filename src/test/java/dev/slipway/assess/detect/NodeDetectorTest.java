package dev.slipway.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Repo;
import dev.slipway.base.Confidence;
import dev.slipway.intent.Intent.Role;
import org.junit.jupiter.api.Test;

class NodeDetectorTest {
    private static final String EXPRESS = """
            {
              "name": "@acme/api",
              "engines": {"node": ">=20"},
              "scripts": {
                "start": "NODE_ENV=production node ./src/server.js",
                "test": "node --test"
              },
              "dependencies": {"express": "^4.19.0", "pg": "^8.0.0"},
              "devDependencies": {"vite": "^5.0.0", "@storybook/react": "^8"}
            }
            """;
    private static final String SERVER = """
            const express = require('express');
            const app = express();
            app.get('/healthz', (req, res) => res.send('ok'));
            app.get('/items', list);
            const port = process.env.PORT || 3001;
            app.listen(port);
            """;

    private static Repo express() {
        return Repo.of("package.json", EXPRESS, "package-lock.json", "{}", "src/server.js", SERVER);
    }

    @Test
    void findsAnExpressServerUnwrapped() {
        Component c = express().service();
        assertThat(c.name().value()).isEqualTo("api");
        assertThat(c.frameworks().getFirst().known()).contains("express");
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(c.version().known()).contains("20");
        assertThat(c.start().known()).contains("node ./src/server.js");
        assertThat(c.health().known()).contains("/healthz");
        assertThat(c.port()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo(3001);
            assertThat(((Fact.Evidence) k.evidence().getFirst()).place()).hasToString("src/server.js:5");
        });
        assertThat(Repo.needs(c)).containsExactly("postgres");
        Recipe r = c.recipe();
        assertThat(r.start()).containsExactly("node", "/app/src/server.js");
        assertThat(r.environment()).containsEntry("NODE_ENV", "production").containsEntry("PORT", "${PORT}");
        assertThat(r.build())
                .singleElement()
                .satisfies(s -> assertThat(s.arguments()).startsWith("npm", "ci"));
        assertThat(r.tools()).extracting(Recipe.Tool::name).containsExactly("node", "npm");
        assertThat(r.tools().getFirst().version()).isEqualTo("20");
        assertThat(r.outputs()).extracting(Recipe.Output::to).containsExactly("/app/node_modules", "/app");
        assertThat(r.test().getFirst().arguments()).contains("--test-reporter-destination=${OUT}/junit.xml");
        assertThat(r.junit()).containsExactly("${OUT}/junit.xml");
    }

    @Test
    void installsNothingWhereThereAreNoDependencies() {
        Component c = Repo.of(
                        "package.json",
                                "{\"name\":\"tiny\",\"scripts\":{\"start\":\"node server.js\",\"test\":\"echo \\\"Error: no test specified\\\" && exit 1\"}}",
                        "server.js", "require('http').createServer(h).listen(process.env.PORT ?? 8080)")
                .service();
        assertThat(c.recipe().build()).isEmpty();
        assertThat(c.recipe().collect()).isEmpty();
        assertThat(c.recipe().test()).isEmpty();
        assertThat(c.recipe().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.from()).isEqualTo("."));
        assertThat(c.port().known()).contains(8080);
    }

    @Test
    void aFrameworkAmongDevelopmentDependenciesMakesNoService() {
        Repo repo = Repo.of(
                "package.json",
                        "{\"name\":\"lib\",\"main\":\"index.js\",\"devDependencies\":{\"express\":\"4\",\"vite\":\"5\",\"storybook\":\"8\"}}",
                "index.js", "module.exports = 1;");
        assertThat(repo.model().services()).isEmpty();
        assertThat(repo.model().libraries()).hasSize(1);
    }

    @Test
    void peerDependenciesNeverMakeAService() {
        Repo repo = Repo.of(
                "package.json",
                "{\"name\":\"lib\",\"main\":\"index.js\",\"peerDependencies\":{\"express\":\"4\"}}",
                "index.js",
                "module.exports = 1;");
        assertThat(repo.model().services()).isEmpty();
    }

    @Test
    void anOwnServerBesideNextIsTheStart() {
        Component c = Repo.of(
                        "package.json",
                                "{\"scripts\":{\"build\":\"next build\",\"start\":\"node server.js\"},\"dependencies\":{\"next\":\"15\"}}",
                        "next.config.js", "module.exports = { output: 'standalone' }",
                        "server.js", "createServer(handle).listen(process.env.PORT || 4000)")
                .service();
        assertThat(c.recipe().start()).containsExactly("node", "/app/server.js");
        assertThat(c.port().known()).contains(4000);
    }

    @Test
    void startsNextItselfAndServesItsExportAsFiles() {
        String pkg =
                "{\"scripts\":{\"build\":\"next build\",\"start\":\"next start\"},\"dependencies\":{\"next\":\"15\",\"react\":\"19\"}}";
        Component server = Repo.of(
                        "package.json", pkg, "app/api/health/route.ts", "export const GET = () => new Response('ok')")
                .service();
        assertThat(server.recipe().start()).contains("/app/node_modules/next/dist/bin/next", "${PORT}");
        assertThat(server.port().orCustomary()).contains(3000);
        assertThat(server.health().known()).contains("/api/health");
        Component export = Repo.of(
                        "package.json",
                        pkg.replace(",\"start\":\"next start\"", ""),
                        "next.config.mjs",
                        "export default { output: 'export' }")
                .service();
        assertThat(export.role().known()).contains(Role.STATIC);
        assertThat(export.recipe().outputs().getFirst().from()).isEqualTo("out");
    }

    @Test
    void servesAViteBuildWithSlipwaysOwnFileServer() {
        Component c = Repo.of(
                        "package.json",
                                "{\"name\":\"spa\",\"scripts\":{\"dev\":\"vite\",\"build\":\"vite build\",\"start\":\"vite\"},\"dependencies\":{\"react\":\"19\"},\"devDependencies\":{\"vite\":\"6\"}}",
                        "index.html", "<html></html>",
                        "vite.config.ts", "export default { build: { outDir: 'public-build' } }",
                        "pnpm-lock.yaml", "lockfileVersion: '9.0'")
                .service();
        assertThat(c.role().known()).contains(Role.STATIC);
        assertThat(c.recipe().start()).containsExactly("slipway-static", "/app/site");
        assertThat(c.recipe().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.from()).isEqualTo("public-build"));
        assertThat(c.recipe().build().getFirst().arguments()).containsExactly("pnpm", "install", "--frozen-lockfile");
        assertThat(c.recipe().tools()).allSatisfy(t -> assertThat(t.use()).isEqualTo(Recipe.Use.BUILD));
    }

    @Test
    void aViteLibraryIsNoSite() {
        Repo repo = Repo.of(
                "package.json",
                "{\"name\":\"lib\",\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"6\"}}");
        assertThat(repo.model().services()).isEmpty();
    }

    @Test
    void findsTheOtherStaticTools() {
        for (String[] row : new String[][] {
            {"react-scripts", "build"},
            {"gatsby", "public"},
            {"@docusaurus/core", "build"},
            {"@11ty/eleventy", "_site"},
            {"astro", "dist"}
        }) {
            Component c = Repo.of(
                            "package.json",
                            "{\"scripts\":{\"build\":\"x build\"},\"dependencies\":{\"" + row[0] + "\":\"1\"}}")
                    .service();
            assertThat(c.role().known()).as(row[0]).contains(Role.STATIC);
            assertThat(c.recipe().outputs().getFirst().from()).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void twoLockfilesAreAFindingUnlessTheManagerIsNamed() {
        Repo repo = express().with("yarn.lock", "# yarn lockfile v1\n");
        assertThat(repo.rules()).contains("ASSESS-TWO-LOCKFILES");
        Repo named = repo.with(
                "package.json", EXPRESS.replace("\"scripts\"", "\"packageManager\": \"yarn@1.22.0\",\n  \"scripts\""));
        assertThat(named.rules()).doesNotContain("ASSESS-TWO-LOCKFILES");
        assertThat(named.service().recipe().build().getFirst().arguments())
                .containsExactly("yarn", "install", "--frozen-lockfile");
    }

    @Test
    void knowsEachLockfilesManager() {
        String pkg = EXPRESS;
        assertThat(Repo.of("package.json", pkg, "src/server.js", SERVER, "yarn.lock", "__metadata:\n  version: 8\n")
                        .service()
                        .build()
                        .known())
                .contains("yarn install --immutable");
        assertThat(Repo.of("package.json", pkg, "src/server.js", SERVER, "bun.lock", "{}")
                        .service()
                        .build()
                        .known())
                .contains("bun install --frozen-lockfile");
        assertThat(Repo.of("package.json", pkg, "src/server.js", SERVER)
                        .service()
                        .build()
                        .known()
                        .orElse(""))
                .startsWith("npm install --no-package-lock");
    }

    @Test
    void reportsANodeVersionFileOutsideTheEngines() {
        assertThat(express().with(".nvmrc", "v18.2.0\n").rules()).contains("ASSESS-NODE-VERSION");
        assertThat(express().with(".nvmrc", "22\n").rules()).doesNotContain("ASSESS-NODE-VERSION");
        assertThat(NodeVersion.satisfies(18, "^18.0.0 || >=20")).isTrue();
        assertThat(NodeVersion.satisfies(19, "^18.0.0 || >=20")).isFalse();
        assertThat(NodeVersion.satisfies(20, ">=18 <21")).isTrue();
        assertThat(NodeVersion.satisfies(21, ">=18 <21")).isFalse();
    }

    @Test
    void reportsAPortThatOnlyTheCodeCanChange() {
        Repo repo = Repo.of(
                "package.json",
                "{\"scripts\":{\"start\":\"node a.js\"},\"dependencies\":{\"express\":\"4\"}}",
                "a.js",
                "app.listen(3000)");
        assertThat(repo.service().port()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo(3000);
            assertThat(k.confidence()).isEqualTo(Confidence.MEDIUM);
        });
        assertThat(repo.rules()).contains("ASSESS-FIXED-PORT");
    }

    @Test
    void findsServicesOfAWorkspaceWithOneLockfileAtTheRoot() {
        Repo repo = Repo.of(
                "package.json", "{\"name\":\"mono\",\"private\":true,\"workspaces\":[\"apps/*\",\"packages/*\"]}",
                "package-lock.json", "{}",
                "apps/api/package.json",
                        "{\"name\":\"api\",\"scripts\":{\"start\":\"node index.js\"},\"dependencies\":{\"fastify\":\"5\",\"shared\":\"*\"}}",
                "apps/api/index.js", "fastify.listen({ port: Number(process.env.PORT) || 4100, host: '0.0.0.0' })",
                "packages/shared/package.json", "{\"name\":\"shared\",\"main\":\"index.js\"}",
                "packages/shared/index.js", "module.exports = {}");
        Component api = repo.service();
        assertThat(api.path()).isEqualTo("apps/api");
        assertThat(api.recipe().build().getFirst().folder()).isEqualTo(".");
        assertThat(api.recipe().start()).containsExactly("node", "/app/apps/api/index.js");
        assertThat(api.port().known()).contains(4100);
        assertThat(api.recipe().outputs())
                .extracting(Recipe.Output::from)
                .containsExactly("${OUT}/modules/node_modules", "${OUT}/modules");
        assertThat(repo.model().libraries()).extracting(Component::path).containsExactly(".", "packages/shared");
    }

    @Test
    void aQueueConsumerIsAWorker() {
        Component c = Repo.of(
                        "package.json",
                                "{\"scripts\":{\"start\":\"node worker.js\"},\"dependencies\":{\"bullmq\":\"5\",\"express\":\"4\"}}",
                        "worker.js",
                                "new Worker('mail', handle);\napp.get('/health', ok); app.listen(process.env.PORT || 9000)")
                .service();
        assertThat(c.role().known()).contains(Role.WORKER);
        assertThat(Repo.needs(c)).containsExactly("redis");
    }

    @Test
    void readsTheStoreFromThePrismaSchema() {
        Component c = express()
                .with(
                        "prisma/schema.prisma",
                        "generator client {\n  provider = \"prisma-client-js\"\n}\ndatasource db {\n  provider = \"mysql\"\n}\n")
                .service();
        assertThat(Repo.needs(c)).contains("mysql");
    }

    @Test
    void startsNestFromItsBuild() {
        Component c = Repo.of(
                        "package.json",
                                "{\"scripts\":{\"build\":\"nest build\",\"start\":\"nest start\",\"start:prod\":\"node dist/main\"},\"dependencies\":{\"@nestjs/core\":\"11\"}}",
                        "src/main.ts", "async function bootstrap() { await app.listen(process.env.PORT ?? 3000); }",
                        "src/health.controller.ts",
                                "@Controller('health')\nclass HealthController {\n  @Get() check() {}\n}")
                .service();
        assertThat(c.start().known()).contains("node dist/main");
        assertThat(c.health().known()).contains("/health");
        assertThat(c.language().known()).contains("javascript");
    }

    @Test
    void leavesSecretsOutOfTheImageAndTheEvidence() {
        Component c = express().service();
        assertThat(c.recipe().outputs().getLast().excludes()).contains(".env", ".env.*", "node_modules");
        assertThat(dev.slipway.assess.SourceText.excerpt("url = postgres://u:hunter2@h/db"))
                .doesNotContain("hunter2");
        assertThat(dev.slipway.assess.SourceText.excerpt("API_KEY: abc123 # x")).doesNotContain("abc123");
    }

    @Test
    void aPortFixedInCodeIsTheOneToAskAt() {
        Component literal = Repo.of(
                        "package.json",
                        "{\"name\":\"todo\",\"main\":\"index.js\",\"dependencies\":{\"express\":\"4\"}}",
                        "src/index.js",
                        "const app = express();\ndb.init().then(() => {\n  app.listen(3000, () => console.log('up'));\n});")
                .service();
        assertThat(literal.recipe().start()).containsExactly("node", "/app/src/index.js");
        assertThat(literal.recipe().fixedPort()).hasValue(3000);
        Component constant = Repo.of(
                        "package.json",
                        "{\"name\":\"todo\",\"scripts\":{\"start\":\"node app.js\"},\"dependencies\":{\"express\":\"4\"}}",
                        "app.js",
                        "const port = 3001;\napp.listen(port);")
                .service();
        assertThat(constant.recipe().fixedPort()).hasValue(3001);
        assertThat(express().service().recipe().fixedPort()).isEmpty();
    }

    @Test
    void whatCompilingANativeModuleLeavesIsNotPacked() {
        assertThat(express().service().recipe().outputs().getFirst().excludes())
                .contains("**/build/Makefile", "**/build/config.gypi");
    }

    @Test
    void aBuildOfPagesIsASiteAndItsWatchingStartScriptIsNotAServer() {
        Component c = Repo.of(
                        "package.json",
                        """
                        {"name": "theme",
                         "scripts": {"build": "node scripts/pages.js",
                                     "start": "npm run build && node scripts/start.js"},
                         "devDependencies": {"browser-sync": "2", "concurrently": "6", "pug": "3"}}
                        """,
                        "package-lock.json",
                        "{}",
                        "scripts/start.js",
                        "concurrently([{ command: 'browser-sync dist -w' }]).then(success, failure);",
                        "src/pug/index.pug",
                        "doctype html",
                        "scripts/pages.js",
                        "const out = path.resolve(__dirname, '../dist/index.html');")
                .service();
        assertThat(c.role().known()).contains(Role.STATIC);
        assertThat(c.recipe().start()).containsExactly("slipway-static", "/app/site");
        assertThat(c.recipe().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.from()).isEqualTo("dist"));
        assertThat(c.recipe().test())
                .singleElement()
                .satisfies(s ->
                        assertThat(s.arguments()).containsExactly("slipway-site-test", "dist", "${OUT}/links.xml"));
    }
}
