package dev.slipway.cli;

import dev.slipway.pipeline.session.RunDialect.Graph;
import dev.slipway.pipeline.session.RunDialect.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pipeline's graph as text and as a Mermaid diagram. */
final class GraphText {
    private GraphText() {}

    /** Jobs in the order of the file, with what they need, their steps and what is known of their conditions. */
    static List<String> lines(String path, Graph graph) {
        List<String> lines = new ArrayList<>();
        lines.add(path);
        for (Vertex v : graph.vertices()) {
            String needs = v.needs().isEmpty() ? "" : "  needs " + String.join(", ", v.needs());
            String note = v.note().isEmpty() ? "" : "  (" + v.note() + ")";
            String stage = v.stage().isEmpty() ? "" : "  [" + v.stage() + "]";
            String name = v.name().equals(v.id()) ? "" : "  \"" + v.name() + "\"";
            lines.add("  " + v.id() + name + stage + needs + note);
            v.steps().forEach(s -> lines.add("      " + Console.printable(s)));
        }
        return lines;
    }

    /** {@code flowchart LR}. */
    static List<String> mermaid(Graph graph) {
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        Map<String, String> ids = new HashMap<>();
        for (Vertex v : graph.vertices()) {
            ids.put(v.id(), "j" + ids.size());
            String text = v.name().replace("\"", "#quot;").replace("\n", " ");
            lines.add("  " + ids.get(v.id()) + "[\"" + text + "\"]" + (v.note().isEmpty() ? "" : ":::open"));
        }
        for (Vertex v : graph.vertices()) {
            v.needs().stream()
                    .filter(ids::containsKey)
                    .forEach(n -> lines.add("  " + ids.get(n) + " --> " + ids.get(v.id())));
        }
        lines.add("  classDef open stroke-dasharray: 4 4");
        return lines;
    }
}
