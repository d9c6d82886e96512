package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Masks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsTest {
    @Test
    void aSecretThatAnInstanceWroteIsMasked(@TempDir Path folder) throws Exception {
        Home home = new Home(folder);
        Path log = home.logs().resolve("shop/local/web/web-1.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "connecting with hunter2hunter2\nready\n");
        List<String> lines = new ArrayList<>();
        new Logs(home, Masks.of(List.of(Secret.of("hunter2hunter2"))))
                .show(Scope.parse("shop/web/local/local"), 10, false, (instance, line) -> lines.add(line));
        assertThat(lines).containsExactly("connecting with ***", "ready");
    }
}
