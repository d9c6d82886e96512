package dev.slipway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    private static final Scope SCOPE = Scope.local(new AppName("shop"), new ServiceName("web"), EnvName.LOCAL);

    @TempDir
    Path folder;

    @Test
    void givesReferencesForAServicesVariables() {
        var store = new SecretStore(new Home(folder));
        Map<String, String> references = store.putAll(SCOPE, Map.of("TOKEN", Secret.of("t"), "KEY", Secret.of("k")));
        assertThat(references)
                .isEqualTo(Map.of("KEY", "shop/web/local/local/KEY@1", "TOKEN", "shop/web/local/local/TOKEN@1"));
        assertThat(store.get("shop/web/local/local/KEY@1").reveal()).isEqualTo("k");
        assertThat(store.names("shop/web/")).hasSize(2);
        assertThat(store.names("shop/other/")).isEmpty();
    }

    @Test
    void takesTheFirstSourceThatHasTheVariable() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Files.writeString(mounted.resolve("TOKEN"), "from the file\r\n");
        Files.writeString(folder.resolve("outside"), "x");
        var store = new SecretStore(new Home(folder.resolve("home")));
        List<SecretProvider> sources = List.of(
                SecretProvider.environment(),
                SecretProvider.values("env_file", Map.of("A", Secret.of("1"))),
                SecretProvider.folder(mounted));
        assertThat(store.resolve("n", "TOKEN", sources).map(r -> store.get(r).reveal()))
                .contains("from the file");
        assertThat(store.resolve("a", "A", sources)).contains("a@1");
        assertThat(store.resolve("b", "../outside", sources)).isEmpty();
        assertThat(store.resolve("c", "SLIPWAY_NOBODY_SETS_THIS", sources)).isEmpty();
        assertThat(store.find("b")).isEmpty();
    }
}
