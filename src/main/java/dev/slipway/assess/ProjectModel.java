package dev.slipway.assess;

import dev.slipway.base.Finding;
import dev.slipway.base.ServiceName;
import dev.slipway.intent.Intent;
import java.util.List;

/**
 * What the repository is.
 *
 * @param services components that run
 * @param libraries components without an entry point, and those in example and test folders
 * @param conflicts contradictions between sources
 * @param assets existing delivery files by kind, for example {@code dockerfile}, {@code compose}, {@code github-actions}
 * @param fileCount files looked at
 * @param skipped what was not looked at, and why
 */
public record ProjectModel(
        List<Component> services,
        List<Component> libraries,
        List<Finding> conflicts,
        List<Asset> assets,
        int fileCount,
        List<String> skipped) {
    public ProjectModel {
        services = List.copyOf(services);
        libraries = List.copyOf(libraries);
        conflicts = List.copyOf(conflicts);
        assets = List.copyOf(assets);
        skipped = List.copyOf(skipped);
    }

    /**
     * One component.
     *
     * @param path folder relative to the repository root, {@code .} for the root
     * @param needs kinds of backing services ({@code postgres}, {@code redis}, ...)
     * @param dockerfile path of the Dockerfile that builds it, empty when there is none
     */
    public record Component(
            ServiceName name,
            String path,
            Fact<String> language,
            List<Fact<String>> frameworks,
            Fact<String> version,
            Fact<Intent.Role> role,
            Fact<Integer> port,
            Fact<String> health,
            Fact<String> build,
            Fact<String> test,
            Fact<String> start,
            List<Fact<String>> needs,
            String dockerfile,
            Recipe recipe) {
        public Component {
            frameworks = List.copyOf(frameworks);
            needs = List.copyOf(needs);
        }
    }

    /** An existing delivery file. */
    public record Asset(String kind, String path) {}
}
