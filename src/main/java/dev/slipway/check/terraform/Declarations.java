package dev.slipway.check.terraform;

import dev.slipway.check.Format;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.terraform.TerraformModule.Declared;
import dev.slipway.text.Hcl;
import dev.slipway.text.HclExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a module declares about itself, as resources of types that no provider has, so that rules about Terraform itself have
 * the form of all others:
 *
 * <ul>
 *   <li>{@code terraform.variable}, {@code terraform.output}, {@code terraform.module}, {@code terraform.provider},
 *       {@code terraform.settings}: the blocks; variables and locals have the attribute {@code used}
 *   <li>{@code terraform.local}: a local value, in the attribute {@code value}
 *   <li>{@code terraform.undeclared}: a name that is used and not declared, one for each place
 * </ul>
 */
record Declarations(ModuleInstance instance) {
    private static final Set<String> NO_RESOURCE = Set.of(
            "each", "count", "self", "terraform", "path", "var", "local", "module", "data", "provider", "ephemeral");

    /** Places of undeclared names that are kept. */
    private static final int MAX_UNDECLARED = 100;

    List<Resource> read() {
        List<Resource> all = new ArrayList<>();
        Map<String, Origin> uses = uses();
        TerraformModule module = instance.module;
        module.variables.forEach((n, d) -> all.add(block("terraform.variable", "var." + n, n, d, uses)));
        module.outputs.forEach((n, d) -> all.add(block("terraform.output", "output." + n, n, d, uses)));
        module.modules.forEach((n, d) -> all.add(block("terraform.module", "module." + n, n, d, uses)));
        for (Declared d : module.providers) {
            String name = d.block().label(0);
            all.add(block("terraform.provider", "provider." + name, name, d, uses));
        }
        for (Declared d : module.settings) {
            all.add(block("terraform.settings", "terraform", "terraform", d, uses));
        }
        module.locals.forEach((n, l) -> {
            Origin at = new Origin(l.file(), l.attribute().nameSpan());
            Map<String, Value> entries = new LinkedHashMap<>();
            entries.put("value", instance.evaluate(l.attribute().value(), l.file(), Scope.EMPTY));
            entries.put("used", new Value.Bool(uses.containsKey("local." + n), at));
            all.add(new Resource(
                    "terraform.local",
                    n,
                    instance.prefix + "local." + n,
                    new Value.Block(entries, at),
                    at,
                    Format.TERRAFORM));
        });
        uses.forEach((name, at) -> {
            if (undeclared(name) && all.size() < MAX_UNDECLARED + module.variables.size() + module.locals.size()) {
                all.add(new Resource(
                        "terraform.undeclared",
                        name,
                        instance.prefix + name,
                        new Value.Block(Map.of(), at),
                        at,
                        Format.TERRAFORM));
            }
        });
        return all;
    }

    private Resource block(String type, String address, String name, Declared d, Map<String, Origin> uses) {
        Value.Block read = new BlockReader(instance, d.file()).read(d.block(), Scope.EMPTY);
        Map<String, Value> entries = new LinkedHashMap<>(read.entries());
        entries.put("used", new Value.Bool(uses.containsKey(address), read.at()));
        return new Resource(
                type,
                name,
                instance.prefix + address,
                new Value.Block(entries, read.at()),
                read.at(),
                Format.TERRAFORM);
    }

    private boolean undeclared(String name) {
        TerraformModule module = instance.module;
        int dot = name.indexOf('.');
        String rest = name.substring(dot + 1);
        return switch (name.substring(0, dot)) {
            case "var" -> !module.variables.containsKey(rest);
            case "local" -> !module.locals.containsKey(rest);
            case "module" -> !module.modules.containsKey(rest);
            default -> !module.resources.containsKey(name);
        };
    }

    /** Names that are used, with the first place of each, in a fixed order. */
    private Map<String, Origin> uses() {
        Map<String, Origin> uses = new TreeMap<>();
        for (Hcl file : instance.module.files) {
            walk(file.body(), file.file(), Set.of(), uses);
        }
        return uses;
    }

    private static void walk(Hcl.Body body, String file, Set<String> local, Map<String, Origin> uses) {
        for (Hcl.Item item : body.items()) {
            switch (item) {
                case Hcl.Attribute a -> new Names(file, uses).of(a.value(), local);
                case Hcl.Block b -> {
                    Set<String> inner = local;
                    if (b.type().equals("dynamic")) {
                        inner = Names.with(local, b.label(0));
                        inner = b.body()
                                .attribute("iterator")
                                .map(a -> a.value() instanceof HclExpression.Name n ? n.name() : "")
                                .map(n -> Names.with(local, n))
                                .orElse(inner);
                    }
                    // Where names are no references: addresses that were moved, types, providers handed on.
                    if (!Set.of("moved", "import", "removed", "required_providers", "variable")
                            .contains(b.type())) {
                        walk(b.body(), file, inner, uses);
                    }
                }
            }
        }
    }

    /** Finds the references of expressions. */
    private record Names(String file, Map<String, Origin> uses) {
        static Set<String> with(Set<String> names, String more) {
            Set<String> all = new java.util.HashSet<>(names);
            all.add(more);
            return Set.copyOf(all);
        }

        void of(HclExpression expression, Set<String> local) {
            switch (expression) {
                case HclExpression.Digits d -> {}
                case HclExpression.Truth t -> {}
                case HclExpression.Null n -> {}
                case HclExpression.Name n -> {}
                case HclExpression.Item i -> {}
                case HclExpression.Template t -> parts(t.parts(), local);
                case HclExpression.Member m -> member(m, local);
                case HclExpression.Index i -> {
                    of(i.of(), local);
                    of(i.key(), local);
                }
                case HclExpression.Splat s -> {
                    of(s.of(), local);
                    of(s.each(), local);
                }
                case HclExpression.Call c -> c.arguments().forEach(a -> of(a, local));
                case HclExpression.Tuple t -> t.items().forEach(i -> of(i, local));
                case HclExpression.Table t ->
                    t.entries().forEach(e -> {
                        of(e.key(), local);
                        of(e.value(), local);
                    });
                case HclExpression.For f -> {
                    of(f.of(), local);
                    Set<String> inner = with(with(local, f.keyName()), f.valueName());
                    f.key().forEach(k -> of(k, inner));
                    of(f.value(), inner);
                    f.condition().forEach(c -> of(c, inner));
                }
                case HclExpression.Unary u -> of(u.of(), local);
                case HclExpression.Binary b -> {
                    of(b.left(), local);
                    of(b.right(), local);
                }
                case HclExpression.Conditional c -> {
                    of(c.condition(), local);
                    of(c.yes(), local);
                    of(c.no(), local);
                }
            }
        }

        private void parts(List<HclExpression.Part> parts, Set<String> local) {
            for (HclExpression.Part part : parts) {
                switch (part) {
                    case HclExpression.Part.Words w -> {}
                    case HclExpression.Part.Insert i -> of(i.value(), local);
                    case HclExpression.Part.Branch b -> {
                        of(b.condition(), local);
                        parts(b.yes(), local);
                        parts(b.no(), local);
                    }
                    case HclExpression.Part.Loop l -> {
                        of(l.of(), local);
                        parts(l.body(), with(with(local, l.keyName()), l.valueName()));
                    }
                }
            }
        }

        private void member(HclExpression.Member member, Set<String> local) {
            if (member.of() instanceof HclExpression.Name root && !local.contains(root.name())) {
                if (Set.of("var", "local", "module").contains(root.name())
                        || (!NO_RESOURCE.contains(root.name()) && root.name().contains("_"))) {
                    use(root.name() + "." + member.name(), member);
                }
            } else if (member.of() instanceof HclExpression.Member of
                    && of.of() instanceof HclExpression.Name root
                    && root.name().equals("data")
                    && !local.contains("data")) {
                use("data." + of.name() + "." + member.name(), member);
            } else {
                of(member.of(), local);
            }
        }

        private void use(String name, HclExpression at) {
            uses.putIfAbsent(name, new Origin(file, at.span()));
        }
    }
}
