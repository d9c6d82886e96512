package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that somebody made to hurt us, through the command line with the launcher's memory: a broken declaration is refused
 * with exit status 2, file and line; whatever else a repository holds, looking at it ends soon and never with a bug of ours.
 */
class HostileIT {
    /** Stands for "within 2 s" on a machine that runs other things. */
    private static final long LIMIT_MILLIS = 15_000;

    private static final String LAUGHS = "x-a: &a [l,l,l,l,l,l,l,l,l,l]\n"
            + "x-b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "x-c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "x-d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";

    private static World world;

    @BeforeAll
    static void open() throws IOException {
        world = new World("hostile");
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    static Stream<Arguments> declarations() {
        String good = "services: {web: {build: .}}\n";
        return Stream.of(
                hostile("unclosed", "services:\n  web: [\n"),
                hostile("a tab", "services:\n\tweb: {}\n"),
                hostile("deep", "services: " + "{a: ".repeat(100_000)),
                hostile("laughs", LAUGHS + good),
                hostile("itself", "services: &s {web: *s}\n"),
                hostile("huge", "services:\n" + "  web: {build: ., environment: {A: b}}\n".repeat(60_000)),
                hostile("service name", "services: {\"../../etc\": {build: .}, \"a b;rm -rf\": {build: .}}\n"),
                hostile("application name", "name: \"../../../root\"\n" + good),
                hostile("path out", "services: {web: {build: ../../..}}\n"),
                hostile("a type", "services: !!java.util.ArrayList [x]\n"),
                hostile("twice", "services: {}\nservices: {}\n"),
                hostile("environment name", good + "x-slipway: {environments: {\"a/../../b\": {target: local}}}\n"));
    }

    private static Arguments hostile(String name, String text) {
        return Arguments.argumentSet(name, text);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void aHostileDeclarationIsRefusedWithFileAndLine(String text) throws Exception {
        Path folder = repository();
        Files.writeString(folder.resolve("compose.yaml"), text);
        World.Said said = soon("ship", folder.toString());
        assertThat(said.exit()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).containsPattern("compose\\.yaml(:\\d+)?").hasSizeLessThan(200_000);
        assertThat(said.text()).doesNotContain("\u001b", "a bug of ours", "Exception");
    }

    static Stream<Arguments> repositories() {
        String entity = "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><project><artifactId>&b;&x;</artifactId></project>";
        return Stream.of(
                hostile("pom.xml", "<project><artifactId>a", "broken"),
                hostile("pom.xml", entity, "entities"),
                hostile("pom.xml", "<project>" + "<a>".repeat(200_000), "deep"),
                hostile("package.json", "{\"name\": ", "broken"),
                hostile("package.json", "[".repeat(300_000), "deep"),
                hostile("package.json", "{\"scripts\": {\"start\": 7, \"build\": null}, \"engines\": []}", "types"),
                hostile(
                        "package.json",
                        "{\"name\": \"../../evil\\u001b[31m\", \"scripts\": {\"start\": \"node x\"}}",
                        "name"),
                hostile("package-lock.json", "{\"packages\": " + "{\"a\": ".repeat(100_000), "deep"),
                hostile("requirements.txt", "-r requirements.txt\n".repeat(1_000), "itself"),
                hostile("pyproject.toml", "[[[[[[" + "a.".repeat(50_000), "deep"),
                hostile("go.mod", "module " + "x/".repeat(100_000), "long"),
                hostile("Dockerfile", "FROM \\\n".repeat(100_000), "endless"),
                hostile("build.gradle", "plugins { ".repeat(50_000), "deep"));
    }

    private static Arguments hostile(String file, String text, String name) {
        return Arguments.argumentSet(file + " " + name, file, text);
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void lookingAtAHostileRepositoryEndsSoonAndIsNoBugOfOurs(String file, String text) throws Exception {
        Path folder = repository();
        if (file.equals("package-lock.json")) {
            Files.writeString(folder.resolve("package.json"), "{\"scripts\": {\"start\": \"node x.js\"}}");
        }
        Files.writeString(folder.resolve(file), text);
        World.Said said = soon("ship", folder.toString());
        assertThat(said.exit()).as(said.text()).isBetween(1, 4);
        assertThat(said.text())
                .doesNotContain("\u001b[31m", "a bug of ours", "root:x:0", "OutOfMemory", "StackOverflow");
        assertThat(said.text()).hasSizeLessThan(200_000);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void aHostileArgumentIsRefused(List<String> words) throws Exception {
        World.Said said = soon(words.toArray(String[]::new));
        assertThat(said.exit()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).doesNotContain("a bug of ours");
    }

    static Stream<List<String>> arguments() {
        return Stream.of(
                List.of("ship", "/does/not/exist"),
                List.of("ship", "--env", "../../x", "."),
                List.of("rollback", "../../x"),
                List.of("stop", "a b;c"),
                List.of("ship", "--image", "x@sha256:zz", "."),
                List.of("evidence", "show", "sha256:zz"));
    }

    private static Path repository() throws IOException {
        return Files.createTempDirectory(world.folder, "hostile");
    }

    private static World.Said soon(String... words) throws Exception {
        long began = System.nanoTime();
        World.Said said = world.cli(words);
        long took = (System.nanoTime() - began) / 1_000_000;
        assertThat(took).as(said.text()).isLessThan(LIMIT_MILLIS);
        assertThat(said.text().getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20);
        return said;
    }
}
