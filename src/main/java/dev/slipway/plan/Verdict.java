package dev.slipway.plan;

import java.util.List;

/**
 * A gate's answer with what decided it; it never claims more than was looked at.
 *
 * @param decided one sentence for people
 * @param inputs digests of the evidence and the values that decided
 * @param closes the command that closes the gap; empty when the gate is open
 */
public record Verdict(GateId gate, Answer answer, String decided, List<String> inputs, String closes) {
    /** The four answers. */
    public enum Answer {
        PASS,
        FAIL,
        WAIT,
        WAIVED
    }

    public Verdict {
        inputs = List.copyOf(inputs);
    }

    /** Whether the plan may run as far as this gate is concerned. */
    public boolean open() {
        return answer == Answer.PASS || answer == Answer.WAIVED;
    }
}
