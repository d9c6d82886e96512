package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.TextFile;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import dev.slipway.text.Yaml;
import java.util.List;
import java.util.Set;

/** A chart takes its dependencies in whatever version there is, or over plain HTTP. */
public final class ChartDependencyOpen implements Rule.OfText {
    private static final About ABOUT = new About(
            "helm/dependency-version-open",
            "Helm chart dependency version is open-ended, or comes over plain HTTP",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The next update takes a version that nobody looked at, or one that somebody on the way put there.",
            "write an exact version or a range that ends, and an https or oci repository",
            List.of("OWASP-CICD-SEC-3", "PCI-6.3.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        String chart = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
        return List.of(
                Example.bad("chart/Chart.yaml", chart + """
                        dependencies:
                          - name: postgresql
                            version: ">=12.0.0"
                            repository: https://charts.example.org
                        """),
                Example.bad("chart/Chart.yaml", chart + """
                        dependencies:
                          - name: redis
                            version: 19.0.1
                            repository: http://charts.example.org
                        """),
                Example.good("chart/Chart.yaml", chart + """
                        dependencies:
                          - name: postgresql
                            version: 15.5.2
                            repository: oci://registry.example.org/charts
                        """),
                Example.good("chart/Chart.yaml", chart));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("dependencies:");
    }

    @Override
    public void check(TextFile file, Report out) {
        if (!file.name().equals("Chart.yaml") && !file.name().equals("requirements.yaml")) {
            return;
        }
        for (Node dependency : Yaml.parse(file.path(), file.text()).root().listAt("dependencies")) {
            String name = dependency.textAt("name").orElse("a dependency");
            String version = dependency.textAt("version").orElse("").strip();
            String repository = dependency.textAt("repository").orElse("");
            Span at = Spot.deepest(dependency, dependency.span(), "version");
            boolean local = repository.startsWith("file:") || repository.isEmpty() && version.isEmpty();
            if (!local && isOpen(version)) {
                out.at(at, name + " is taken in " + (version.isEmpty() ? "any version" : "version " + version));
            }
            if (repository.startsWith("http://")) {
                out.at(Spot.deepest(dependency, dependency.span(), "repository"), name + " comes over plain HTTP");
            }
        }
    }

    private static boolean isOpen(String version) {
        boolean wild = version.isEmpty() || version.matches("[*xX]|latest");
        return wild || version.startsWith(">") && !version.contains("<");
    }
}
