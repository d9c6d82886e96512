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
        Instant now) {
    public GateInput {
        gates = List.copyOf(gates);
        scopes = List.copyOf(scopes);
        waivers = Map.copyOf(waivers);
        envelopes = List.copyOf(envelopes);
    }
}
