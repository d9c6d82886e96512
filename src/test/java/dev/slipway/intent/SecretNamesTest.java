package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_KEY",
                "STRIPE_SECRET",
                "SECRET_KEY_BASE",
                "GITHUB_TOKEN",
                "DB_PASSWORD",
                "PGPASSWORD",
                "SENTRY_DSN",
                "TLS_PRIVATE",
                "db.password",
                "jwtSecret",
                "JWT_PRIVATE_KEY",
                "MYSQL_ROOT_PASSWORD"
            })
    void knowsSecrets(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PORT", "DATABASE_URL", "DB_PASSWORD_FILE", "TOKEN_TTL", "KEYBOARD", "MONKEY", "LOG_LEVEL", ""})
    void leavesOthersAlone(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:p@h/db",
                "https://token@github.com/x",
                "a amqp://u:p%40x@h b",
                "redis://:pass@h:6379"
            })
    void knowsAddressesWithAPassword(String value) {
        assertThat(SecretNames.isSecretValue(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://h/db", "http://localhost:80/a", "a@b.de", "mail me: x@y"})
    void leavesAddressesWithoutOneAlone(String value) {
        assertThat(SecretNames.isSecretValue(value)).isFalse();
    }
}
