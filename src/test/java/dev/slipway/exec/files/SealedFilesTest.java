package dev.slipway.exec.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Secret;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest {
    private static final String NAME = "shop/web/local/local/DB_PASSWORD";

    @TempDir
    Path folder;

    @Test
    void givesBackEachVersionAsItWas() {
        var files = new SealedFiles(new Home(folder));
        String first = files.put(NAME, Secret.of("one"));
        String second = files.put(NAME, Secret.of("two"));
        String unchanged = files.put(NAME, Secret.of("two"));
        assertThat(List.of(first, second, unchanged)).containsExactly(NAME + "@1", NAME + "@2", NAME + "@2");
        assertThat(SealedFiles.open(new Home(folder), first).reveal()).isEqualTo("one");
        assertThat(SealedFiles.open(new Home(folder), second).reveal()).isEqualTo("two");
        assertThat(files.find(NAME)).contains(second);
        assertThat(files.find("other")).isEmpty();
        assertThat(files.names()).containsExactly(NAME);
        files.remove(NAME);
        assertThat(files.names()).isEmpty();
        assertThatThrownBy(() -> files.open(first)).isInstanceOf(SlipwayException.class);
    }

    @Test
    void keepsNoClearTextAndNothingThatOthersMayRead() throws IOException {
        var files = new SealedFiles(new Home(folder));
        String canary = "canary-7f3a9c-canary";
        files.put(NAME, Secret.of(canary));
        for (Path file : regularFiles()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(canary);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void doesNotOpenWhenAnyByteOfTheEnvelopeChanged() throws IOException {
        var files = new SealedFiles(new Home(folder));
        String reference = files.put(NAME, Secret.of("s3cret"));
        Path file = sealed().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int i = NAME.length() + 1; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> files.open(reference)).as("byte " + i).isInstanceOf(SlipwayException.class);
        }
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> files.open(reference))
                    .as("cut to " + length)
                    .isInstanceOf(SlipwayException.class);
        }
        Files.write(file, whole);
        assertThat(files.open(reference).reveal()).isEqualTo("s3cret");
    }

    @Test
    void doesNotOpenUnderAnotherNameOrVersion() throws IOException {
        var files = new SealedFiles(new Home(folder));
        files.put("a", Secret.of("of a"));
        files.put("b", Secret.of("of b"));
        List<Path> both = sealed();
        byte[] first = Files.readAllBytes(both.get(0));
        Files.write(both.get(0), Files.readAllBytes(both.get(1)));
        Files.write(both.get(1), first);
        assertThatThrownBy(() -> files.open("a@1")).isInstanceOf(SlipwayException.class);
        assertThatThrownBy(() -> files.open("b@1")).isInstanceOf(SlipwayException.class);
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        var files = new SealedFiles(new Home(folder));
        String reference = files.put(NAME, Secret.of("x"));
        Path key = folder.resolve("keys/home.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> files.open(reference))
                .isInstanceOfSatisfying(
                        SlipwayException.class,
                        e -> assertThat(e.problems().getFirst().fix()).isEqualTo("chmod 600 " + key));
    }

    @Test
    void keepsAnyNameInsideItsFolder() throws IOException {
        var files = new SealedFiles(new Home(folder));
        for (String name :
                List.of("../../etc/passwd", "..", "a b", "UPPER", "upper", "x".repeat(400), "-rf", "$(id)")) {
            assertThat(files.open(files.put(name, Secret.of(name))).reveal()).isEqualTo(name);
        }
        for (String name : List.of("", "a@1", "new\nline", "ü", "x".repeat(401), " a")) {
            assertThatThrownBy(() -> files.put(name, Secret.of("v"))).as(name).isInstanceOf(SlipwayException.class);
        }
        assertThat(regularFiles()).allMatch(f -> f.startsWith(folder));
    }

    @Test
    void givesConcurrentWritersVersionsOfTheirOwn() throws Exception {
        List<Callable<String>> writers = IntStream.range(0, 24)
                .mapToObj(i ->
                        (Callable<String>) () -> new SealedFiles(new Home(folder)).put(NAME, Secret.of("value " + i)))
                .toList();
        List<String> references = Tasks.all(writers, Duration.ofSeconds(30));
        assertThat(new HashSet<>(references)).hasSize(24);
        var files = new SealedFiles(new Home(folder));
        assertThat(references)
                .allSatisfy(r -> assertThat(files.open(r).reveal()).isEqualTo("value " + references.indexOf(r)));
        assertThat(Collections.max(references.stream()
                        .map(r -> Integer.parseInt(r.substring(r.lastIndexOf('@') + 1)))
                        .toList()))
                .isEqualTo(24);
    }

    private List<Path> sealed() throws IOException {
        return regularFiles().stream()
                .filter(f -> f.toString().endsWith(".sealed"))
                .sorted()
                .toList();
    }

    private List<Path> regularFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
