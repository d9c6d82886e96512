package dev.slipway.app.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainersTest {
    private static ResourceOrder order(List<String> volumes) {
        return new ResourceOrder(
                "shop",
                "local",
                "db",
                "postgres",
                ResourceOrder.How.CONTAINER,
                "postgres:17",
                "",
                "",
                Map.of("POSTGRES_DB", "shop"),
                Map.of("POSTGRES_PASSWORD", "resource/shop/local/db/POSTGRES_PASSWORD@1"),
                volumes,
                9070,
                5432,
                "");
    }

    @Test
    void theDeclaredImageRunsOnLoopbackWithItsNamedVolumes() {
        assertThat(Containers.run(order(List.of("db:/var/lib/postgresql/data"))))
                .containsExactly(
                        "run",
                        "--detach",
                        "--restart",
                        "unless-stopped",
                        "--name",
                        "slipway-shop-local-db",
                        "--publish",
                        "127.0.0.1:9070:5432",
                        "--env",
                        "POSTGRES_DB=shop",
                        "--env",
                        "POSTGRES_PASSWORD",
                        "--volume",
                        "slipway-shop-local-db-db:/var/lib/postgresql/data",
                        "--",
                        "postgres:17");
    }

    @Test
    void aSecretIsNamedAndItsValueIsNoArgument() {
        assertThat(Containers.run(order(List.of())))
                .contains("POSTGRES_PASSWORD")
                .noneMatch(w -> w.contains("@1"));
    }

    @Test
    void aFolderOfTheHostIsNotMounted() {
        assertThat(Containers.run(order(List.of("/etc:/etc", "./x:/y")))).doesNotContain("--volume");
    }
}
