package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.check.terraform.TerraformModule.Declared;
import dev.slipway.check.terraform.TerraformModule.Local;
import dev.slipway.text.Hcl;
import dev.slipway.text.HclExpression;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One call of a module: its inputs, and what its names mean. Evaluates each variable, local and output once. */
final class ModuleInstance {
    /** Calls within calls. */
    private static final int MAX_CALLS = 12;

    final TerraformModule module;
    /** {@code module.net["a"].}, empty for the root. */
    final String prefix;

    final Evaluator evaluator;
    private final Budget budget;
    private final Map<String, TerraformModule> folders;
    private final Map<String, Supplier<Value>> inputs;
    private final int depth;
    private final Map<String, Value> known = new HashMap<>();
    private final Set<String> inProgress = new HashSet<>();
    private final Map<String, List<Call>> calls = new HashMap<>();

    /** A module call: its key, absent for a single one, and the instance. */
    record Call(Value key, ModuleInstance instance) {}

    private ModuleInstance(
            TerraformModule module,
            String prefix,
            Map<String, Supplier<Value>> inputs,
            Map<String, TerraformModule> folders,
            Budget budget,
            int depth) {
        this.module = module;
        this.prefix = prefix;
        this.inputs = inputs;
        this.folders = folders;
        this.budget = budget;
        this.depth = depth;
        this.evaluator = new Evaluator(this, budget);
    }

    static ModuleInstance root(
            TerraformModule module, Map<String, Supplier<Value>> inputs, Map<String, TerraformModule> folders) {
        return new ModuleInstance(module, "", inputs, folders, new Budget(), 0);
    }

    /** For values that stand in no file. */
    Origin nowhere() {
        String file =
                module.files.isEmpty() ? module.folder : module.files.getFirst().file();
        return new Origin(file, new Span(1, 1, 0, 0));
    }

    /** What a name with steps means, when it is no local name of the expression. */
    Value reference(String name, List<Value> steps, Origin at) {
        String first = steps.isEmpty() ? "" : steps.getFirst().known().orElse("");
        return switch (name) {
            case "var" -> Evaluator.walk(once("var." + first, () -> variable(first, at), at), rest(steps, 1), at);
            case "local" -> Evaluator.walk(once("local." + first, () -> local(first, at), at), rest(steps, 1), at);
            case "module" -> output(first, rest(steps, 1), at);
            case "path" ->
                first.equals("module") || first.equals("root")
                        ? new Value.Text(module.folder.isEmpty() ? "." : module.folder, at)
                        : Values.unknown("path." + first + " depends on the machine", at);
            case "each", "count", "self", "terraform" -> Values.unknown(name + "." + first + " is not known", at);
            case "data" -> resource("data." + first, rest(steps, 1), at);
            default -> resource(name, steps, at);
        };
    }

    private static List<Value> rest(List<Value> steps, int from) {
        return steps.subList(Math.min(from, steps.size()), steps.size());
    }

    private Value once(String name, Supplier<Value> evaluation, Origin at) {
        Value before = known.get(name);
        if (before != null) {
            return before;
        }
        if (!inProgress.add(name)) {
            return Values.unknown(name + " refers to itself", at);
        }
        try {
            Value value = evaluation.get();
            known.put(name, value);
            return value;
        } finally {
            inProgress.remove(name);
        }
    }

    private Value variable(String name, Origin at) {
        Declared declared = module.variables.get(name);
        Supplier<Value> input = inputs.get(name);
        Optional<Hcl.Attribute> standard =
                declared == null ? Optional.empty() : declared.block().body().attribute("default");
        Value value = input != null
                ? input.get()
                : declared != null && standard.isPresent()
                        ? evaluator.of(standard.get().value(), declared.file(), Scope.EMPTY)
                        : Values.unknown("var." + name + " has no default", at);
        Optional<Hcl.Attribute> type =
                declared == null ? Optional.empty() : declared.block().body().attribute("type");
        return declared == null || type.isEmpty()
                ? value
                : new VariableType(evaluator, declared.file(), budget)
                        .convert(value, type.get().value());
    }

    private Value local(String name, Origin at) {
        Local local = module.locals.get(name);
        return local == null
                ? Values.unknown("local." + name + " is not declared", at)
                : evaluator.of(local.attribute().value(), local.file(), Scope.EMPTY);
    }

    private Value resource(String type, List<Value> steps, Origin at) {
        if (steps.isEmpty()) {
            return Values.unknown(type + " is not known", at);
        }
        String name = steps.getFirst().known().orElse("?");
        String address = type + "." + name;
        Declared declared = module.resources.get(address);
        String attribute = steps.size() > 1 ? steps.getLast().known().orElse("") : "";
        if (declared != null
                && type.equals("data.aws_iam_policy_document")
                && (attribute.equals("json") || attribute.equals("minified_json"))) {
            return once(address, () -> new PolicyData(this).document(declared), at);
        }
        boolean indexed =
                steps.size() > 1 && !(steps.get(1) instanceof Value.Unknown) && isIndex(steps.get(1), declared);
        String full = prefix + address + (indexed ? index(steps.get(1)) : "");
        return new Value.Unknown(full + " is known after it was made", List.of(full), at);
    }

    /** An index stands between the name and the attribute only where the resource is one of many. */
    private static boolean isIndex(Value step, @org.jspecify.annotations.Nullable Declared declared) {
        boolean many = declared != null
                && (declared.block().body().attribute("count").isPresent()
                        || declared.block().body().attribute("for_each").isPresent());
        return step instanceof Value.Number || (many && step.known().isPresent());
    }

    static String index(Value key) {
        return key instanceof Value.Number n
                ? "[" + n.number().toPlainString() + "]"
                : "[\"" + key.known().orElse("?") + "\"]";
    }

    /** The calls of a module block; none when its files are not here. */
    List<Call> calls(String name) {
        List<Call> before = calls.get(name);
        if (before != null) {
            return before;
        }
        calls.put(name, List.of());
        Declared declared = module.modules.get(name);
        if (declared == null || depth >= MAX_CALLS) {
            return List.of();
        }
        String source = declared.block()
                .body()
                .attribute("source")
                .map(a -> evaluator
                        .of(a.value(), declared.file(), Scope.EMPTY)
                        .known()
                        .orElse(""))
                .orElse("");
        TerraformModule target = folders.get(TerraformModule.resolve(module.folder, source));
        if (target == null || !(source.startsWith("./") || source.startsWith("../") || source.equals(".."))) {
            return List.of();
        }
        List<Call> made = new ArrayList<>();
        for (Expansion.Copy copy : new Expansion(this).of(declared)) {
            String address = prefix + "module." + name + copy.suffix() + ".";
            made.add(new Call(
                    copy.key(),
                    new ModuleInstance(target, address, inputs(declared, copy.scope()), folders, budget, depth + 1)));
        }
        calls.put(name, List.copyOf(made));
        return made;
    }

    private Map<String, Supplier<Value>> inputs(Declared call, Scope scope) {
        Map<String, Supplier<Value>> given = new LinkedHashMap<>();
        for (Hcl.Attribute attribute : call.block().body().attributes()) {
            given.put(attribute.name(), () -> evaluator.of(attribute.value(), call.file(), scope));
        }
        return given;
    }

    private Value output(String name, List<Value> steps, Origin at) {
        List<Call> made = calls(name);
        String shown = name
                + steps.stream()
                        .flatMap(v -> v.known().stream())
                        .map(v -> "." + v)
                        .reduce("", String::concat);
        Value.Unknown whole = new Value.Unknown(
                "module." + shown + " is known after it was made", List.of(prefix + "module." + name), at);
        if (made.isEmpty()) {
            return whole;
        }
        Declared declared = module.modules.get(name);
        boolean many = declared != null
                && (declared.block().body().attribute("count").isPresent()
                        || declared.block().body().attribute("for_each").isPresent());
        List<Value> after = many ? rest(steps, 1) : steps;
        Optional<Call> one = !many
                ? Optional.of(made.getFirst())
                : made.stream()
                        .filter(c -> !steps.isEmpty()
                                && Values.same(c.key(), steps.getFirst()).orElse(false))
                        .findFirst();
        if (one.isEmpty() || after.isEmpty()) {
            return whole;
        }
        String output = after.getFirst().known().orElse("");
        return Evaluator.walk(one.get().instance().outputValue(output, at), rest(after, 1), at);
    }

    private Value outputValue(String name, Origin at) {
        Declared declared = module.outputs.get(name);
        Optional<Hcl.Attribute> value =
                declared == null ? Optional.empty() : declared.block().body().attribute("value");
        return declared == null || value.isEmpty()
                ? Values.error("there is no output " + name, at)
                : once("output." + name, () -> evaluator.of(value.get().value(), declared.file(), Scope.EMPTY), at);
    }

    Value evaluate(HclExpression expression, String file, Scope scope) {
        return evaluator.of(expression, file, scope);
    }
}
