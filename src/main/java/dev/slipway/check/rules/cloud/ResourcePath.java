package dev.slipway.check.rules.cloud;

import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into a resource: {@code metadata_options.http_tokens}. Blocks that are written several times are looked at one by
 * one. A step that ends in {@code []} speaks only about blocks that exist: {@code ebs_block_device[].encrypted}.
 */
record ResourcePath(List<Step> steps) {
    /** One name; optional when nothing is to be said where it is absent. */
    record Step(String name, boolean optional) {}

    /** What stands at the path; the names that are missing when it is absent, none when it is there. */
    record Hit(Value value, List<String> missing) {}

    static ResourcePath of(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split("\\.")) {
            boolean optional = part.endsWith("[]");
            steps.add(new Step(optional ? part.substring(0, part.length() - 2) : part, optional));
        }
        return new ResourcePath(List.copyOf(steps));
    }

    /** As people write it. */
    String shown() {
        return String.join(".", steps.stream().map(Step::name).toList());
    }

    /** What stands at it: one hit at least, unless an optional step is absent. */
    List<Hit> in(Value root) {
        List<Hit> hits = new ArrayList<>();
        walk(root, 0, hits);
        return hits;
    }

    private void walk(Value here, int depth, List<Hit> hits) {
        if (depth == steps.size()) {
            if (here.absent()) {
                hits.add(new Hit(here, names(depth - 1)));
            } else {
                hits.add(new Hit(here, List.of()));
            }
            return;
        }
        switch (here) {
            case Value.Items i when !i.items().isEmpty() -> i.items().forEach(item -> walk(item, depth, hits));
            case Value.Block b -> inside(b, depth, hits);
            case Value.Unknown u -> hits.add(new Hit(u, List.of()));
            case Value.Items i -> missing(i, depth, hits);
            case Value.Text t -> missing(t, depth, hits);
            case Value.Number n -> missing(n, depth, hits);
            case Value.Bool t -> missing(t, depth, hits);
            case Value.Absent a -> missing(a, depth, hits);
        }
    }

    private void inside(Value.Block block, int depth, List<Hit> hits) {
        Value next = block.entries().getOrDefault(steps.get(depth).name(), new Value.Absent(block.at()));
        if (next.absent()) {
            missing(block, depth, hits);
        } else {
            walk(next, depth + 1, hits);
        }
    }

    private void missing(Value nearest, int depth, List<Hit> hits) {
        if (!steps.get(depth).optional()) {
            hits.add(
                    new Hit(new Value.Absent(nearest.at()), nearest instanceof Value.Block ? names(depth) : List.of()));
        }
    }

    private List<String> names(int from) {
        return steps.subList(from, steps.size()).stream().map(Step::name).toList();
    }
}
