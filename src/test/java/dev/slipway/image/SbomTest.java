package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.Recipe;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {
    @TempDir
    Path temp;

    @Test
    void namesTheJarsThatWerePackedAndIsValidAndTheSameEachTime() throws Exception {
        Path lib = Files.createDirectories(temp.resolve("app/lib"));
        jar(
                lib.resolve("guava.jar"),
                Map.of(
                        "META-INF/maven/com.google.guava/guava/pom.properties",
                        "groupId=com.google.guava\nartifactId=guava\nversion=33.6.0-jre\n"));
        jar(lib.resolve("slf4j-api-2.0.20.jar"), Map.of("x", "x"));
        Files.writeString(lib.resolve("broken-1.jar"), "no jar");
        PackedImage image = pack();

        Sbom sbom = Sbom.of(FileView.of(Map.of()), ".", image, "shop", "a1b2c3");
        assertThat(sbom.components()).isEqualTo(3);
        assertThat(sbom.json())
                .contains(
                        "pkg:maven/com.google.guava/guava@33.6.0-jre",
                        "pkg:maven/slf4j-api@2.0.20",
                        "pkg:maven/broken@1")
                .doesNotContain("timestamp");
        assertThat(new JsonParser().validate(sbom.json(), Version.VERSION_16)).isEmpty();
        assertThat(Sbom.of(FileView.of(Map.of()), ".", image, "shop", "a1b2c3")).isEqualTo(sbom);
    }

    @Test
    void readsTheNearestPackageLockWithoutDevelopmentPackages() {
        String lock = """
                {"lockfileVersion":3,"packages":{"":{"name":"shop","version":"1.0.0"},
                 "node_modules/express":{"version":"5.1.0"},"node_modules/@types/node":{"version":"22.0.0","dev":true},
                 "node_modules/@scope/a":{"version":"1.0.0"},"node_modules/a/node_modules/b":{"version":"2.0.0"},
                 "packages/own":{"version":"9.9.9"},"node_modules/own":{"resolved":"packages/own","link":true}}}
                """;
        FileView view = FileView.of(Map.of("package-lock.json", lock, "services/web/package.json", "{}"));
        assertThat(purls(view, "services/web"))
                .containsExactly("pkg:npm/%40scope/a@1.0.0", "pkg:npm/b@2.0.0", "pkg:npm/express@5.1.0");
    }

    @Test
    void readsOldAndNewLockfilesOfJavascript() {
        assertThat(purls(FileView.of(Map.of(
                        "package-lock.json",
                        "{\"lockfileVersion\":1,\"dependencies\":{\"a\":{\"version\":\"1.0.0\",\"dependencies\":{\"b\":{\"version\":\"2.0.0\"}}},"
                                + "\"c\":{\"version\":\"3.0.0\",\"dev\":true}}}"))))
                .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0");
        assertThat(purls(FileView.of(Map.of(
                        "pnpm-lock.yaml",
                        "lockfileVersion: '9.0'\npackages:\n  '@a/b@1.2.3':\n    resolution: {integrity: x}\n  c@4.5.6(peer@1.0.0):\n"
                                + "    resolution: {integrity: x}\n"))))
                .containsExactly("pkg:npm/%40a/b@1.2.3", "pkg:npm/c@4.5.6");
        assertThat(purls(FileView.of(Map.of(
                        "pnpm-lock.yaml",
                        "packages:\n  /@a/b/1.2.3:\n    dev: false\n  /c/4.5.6_peer@1:\n    dev: true\n"))))
                .containsExactly("pkg:npm/%40a/b@1.2.3");
        assertThat(purls(FileView.of(Map.of(
                        "yarn.lock",
                        "# yarn lockfile v1\n\n\"@a/b@^1.0.0\", \"@a/b@^1.2.0\":\n  version \"1.2.3\"\n  dependencies:\n    c \"^4\"\n\n"
                                + "c@^4:\n  version \"4.5.6\"\n"))))
                .containsExactly("pkg:npm/%40a/b@1.2.3", "pkg:npm/c@4.5.6");
        assertThat(
                        purls(
                                FileView.of(
                                        Map.of(
                                                "yarn.lock",
                                                "__metadata:\n  version: 8\n\n\"c@npm:^4\":\n  version: 4.5.6\n\n\"shop@workspace:.\":\n  version: 0.0.0\n"))))
                .containsExactly("pkg:npm/c@4.5.6");
    }

    @Test
    void readsLockfilesOfPython() {
        assertThat(
                        purls(
                                FileView.of(
                                        Map.of(
                                                "uv.lock",
                                                "version = 1\n[[package]]\nname = \"shop\"\nversion = \"0.1.0\"\nsource = { virtual = \".\" }\n"
                                                        + "[[package]]\nname = \"Flask_Thing\"\nversion = \"3.0.0\"\nsource = { registry = \"x\" }\n"))))
                .containsExactly("pkg:pypi/flask-thing@3.0.0");
        assertThat(purls(FileView.of(Map.of("poetry.lock", "[[package]]\nname = \"jinja2\"\nversion = \"3.1.4\"\n"))))
                .containsExactly("pkg:pypi/jinja2@3.1.4");
        assertThat(purls(FileView.of(Map.of("Pipfile.lock", "{\"default\":{\"six\":{\"version\":\"==1.16.0\"}}}"))))
                .containsExactly("pkg:pypi/six@1.16.0");
        Lockfiles.Pinned pinned = Lockfiles.of(
                FileView.of(Map.of(
                        "requirements.txt",
                        "# web\nflask==3.0.3  # pinned\nuvicorn[standard]==0.30.1 ; python_version > '3.8' \\\n    --hash=sha256:ab\n"
                                + "requests>=2\n-r other.txt\n")),
                ".");
        assertThat(pinned.dependencies().stream().map(Dependency::purl))
                .containsExactly("pkg:pypi/flask@3.0.3", "pkg:pypi/uvicorn@0.30.1");
        assertThat(pinned.unpinned()).containsExactly("requests");
    }

    @Test
    void readsGoModulesWithReplacements() {
        String mod = """
                module example.com/shop

                go 1.24

                require (
                	github.com/gin-gonic/gin v1.10.0
                	golang.org/x/net v0.30.0 // indirect
                	example.com/own v0.0.0
                )
                require github.com/lib/pq v1.10.9
                replace example.com/own => ../own
                replace golang.org/x/net => github.com/fork/net v0.31.0
                """;
        assertThat(purls(FileView.of(Map.of("go.mod", mod))))
                .containsExactly(
                        "pkg:golang/github.com/fork/net@v0.31.0",
                        "pkg:golang/github.com/gin-gonic/gin@v1.10.0",
                        "pkg:golang/github.com/lib/pq@v1.10.9");
    }

    @Test
    void brokenLockfilesGiveNothingAndDoNotThrow() {
        for (String name :
                List.of("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "uv.lock", "requirements.txt", "go.mod")) {
            assertThat(purls(FileView.of(Map.of(name, "\0{[<<<<<<< HEAD\n=======\n\""))))
                    .isEmpty();
        }
        assertThat(Lockfiles.of(FileView.of(Map.of("package.json", "{}")), ".").unpinned())
                .hasSize(1);
    }

    private static List<String> purls(FileView view) {
        return purls(view, ".");
    }

    private static List<String> purls(FileView view, String component) {
        return Lockfiles.of(view, component).dependencies().stream()
                .map(Dependency::purl)
                .toList();
    }

    private PackedImage pack() throws InterruptedException {
        Home home = new Home(temp.resolve("home"));
        Recipe recipe = new Recipe(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Recipe.Output("lib", "/app/lib", Recipe.Layer.DEPENDENCIES, Recipe.How.COPY, List.of())),
                List.of("java"),
                Map.of(),
                List.of());
        return new ImageBuilder(home, new RegistryImages(home))
                .build(ImageRequest.of(recipe, temp.resolve("app"), temp.resolve("out"), Map.of(), new Base.Empty()));
    }

    private static void jar(Path file, Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> e : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(e.getKey()));
                zip.write(e.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
