package dev.slipway.check.terraform;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.terraform.TerraformModule.Declared;
import dev.slipway.text.Hcl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads Terraform. Each folder that no other one calls is a root module and gives one set: its resources and those of the
 * modules it calls, once per call. A plan in JSON is read as it is and gives a set of its own.
 */
public final class TerraformReader implements ResourceReader {
    /** Resources of one set: modules calling modules multiply. */
    private static final int MAX_RESOURCES = 20_000;

    @Override
    public Set<Format> formats() {
        return Set.of(Format.TERRAFORM, Format.TERRAFORM_PLAN);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        List<Resources> sets = new ArrayList<>();
        Map<String, List<SourceFile>> byFolder = new TreeMap<>();
        for (SourceFile file :
                files.stream().sorted(Comparator.comparing(SourceFile::path)).toList()) {
            if (file.format() == Format.TERRAFORM_PLAN) {
                sets.add(new PlanReader(file).read());
            } else {
                byFolder.computeIfAbsent(file.folder(), f -> new ArrayList<>()).add(file);
            }
        }
        Map<String, TerraformModule> modules = new LinkedHashMap<>();
        Map<String, List<Hcl>> values = new LinkedHashMap<>();
        byFolder.forEach((folder, sources) -> {
            List<Hcl> code = new ArrayList<>();
            for (SourceFile source : sources) {
                Hcl hcl = Hcl.parse(source.path(), source.text());
                if (source.name().contains(".tfvars")) {
                    if (isRead(source.name())) {
                        values.computeIfAbsent(folder, f -> new ArrayList<>()).add(hcl);
                    }
                } else {
                    code.add(hcl);
                }
            }
            if (!code.isEmpty()) {
                modules.put(folder, new TerraformModule(folder, code));
            }
        });
        roots(modules).forEach(root -> sets.add(set(root, values.getOrDefault(root.folder, List.of()), modules)));
        return sets;
    }

    /** Whether Terraform reads a file of values without being told to. */
    private static boolean isRead(String name) {
        return name.equals("terraform.tfvars")
                || name.equals("terraform.tfvars.json")
                || name.endsWith(".auto.tfvars")
                || name.endsWith(".auto.tfvars.json");
    }

    private static List<TerraformModule> roots(Map<String, TerraformModule> modules) {
        Map<String, Set<String>> calls = new LinkedHashMap<>();
        modules.forEach((folder, module) -> {
            Set<String> called = new HashSet<>();
            for (Declared call : module.modules.values()) {
                call.block().body().attribute("source").ifPresent(a -> {
                    if (a.value() instanceof dev.slipway.text.HclExpression.Template t) {
                        t.literal()
                                .filter(s -> s.startsWith("."))
                                .map(s -> TerraformModule.resolve(folder, s))
                                .filter(f -> !f.equals(folder))
                                .ifPresent(called::add);
                    }
                });
            }
            calls.put(folder, called);
        });
        Set<String> called = new HashSet<>();
        calls.values().forEach(called::addAll);
        List<TerraformModule> roots = new ArrayList<>();
        modules.forEach((folder, module) -> {
            if (!called.contains(folder)) {
                roots.add(module);
            }
        });
        // Modules that only call each other: nobody else would look at them.
        Set<String> reached = new HashSet<>();
        roots.forEach(r -> reach(r.folder, calls, reached));
        modules.forEach((folder, module) -> {
            if (!reached.contains(folder)) {
                roots.add(module);
                reach(folder, calls, reached);
            }
        });
        return roots;
    }

    private static void reach(String from, Map<String, Set<String>> calls, Set<String> reached) {
        List<String> todo = new ArrayList<>(List.of(from));
        while (!todo.isEmpty()) {
            String folder = todo.removeLast();
            if (reached.add(folder)) {
                todo.addAll(calls.getOrDefault(folder, Set.of()));
            }
        }
    }

    private static Resources set(TerraformModule root, List<Hcl> values, Map<String, TerraformModule> modules) {
        Map<String, Supplier<Value>> inputs = new LinkedHashMap<>();
        // Values of a folder are literals; evaluated as if in the root.
        ModuleInstance plain = ModuleInstance.root(root, Map.of(), modules);
        for (Hcl file : values) {
            for (Hcl.Attribute attribute : file.body().attributes()) {
                inputs.put(attribute.name(), () -> plain.evaluate(attribute.value(), file.file(), Scope.EMPTY));
            }
        }
        List<Resource> all = new ArrayList<>();
        Set<String> declaredOnce = new HashSet<>();
        collect(ModuleInstance.root(root, inputs, modules), all, declaredOnce);
        return new Resources(all);
    }

    private static void collect(ModuleInstance instance, List<Resource> into, Set<String> declaredOnce) {
        instance.module.resources.forEach((address, declared) -> {
            String type = (declared.block().type().equals("data") ? "data." : "")
                    + declared.block().label(0);
            for (Expansion.Copy copy : new Expansion(instance).of(declared)) {
                if (into.size() < MAX_RESOURCES) {
                    Value.Block attributes =
                            new BlockReader(instance, declared.file()).read(declared.block(), copy.scope());
                    into.add(new Resource(
                            type,
                            declared.block().label(1),
                            instance.prefix + address + copy.suffix(),
                            attributes,
                            attributes.at(),
                            Format.TERRAFORM));
                }
            }
        });
        if (declaredOnce.add(instance.module.folder)) {
            into.addAll(new Declarations(instance).read());
        }
        for (String name : instance.module.modules.keySet()) {
            if (instance.calls(name).isEmpty()) {
                Declared call = instance.module.modules.get(name);
                Value.Block inputs = new BlockReader(instance, call.file()).read(call.block(), Scope.EMPTY);
                into.addAll(RegistryModules.of(name, instance.prefix + "module." + name, inputs));
            }
            for (ModuleInstance.Call call : instance.calls(name)) {
                if (into.size() < MAX_RESOURCES) {
                    collect(call.instance(), into, declaredOnce);
                }
            }
        }
    }
}
