package dev.slipway.pipeline.flow;

import java.util.List;

/** What a dialect says about a node whose needs are settled. */
public sealed interface Verdict {
    /** A job runs, or a group is entered, on these terms. */
    record Run(Terms terms) implements Verdict {}

    /**
     * A job becomes a group of these nodes: a matrix, a called workflow, a child pipeline. Their {@link Node#parent} is the
     * job, or a group among themselves.
     */
    record Expand(List<Node> nodes, Terms terms) implements Verdict {
        public Expand {
            nodes = List.copyOf(nodes);
        }
    }

    /** It does not run; the reason is for people. */
    record Skip(String reason) implements Verdict {}

    /** It cannot run, for example because an expression failed; the reason is for people. Counts as a failure. */
    record Fail(String reason) implements Verdict {}
}
