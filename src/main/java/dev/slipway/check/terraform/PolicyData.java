package dev.slipway.check.terraform;

import dev.slipway.check.resources.Value;
import dev.slipway.check.terraform.TerraformModule.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data source {@code aws_iam_policy_document} as the JSON document that it makes. */
record PolicyData(ModuleInstance module) {
    private record Rename(String from, String to) {}

    private static final List<Rename> NAMES = List.of(
            new Rename("sid", "Sid"),
            new Rename("actions", "Action"),
            new Rename("not_actions", "NotAction"),
            new Rename("resources", "Resource"),
            new Rename("not_resources", "NotResource"));

    Value document(Declared declared) {
        Value.Block block = new BlockReader(module, declared.file()).read(declared.block(), Scope.EMPTY);
        List<Value> statements = new ArrayList<>();
        for (Value source : block.get("source_policy_documents").items()) {
            statements.addAll(source.get("Statement").items());
        }
        for (Value statement : block.get("statement").items()) {
            if (statement instanceof Value.Block b) {
                statements.add(statement(b));
            }
        }
        for (Value source : block.get("override_policy_documents").items()) {
            statements.addAll(source.get("Statement").items());
        }
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("Version", new Value.Text("2012-10-17", block.at()));
        document.put("Statement", new Value.Items(statements, block.at()));
        return new Value.Block(document, block.at());
    }

    private static Value statement(Value.Block block) {
        Map<String, Value> entries = new LinkedHashMap<>();
        Value effect = block.get("effect");
        entries.put("Effect", effect.absent() ? new Value.Text("Allow", block.at()) : effect);
        for (Rename name : NAMES) {
            if (!block.get(name.from()).absent()) {
                entries.put(name.to(), block.get(name.from()));
            }
        }
        principals(block, "principals", "Principal", entries);
        principals(block, "not_principals", "NotPrincipal", entries);
        conditions(block, entries);
        return new Value.Block(entries, block.at());
    }

    private static void principals(Value.Block block, String from, String to, Map<String, Value> entries) {
        Map<String, Value> byType = new LinkedHashMap<>();
        for (Value principal : block.get(from).items()) {
            String type = principal.get("type").known().orElse("AWS");
            byType.put(type.equals("*") ? "AWS" : type, principal.get("identifiers"));
        }
        if (!byType.isEmpty()) {
            entries.put(to, new Value.Block(byType, block.get(from).at()));
        }
    }

    private static void conditions(Value.Block block, Map<String, Value> entries) {
        Map<String, Value> byTest = new LinkedHashMap<>();
        for (Value condition : block.get("condition").items()) {
            String test = condition.get("test").known().orElse("?");
            Map<String, Value> variables = new LinkedHashMap<>();
            if (byTest.get(test) instanceof Value.Block before) {
                variables.putAll(before.entries());
            }
            variables.put(condition.get("variable").known().orElse("?"), condition.get("values"));
            byTest.put(test, new Value.Block(variables, condition.at()));
        }
        if (!byTest.isEmpty()) {
            entries.put(
                    "Condition", new Value.Block(byTest, block.get("condition").at()));
        }
    }
}
