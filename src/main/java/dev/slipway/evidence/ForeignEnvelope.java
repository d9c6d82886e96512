package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Signed envelopes that another builder made about an image. They are kept as they are, with the builder's own signature:
 * nothing is signed again here, and the environment's {@code trust} decides whether that signer counts.
 *
 * @param bytes of one envelope
 */
public record ForeignEnvelope(byte[] bytes, Statement statement, TrustedKeys.Known signer) {
    /** Envelopes of one file, one a line. */
    private static final int MAX_ENVELOPES = 100;

    /**
     * Provenance about a digest, out of a file with one envelope or with one a line ({@code .intoto.jsonl}).
     *
     * @throws SlipwayException (input) when there is none about this digest whose signature a key at hand verifies
     */
    public static List<ForeignEnvelope> provenance(byte[] file, String name, Digest subject, TrustedKeys keys) {
        List<ForeignEnvelope> found = new ArrayList<>();
        String why = "it holds no envelope";
        for (byte[] bytes : envelopes(file)) {
            switch (check(bytes, keys)) {
                case Dsse.Checked.Bad(String bad) -> why = bad;
                case Dsse.Checked.Good(Statement statement, TrustedKeys.Known signer) -> {
                    if (!(statement.predicate() instanceof Predicate.Built)) {
                        why = "it is no SLSA provenance v1 but " + statement.predicateType();
                    } else if (!statement.subjects().contains(subject)) {
                        why = "it is about " + statement.subjects();
                    } else {
                        found.add(new ForeignEnvelope(bytes, statement, signer));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new Problem(
                            Exit.INPUT,
                            name + " holds no provenance of " + subject.abbreviated() + " that can be used",
                            name,
                            why,
                            "put the builder's public key, with a line `# label: WHO` before it, into"
                                    + " SLIPWAY_HOME/keys/trusted/NAME.pub, and name WHO under the environment's trust")
                    .asException();
        }
        return found;
    }

    private static Dsse.Checked check(byte[] bytes, TrustedKeys keys) {
        try {
            return Dsse.check(bytes, keys);
        } catch (SlipwayException e) {
            return new Dsse.Checked.Bad(e.problems().getFirst().cause());
        }
    }

    private static List<byte[]> envelopes(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).strip();
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        boolean oneALine = lines.size() > 1 && lines.stream().allMatch(l -> l.startsWith("{") && l.endsWith("}"));
        return (oneALine ? lines : List.of(text))
                .stream()
                        .limit(MAX_ENVELOPES)
                        .map(l -> l.getBytes(StandardCharsets.UTF_8))
                        .toList();
    }
}
