package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Progress;
import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.EnvName;
import dev.slipway.proxy.RawHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets of the intent: nowhere in clear on disk or in an argument list, and each release keeps the one it came with. */
class SecretsIT {
    private static final String FIRST = "canary/first+9f2c71d0=ab";
    private static final String SECOND = "canary/second+41e8b3a6=cd";
    private static final String STRATEGY = "{steps: [50, 100], dwell: 500ms, warmup: 0s}";

    @Test
    void standInClearNowhereAndARolledBackReleaseHasTheOneItWasDeployedWith() throws Exception {
        try (World world = new World("secrets")) {
            world.release("v1", "", Map.of("API_TOKEN", FIRST), STRATEGY);
            world.shipWell();
            assertThat(token(world)).isEqualTo(FIRST.hashCode());
            world.release("v2", "", Map.of("API_TOKEN", SECOND), STRATEGY);
            world.shipWell();
            assertThat(token(world)).isEqualTo(SECOND.hashCode());
            World.Said shown = world.cli("explain", ".", "--json");
            assertThat(shown.text()).doesNotContain(FIRST, SECOND);

            world.release("v3", "errors", Map.of("API_TOKEN", SECOND), STRATEGY);
            assertThat(world.ship().result()).isEqualTo(ShipResult.Result.ROLLED_BACK);
            assertThat(token(world)).isEqualTo(SECOND.hashCode());
            try (Slipway slipway = world.slipway()) {
                ShipResult back = slipway.rollback(EnvName.LOCAL, "web", Progress.SILENT);
                assertThat(back.result()).as(back.detail()).isEqualTo(ShipResult.Result.LIVE);
            }
            assertThat(world.serving()).isEqualTo("v1");
            assertThat(token(world)).isEqualTo(FIRST.hashCode());

            World.kill(world.living().getFirst().pid());
            World.until("the restarted instance has it too", () -> token(world) == FIRST.hashCode());
            assertThat(argumentsWithSecrets()).isEmpty();
            assertThat(filesWithSecrets(world.home.root())).isEmpty();
        }
    }

    private static int token(World world) throws IOException {
        return Integer.parseInt(RawHttp.get(world.port(), "/secret").text().replace("secret ", ""));
    }

    private static List<String> argumentsWithSecrets() {
        return ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .filter(line -> line.contains(FIRST) || line.contains(SECOND))
                .toList();
    }

    /** Raw, and in the encodings in which secrets usually leak; base64 at each of the three alignments. */
    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int skip = 0; skip < 3; skip++) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, skip, bytes.length - (bytes.length - skip) % 3);
            forms.add(Base64.getEncoder().encodeToString(rest));
            forms.add(Base64.getUrlEncoder().encodeToString(rest));
        }
        return forms;
    }

    private static List<String> filesWithSecrets(Path root) throws IOException {
        List<String> forms =
                Stream.of(FIRST, SECOND).flatMap(s -> forms(s).stream()).toList();
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            // Unpacked binaries of PostgreSQL are nobody's data.
            files = walk.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(root.resolve("cache").resolve("postgres")))
                    .toList();
        }
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            forms.stream().filter(text::contains).forEach(f -> found.add(root.relativize(file) + " has " + f));
        }
        return found;
    }
}
