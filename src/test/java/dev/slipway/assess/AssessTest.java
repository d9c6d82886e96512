package dev.slipway.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Finding;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssessTest {
    private static final String PKG =
            "{\"name\":\"web\",\"scripts\":{\"start\":\"node server.js\"},\"dependencies\":{\"express\":\"4\"}}";
    private static final String SERVER = "app.get('/health', ok);\napp.listen(process.env.PORT || 9090);\n";

    private static Repo node() {
        return Repo.of("package.json", PKG, "package-lock.json", "{}", "server.js", SERVER);
    }

    @Test
    void reportsExposeThatContradictsTheCodeWithBothPlaces() {
        Repo repo = node().with("Dockerfile", "FROM node:20\nCOPY . .\nEXPOSE 8080\nCMD [\"node\", \"server.js\"]\n");
        Finding f = repo.model().conflicts().getFirst();
        assertThat(f.rule()).isEqualTo("ASSESS-PORT-CONFLICT");
        assertThat(f.place()).hasToString("Dockerfile:3");
        assertThat(f.message()).contains("8080", "9090", "server.js:2");
        assertThat(repo.service().dockerfile()).isEqualTo("Dockerfile");
    }

    @Test
    void exposeInABuildStageOrInAnotherServicesDockerfileIsNotItsPort() {
        Repo repo = node().with(
                        "Dockerfile", "FROM node:20 AS build\nEXPOSE 5173\nFROM node:20-slim\nEXPOSE 9090\n",
                        "other/Dockerfile", "FROM nginx\nEXPOSE 80\n");
        assertThat(repo.rules()).isEmpty();
        assertThat(((Fact.Known<Integer>) repo.service("web").port()).evidence())
                .hasSize(2);
    }

    @Test
    void anEnvironmentOfTheImageMayDifferFromTheCodesDefault() {
        Repo repo = node().with("Dockerfile", "FROM node:20\nENV PORT=8080\nEXPOSE 8080\n");
        assertThat(repo.rules()).isEmpty();
    }

    @Test
    void takesTheContainerSideOfComposePorts() {
        Repo repo = Repo.of("package.json", PKG, "server.js", "app.listen(config.port)");
        for (String[] row : new String[][] {
            {"\"5001:80\"", "80"},
            {"\"127.0.0.1:8000:8001\"", "8001"},
            {"\"9000-9001:7000-7001/tcp\"", "7000"},
            {"\"${WEB_PORT:-8088}:${APP_PORT:-3333}\"", "3333"},
            {"{target: 6000, published: 80}", "6000"}
        }) {
            Component c = repo.with(
                            "compose.yaml", "services:\n  web:\n    build: .\n    ports:\n      - " + row[0] + "\n")
                    .service();
            assertThat(c.port().known()).as(row[0]).contains(Integer.valueOf(row[1]));
        }
    }

    @Test
    void takesTheHealthPathOfAHealthCheck() {
        Repo repo = Repo.of("package.json", PKG, "server.js", "app.listen(3000)");
        assertThat(repo.with(
                                "compose.yaml",
                                "services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, curl, -f, \"http://localhost:3000/internal/ok\"]\n")
                        .service()
                        .health()
                        .known())
                .contains("/internal/ok");
        assertThat(repo.with("Dockerfile", "FROM node\nHEALTHCHECK CMD wget -q http://127.0.0.1:3000/up || exit 1\n")
                        .service()
                        .health()
                        .known())
                .contains("/up");
    }

    @Test
    void believesTheReadmeOnlyWhereNobodyElseSpeaks() {
        Repo repo = Repo.of(
                "go.mod",
                "module x.org/a\n",
                "main.go",
                "package main\nfunc main() { http.ListenAndServe(addr(), nil) }\n",
                "README.md",
                "open http://localhost:4242\n");
        assertThat(repo.service().port()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo(4242);
            assertThat(k.confidence()).isEqualTo(dev.slipway.base.Confidence.LOW);
        });
    }

    @Test
    void listsExamplesAndTestsApart() {
        Repo repo = node().with(
                        "examples/demo/package.json",
                        PKG,
                        "examples/demo/server.js",
                        SERVER,
                        "test/fixtures/app/package.json",
                        PKG,
                        "test/fixtures/app/server.js",
                        SERVER,
                        "{{cookiecutter.name}}/package.json",
                        PKG,
                        "{{cookiecutter.name}}/server.js",
                        SERVER);
        assertThat(repo.model().services()).hasSize(1);
        assertThat(repo.model().libraries()).hasSize(3);
    }

    @Test
    void aNestedManifestIsAComponentOfItsOwn() {
        Repo repo = node().with(
                        "admin/package.json",
                        PKG.replace("web", "admin"),
                        "admin/server.js",
                        SERVER.replace("9090", "9191"));
        assertThat(repo.model().services()).extracting(Component::path).containsExactly(".", "admin");
        assertThat(repo.service("web").port().known()).contains(9090);
        assertThat(repo.service("admin").port().known()).contains(9191);
    }

    @Test
    void aServerBesideFrontendToolsIsOneService() {
        Repo repo = Repo.of(
                "requirements.txt",
                "flask\n",
                "app.py",
                "app = Flask(__name__)\n",
                "package.json",
                "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"5\"}}",
                "index.html",
                "<p>");
        assertThat(repo.service().language().known()).contains("python");
    }

    @Test
    void aBareIndexPageIsAStaticSite() {
        Component c = Repo.of("index.html", "<h1>hi</h1>", "css/a.css", "", "about/index.html", "")
                .service();
        assertThat(c.role().known()).contains(Role.STATIC);
        assertThat(c.recipe().start()).containsExactly("slipway-static", "/app/site");
        assertThat(c.name().value()).isEqualTo("site");
    }

    @Test
    void equalNamesGetTheirFolders() {
        Repo repo = Repo.of(
                "a/web/package.json",
                PKG,
                "a/web/server.js",
                SERVER,
                "b/web/package.json",
                PKG,
                "b/web/server.js",
                SERVER);
        assertThat(repo.model().services()).extracting(c -> c.name().value()).containsExactly("a-web", "b-web");
    }

    @Test
    void reportsADriverThatDoesNotFitTheUrl() {
        Repo repo = Repo.of(
                "package.json",
                PKG.replace("\"express\":\"4\"", "\"express\":\"4\",\"mysql2\":\"3\""),
                "server.js",
                SERVER,
                ".env.example",
                "DATABASE_URL=postgres://u:p@localhost/db\n");
        assertThat(repo.rules()).contains("ASSESS-DRIVER-URL");
        assertThat(repo.model().toString()).doesNotContain("u:p@");
    }

    @Test
    void agreeingSourcesRaiseConfidence() {
        Repo repo = Repo.of(
                "package.json",
                PKG.replace("\"express\":\"4\"", "\"express\":\"4\",\"pg\":\"8\""),
                "server.js",
                SERVER,
                ".env.example",
                "DATABASE_URL=postgres://localhost/db\n");
        assertThat(repo.service().needs())
                .singleElement()
                .satisfies(f ->
                        assertThat(((Fact.Known<String>) f).confidence()).isEqualTo(dev.slipway.base.Confidence.HIGH));
    }

    @Test
    void aUrlInTheComposeFileIsEvidenceForANeed() {
        Repo repo = node().with(
                        "compose.yaml",
                        "services:\n  web:\n    build: .\n    environment:\n      DATABASE_URL: postgresql://shop:geheim1@db:5432/shop\n      - x\n"
                                .replace("      - x\n", ""));
        assertThat(Repo.needs(repo.service())).containsExactly("postgres");
        assertThat(repo.model().toString()).doesNotContain("geheim1");
    }

    @Test
    void namesSeveralProcessesInOneImage() {
        assertThat(node().with("Procfile", "web: node server.js\nworker: node work.js\n")
                        .rules())
                .contains("ASSESS-SEVERAL-PROCESSES");
    }

    @Test
    void reportsALoopbackBind() {
        Repo repo = Repo.of("package.json", PKG, "server.js", "app.listen(process.env.PORT || 3000, '127.0.0.1')");
        assertThat(repo.rules()).contains("ASSESS-BIND-LOOPBACK");
    }

    @Test
    void listsWhatIsThereAlready() {
        Repo repo = node().with(
                        "Dockerfile",
                        "FROM node",
                        "compose.yaml",
                        "services: {}",
                        ".github/workflows/ci.yml",
                        "on: push",
                        ".gitlab-ci.yml",
                        "a: b",
                        "Jenkinsfile",
                        "x",
                        "azure-pipelines.yml",
                        "x",
                        "k8s/web.yaml",
                        "apiVersion: v1\n",
                        "k8s/values.yaml",
                        "a: 1",
                        "chart/Chart.yaml",
                        "x",
                        "infra/main.tf",
                        "x",
                        "Procfile",
                        "web: x");
        assertThat(repo.model().assets())
                .extracting(ProjectModel.Asset::kind)
                .containsExactlyInAnyOrder(
                        "dockerfile",
                        "compose",
                        "github-actions",
                        "gitlab-ci",
                        "jenkins",
                        "azure-pipelines",
                        "kubernetes",
                        "helm",
                        "terraform",
                        "procfile");
    }

    @Test
    void matchesDockerfilesOfAMonorepoBuiltFromTheRoot() {
        Repo repo = Repo.of(
                "web/package.json",
                PKG,
                "web/server.js",
                SERVER,
                "api/package.json",
                PKG,
                "api/server.js",
                SERVER,
                "web/Dockerfile",
                "FROM node\n",
                "docker/api/Dockerfile",
                "FROM node\n");
        assertThat(repo.service("web").dockerfile()).isEqualTo("web/Dockerfile");
        assertThat(repo.service("api").dockerfile()).isEqualTo("docker/api/Dockerfile");
    }

    @Test
    void aDockerfileAloneIsAServiceToo() {
        Component c = Repo.of(
                        "mix.exs",
                        "x",
                        "Dockerfile",
                        "FROM elixir AS b\nFROM debian\nEXPOSE 4000\nCMD [\"bin/server\"]\n")
                .service();
        assertThat(c.dockerfile()).isEqualTo("Dockerfile");
        assertThat(c.port().known()).contains(4000);
        assertThat(c.start().known()).contains("bin/server");
        assertThat(c.recipe()).isEqualTo(Recipe.NONE);
        assertThat(node().with("tools/Dockerfile", "FROM x\nCMD y\n", ".devcontainer/Dockerfile", "FROM x\nEXPOSE 1\n")
                        .model()
                        .services())
                .hasSize(1);
    }

    @Test
    void badFilesBecomeFindingsWithTheirPlace() {
        String[][] bad = {
            {"pom.xml", "<project><artifactId>x</artifactId>\n<dependencies>"},
            {"pom.xml", "<!DOCTYPE p [<!ENTITY a \"b\"><!ENTITY b \"&a;&a;&a;\">]><project>&b;</project>"},
            {"package.json", "{\"name\": \"x\",\n \"scripts\": }"},
            {"package.json", "[".repeat(100_000)},
            {"pyproject.toml", "[project\nname = 1"},
            {"compose.yaml", "a: &a [*a, *a"},
        };
        for (String[] file : bad) {
            Repo repo = Repo.of(file[0], file[1], "a.py", "x");
            assertThat(repo.rules())
                    .as(file[1].substring(0, Math.min(40, file[1].length())))
                    .contains("ASSESS-UNREADABLE");
            assertThat(repo.model().conflicts().getFirst().place().line()).isPositive();
        }
        assertThat(Repo.of(
                                "uv.lock",
                                "[[package",
                                "pyproject.toml",
                                "[project]\nname = \"x\"\ndependencies = [\"a\"]\n",
                                "a.py",
                                "x")
                        .rules())
                .contains("ASSESS-UNREADABLE");
    }

    @Test
    void hostileInputEndsInTime() {
        Map<String, String> texts = new HashMap<>();
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            properties
                    .append("<p")
                    .append(i)
                    .append(">${p")
                    .append(i + 1)
                    .append("}${p")
                    .append(i + 1)
                    .append("}</p")
                    .append(i)
                    .append('>');
        }
        texts.put(
                "a/pom.xml",
                "<project><artifactId>${p0}</artifactId><version>${p0}</version><properties>" + properties
                        + "</properties></project>");
        texts.put(
                "b/pom.xml",
                "<project><parent><artifactId>b</artifactId><relativePath>../b/pom.xml</relativePath></parent><artifactId>b</artifactId></project>");
        texts.put(
                "c/pom.xml",
                "<project><parent><artifactId>d</artifactId><relativePath>../d/pom.xml</relativePath></parent><artifactId>c</artifactId></project>");
        texts.put(
                "d/pom.xml",
                "<project><parent><artifactId>c</artifactId><relativePath>../c/pom.xml</relativePath></parent><artifactId>d</artifactId></project>");
        texts.put(
                "e/package.json",
                "{\"workspaces\":[\"" + "**/".repeat(300) + "x\"],\"scripts\":{\"start\":\"npm start\",\"test\":\""
                        + "a ".repeat(2_000) + "\"}}");
        texts.put("e/x/y/package.json", "{\"name\":\"y\"}");
        texts.put("f/package.json", "{\"scripts\":{\"start\":\"" + "A=1 ".repeat(400) + "node x\"}}");
        texts.put(
                "f/x.js",
                ("app.get('" + "a/".repeat(200) + "').listen(").repeat(1) + "\n" + "PORT ".repeat(90) + "\n"
                        + "'/".repeat(240) + "\n");
        texts.put("g/build.gradle", "plugins {\n".repeat(2_000) + "subprojects {\n".repeat(2_000));
        texts.put("g/settings.gradle", "include " + "':a', ".repeat(60));
        texts.put("g/src/main/java/A.java", "class A {}");
        texts.put("h/requirements.txt", "-r requirements.txt\n-r ../h/requirements.txt\n" + "x".repeat(490) + "\n");
        texts.put("h/app.py", "app = Flask(__name__)\n" + ("x = [" + "[".repeat(400) + "\n").repeat(100));
        texts.put("i/go.mod", "module " + "a/".repeat(200) + "\n" + "require ( \n".repeat(1_000));
        texts.put("i/main.go", "package main\nimport \"" + "a/".repeat(99) + "\"\nfunc main() {}\n");
        long start = System.nanoTime();
        ProjectModel model = Assess.assess(FileView.of(texts), Repo.DETECTORS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(model.fileCount()).isEqualTo(texts.size());
    }

    @Test
    void oddEncodingsAndLineEndsAreRead() {
        Repo repo = Repo.of(
                "package.json",
                PKG.replace("{\"name\"", "{\r\n\"name\""),
                "server.js",
                "app.listen(\r\n  process.env.PORT || 9090)\r\n");
        assertThat(repo.service().port().known()).contains(9090);
    }

    @Test
    void equalTreesGiveEqualModels() {
        Repo repo = node().with(
                        "b/package.json",
                        PKG,
                        "b/server.js",
                        SERVER,
                        "Dockerfile",
                        "FROM x\nEXPOSE 1\n",
                        "c/pom.xml",
                        "<project>");
        assertThat(Json.write(AssessReport.of(repo.model()).record()))
                .isEqualTo(Json.write(AssessReport.of(repo.model()).record()));
    }

    @Test
    void aThousandFilesTakeLessThanHalfASecondWarm() {
        Map<String, String> texts = new HashMap<>();
        String body =
                "    public String name(int port) { return \"x\" + this.value.get(\"items\") + port; }\n".repeat(100);
        for (int m = 0; m < 10; m++) {
            texts.put(
                    "m" + m + "/pom.xml",
                    "<project><groupId>g</groupId><artifactId>m" + m + "</artifactId><version>1</version></project>");
            for (int i = 0; i < 100; i++) {
                texts.put(
                        "m" + m + "/src/main/java/p/C" + i + ".java",
                        "package p;\npublic class C" + i + " {\n" + body + "}\n");
            }
        }
        FileView view = FileView.of(texts);
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 6; i++) {
            long start = cpu.getCurrentThreadCpuTime();
            Assess.assess(view, Repo.DETECTORS);
            Duration took = Duration.ofNanos(cpu.getCurrentThreadCpuTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertThat(best).isLessThan(Duration.ofMillis(500));
    }
}
