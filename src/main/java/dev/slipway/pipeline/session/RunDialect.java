package dev.slipway.pipeline.session;

import java.util.List;

/** A language whose files can be run. To add one, implement this and add a line to the catalogue of dialects. */
public interface RunDialect {
    /** {@code github}, {@code gitlab}, {@code azure} or {@code jenkins}. */
    String id();

    /** Whether a file is of this language; {@code path} relative to the repository, with {@code /}. */
    boolean detects(String path, String text);

    /**
     * Whether the event starts this file at all, by the file's own filters. A file that the user names runs whatever its
     * filters say.
     */
    boolean triggeredBy(RunRequest request);

    /** What would run, without running it. */
    Graph graph(RunRequest request);

    /**
     * A graph for people and scripts.
     *
     * @param json one object, with {@code jobs} as the dialect plans them
     */
    record Graph(String json, List<Vertex> vertices) {
        public Graph {
            vertices = List.copyOf(vertices);
        }
    }

    /**
     * A job of a graph.
     *
     * @param stage empty where the dialect has none
     * @param needs ids of jobs that go first
     * @param note why it will not run, or what only the run decides; empty otherwise
     * @param steps names
     */
    record Vertex(String id, String name, String stage, List<String> needs, String note, List<String> steps) {
        public Vertex {
            needs = List.copyOf(needs);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A run of a file.
     *
     * @throws dev.slipway.base.SlipwayException with every mistake of the file and of the request
     */
    Session session(RunRequest request);
}
