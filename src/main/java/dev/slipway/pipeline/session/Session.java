package dev.slipway.pipeline.session;

import dev.slipway.pipeline.flow.Node;
import dev.slipway.pipeline.flow.Verdict;
import java.util.List;

/**
 * A dialect's side of one run of one file. Life cycle:
 *
 * <ol>
 *   <li>{@link #notices} and {@link #nodes} once, before the start;
 *   <li>{@link #decide} for each node, once, when all it needs is settled and its group was entered;
 *   <li>{@link #open} for each attempt of a job that runs;
 *   <li>{@link #settled} for each node when it is over, before any node that needs it is asked about.
 * </ol>
 *
 * <p>{@code decide}, {@code open} and {@code settled} are called by one thread, the engine's, and return at once. Jobs opened
 * run each on a thread of its own. A dialect that throws {@code SlipwayException} fails the node with that problem.
 *
 * <p>Determinism: the same nodes and the same settled results give the same verdicts and node ids, else a run cannot be
 * resumed.
 */
public interface Session {
    /** What the run will not do, or will do otherwise than the hosted service would; told before anything starts. */
    List<Notice> notices();

    /** The graph as far as it is known before the run. */
    List<Node> nodes();

    /** For people: the name of a node, the matrix cell included. */
    String title(String node);

    /** Whether, how and as what a node runs. */
    Verdict decide(String node, View view);

    /** The steps of an attempt, from 1, of a job. */
    JobSession open(String node, int attempt, Place place, View view);

    /**
     * Which jobs share files: those of equal, non-empty answers run in one folder (Jenkins stages of one agent). Empty for a
     * folder of its own.
     */
    default String workspace(String node) {
        return "";
    }

    /** A node is over. Called for nodes that an earlier, resumed run finished, too. */
    default void settled(String node, JobReport report) {}
}
