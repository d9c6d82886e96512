package dev.slipway.app.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WiringTest {
    private static final Wiring.Endpoint DB = new Wiring.Endpoint(
            new Intent.Resource(
                    "db",
                    Resolved.byDefault("postgres", "image name"),
                    Resolved.byDefault("postgres:17", "declared"),
                    Map.of("POSTGRES_USER", "shop", "POSTGRES_DB", "items"),
                    Map.of("POSTGRES_PASSWORD", Secret.of("declared-pw")),
                    List.of(),
                    List.of(5432)),
            "127.0.0.1",
            40123,
            "shop_db",
            "shop_db",
            Secret.of("s3cret"));

    static Intent.Service service(Map<String, String> plain, Map<String, String> secret) {
        return new Intent.Service(
                new ServiceName("web"),
                Resolved.byDefault(".", "root"),
                "web",
                Resolved.byDefault("", "none"),
                Resolved.byDefault("", "none"),
                Resolved.byDefault(List.of(), "none"),
                Resolved.byDefault(Intent.Role.WEB, "test"),
                Resolved.byDefault(8080, "test"),
                Resolved.byDefault("/health", "test"),
                Resolved.byDefault(List.of(), "test"),
                plain.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Resolved.byDefault(e.getValue(), "test"))),
                secret.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> Resolved.byDefault(Secret.of(e.getValue()), "test"))),
                List.of("db"),
                Resolved.byDefault(1, "test"),
                Resolved.byDefault(
                        new Intent.StrategyIntent(
                                Intent.StrategyIntent.Kind.CANARY,
                                List.of(10, 50, 100),
                                Duration.ofSeconds(2),
                                Duration.ZERO,
                                Duration.ZERO,
                                2),
                        "test"),
                Resolved.byDefault(Duration.ofSeconds(30), "test"));
    }

    private static String secret(Wiring.Wired wired, String name) {
        Secret value = wired.secrets().get(name);
        return value == null ? "(none)" : value.reveal();
    }

    @Test
    void anAddressOfTheComposeNetworkBecomesTheOneOnLoopbackWithItsOwnCredentials() {
        var wired = Wiring.wire(
                service(
                        Map.of(),
                        Map.of("DATABASE_URL", "postgresql://shop:declared-pw@db:5432/items?sslmode=disable")),
                Map.of(),
                List.of(DB));
        assertThat(secret(wired, "DATABASE_URL"))
                .isEqualTo("postgresql://shop_db:s3cret@127.0.0.1:40123/shop_db?sslmode=disable");
    }

    @Test
    void aPlainUrlThatGetsAPasswordBecomesASecret() {
        var wired = Wiring.wire(service(Map.of("STORE", "postgres://db/items"), Map.of()), Map.of(), List.of(DB));
        assertThat(wired.environment()).doesNotContainKey("STORE");
        assertThat(secret(wired, "STORE")).isEqualTo("postgres://shop_db:s3cret@127.0.0.1:40123/shop_db");
    }

    @Test
    void aJdbcUrlKeepsCredentialsInTheirOwnVariables() {
        var wired = Wiring.wire(
                service(
                        Map.of(
                                "SPRING_DATASOURCE_URL",
                                        "jdbc:postgresql://db:5432/items?user=shop&password=declared-pw",
                                "SPRING_DATASOURCE_USERNAME", "shop"),
                        Map.of("SPRING_DATASOURCE_PASSWORD", "declared-pw")),
                Map.of(),
                List.of(DB));
        assertThat(wired.environment())
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:40123/shop_db")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "shop_db");
        assertThat(secret(wired, "SPRING_DATASOURCE_PASSWORD")).isEqualTo("s3cret");
    }

    @Test
    void hostPortAndDatabaseInVariablesOfTheirOwnAreRewritten() {
        var wired = Wiring.wire(
                service(Map.of("PGHOST", "db", "PGPORT", "5432", "PGDATABASE", "items", "CACHE", "db:5432"), Map.of()),
                Map.of(),
                List.of(DB));
        assertThat(wired.environment())
                .containsEntry("PGHOST", "127.0.0.1")
                .containsEntry("PGPORT", "40123")
                .containsEntry("PGDATABASE", "shop_db")
                .containsEntry("CACHE", "127.0.0.1:40123");
    }

    @Test
    void theCustomaryVariablesAreOfferedWhereTheTeamSetsNone() {
        var wired = Wiring.wire(service(Map.of("DB_HOST", "elsewhere"), Map.of()), Map.of(), List.of(DB));
        assertThat(wired.environment()).containsEntry("DB_HOST", "elsewhere").containsEntry("DB_PORT", "40123");
        assertThat(secret(wired, "DATABASE_URL")).startsWith("postgresql://shop_db:s3cret@127.0.0.1:40123/");
        assertThat(secret(wired, "DB_PASSWORD")).isEqualTo("s3cret");
    }

    @Test
    void whatDoesNotNameTheResourceIsLeftAlone() {
        var wired = Wiring.wire(
                service(Map.of("API", "https://db.example.com/x", "NAME", "database", "PORT", "5432"), Map.of()),
                Map.of(),
                List.of(DB));
        assertThat(wired.environment())
                .containsEntry("API", "https://db.example.com/x")
                .containsEntry("NAME", "database")
                .containsEntry("PORT", "5432");
    }
}
