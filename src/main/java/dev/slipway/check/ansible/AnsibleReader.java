package dev.slipway.check.ansible;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tasks of cloud modules; each file is a set of its own. Tasks that remove something are left out. */
public final class AnsibleReader implements ResourceReader {
    private static final Set<String> GONE = Set.of("absent", "terminated", "deleted", "stopped");

    @Override
    public Set<Format> formats() {
        return Set.of(Format.ANSIBLE);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        return files.stream().map(AnsibleReader::read).toList();
    }

    /** The resources of one file. */
    public static Resources read(SourceFile file) {
        List<Resource> all = new ArrayList<>();
        int number = 0;
        for (Task task : Playbook.of(file).tasks()) {
            number++;
            Optional<Translation> translation = ModuleTable.of(task.shortName());
            if (translation.isPresent() && !GONE.contains(task.argument("state").orElse(""))) {
                Origin at = new Origin(file.path(), task.at());
                Value.Block raw = value(task.arguments(), task.at(), file.path()) instanceof Value.Block b
                        ? b
                        : new Value.Block(Map.of(), at);
                all.addAll(ModuleParts.split(task.shortName(), translation.get(), raw, at, "task" + number));
            }
        }
        return new Resources(all);
    }

    private static Value value(Node node, Span at, String file) {
        Origin origin = new Origin(file, at);
        return switch (node) {
            case Node.Mapping m -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                for (Node.Entry e : m.entries()) {
                    Value value = value(e.value(), e.key().span(), file);
                    if (!value.absent()) {
                        entries.put(e.key().value(), value);
                    }
                }
                yield new Value.Block(entries, origin);
            }
            case Node.Sequence s ->
                new Value.Items(
                        s.items().stream().map(i -> value(i, i.span(), file)).toList(), origin);
            case Node.Scalar s -> scalar(s, origin);
        };
    }

    private static Value scalar(Node.Scalar s, Origin origin) {
        String text = s.value();
        if (s.kind() == Node.Kind.NULL) {
            return new Value.Absent(origin);
        }
        if (Truths.isExpression(text) || s.tag().equals("!vault")) {
            return new Value.Unknown("an expression that is known at run time", List.of(), origin);
        }
        if (text.matches("(?i)true|yes|on|false|no|off")) {
            return new Value.Bool(Truths.isTrue(text), origin);
        }
        return text.matches("-?\\d{1,18}")
                ? new Value.Number(new BigDecimal(text), origin)
                : new Value.Text(text, origin);
    }
}
