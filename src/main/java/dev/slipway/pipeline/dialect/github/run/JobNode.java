package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;

/**
 * A job, or a cell of its matrix, as a node of the run.
 *
 * @param id of the node
 * @param job its key in the file
 * @param cell of the matrix; empty for the job itself
 * @param index of the cell, from 0
 * @param needs node ids
 */
record JobNode(
        String id,
        CalledFlow flow,
        String job,
        Node body,
        Optional<Value.Obj> cell,
        int index,
        int total,
        List<String> needs) {
    JobNode {
        needs = List.copyOf(needs);
    }

    /** The scope name of {@code needs}: the job's key of a node id in the same workflow. */
    String key(String node) {
        return node.substring(flow.prefix().length());
    }
}
