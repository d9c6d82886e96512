package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.assess.Recipe;
import dev.slipway.assess.Recipe.How;
import dev.slipway.assess.Recipe.Layer;
import dev.slipway.assess.Recipe.Output;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.Home;
import dev.slipway.image.PackedImage.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuilderTest {
    @TempDir
    Path temp;

    private Path component;
    private Path out;
    private Home home;

    @BeforeEach
    void folders() throws IOException {
        component = Files.createDirectories(temp.resolve("shop app"));
        out = Files.createDirectories(temp.resolve("out"));
        home = new Home(temp.resolve("home"));
    }

    @Test
    void packsTwoLayersAndUnpacksThemReadOnly() throws Exception {
        write("src/main.py", "print('hi')");
        write("run.sh", "#!/bin/sh");
        executable(component.resolve("run.sh"));
        Files.writeString(Files.createDirectories(out.resolve("deps/flask")).resolve("__init__.py"), "x = 1");

        PackedImage image = build(
                copy("${OUT}/deps", "/app/deps", Layer.DEPENDENCIES),
                copy("src", "/app/src", Layer.APPLICATION),
                copy("run.sh", "/app/run.sh", Layer.APPLICATION));

        assertThat(image.layers())
                .extracting(PackedImage.PackedLayer::kind)
                .containsExactly(Kind.DEPENDENCIES, Kind.APPLICATION);
        assertThat(image.freshLayers()).isEqualTo(2);
        assertThat(image.user()).isEqualTo("10001:10001");
        assertThat(image.labels()).containsEntry("org.opencontainers.image.revision", "abc");
        UnpackedRelease release = new Unpacker(home).unpack(image);
        assertThat(release.folder()).isEqualTo(home.release(image.digest()));
        assertThat(tree(release.folder()))
                .containsExactly(
                        "app/deps/flask/__init__.py r--r--r--", "app/run.sh r-xr-xr-x", "app/src/main.py r--r--r--");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(release.folder().resolve("app"))))
                .isEqualTo("r-xr-xr-x");
    }

    @Test
    void sameContentsGiveTheSameDigestWhateverTheTimesAndTheOrder() throws Exception {
        write("a.txt", "a");
        write("b/c.txt", "c");
        PackedImage first = build(copy(".", "/app", Layer.APPLICATION));

        try (Stream<Path> files = Files.walk(component)) {
            for (Path f : files.toList()) {
                Files.setLastModifiedTime(f, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
        Files.delete(component.resolve("a.txt"));
        write("a.txt", "a");
        Files.setPosixFilePermissions(component.resolve("a.txt"), PosixFilePermissions.fromString("rw-------"));
        PackedImage second = build(copy(".", "/app", Layer.APPLICATION));

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.freshLayers()).isZero();

        home = new Home(temp.resolve("other home"));
        assertThat(build(copy(".", "/app", Layer.APPLICATION)).digest()).isEqualTo(first.digest());
    }

    @Test
    void theLayoutIsWhatTheSpecificationSays() throws Exception {
        write("a.txt", "a");
        PackedImage image = build(copy(".", "/app", Layer.APPLICATION));
        String hex = "[0-9a-f]{64}";
        assertThat(image.layout().resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(Files.readString(image.layout().resolve("index.json")))
                .matches(
                        "\\{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1\\+json\",\"manifests\":"
                                + "\\[\\{\"mediaType\":\"application/vnd.oci.image.manifest.v1\\+json\",\"digest\":\"sha256:"
                                + hex
                                + "\",\"size\":\\d+,\"platform\":\\{\"architecture\":\"[a-z0-9]+\",\"os\":\"linux\"}}]}");
        assertThat(Files.readString(new OciLayout(image.layout()).blob(image.digest())))
                .matches(
                        "\\{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1\\+json\",\"config\":"
                                + "\\{\"mediaType\":\"application/vnd.oci.image.config.v1\\+json\",\"digest\":\"sha256:"
                                + hex
                                + "\",\"size\":\\d+},\"layers\":\\[\\{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":"
                                + "\"sha256:" + hex
                                + "\",\"size\":\\d+,\"annotations\":\\{\"dev.slipway.layer\":\"application\"}}],"
                                + "\"annotations\":\\{\"org.opencontainers.image.revision\":\"abc\".*");
    }

    @Test
    void aChangeMakesOneLayerNewAndSharesTheOther() throws Exception {
        write("app.js", "1");
        Files.writeString(Files.createDirectories(out.resolve("node_modules/x")).resolve("index.js"), "x");
        Output deps = copy("${OUT}/node_modules", "/app/node_modules", Layer.DEPENDENCIES);
        PackedImage first = build(deps, copy(".", "/app", Layer.APPLICATION));
        write("app.js", "2");
        PackedImage second = build(deps, copy(".", "/app", Layer.APPLICATION));

        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(second.layers()).extracting(PackedImage.PackedLayer::fresh).containsExactly(false, true);
        Path shared =
                new OciLayout(second.layout()).blob(second.layers().getFirst().digest());
        assertThat(Files.getAttribute(shared, "unix:nlink")).isEqualTo(2);
    }

    @Test
    void neverPacksVersionControlDotenvAndTheTreesOwnModules() throws Exception {
        write("server.js", "x");
        write(".git/config", "x");
        write(".env", "SECRET=1");
        write("config/.env.production", "SECRET=1");
        write("node_modules/dev/index.js", "x");
        write("src/__pycache__/m.pyc", "x");
        write("tests/t.js", "x");
        write("src/tests/deep.js", "x");

        PackedImage image = build(new Output(".", "/app", Layer.APPLICATION, How.COPY, List.of("/tests/**", "*.log")));

        assertThat(names(image)).containsExactly("app/server.js", "app/src/tests/deep.js");
    }

    @Test
    void keepsInnerLinksAndLeavesOutThoseThatLeadOutside() throws Exception {
        write("bin/tool.js", "x");
        Files.createDirectories(component.resolve("links"));
        Files.createSymbolicLink(component.resolve("links/tool"), Path.of("../bin/tool.js"));
        Files.createSymbolicLink(component.resolve("links/absolute"), component.resolve("bin"));
        Files.createSymbolicLink(component.resolve("links/passwd"), Path.of("/etc/passwd"));

        PackedImage image = build(copy(".", "/app", Layer.APPLICATION));

        Path release = new Unpacker(home).unpack(image).folder();
        assertThat(Files.readSymbolicLink(release.resolve("app/links/tool"))).isEqualTo(Path.of("../bin/tool.js"));
        assertThat(Files.readSymbolicLink(release.resolve("app/links/absolute")))
                .isEqualTo(Path.of("../bin"));
        assertThat(release.resolve("app/links/passwd")).doesNotExist();
        assertThat(image.notes()).anyMatch(n -> n.contains("links/passwd") && n.contains("/etc/passwd"));
    }

    @Test
    void explodesAJarWithoutItsTimesAndNamesItsMainClass() throws Exception {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMain-Class: shop.Web\r\n\r\n");
        entries.put("shop/Web.class", "bytes");
        entries.put("META-INF/maven/g/a/pom.properties", "#Generated by Maven\n#Tue Nov 24 2026\nversion=1\n");
        jar("target/shop-1.0.jar", entries, 1_000_000_000_000L);
        jar("target/shop-1.0-sources.jar", entries, 1_000_000_000_000L);
        Output output = new Output(
                "target/*.jar", "/app/classes", Layer.APPLICATION, How.EXPLODE_JAR, List.of("*-sources.jar"));
        PackedImage first = build(List.of("java", "-cp", "/app/classes", "${MAIN}"), output);

        entries.put("META-INF/maven/g/a/pom.properties", "#Generated by Maven\n#Wed Nov 25 2026\nversion=1\n");
        jar("target/shop-1.0.jar", entries, 1_700_000_000_000L);
        PackedImage second = build(List.of("java", "-cp", "/app/classes", "${MAIN}"), output);

        assertThat(first.start()).containsExactly("java", "-cp", "/app/classes", "shop.Web");
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(new Unpacker(home).unpack(first).resolve(first.start()))
                .containsExactly("java", "-cp", home.release(first.digest()) + "/app/classes", "shop.Web");
    }

    @Test
    void explodesASpringBootJarIntoClassesAndLibraries() throws Exception {
        Path nested = jar("nested/lib-1.jar", Map.of("x/X.class", "x"), 1_600_000_000_000L);
        Path boot = component.resolve("target/app.jar");
        bootJar(boot, nested, "2026-11-24T10:00:00Z");
        Output output = new Output("target/*.jar", "/app", Layer.APPLICATION, How.EXPLODE_BOOT_JAR, List.of());
        List<String> start = List.of("java", "-cp", "/app/classes:/app/lib/*", "${MAIN}");
        PackedImage first = build(start, output);

        jar("nested/lib-1.jar", Map.of("x/X.class", "x"), 1_500_000_000_000L);
        bootJar(boot, nested, "2026-11-25T10:00:00Z");
        PackedImage second = build(start, output);

        assertThat(first.start()).endsWith("shop.Application");
        assertThat(names(first))
                .containsExactly(
                        "app/classes/META-INF/build-info.properties",
                        "app/classes/shop/Application.class",
                        "app/lib/lib-1.jar");
        assertThat(first.layers())
                .extracting(PackedImage.PackedLayer::kind)
                .containsExactly(Kind.DEPENDENCIES, Kind.APPLICATION);
        assertThat(first.notes()).anyMatch(n -> n.contains("build-info.properties"));
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void refusesAJarWhoseEntriesLeadOutside() throws Exception {
        jar(
                "target/evil.jar",
                Map.of("../../etc/cron.d/x", "x", "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n"),
                0);
        Output output = new Output("target/*.jar", "/app", Layer.APPLICATION, How.EXPLODE_JAR, List.of());
        assertThatThrownBy(() -> build(output))
                .isInstanceOfSatisfying(
                        SlipwayException.class,
                        e -> assertThat(e.problems().getFirst().cause()).contains("../../etc/cron.d/x"));
        try (Stream<Path> left = Files.list(home.images())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesAZipBomb() throws Exception {
        Path file = component.resolve("target/bomb.jar");
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        Output output = new Output("target/*.jar", "/app", Layer.APPLICATION, How.EXPLODE_JAR, List.of());
        assertThatThrownBy(() -> build(output)).hasMessageContaining("cannot unpack the jar");
    }

    @Test
    void saysWhatTheBuildDidNotMake() {
        assertThatThrownBy(() -> build(copy("dist", "/app", Layer.APPLICATION)))
                .hasMessageContaining("the build did not make dist");
        assertThatThrownBy(() -> build(copy("../other", "/app", Layer.APPLICATION)))
                .hasMessageContaining("outside of its component");
    }

    @Test
    void standsOnABaseFromALayout() throws Exception {
        write("base.txt", "base");
        PackedImage base = build(copy(".", "/usr/share", Layer.DEPENDENCIES));
        Files.delete(component.resolve("base.txt"));
        write("app.txt", "app");
        Home other = new Home(temp.resolve("second home"));
        Recipe recipe = recipe(List.of("node", "/app/app.txt"), copy(".", "/app", Layer.APPLICATION));
        PackedImage image = new ImageBuilder(other, new RegistryImages(other))
                .build(ImageRequest.of(recipe, component, out, Map.of(), new Base.OciLayout(base.layout())));

        assertThat(image.base()).isEqualTo(base.digest().value());
        assertThat(image.layers()).hasSize(2);
        assertThat(new OciLayout(image.layout()).image(image.digest()).start()).containsExactly("node", "/app/app.txt");
    }

    private PackedImage build(Output... outputs) throws InterruptedException {
        return build(List.of("node", "/app/server.js"), outputs);
    }

    private PackedImage build(List<String> start, Output... outputs) throws InterruptedException {
        return new ImageBuilder(home, new RegistryImages(home))
                .build(ImageRequest.of(
                        recipe(start, outputs),
                        component,
                        out,
                        ImageRequest.labels("git", "abc", "v1"),
                        new Base.Empty()));
    }

    private static Recipe recipe(List<String> start, Output... outputs) {
        return new Recipe(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(outputs),
                start,
                Map.of("NODE_ENV", "production"),
                List.of());
    }

    private static Output copy(String from, String to, Layer layer) {
        return new Output(from, to, layer, How.COPY, List.of());
    }

    private void write(String path, String text) throws IOException {
        Path file = component.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jar(String path, Map<String, String> entries, long timeMillis) throws IOException {
        Path file = component.resolve(path);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> e : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey());
                entry.setTime(timeMillis);
                entry.setLastModifiedTime(FileTime.fromMillis(timeMillis));
                zip.putNextEntry(entry);
                zip.write(e.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void bootJar(Path file, Path nested, String time) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(
                    "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\r\nMain-Class: org.Loader\r\nStart-Class: shop.Application\r\n\r\n"
                            .getBytes());
            entries.put("META-INF/services/java.nio.file.spi.FileSystemProvider", "org.Loader".getBytes());
            entries.put("org/Loader.class", "x".getBytes());
            entries.put("BOOT-INF/classes/", new byte[0]);
            entries.put("BOOT-INF/classes/shop/Application.class", "x".getBytes());
            entries.put(
                    "BOOT-INF/classes/META-INF/build-info.properties",
                    ("build.time=" + time + "\nbuild.name=shop\n").getBytes());
            entries.put("BOOT-INF/lib/lib-1.jar", Files.readAllBytes(nested));
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(e.getKey()));
                zip.write(e.getValue());
                zip.closeEntry();
            }
        }
    }

    private List<String> names(PackedImage image) throws IOException {
        return tree(new Unpacker(home).unpack(image).folder()).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(p -> {
                        try {
                            return root.relativize(p) + " "
                                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(p));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }
}
