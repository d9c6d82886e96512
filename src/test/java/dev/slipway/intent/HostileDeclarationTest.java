package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.FileView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever the file, the answer is a declaration or problems, in time. */
class HostileDeclarationTest {
    private static final Duration BOUND = Duration.ofSeconds(4);

    private static List<Problem> refused(String text) {
        return Assertions.assertTimeoutPreemptively(BOUND, () -> Declared.problems(text));
    }

    @Test
    void brokenYamlSaysFileLineAndColumn() {
        assertThat(refused("services:\n  web: [\n").getFirst().where()).startsWith("compose.yaml:");
        assertThat(refused("services:\n\tweb: {}\n").getFirst().what()).contains("not valid YAML");
        assertThat(refused("- a\n").getFirst().what()).contains("is a list, not a map");
        assertThat(refused("a: 1\n---\nb: 1\n").getFirst().what()).contains("more than one document");
        assertThat(refused("name: a\nname: b\n").getFirst().what()).contains("written twice");
    }

    @Test
    void listsAtMostAHundredProblems() {
        String text = "x-slipway:\n"
                + IntStream.range(0, 5000).mapToObj(i -> "  k" + i + "zzz: 1\n").collect(Collectors.joining());
        List<Problem> problems = refused(text);
        assertThat(problems).hasSize(101);
        assertThat(problems.getLast().what()).isEqualTo("and 4900 more");
    }

    @Test
    void hugeAndDeepFilesAreRefusedInTime() {
        String many = IntStream.range(0, 30_000)
                .mapToObj(i -> "  s" + i + ": {build: .}\n")
                .collect(Collectors.joining());
        assertThat(refused("services:\n" + many)).isNotEmpty();
        assertThat(refused("services: " + "{a: ".repeat(100_000))).isNotEmpty();
        assertThat(refused("services: {web: {build: ., ports: [" + "1,".repeat(100_000) + "]}}"))
                .isNotEmpty();
        assertThat(refused("services: {web: {build: ., environment: [" + "A,".repeat(15_000) + "]}}"))
                .isNotEmpty();
        assertThat(refused("name: " + "x".repeat(1 << 20))).isNotEmpty();
        StringBuilder laughs = new StringBuilder("x-a0: &a0 [l,l,l,l,l,l,l,l,l,l]\n");
        for (int i = 1; i < 4; i++) {
            laughs.append("x-a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(20)));
        }
        assertThat(refused(laughs.toString()).getFirst().what()).contains("20000 values");
        String chain = IntStream.range(0, 190)
                .mapToObj(i -> "  s" + i + ": {build: ., depends_on: ["
                        + IntStream.range(i + 1, 190).mapToObj(j -> "s" + j).collect(Collectors.joining(",")) + "]}\n")
                .collect(Collectors.joining());
        Assertions.assertTimeoutPreemptively(
                BOUND,
                () -> Declared.of(
                        "services:\n" + chain.replace("[]", "[s0]").replace("depends_on: [s0]", "init: true")));
    }

    @Test
    void namesWithControlCharactersAreShownHarmlessly() {
        for (Problem p :
                refused("services: {\"we\\eb\\n\": {build: .}, \"a/../b\": {build: .}, \"\\u202eevil\": {}}\n")) {
            assertThat(p.what() + p.where() + p.cause() + p.fix()).doesNotContain("\u001b", "\n", "\u202e");
        }
        assertThat(refused("services: {web: {build: ., environment: {\"A\\0B\": 1, C: \"x\\0y\"}}}"))
                .hasSize(2);
        assertThat(refused("name: \"\\e[31mred\"").getFirst().what()).doesNotContain("\u001b");
    }

    @Test
    void neverThrowsAnythingElseOnMutations() {
        long seed = Long.getLong("slipway.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] good = Mutants.SAMPLE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) "{}[]:,-#&*!|>'\"%@`$ \n\tabc019\0~".charAt(random.nextInt(30));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            try {
                DeclarationReader.read(FileView.of(Map.of("compose.yaml", text)), Map.of("A", "1"));
            } catch (SlipwayException e) {
                assertThat(e.problems())
                        .allMatch(p -> p.where().startsWith("compose.yaml"), "seed " + seed + "\n" + text);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", text:\n" + text, e);
            }
        }
    }

    /** What the mutations start from: every reader is reached. */
    private static final class Mutants {
        static final String SAMPLE = """
                name: shop
                services:
                  base: {build: ., environment: {A: 1}}
                  web:
                    extends: base
                    build: {context: ., dockerfile: D, target: t, args: {A: "${A:-1}"}}
                    ports: ["5001:80", {target: 80, published: "1-2"}, "1-2:3-4/udp"]
                    expose: [9]
                    environment: ["A=1", B, "URL=${A}"]
                    depends_on: {db: {condition: service_healthy}}
                    healthcheck: {test: ["CMD", "curl", "http://localhost:1/x"], interval: 1m30s, retries: 3}
                    volumes: ["a:b", {source: a, target: b, read_only: true}]
                    deploy: {replicas: 2}
                    x-slipway:
                      role: web
                      expose: {host: a.b, path: /}
                      health: {ready: /r, live: [a]}
                      verify: [{get: /a, status: 200, header: "A: b"}, /x]
                      slo: {availability: 99.9, latency: {p95: 1s}}
                      scale: {min: 1, max: 2, metric: cpu, target: 5}
                      secrets: [B]
                      stop: 5s
                      memory: 5MB
                  db: {image: "postgres:17", x-slipway: {kind: postgres, managed: true, backup: {keep: 9d}}}
                x-slipway:
                  load: {users: 5, rps: 1, data: 1GB}
                  files: {"a/**": once}
                  environments:
                    dev: {target: local, freeze: ["FRI 18:00 - MON 06:00"], strategy: {steps: [5, 100]}}
                    prod: {cloud: aws, regions: [eu-west-1], gates: [slo, approval: sre 2], services: {web: {stop: 6s}}}
                """;

        private Mutants() {}
    }
}
