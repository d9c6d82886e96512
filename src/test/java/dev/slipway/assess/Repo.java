package dev.slipway.assess;

import dev.slipway.app.Catalogue;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tiny synthetic repositories for tests: path and text by turns. */
public record Repo(Map<String, String> texts) {
    public static final List<Detector> DETECTORS = Catalogue.DETECTORS;

    public static Repo of(String... pathsAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return new Repo(texts);
    }

    public Repo with(String... pathsAndTexts) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(of(pathsAndTexts).texts());
        return new Repo(all);
    }

    public FileView view() {
        return FileView.of(texts);
    }

    public ProjectModel model() {
        return Assess.assess(view(), DETECTORS);
    }

    /** The only service. */
    public Component service() {
        List<Component> services = model().services();
        if (services.size() != 1) {
            throw new AssertionError("services: "
                    + services.stream().map(c -> c.name() + "@" + c.path()).toList()
                    + ", libraries: "
                    + model().libraries().stream()
                            .map(c -> c.path() + " " + c.start())
                            .toList()
                    + ", findings: " + model().conflicts());
        }
        return services.getFirst();
    }

    public Component service(String name) {
        return model().services().stream()
                .filter(c -> c.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service " + name + " among "
                        + model().services().stream()
                                .map(c -> c.name() + "@" + c.path())
                                .toList()));
    }

    public List<String> rules() {
        return model().conflicts().stream().map(Finding::rule).toList();
    }

    public static List<String> needs(Component c) {
        return c.needs().stream().flatMap(f -> f.known().stream()).toList();
    }
}
