package dev.slipway.intent;

import dev.slipway.intent.Declaration.Resource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a service of the Compose file that is a backing service. */
final class ResourceReader {
    private static final Duration YEARS = Duration.ofDays(3650);

    private final Reading reading;

    ResourceReader(Reading reading) {
        this.reading = reading;
    }

    /** The kind a service says or its image shows; empty for an application. */
    static Optional<Resolved<String>> kind(Section service, Section wishes) {
        if (wishes.keys().contains("kind") || wishes.keys().contains("managed")) {
            Given<String> said = wishes.choice("kind", ResourceKinds.ALL, Vocabulary.KIND_SLIPS);
            if (said.isGiven()) {
                return said.resolved();
            }
        }
        if (service.get("build").isPresent()) {
            return Optional.empty();
        }
        return service.get("image")
                .filter(Tree.Leaf.class::isInstance)
                .map(Tree.Leaf.class::cast)
                .flatMap(leaf -> ResourceKinds.ofImage(leaf.value()).map(k -> Resolved.declared(k, leaf.place())));
    }

    Resource read(String name, Section service, Section wishes, Resolved<String> kind) {
        wishes.knows(Vocabulary.X_RESOURCE);
        Section none = WishReader.nothing(wishes);
        Section backup = wishes.section("backup").orElse(none);
        Section replicas = wishes.section("replicas").orElse(none);
        Set<String> literal = new HashSet<>();
        Resource resource = new Resource(
                name,
                service.place(),
                kind,
                service.text("image"),
                Commands.command(service, "command"),
                new VariableReader(reading, service, Set.of(), literal).read(),
                ServiceReader.volumes(service),
                Ports.of(service),
                Commands.healthcheck(service),
                managed(wishes),
                wishes.text("class"),
                wishes.flag("ha"),
                duration(backup, "rpo"),
                duration(backup, "rto"),
                duration(backup, "keep"),
                replicas.integer("read", 0, 15));
        backup.finish(Vocabulary.slips("retention=keep retain=keep"));
        replicas.finish(Vocabulary.slips("readreplicas=read"));
        wishes.finish(Vocabulary.RESOURCE_SLIPS);
        return resource;
    }

    /** A list of environments; {@code true} stands for all with a cloud, {@code false} for none. */
    private static Given<List<String>> managed(Section wishes) {
        Optional<Tree> found = wishes.get("managed");
        if (found.isPresent()
                && found.get() instanceof Tree.Leaf leaf
                && leaf.value().matches("true|false")) {
            return Given.of(leaf.value().equals("true") ? List.of("*") : List.of(), leaf.place());
        }
        return wishes.texts("managed", "the name of an environment, or true", "[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    }

    private static Given<Duration> duration(Section backup, String key) {
        return backup.duration(key, "a duration such as 15m, 4h or 30d", Duration.ofSeconds(1), YEARS);
    }
}
