package dev.slipway.check.cloudformation;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads templates: each one is a set of its own, as a stack is. */
public final class CloudFormationReader implements ResourceReader {
    /** Resources of one template: the service allows 500. */
    private static final int MAX_RESOURCES = 2_000;

    @Override
    public Set<Format> formats() {
        return Set.of(Format.CLOUDFORMATION);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        return files.stream().map(CloudFormationReader::read).toList();
    }

    /** The resources of one template. Those whose condition never holds are left out. */
    public static Resources read(SourceFile file) {
        Template template = Template.of(file);
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Template.Declared declared : template.resources()) {
            addresses.put(declared.id(), TypeTable.of(declared.type()).type() + "." + declared.id());
        }
        Evaluator evaluator = new Evaluator(template, addresses);
        List<Resource> all = new ArrayList<>();
        for (Template.Declared declared :
                template.resources().stream().limit(MAX_RESOURCES).toList()) {
            Optional<Boolean> exists = declared.body()
                    .textAt("Condition")
                    .flatMap(c -> evaluator.conditions().holds(c));
            if (exists.orElse(true)) {
                all.addAll(resources(template, declared, evaluator));
            }
        }
        return new Resources(all);
    }

    private static List<Resource> resources(Template template, Template.Declared declared, Evaluator evaluator) {
        Origin at = new Origin(template.file(), declared.key().span());
        Value value = evaluator.value(declared.properties(), declared.inside());
        Value.Block raw = value instanceof Value.Block b
                ? b
                : new Value.Block(Map.of(), new Origin(template.file(), declared.inside()));
        Translation translation = TypeTable.of(declared.type());
        Declaring declaring = Declaring.of(declared.id(), translation.type(), raw, at, translation.translate(raw));
        ServiceParts.adjust(declaring, declared.type());
        return declaring.done();
    }
}
