package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.InToto;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.Home;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provenance that a builder elsewhere signed with a key of its own kind and under a key id that says nothing. */
final class ForeignEnvelopeTest {
    private static final Digest IMAGE = Digest.of("image");

    private KeyPair builder;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTheBuildersKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        builder = generator.generateKeyPair();
    }

    private byte[] envelope(String statement) throws Exception {
        byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(builder.getPrivate());
        signature.update(Dsse.pae(InToto.PAYLOAD_TYPE, payload));
        Base64.Encoder base64 = Base64.getEncoder();
        return Json.write(new InToto.Envelope(
                        base64.encodeToString(payload),
                        InToto.PAYLOAD_TYPE,
                        List.of(new InToto.Signature("", base64.encodeToString(signature.sign())))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String statement(Digest subject, String predicateType) {
        return """
                {"_type": "https://in-toto.io/Statement/v1",
                 "subject": [{"name": "registry.example.com/shop", "digest": {"sha256": "%s"}}],
                 "predicateType": "%s",
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://ci.example.com/workflow/v1",
                     "externalParameters": {"workflow": {"ref": "refs/heads/main", "path": ".ci/build.yml"}},
                     "internalParameters": {"runner": "large"},
                     "resolvedDependencies": [{"uri": "git+https://example.com/shop", "digest": {"gitCommit": "ab"}}]},
                   "runDetails": {"builder": {"id": "https://ci.example.com/runner", "version": {"a": "1"}},
                                  "metadata": {"invocationId": "17"}}}}
                """.formatted(subject.hex(), predicateType);
    }

    private static final String SLSA = "https://slsa.dev/provenance/v1";

    /** The keys of a home into which somebody put the builder's. */
    private TrustedKeys keys(boolean withBuilder) throws Exception {
        Home home = new Home(folder);
        if (withBuilder) {
            Path trusted = Files.createDirectories(home.keys().resolve("trusted"));
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(builder.getPublic().getEncoded());
            Files.writeString(
                    trusted.resolve("ci.pub"),
                    "# label: ci.example.com\n-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
        }
        return SigningKey.ofHome(home, "anna@boat").trusted(home);
    }

    private static Verdict gate(byte[] envelope, TrustedKeys keys, String... trust) {
        var environment =
                new Intent.Environment(EnvName.LOCAL, "local", false, List.of(), List.of(trust), List.of(), List.of());
        return Gates.evaluate(new GateInput(
                        List.of(GateId.PROVENANCE),
                        IMAGE,
                        List.of(),
                        environment,
                        Map.of(),
                        List.of(envelope),
                        keys,
                        Instant.now()))
                .getFirst();
    }

    @Test
    void opensTheProvenanceGateWhereTheEnvironmentTrustsTheBuilder() throws Exception {
        byte[] envelope = envelope(statement(IMAGE, SLSA));
        TrustedKeys keys = keys(true);
        List<ForeignEnvelope> found = ForeignEnvelope.provenance(envelope, "p.json", IMAGE, keys);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().signer().label()).isEqualTo("ci.example.com");
        Verdict trusted = gate(found.getFirst().bytes(), keys, "ci.example.com");
        assertThat(trusted.answer()).as(trusted.toString()).isEqualTo(Verdict.Answer.PASS);
        assertThat(trusted.decided())
                .isEqualTo("built by https://ci.example.com/runner, signed by key of ci.example.com");
        assertThat(gate(found.getFirst().bytes(), keys).answer()).isEqualTo(Verdict.Answer.FAIL);
    }

    @Test
    void isFoundAmongSeveralLines() throws Exception {
        String lines = new String(envelope(statement(Digest.of("other"), SLSA)), StandardCharsets.UTF_8) + "\n"
                + new String(envelope(statement(IMAGE, SLSA)), StandardCharsets.UTF_8) + "\n";
        assertThat(ForeignEnvelope.provenance(lines.getBytes(StandardCharsets.UTF_8), "p.jsonl", IMAGE, keys(true)))
                .hasSize(1);
    }

    @Test
    void isRefusedWithTheReason() throws Exception {
        byte[] good = envelope(statement(IMAGE, SLSA));
        refused(good, keys(false), "unknown key");
        TrustedKeys keys = keys(true);
        refused(envelope(statement(Digest.of("other"), SLSA)), keys, "it is about");
        refused(envelope(statement(IMAGE, "https://slsa.dev/provenance/v0.2")), keys, "no SLSA provenance v1");
        refused("{}".getBytes(StandardCharsets.UTF_8), keys, "payload type");
        refused("not json".getBytes(StandardCharsets.UTF_8), keys, "not an envelope");
        byte[] forged = new String(good, StandardCharsets.UTF_8)
                .replaceFirst("\"sig\":\"....", "\"sig\":\"AAAA")
                .getBytes(StandardCharsets.UTF_8);
        refused(forged, keys, "unknown key");
    }

    private static void refused(byte[] file, TrustedKeys keys, String why) {
        assertThatThrownBy(() -> ForeignEnvelope.provenance(file, "p.json", IMAGE, keys))
                .isInstanceOfSatisfying(
                        SlipwayException.class,
                        e -> assertThat(e.problems().getFirst().cause()).contains(why));
    }
}
