package dev.slipway.intent;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Declaration.Environment;
import dev.slipway.intent.Declaration.Resource;
import dev.slipway.intent.Declaration.Service;
import dev.slipway.intent.Declaration.Skipped;
import dev.slipway.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the declared intent: the Compose file, {@code slipway.yaml} over it. All that is wrong is thrown at once, as one
 * {@link dev.slipway.base.SlipwayException} whose problems each name a place.
 */
public final class DeclarationReader {
    /** In Compose's own order: the first that exists is read. */
    public static final List<String> COMPOSE_FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    /** The override of the same schema, for teams that will not touch their Compose file. */
    public static final List<String> OVERRIDES = List.of("slipway.yaml", "slipway.yml");

    /** Services of one file. */
    private static final int MAX_SERVICES = 200;

    /** compose-spec, 05-services.md. */
    private static final String SERVICE_KEY = "[a-zA-Z0-9._-]{1,100}";

    private final Reading reading;

    private DeclarationReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * The declaration as it stands for an environment, whose inline overrides of services are applied. Overrides of all
     * environments are validated.
     *
     * @param variables what <code>${NAME}</code> may name: the process environment over the repository's {@code .env}
     */
    public static Declaration read(FileView view, Map<String, String> variables, EnvName environment) {
        return new DeclarationReader(new Reading(view, variables)).read(environment);
    }

    /** The declaration without the overrides of any environment. */
    public static Declaration read(FileView view, Map<String, String> variables) {
        return new DeclarationReader(new Reading(view, variables)).read(Optional.<EnvName>empty());
    }

    private Declaration read(EnvName environment) {
        return read(Optional.of(environment));
    }

    private Declaration read(Optional<EnvName> environment) {
        List<String> files = new ArrayList<>();
        Optional<Tree.Fields> compose = first(COMPOSE_FILES, files);
        Optional<Tree.Fields> override = first(OVERRIDES, files);
        if (compose.isEmpty() && override.isEmpty()) {
            reading.problems.throwIfAny();
            return Declaration.empty();
        }
        Tree.Fields base = compose.orElseGet(override::orElseThrow);
        Tree.Fields root = compose.isPresent() && override.isPresent() ? Merge.over(base, override.get()) : base;
        Tree.Fields extended = Overrides.extended(root, reading.problems);
        Declaration plain = declaration(extended, files);
        References.check(plain, reading);
        Declaration chosen = plain;
        for (Environment each : plain.environments()) {
            if (!each.overrides().isEmpty()) {
                Declaration overridden = declaration(Overrides.applied(extended, each.name()), files);
                chosen = environment.filter(each.name()::equals).isPresent() ? overridden : chosen;
            }
        }
        reading.problems.throwIfAny();
        return chosen.with(reading.notes());
    }

    private Optional<Tree.Fields> first(List<String> names, List<String> files) {
        List<String> present = names.stream().filter(reading.view::has).toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        String file = present.getFirst();
        present.stream()
                .skip(1)
                .forEach(other -> reading.note(Place.of(other), other + " is not read: " + file + " comes first"));
        Optional<String> text = reading.view.text(file);
        if (text.isEmpty()) {
            reading.problems.add(
                    Place.of(file), file + " cannot be read", "it is larger than 1 MiB or binary", "make it smaller");
            return Optional.empty();
        }
        files.add(file);
        return TreeBuilder.build(Yaml.parse(file, text.get()), reading.variables, reading.problems);
    }

    private Declaration declaration(Tree.Fields root, List<String> files) {
        Section top = new Section(root, "", reading.problems);
        Given<AppName> name = top.text("name", "a name of a-z, 0-9, '-' and '_'", "[a-z0-9][a-z0-9_-]{0,99}")
                .map(AppName::slug);
        Section wishes = top.section("x-slipway")
                .orElse(new Section(new Tree.Fields(Map.of(), root.place()), "x-slipway", reading.problems));
        Declaration.Settings settings = SettingsReader.read(reading, wishes);
        List<Environment> environments = EnvironmentReader.read(wishes);
        wishes.finish(Vocabulary.TOP_SLIPS);
        List<Service> services = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        var declared = top.sections("services");
        if (declared.size() > MAX_SERVICES) {
            top.problem(
                    top.keyPlace("services"),
                    "services: " + declared.size() + " services",
                    "at most " + MAX_SERVICES + " are read",
                    "split the file");
        }
        declared.stream().limit(MAX_SERVICES).forEach(e -> {
            service(e.getKey(), e.getValue(), services, resources, skipped);
        });
        if (top.get("include").isPresent()) {
            reading.note(top.keyPlace("include"), "include is not followed: declare the services in this file");
        }
        top.knows(Vocabulary.COMPOSE_TOP);
        top.finishLoosely(Vocabulary.belongBelow(Vocabulary.X_TOP.stream()
                .filter(k -> !Vocabulary.COMPOSE_TOP.contains(k))
                .toList()));
        return new Declaration(files, name, services, resources, skipped, settings, environments, List.of());
    }

    private void service(
            String key, Section service, List<Service> services, List<Resource> resources, List<Skipped> skipped) {
        if (!key.matches(SERVICE_KEY)) {
            service.problem(
                    service.place(),
                    "service '" + Problems.shown(key) + "' cannot be named so",
                    "a name is 1 to 100 of a-z, A-Z, 0-9, '.', '_' and '-'",
                    "rename it");
            return;
        }
        List<String> profiles = service.texts("profiles", "a profile's name", "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,100}")
                .toOptional()
                .orElse(List.of());
        if (!profiles.isEmpty()) {
            skipped.add(new Skipped(key, service.place(), "profile " + String.join(", ", profiles)));
            return;
        }
        Section wishes = service.section("x-slipway").orElse(WishReader.nothing(service));
        ResourceReader.kind(service, wishes)
                .ifPresentOrElse(
                        kind -> resources.add(new ResourceReader(reading).read(key, service, wishes, kind)),
                        () -> services.add(new ServiceReader(reading).read(key, service, wishes)));
        service.knows(Vocabulary.COMPOSE_SERVICE);
        service.finishLoosely(Vocabulary.belongBelow(
                java.util.stream.Stream.concat(Vocabulary.X_SERVICE.stream(), Vocabulary.X_RESOURCE.stream())
                        .filter(k -> !Vocabulary.COMPOSE_SERVICE.contains(k))
                        .toList()));
        if (service.get("extends").isPresent()) {
            reading.note(
                    service.keyPlace("extends"), service.path("extends") + " names another file, which is not read");
        }
    }
}
