package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A service refers to something that is not defined. */
public final class UndefinedReference implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/undefined-reference",
            "A service refers to something that is not defined",
            Severity.HIGH,
            Confidence.HIGH,
            "The file does not start: the engine refuses it.",
            "define it at the top level, or correct the name",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on: [database]
                          db:
                            image: postgres:17
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            networks: [back]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes: ["data:/data"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on: [db]
                            networks: [back]
                            volumes: ["data:/data", "./conf:/conf", "/srv:/srv"]
                          db:
                            image: postgres:17
                        networks:
                          back:
                        volumes:
                          data:
                        """),
                Example.good("compose.override.yaml", """
                        services:
                          web:
                            depends_on: [db]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        if (file.isPart()) {
            return;
        }
        Set<String> services = names(file, "services");
        for (ComposeFile.Service service : file.services()) {
            boolean extended = service.body().at("extends").isPresent();
            refer(service, "depends_on", services, "service", out);
            refer(service, "networks", names(file, "networks", "default"), "network", out);
            refer(service, "secrets", names(file, "secrets"), "secret", out);
            refer(service, "configs", names(file, "configs"), "config", out);
            for (ComposeFile.Mount mount : service.mounts()) {
                boolean named = mount.source().matches("[A-Za-z0-9][\\w.-]*")
                        && mount.node() instanceof Node.Scalar s
                        && s.value().contains(":");
                if (named && !extended && !names(file, "volumes").contains(mount.source())) {
                    out.at(mount.node().span(), "there is no volume " + mount.source());
                }
            }
        }
    }

    private static Set<String> names(ComposeFile file, String section, String... more) {
        Set<String> names = new HashSet<>(List.of(more));
        file.root().entriesAt(section).forEach(e -> names.add(e.key().value()));
        return names;
    }

    private static void refer(
            ComposeFile.Service service, String setting, Set<String> defined, String kind, Report out) {
        for (Node.Entry entry : service.body().entriesAt(setting)) {
            boolean optional = entry.value().textAt("required").orElse("true").equals("false");
            if (!defined.contains(entry.key().value()) && !optional) {
                out.at(
                        entry.key().span(),
                        "there is no " + kind + " " + entry.key().value());
            }
        }
        for (Node item : service.body().listAt(setting)) {
            String name = item instanceof Node.Scalar s
                    ? s.value()
                    : item.textAt("source").orElse("");
            if (!name.isEmpty() && !name.contains("$") && !defined.contains(name)) {
                out.at(item.span(), "there is no " + kind + " " + name);
            }
        }
    }
}
