package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a gate may look at.
 *
 * @param gates which are asked
 * @param subject the digest that would come to traffic
 * @param scopes keys of the scopes it would serve
 * @param waivers gate word to who waived it and why
 * @param envelopes as stored, newest first; not yet checked
 */
public record GateInput(
        List<GateId> gates,
        Digest subject,
        List<String> scopes,
        Intent.Environment environment,
        Map<String, String> waivers,
        List<byte[]> envelopes,
        TrustedKeys keys,
        Instant now,
        Asked asked) {
    /**
     * The plan whose approval is asked.
     *
     * @param plan its hash
     * @param author {@code USER@HOST} who had it made; empty when that is not known
     * @param envelopes about the plan, newest first
     */
    public record Asked(Digest plan, String author, List<byte[]> envelopes) {
        public Asked {
            envelopes = List.copyOf(envelopes);
        }
    }

    /** Outside of a plan. */
    public GateInput(
            List<GateId> gates,
            Digest subject,
            List<String> scopes,
            Intent.Environment environment,
            Map<String, String> waivers,
            List<byte[]> envelopes,
            TrustedKeys keys,
            Instant now) {
        this(gates, subject, scopes, environment, waivers, envelopes, keys, now, new Asked(subject, "", List.of()));
    }

    public GateInput {
        gates = List.copyOf(gates);
        scopes = List.copyOf(scopes);
        waivers = Map.copyOf(waivers);
        envelopes = List.copyOf(envelopes);
    }
}
