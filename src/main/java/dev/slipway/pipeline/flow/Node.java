package dev.slipway.pipeline.flow;

import java.util.List;

/**
 * A job, or a group of jobs, before anything is known of the run. What only the run knows (condition, matrix, timeouts)
 * comes with its {@link Verdict}.
 *
 * @param id unique in the run and the same in every run of the same file: {@code build}, {@code build (linux, 21)},
 *     {@code deploy/smoke} inside a group
 * @param parent id of the group that holds it; empty at the top. A node of a group starts after the group was entered
 * @param needs nodes that settle before this one is asked about
 * @param kind what it is before it is asked about; a {@link Kind#JOB} may expand into a group
 */
public record Node(String id, String parent, List<Need> needs, Kind kind) {
    public Node {
        needs = List.copyOf(needs);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a node has an id");
        }
    }

    /** What a node is. */
    public enum Kind {
        /** Runs steps, or expands. */
        JOB,
        /** Holds nodes; settles when all of them have. */
        GROUP
    }

    /**
     * An edge.
     *
     * @param id the node that goes first
     * @param order true when it is only about the order (a stage after a stage): a manual job that nobody must start does
     *     not hold such an edge
     */
    public record Need(String id, boolean order) {}

    /** A job at the top that needs these. */
    public static Node job(String id, List<String> needs) {
        return job(id, "", needs);
    }

    /** A job in a group. */
    public static Node job(String id, String parent, List<String> needs) {
        return new Node(id, parent, needs.stream().map(n -> new Need(n, false)).toList(), Kind.JOB);
    }

    /** A group. */
    public static Node group(String id, String parent, List<String> needs) {
        return new Node(id, parent, needs.stream().map(n -> new Need(n, false)).toList(), Kind.GROUP);
    }
}
