package dev.slipway.check.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.secrets.kinds.KindExamples;
import dev.slipway.check.secrets.kinds.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {
    /** Made up, and no token of anybody. */
    private static final String PASSWORD = "Xk29vTq" + "Lm4Zr";

    private static SecretSearch.Result in(String text) {
        return Kinds.search().in(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"%s\"",
                "db.password=%s",
                "password: %s",
                "  password: '%s'",
                "\"password\": \"%s\",",
                "String password = \"%s\";",
                "const apiKey: string = '%s';",
                "password := \"%s\"",
                "'password' => '%s',",
                "config[\"password\"] = \"%s\"",
                "<password>%s</password>",
                "<add key=\"DbPassword\" value=\"%s\"/>",
                "properties.put(\"db.password\", \"%s\");",
                "dataSource.setPassword(\"%s\");",
                "- name: DB_PASSWORD\n  value: %s\n",
                "{\"name\": \"DB_PASSWORD\", \"value\": \"%s\"}",
                "tool --password %s --verbose",
                "tool --password=%s",
                "export DB_PASSWORD=%s",
                "client_secret = \"%s\"",
                "self.secret_key: str = \"%s\"",
                "PGPASSWORD=%s psql",
            })
    void findsAValueBesideTheNameOfASecret(String form) {
        assertThat(in(form.formatted(PASSWORD)).values()).as(form).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = os.environ[\"DB_PASSWORD\"]",
                "password: ${DB_PASSWORD}",
                "password: {{ .Values.password }}",
                "password: {{ vault_db_password }}",
                "password: ${{ secrets.DB_PASSWORD }}",
                "password: $(cat /run/secrets/x1)",
                "password: %DB_PASSWORD%",
                "password: <your-password-123>",
                "password: vault:kv/data/app#password1",
                "password: !vault |",
                "password: ENC[AES256_GCM,data:Xk29vTqLm4Zr=,iv:abc1,tag:x2,type:str]",
                "password: {cipher}8aa91f0c42be77d1",
                "password = var.db_password1",
                "password = random_password.db.result",
                "password = module.db.password_1",
                "password_file: /run/secrets/db_password1",
                "password: /run/secrets/db_password1",
                "secret: arn:aws:secretsmanager:eu-west-1:1:secret:a1B2c3",
                "token: op://team/item1/field2",
                "token = get_token(\"Xk29vTqLm4Zr\")",
                "if (password == \"Xk29vTqLm4Zr\") {",
                "tokens: 128000",
                "max_tokens = 4096000",
                "password: changeme123",
                "password: CHANGE-ME-12345",
                "password: correct horse battery",
                "password: 'Passwort eingeben'",
                "token: next-page-token-2",
                "csrf_token = \"Xk29vTqLm4Zr\"",
                "password: xxxxxxxxxxxx",
                "secretName: Xk29vTqLm4Zr",
                "secret_name = \"Xk29vTqLm4Zr\"",
                "password: sha256:a8f5f167f44f4964e6c998dee827110c",
                "api_key: your_api_key_h3re",
                "api_key = \"https://vault.internal/a1b2c3\"",
                "password: \"#{ENV['X1Y2Z3Q4']}\"",
                "label: \"Password\", value: \"Xk29 vTq\"",
                "password = request.form['password1']",
                "private String password = request.getPassword();",
                "token: Contraseña2024!",
                "\"GitLab access token\", \"glabcd-%w{20,27}\"",
                "password: service-account-7.internal.svc",
            })
    void findsNoneInReferencesPlaceholdersAndWords(String text) {
        SecretSearch.Result result = in(text);
        assertThat(result.values()).as(text).isEmpty();
        assertThat(result.found()).as(text).isEmpty();
    }

    @Test
    void looksIntoBase64Once() {
        Kind kind = kind("gitlab-personal-token");
        String inside = KindExamples.bad(kind).getFirst();
        String once = Base64.getEncoder().encodeToString(inside.getBytes(StandardCharsets.US_ASCII));
        String twice = Base64.getEncoder().encodeToString(once.getBytes(StandardCharsets.US_ASCII));
        assertThat(in("data: " + once).found()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(kind);
            assertThat(f.decoded()).isTrue();
            assertThat(f.message()).contains("encoded but not encrypted");
        });
        assertThat(in("data: " + twice).found()).isEmpty();
    }

    @Test
    void aWrongChecksumIsNoToken() {
        String text = KindExamples.bad(kind("github-personal-token")).getFirst();
        int last = text.lastIndexOf('"') - 1;
        String wrong = text.substring(0, last) + (text.charAt(last) == 'a' ? 'b' : 'a') + text.substring(last + 1);
        assertThat(in(text).found()).singleElement().matches(Found::proven);
        assertThat(in(wrong).found()).isEmpty();
    }

    @Test
    void placesCountLinesAndCodePoints() {
        String text = "\uFEFFa\r\n\t\uD83D\uDE00 "
                + KindExamples.bad(kind("gitlab-personal-token")).getFirst();
        assertThat(in(text).found()).singleElement().satisfies(f -> {
            assertThat(f.line()).isEqualTo(2);
            // Tab, astral character, blank, then value = "
            assertThat(f.column()).isEqualTo(13);
        });
    }

    @Test
    void anEncryptedKeyIsNone() {
        String mark = "PRIVATE " + "KEY-----\n";
        assertThat(in("-----BEGIN RSA " + mark + "Proc-Type: 4,ENCRYPTED\n\n" + "MIIEowIBAAKCAQEA".repeat(4))
                        .found())
                .isEmpty();
        String openssh = "openssh-key-v1\0\0\0\0\12aes256-ctr" + "x".repeat(80);
        String encoded = Base64.getEncoder().encodeToString(openssh.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(in("-----BEGIN OPENSSH " + mark + encoded + "\n-----END OPENSSH " + mark)
                        .found())
                .isEmpty();
        String open = openssh.replace("\12aes256-ctr", "\4none");
        String plain = Base64.getEncoder().encodeToString(open.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(in("-----BEGIN OPENSSH " + mark + plain + "\n-----END OPENSSH " + mark)
                        .found())
                .singleElement()
                .matches(Found::proven);
    }

    /** Any text: no exception, bounded, and the same answer twice. */
    @Test
    void survivesTextsMadeOfItsOwnWords() {
        long seed = Long.getLong("slipway.seed", 20261124L);
        System.setProperty("slipway.seed.used", Long.toString(seed));
        Random random = new Random(seed);
        List<String> parts =
                Kinds.ALL.stream().flatMap(k -> KindExamples.bad(k).stream()).toList();
        String[] marks = {
            "\"",
            "'",
            "=",
            ":",
            "://",
            "@",
            "\n",
            " ",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "\\n",
            "eyJ",
            "password",
            "value",
            "<",
            ">",
            "${",
            "}",
            ";",
            "\u0000",
            "\uD83D",
            "é",
            "AAAA"
        };
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String part = parts.get(random.nextInt(parts.size()));
                int from = random.nextInt(part.length());
                text.append(marks[random.nextInt(marks.length)]);
                text.append(part, random.nextInt(4) == 0 ? from : 0, from + random.nextInt(part.length() - from) + 1);
            }
            String made = text.toString();
            assertThat(in(made)).as("seed %s round %s", seed, round).isEqualTo(in(made));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
                "eyJhbGciOi.eyJ",
                "http://a:b",
                "machine ",
                "\"auth\":\"YWJjOmRlZg",
                "AAAA",
                "name: secret value: ",
                "AKIA",
                "ghp_aaaaaaaaaaaaaaaaaaaaaaaa",
                "a.b.c-d_",
                "curl -u ",
                "password=\"a1B2c3",
                "server=;password=a1B2c3d4",
                "0123456789abcdef-us",
                "{\"kty\":\"d\":\"",
            })
    void aMegabyteOfAnythingTakesLessThanTwoSeconds(String part) {
        String text = part.repeat((1 << 20) / part.length());
        long begin = System.nanoTime();
        SecretSearch.Result result = in(text);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(part).isLessThan(Duration.ofSeconds(2));
        assertThat(result.found()).hasSizeLessThanOrEqualTo(500);
    }

    /** A hundred megabytes a second on one core is asked for; a fifth of it leaves room for a busy machine. */
    @Test
    void thePassWithTheKeywordsIsFast() {
        StringBuilder made = new StringBuilder();
        Random random = new Random(1);
        String[] words = {
            "public ", "static ", "return ", "value", "name: ", "image", "\n    ", "\"text\"", "= ", "if (x) {"
        };
        while (made.length() < 4 << 20) {
            made.append(words[random.nextInt(words.length)]);
        }
        String text = made.toString();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            long begin = System.nanoTime();
            Kinds.search().keywordsIn(text);
            best = Math.min(best, System.nanoTime() - begin);
        }
        double megabytes = text.length() / 1e6 / (best / 1e9);
        assertThat(megabytes).as("megabytes a second").isGreaterThan(20);
    }

    private static Kind kind(String id) {
        return Kinds.ALL.stream().filter(k -> k.id().equals(id)).findFirst().orElseThrow();
    }
}
