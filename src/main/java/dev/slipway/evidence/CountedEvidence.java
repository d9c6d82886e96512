package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.intent.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which envelopes count: signed by a key at hand that has not expired, about this very digest, by this machine or a signer
 * whom the environment trusts; an imported result only where the environment names its signer, this machine's too.
 *
 * @param refused why each other envelope does not count
 */
record CountedEvidence(List<Item> items, List<String> refused) {
    /** Refusals that are shown; a flood of forgeries must not flood the verdict. */
    private static final int MAX_REFUSED = 10;

    /** One piece that counts. */
    record Item(Digest envelope, Predicate predicate, TrustedKeys.Known signer) {
        /** For a verdict's inputs. */
        String text() {
            return envelope.value() + " " + Notary.summary(predicate) + ", signed by " + signer.text();
        }
    }

    static CountedEvidence of(GateInput input) {
        List<Item> items = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (byte[] envelope : input.envelopes()) {
            Digest digest = Digest.of(envelope);
            switch (Dsse.check(envelope, input.keys())) {
                case Dsse.Checked.Bad(String why) -> refused.add(not(digest, why));
                case Dsse.Checked.Good(Statement statement, TrustedKeys.Known signer) -> {
                    Optional<String> why = objection(input, statement, signer);
                    why.ifPresentOrElse(
                            w -> refused.add(not(digest, w)),
                            () -> items.add(new Item(digest, statement.predicate(), signer)));
                }
            }
        }
        return new CountedEvidence(
                List.copyOf(items), refused.stream().limit(MAX_REFUSED).toList());
    }

    private static Optional<String> objection(GateInput input, Statement statement, TrustedKeys.Known signer) {
        Intent.Environment environment = input.environment();
        boolean named = environment.trust().contains(signer.label())
                || environment.trust().contains(signer.id());
        if (!statement.subjects().contains(input.subject())) {
            return Optional.of("it is about another digest");
        }
        if (input.now().isAfter(signer.notAfter())) {
            return Optional.of("the " + signer.text() + " expired at " + signer.notAfter());
        }
        if (!signer.local() && !named) {
            return Optional.of("environment " + environment.name() + " does not trust the " + signer.text());
        }
        Optional<Origin> origin = statement.predicate().claimedOrigin();
        if (origin.filter(Origin::imported).isPresent() && !named) {
            return Optional.of("imported by " + signer.label() + ", whom environment " + environment.name()
                    + " does not name under trust");
        }
        boolean later = origin.map(Origin::at)
                .filter(at -> tooFarAhead(at, input.now()))
                .isPresent();
        return later ? Optional.of("it says it was made in the future") : Optional.empty();
    }

    /** Clocks of two machines may differ by some minutes. */
    private static boolean tooFarAhead(Instant at, Instant now) {
        return at.isAfter(now.plusSeconds(600));
    }

    private static String not(Digest envelope, String why) {
        return "not counted: " + envelope.value() + ", " + why;
    }

    /** The newest piece of this kind. */
    <P extends Predicate> Optional<Found<P>> newest(Class<P> kind) {
        return items.stream()
                .filter(i -> kind.isInstance(i.predicate()))
                .findFirst()
                .map(i -> new Found<>(i, kind.cast(i.predicate())));
    }

    /** A piece with its predicate's type. */
    record Found<P extends Predicate>(Item item, P predicate) {}
}
