package dev.slipway.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheYoungestThreeAndLetsTheWriterGoOn() throws IOException {
        Path log = folder.resolve("app.log");
        LogRotation rotation = new LogRotation(10);
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 6; i++) {
                writer.write(("line number " + i + "\n").getBytes(StandardCharsets.UTF_8));
                rotation.rotate(log);
                assertThat(log).isEmptyFile();
            }
            writer.write("short\n".getBytes(StandardCharsets.UTF_8));
            rotation.rotate(log);
        }
        assertThat(log).hasContent("short\n");
        assertThat(folder.resolve("app.log.1")).hasContent(" number 5\n");
        assertThat(folder.resolve("app.log.3")).hasContent(" number 3\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void doesNothingWithoutALog() throws IOException {
        new LogRotation(10).rotate(folder.resolve("absent.log"));
        assertThat(folder).isEmptyDirectory();
    }
}
