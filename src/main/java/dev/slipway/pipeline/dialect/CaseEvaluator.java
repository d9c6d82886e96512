package dev.slipway.pipeline.dialect;

/** What {@code eval} asks of a language: an expression case, one line of JSON, to its answer, one line of JSON. Pure. */
public interface CaseEvaluator {
    /** The word on the command line. */
    String id();

    /** Evaluates {@code {"expr": .., "contexts": {..}}} to {@code {"kind", "value"}} or {@code {"error"}}. */
    String evaluate(String line);
}
