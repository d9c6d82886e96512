package dev.slipway.check.rules.repository;

import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel;
import dev.slipway.assess.Recipe;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.ServiceName;
import dev.slipway.check.Example;
import dev.slipway.intent.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Repositories with a model, for rules that ask it. */
final class Examples {
    private Examples() {}

    /** One web service in Java, with or without tests and a health path. */
    static Example service(boolean bad, boolean tests, boolean health) {
        return service(bad, tests, health, "java", "17", "pom.xml");
    }

    /** One web service in any language. */
    static Example service(
            boolean bad, boolean tests, boolean health, String language, String version, String manifest) {
        Recipe.Step test = new Recipe.Step(
                "test", List.of("mvn", "test"), ".", Map.of(), Duration.ofMinutes(5), Place.of(manifest));
        Recipe recipe = new Recipe(
                List.of(),
                tests ? List.of(test) : List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
        ProjectModel.Component web = new ProjectModel.Component(
                new ServiceName("web"),
                ".",
                known(language),
                List.of(),
                known(version),
                known(Intent.Role.WEB),
                known(8080),
                health ? known("/health") : unknown(),
                unknown(),
                unknown(),
                unknown(),
                List.of(),
                "",
                recipe);
        ProjectModel model = new ProjectModel(List.of(web), List.of(), List.of(), List.of(), 1, List.of());
        return new Example(bad, Map.of(manifest, manifest.endsWith(".xml") ? "<project/>\n" : "{}\n"), model);
    }

    private static <T> Fact<T> known(T value) {
        return new Fact.Known<>(value, Confidence.HIGH, List.of(), "example", List.of());
    }

    private static <T> Fact<T> unknown() {
        return new Fact.Unknown<>("not found", List.of(), "example", List.of());
    }
}
