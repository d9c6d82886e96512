package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell launcher, run as a user runs it: real shells, real folders, and the jar that this build made. */
class LauncherIT {
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    @TempDir
    Path temp;

    private Path cache;

    /** What a run left behind. */
    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void jarIsThere() throws IOException {
        assumeTrue(Files.exists(CHECKOUT.resolve("target/slipway.jar")), "needs the packaged jar: run mvn verify");
        temp = temp.toRealPath();
        cache = Files.createDirectories(temp.resolve("user cache"));
    }

    /** JUnit warns about every link that leads out of the folder it clears. */
    @AfterEach
    void removeLinks() throws IOException {
        try (var all = Files.walk(temp)) {
            for (var link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void startsFromAnyFolderThroughLinksWithSpaces(String shell) throws Exception {
        assumeTrue(onPath(shell), shell + " is not on the path");
        var links = Files.createDirectories(temp.resolve("my links"));
        Files.createSymbolicLink(links.resolve("real one"), CHECKOUT.resolve("slipway"));
        Files.createSymbolicLink(links.resolve("slip"), Path.of("real one"));

        var ran = run(
                links,
                Map.of("SLIPWAY_AOT", "off"),
                shell,
                links.resolve("slip").toString(),
                "--version");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).matches("slipway \\S+ \\(commit \\S+\\)\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    void handsWordsOverUnchanged() throws Exception {
        var ran = run(temp, Map.of("SLIPWAY_AOT", "off"), launcher(), "two words  *");

        assertThat(ran.err()).contains("'two words  *'");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void saysWhereItLookedWhenThereIsNoJdk() throws Exception {
        var ran = run(
                temp,
                Map.of(
                        "SLIPWAY_JAVA_HOME", "",
                        "JAVA_HOME", "",
                        "HOME", temp.toString(),
                        "PATH", pathWithoutJava(),
                        "SLIPWAY_SEARCH_ROOT", temp.toString()),
                launcher(),
                "--version");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(4);
        assertThat(ran.err()).contains("JDK 25 or newer", "none was found", "SLIPWAY_JAVA_HOME");
    }

    @Test
    void refusesAnExplicitJdkThatIsNone() throws Exception {
        var ran = run(temp, Map.of("SLIPWAY_JAVA_HOME", temp.toString()), launcher(), "--version");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.err()).contains("SLIPWAY_JAVA_HOME names no JDK 25 or newer", temp.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/lib/jvm/a jdk", "opt/jdk-25", ".sdkman/candidates/java/25", ".jdks/temurin-25"})
    void findsAJdkInTheUsualFolders(String folder) throws Exception {
        var jdk = temp.resolve(folder);
        Files.createDirectories(jdk.getParent());
        Files.createSymbolicLink(jdk, Path.of(System.getProperty("java.home")));
        var older = Files.createDirectories(temp.resolve("usr/lib/jvm/older"));
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        var ran = run(
                temp,
                Map.of(
                        "SLIPWAY_JAVA_HOME",
                        "",
                        "JAVA_HOME",
                        "",
                        "HOME",
                        temp.toString(),
                        "PATH",
                        pathWithoutJava(),
                        "SLIPWAY_AOT",
                        "off",
                        "SLIPWAY_SEARCH_ROOT",
                        temp.toString()),
                launcher(),
                "--version");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
    }

    @Test
    void anArchiveWorksByUnpacking() throws Exception {
        var made = run(temp, Map.of("SLIPWAY_AOT", "off"), launcher(), "dist");
        assertThat(made.status()).describedAs(made.err()).isZero();
        var place = Files.createDirectories(temp.resolve("a colleague's tools"));
        assertThat(run(place, Map.of(), "tar", "-xzf", made.out().strip()).status())
                .isZero();
        try (var top = Files.list(place)) {
            var unpacked = top.toList().getFirst();
            assertThat(unpacked.getFileName().toString()).matches("slipway-\\d+\\.\\d+\\.\\d+");
            var link = Files.createSymbolicLink(temp.resolve("slipway"), unpacked.resolve("bin/slipway"));

            var ran = run(temp, Map.of("SLIPWAY_AOT", "wait"), link.toString(), "--version");

            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).startsWith("slipway ");
            assertThat(cachesIn(unpacked.resolve("aot"))).hasSize(1);
        }
    }

    @Test
    void theCacheIsMadeInTheBackgroundAndSilent() throws Exception {
        var jar = isolatedJar();

        var first = run(temp, Map.of(), jar.resolve("bin/slipway").toString(), "--version");
        assertThat(first.err()).isEmpty();
        assertThat(first.out().lines()).hasSize(1);
        var until = Instant.now().plus(BOUND);
        while (cachesIn(jar.resolve("aot")).isEmpty() && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(50); // between two looks of a bounded poll
        }
        assertThat(cachesIn(jar.resolve("aot"))).hasSize(1);

        var second = run(temp, Map.of(), jar.resolve("bin/slipway").toString(), "--version");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void ourClassesComeFromTheCacheAlthoughTheClassPathStandsInTheManifest() throws Exception {
        var dist = isolatedJar();
        run(temp, Map.of("SLIPWAY_AOT", "wait"), dist.resolve("bin/slipway").toString(), "--version");
        var aot = cachesIn(dist.resolve("aot")).getFirst();

        // The launcher's own flags, with the log that it switches off.
        var script = Files.readString(dist.resolve("bin/slipway"));
        var flags = script.lines()
                .filter(l -> l.startsWith("jvm_flags="))
                .findFirst()
                .orElseThrow()
                .replaceAll("^jvm_flags=\"|\"$", "");
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of(flags.split(" ")));
        command.addAll(List.of(
                "-XX:AOTCache=" + aot,
                "-Xlog:class+load",
                "-cp",
                dist.resolve("slipway.jar").toString(),
                "dev.slipway.cli.Main",
                "--version"));
        var ran = run(temp, Map.of(), command.toArray(String[]::new));

        assertThat(ran.out().lines().filter(l -> l.contains(" dev.slipway.cli.Commands source:")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoReasonToComplain() throws Exception {
        var dist = isolatedJar();
        Files.writeString(dist.resolve("aot"), "a file where the folder should be");
        Files.delete(cache);
        Files.writeString(cache, "and another");

        var ran = run(temp, Map.of(), dist.resolve("bin/slipway").toString(), "--version");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
    }

    @Test
    void startsAtTheSameMomentBuildOnce() throws Exception {
        var checkout = checkoutWithDummyMaven("cp \"$REAL_JAR\" target/slipway.jar");
        var starts = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            starts.add(builder(temp, dummyMaven(), checkout.resolve("slipway").toString(), "--version")
                    .start());
        }
        for (var start : starts) {
            var ran = finish(start);
            assertThat(ran.status()).describedAs(ran.err()).isZero();
            assertThat(ran.out()).startsWith("slipway ");
        }
        assertThat(Files.readAllLines(temp.resolve("builds.txt"))).hasSize(1);
        assertThat(checkout.resolve("target/.build.lock")).doesNotExist();
    }

    @Test
    void aLockOfADeadProcessIsTakenOver() throws Exception {
        var checkout = checkoutWithDummyMaven("cp \"$REAL_JAR\" target/slipway.jar");
        var lock = Files.createDirectories(checkout.resolve("target/.build.lock"));
        // Our own number with another beginning: a number that was given to someone else meanwhile.
        Files.writeString(lock.resolve("holder"), ProcessHandle.current().pid() + " 1\n");

        var ran = run(temp, dummyMaven(), checkout.resolve("slipway").toString(), "--version");

        assertThat(ran.status()).describedAs(ran.err()).isZero();
    }

    @Test
    void buildsAgainWhenASourceIsNewerAndNotOtherwise() throws Exception {
        var checkout = checkoutWithDummyMaven("cp \"$REAL_JAR\" target/slipway.jar");
        var slipway = checkout.resolve("slipway").toString();

        assertThat(run(temp, dummyMaven(), slipway, "--version").err()).contains("building", "built in");
        assertThat(run(temp, dummyMaven(), slipway, "--version").err()).isEmpty();
        Files.setLastModifiedTime(
                checkout.resolve("src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(run(temp, dummyMaven(), slipway, "--version").err()).contains("building");
        assertThat(Files.readAllLines(temp.resolve("builds.txt"))).hasSize(2);
    }

    @Test
    void aFailedBuildNamesTheLogAndItsFirstErrors() throws Exception {
        var checkout = checkoutWithDummyMaven("echo '[ERROR] A.java:[3,1] that is not Java'; exit 1");

        var ran = run(temp, dummyMaven(), checkout.resolve("slipway").toString(), "--version");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("could not be built", checkout + "/target/build.log", "A.java:[3,1] that is not Java");
        assertThat(checkout.resolve("target/.build.lock")).doesNotExist();
    }

    @Test
    void anOldMavenIsRefused() throws Exception {
        var checkout = checkoutWithDummyMaven("exit 1");
        var old = dummyMaven();
        var ran = run(
                temp,
                with(old, "MAVEN_VERSION", "3.6.3"),
                checkout.resolve("slipway").toString());

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.err()).contains("Maven 3.8 or newer", "3.6.3");
    }

    @Test
    void aCheckoutThatIsNotOursIsBuiltInTheUsersCache() throws Exception {
        var checkout = checkoutWithDummyMaven("cp \"$REAL_JAR\" target/slipway.jar");
        if (System.getProperty("user.name").equals("root")) {
            assertThat(run(temp, Map.of(), "chown", "-R", "nobody", checkout.toString())
                            .status())
                    .isZero();
        } else {
            Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString("r-xr-xr-x"));
        }

        var ran = run(temp, dummyMaven(), checkout.resolve("slipway").toString(), "--version");

        assertThat(ran.status()).describedAs(ran.err()).isZero();
        assertThat(checkout.resolve("target")).doesNotExist();
        assertThat(ran.err()).contains(cache + "/slipway/build-");
        Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void buildsForRealInAFolderWithSpaces() throws Exception {
        assumeTrue(onPath("mvn"), "mvn is not on the path");
        var checkout = Files.createDirectories(temp.resolve("a fresh checkout"));
        for (var name : List.of("slipway", "pom.xml", ".mvn", "src/main")) {
            copy(CHECKOUT.resolve(name), checkout.resolve(name));
        }

        var ran = run(
                temp, Map.of("SLIPWAY_AOT", "off"), checkout.resolve("slipway").toString(), "--version");

        assertThat(ran.status()).describedAs(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("slipway 0.1.0 (commit unknown)\n");
    }

    // --- what the tests stand on -------------------------------------------------------------------------------------

    private String launcher() {
        return CHECKOUT.resolve("slipway").toString();
    }

    /** An unpacked archive of this build, so that a test's cache is its own. */
    private Path isolatedJar() throws IOException {
        var dist = Files.createDirectories(temp.resolve("an archive"));
        copy(CHECKOUT.resolve("slipway"), dist.resolve("bin/slipway"));
        copy(CHECKOUT.resolve("target/slipway.jar"), dist.resolve("slipway.jar"));
        copy(CHECKOUT.resolve("target/lib"), dist.resolve("lib"));
        return dist;
    }

    /** A checkout with one source file, and a Maven that writes down that it ran and then does {@code work}. */
    private Path checkoutWithDummyMaven(String work) throws IOException {
        var checkout = Files.createDirectories(temp.resolve("our checkout"));
        copy(CHECKOUT.resolve("slipway"), checkout.resolve("slipway"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.writeString(checkout.resolve("src/main/java/A.java"), "class A {}");
        var mvn = Files.createDirectories(temp.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, """
                #!/bin/sh
                if [ "$1" = -v ]; then echo "Apache Maven ${MAVEN_VERSION:-3.9.9}"; exit 0; fi
                [ -x "$JAVA_HOME/bin/javac" ] || exit 9
                echo build >>"$BUILDS"
                sleep 1
                ln -s "$REAL_LIB" target/lib 2>/dev/null
                %s
                """.formatted(work));
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        return checkout;
    }

    private Map<String, String> dummyMaven() {
        return Map.of(
                "PATH", temp.resolve("bin") + ":" + System.getenv("PATH"),
                "BUILDS", temp.resolve("builds.txt").toString(),
                "REAL_JAR", CHECKOUT.resolve("target/slipway.jar").toString(),
                "REAL_LIB", CHECKOUT.resolve("target/lib").toString(),
                "SLIPWAY_AOT", "off");
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        var more = new java.util.HashMap<>(all);
        more.put(name, value);
        return more;
    }

    /** Every tool of the machine but Java. */
    private String pathWithoutJava() throws IOException {
        var bin = Files.createDirectories(temp.resolve("only tools"));
        for (var tool : List.of("cat", "cksum", "find", "head", "id", "mkdir", "readlink", "sed", "sh", "stat")) {
            for (var folder : System.getenv("PATH").split(":")) {
                var file = Path.of(folder, tool);
                if (Files.isExecutable(file)) {
                    Files.createSymbolicLink(bin.resolve(tool), file);
                    break;
                }
            }
        }
        return bin.toString();
    }

    private static boolean onPath(String tool) {
        for (var folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> cachesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().matches("slipway-.*\\.aot"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                var target = from.equals(file)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private ProcessBuilder builder(Path folder, Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SLIPWAY_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("SLIPWAY_AOT");
        builder.environment().putAll(environment);
        return builder;
    }

    private Ran run(Path folder, Map<String, String> environment, String... command) throws Exception {
        return finish(builder(folder, environment, command).start());
    }

    /** Reads both streams to their end: a background job that kept one open would show here as a hang. */
    private static Ran finish(Process process) throws Exception {
        process.getOutputStream().close();
        var err = new StringBuilder();
        var reader = Thread.startVirtualThread(() -> {
            try {
                err.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                err.append(e);
            }
        });
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        reader.join();
        return new Ran(process.exitValue(), out, err.toString());
    }
}
