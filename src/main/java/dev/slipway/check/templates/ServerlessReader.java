package dev.slipway.check.templates;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Serverless Framework on AWS: its functions, with what the provider section says for all of them. */
public final class ServerlessReader implements ResourceReader {
    @Override
    public Set<Format> formats() {
        return Set.of(Format.SERVERLESS);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        return files.stream().map(ServerlessReader::read).toList();
    }

    private static Resources read(SourceFile file) {
        Node root = file.tree().root();
        List<Resource> all = new ArrayList<>();
        if (!root.textAt("provider", "name")
                .or(() -> root.textAt("provider"))
                .orElse("aws")
                .equals("aws")) {
            return new Resources(all);
        }
        TreeValues values = new TreeValues(file.path(), Map.of());
        for (Node.Entry e : root.entriesAt("functions")) {
            if (e.value() instanceof Node.Mapping m) {
                all.add(function(file, values, root, e.key(), m));
            }
        }
        return new Resources(all);
    }

    private static Resource function(
            SourceFile file, TreeValues values, Node root, Node.Scalar key, Node.Mapping body) {
        Origin at = new Origin(file.path(), key.span());
        Map<String, Value> entries = new LinkedHashMap<>();
        Value.Block raw = values.block(body, key.span());
        raw.entries().forEach((name, value) -> {
            switch (name) {
                case "tracing" ->
                    entries.put("tracing_config", new Value.Block(Map.of("mode", mode(value)), value.at()));
                case "onError" ->
                    entries.put("dead_letter_config", new Value.Block(Map.of("target_arn", value), value.at()));
                case "environment" ->
                    entries.put("environment", new Value.Block(Map.of("variables", value), value.at()));
                case "memorySize" -> entries.put("memory_size", value);
                case "handler", "role", "runtime", "tags", "timeout" -> entries.put(name, value);
                default -> {}
            }
        });
        root.at("provider", "tracing", "lambda")
                .ifPresent(n -> entries.putIfAbsent(
                        "tracing_config",
                        new Value.Block(
                                Map.of("mode", mode(values.value(n, n.span()))), new Origin(file.path(), n.span()))));
        root.at("provider", "tags").ifPresent(n -> entries.putIfAbsent("tags", values.value(n, n.span())));
        root.at("provider", "runtime").ifPresent(n -> entries.putIfAbsent("runtime", values.value(n, n.span())));
        return new Resource(
                "aws_lambda_function",
                key.value(),
                "aws_lambda_function." + key.value(),
                new Value.Block(entries, at),
                at,
                Format.SERVERLESS);
    }

    /** {@code true} is Active. */
    private static Value mode(Value value) {
        return value.is(true) ? new Value.Text("Active", value.at()) : value;
    }
}
