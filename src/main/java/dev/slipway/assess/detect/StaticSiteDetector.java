package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Recipe.How;
import dev.slipway.assess.Recipe.Layer;
import dev.slipway.assess.Recipe.Output;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bare static sites: an {@code index.html} that belongs to no other stack. */
public final class StaticSiteDetector implements Detector {
    @Override
    public String id() {
        return "static";
    }

    @Override
    public List<Component> detect(Sources sources) {
        List<String> roots = new ArrayList<>();
        List<FileView.Entry> pages = sources.named("index.html").stream()
                .sorted(java.util.Comparator.comparingInt(
                                (FileView.Entry e) -> e.path().split("/").length)
                        .thenComparing(FileView.Entry::path))
                .toList();
        for (FileView.Entry e : pages) {
            boolean nested = roots.stream().anyMatch(r -> Sources.within(e.folder(), r));
            boolean documents = e.path()
                    .matches(
                            "(?i)(?:.*/)?(?:docs?|javadoc|apidocs|templates|resources|views|coverage|target|build|node_modules|vendor|tests?|fixtures)/.*");
            if (!nested && !documents && !sources.belongs(e.folder())) {
                roots.add(e.folder());
            }
        }
        return roots.stream().map(r -> component(sources, r)).toList();
    }

    private Component component(Sources sources, String folder) {
        Fact.Evidence page = sources.evidence(Sources.path(folder, "index.html"), 1);
        List<String> excludes = new ArrayList<>(Recipes.SOURCE_EXCLUDES);
        excludes.add("Makefile");
        Recipe recipe = new Recipe(
                List.of(),
                Recipes.siteTest(folder, ".", page.place()),
                List.of(),
                List.of(Recipes.SITE_REPORT),
                List.of(new Output(".", "/app/site", Layer.APPLICATION, How.COPY, excludes)),
                List.of(Recipes.STATIC_SERVER, "/app/site"),
                Map.of("PORT", Recipes.PORT),
                List.of());
        String name = folder.equals(".") || folder.endsWith("public")
                ? "site"
                : folder.substring(folder.lastIndexOf('/') + 1);
        return new Component(
                ServiceName.slug(name),
                folder,
                Claims.known("html", Confidence.CERTAIN, "static.language", page),
                List.of(),
                Claims.unknown("HTML has no version", "static.version"),
                Claims.known(Role.STATIC, Confidence.HIGH, "static.role", page),
                new Fact.Unknown<>(
                        "files are served on the port that is assigned", List.of(), "static.port", List.of(8080)),
                new Fact.Unknown<>("files have no health route", List.of(), "static.health", List.of("/")),
                Claims.unknown("nothing to build", "static.build"),
                Claims.unknown("no tests of its own: its links are tested", "static.test"),
                Claims.known(Recipes.words(recipe.start()), Confidence.HIGH, "static.start", page),
                List.of(),
                "",
                recipe);
    }
}
