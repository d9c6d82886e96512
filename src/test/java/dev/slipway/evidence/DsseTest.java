package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.Home;
import dev.slipway.image.Provenance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DsseTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Digest SUBJECT = Digest.of("image");

    @TempDir
    Path temp;

    @Test
    void encodesAsTheSpecificationsExample() {
        byte[] pae = Dsse.pae("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(pae, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void everyKindOfStatementComesBackAsItWas() {
        Origin origin = Origin.imported("ada@ci", "nightly", List.of("junit.xml sha256:1"), AT);
        Provenance provenance = Provenance.local(
                Provenance.BuildType.PACKED,
                new Provenance.Parameters("ssh://git/shop", "a1b2c3", "a1b2c3-dirty-12", true),
                "oci:base",
                Optional.of(Digest.of("base")));
        SigningKey key = SigningKey.inMemory("ada@box");
        List<Predicate> all = List.of(
                new Predicate.TestResult(14, 0, 1, List.of("shop.CartTest"), origin),
                new Predicate.ScanResult(
                        List.of(
                                Predicate.Part.scanned("secrets"),
                                new Predicate.Part("dependencies", true, "2026-11-01")),
                        Map.of("critical", 1),
                        "slipway 0.1",
                        Origin.observed("ada@box", "slipway check", AT)),
                new Predicate.SbomRef("CycloneDX 1.6", Digest.of("bom"), 12, origin),
                new Predicate.Built(provenance),
                new Predicate.RollbackPath(Predicate.Back.PREVIOUS, "shop/web/local/local", "r-1", true, AT),
                new Predicate.Import("ada@box", "nightly", List.of("a"), AT));
        for (Predicate predicate : all) {
            Statement statement = Statement.about(SUBJECT, predicate);
            assertThat(Dsse.check(Dsse.sign(statement, key), new TrustedKeys(List.of(key.known()))))
                    .isEqualTo(new Dsse.Checked.Good(statement, key.known()));
        }
    }

    @Test
    void aStatementReadsAsInTotoSaysIt() {
        Statement statement = Statement.about(
                SUBJECT, new Predicate.TestResult(1, 0, 0, List.of(), Origin.observed("a@b", "mvn test", AT)));
        assertThat(new String(statement.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"image\",\"digest\":{\"sha256\":\""
                                + SUBJECT.hex()
                                + "\"}}],\"predicateType\":\"https://slipway.dev/evidence/tests/v1\",\"predicate\":{\"passed\":1,\"failed\":0,"
                                + "\"skipped\":0,\"suites\":[],\"origin\":{\"how\":\"OBSERVED\",\"who\":\"a@b\",\"from\":\"mvn test\",\"files\":[],"
                                + "\"at\":\"2026-11-24T12:00:00Z\"}}}");
    }

    @Test
    void aKeyIsMadeOnceAndKeptPrivate() throws Exception {
        Home home = new Home(temp.resolve("home"));
        SigningKey first = SigningKey.ofHome(home, "ada@box");
        SigningKey second = SigningKey.ofHome(home, "eve@other");
        assertThat(second.known()).isEqualTo(first.known());
        assertThat(first.known().text()).isEqualTo("local key of ada@box");
        Path file = home.keys().resolve("signing.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] envelope = Dsse.sign(Statement.about(SUBJECT, new Predicate.Import("a", "b", List.of(), AT)), second);
        assertThat(Dsse.check(envelope, first.trusted(home))).isInstanceOf(Dsse.Checked.Good.class);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SigningKey.ofHome(home, "ada@box")).hasMessageContaining("can be read by others");
    }

    @Test
    void aColleaguesPublicKeyIsTakenFromTheTrustedFolder() throws Exception {
        Home hers = new Home(temp.resolve("hers"));
        Home mine = new Home(temp.resolve("mine"));
        SigningKey her = SigningKey.ofHome(hers, "eve@ci");
        SigningKey my = SigningKey.ofHome(mine, "ada@box");
        byte[] envelope = Dsse.sign(Statement.about(SUBJECT, new Predicate.Import("a", "b", List.of(), AT)), her);
        assertThat(Dsse.check(envelope, my.trusted(mine)))
                .isInstanceOfSatisfying(
                        Dsse.Checked.Bad.class, b -> assertThat(b.why()).contains("unknown key"));

        Path trusted = Files.createDirectories(mine.keys().resolve("trusted"));
        String pub = Files.readString(hers.keys().resolve("signing.pub"));
        Files.writeString(trusted.resolve("eve.pub"), pub + "# not-after: 2027-01-01T00:00:00Z\n");
        assertThat(Dsse.check(envelope, my.trusted(mine))).isInstanceOfSatisfying(Dsse.Checked.Good.class, g -> {
            assertThat(g.signer().text()).isEqualTo("key of eve@ci");
            assertThat(g.signer().notAfter()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        });

        Files.writeString(trusted.resolve("junk.pub"), "no key");
        assertThatThrownBy(() -> my.trusted(mine)).hasMessageContaining("cannot be used");
    }

    @Test
    void damageIsNeverAStatement() {
        SigningKey key = SigningKey.inMemory("ada@box");
        TrustedKeys keys = new TrustedKeys(List.of(key.known()));
        byte[] good = Dsse.sign(Statement.about(SUBJECT, new Predicate.Import("a", "b", List.of(), AT)), key);
        for (byte[] bad : List.of(new byte[0], "{}".getBytes(), "[1]".getBytes(), "\0\0".getBytes())) {
            assertThat(Dsse.check(bad, keys)).isInstanceOf(Dsse.Checked.Bad.class);
        }
        for (int i = 0; i < good.length; i += 3) {
            byte[] flipped = good.clone();
            flipped[i] ^= 1;
            if (Dsse.check(flipped, keys) instanceof Dsse.Checked.Good g) {
                assertThat(g.statement()).isEqualTo(((Dsse.Checked.Good) Dsse.check(good, keys)).statement());
            }
        }
    }
}
