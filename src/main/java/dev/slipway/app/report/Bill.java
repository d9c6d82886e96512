package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Component;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the components out of a bill of materials: CycloneDX or SPDX, in JSON. What is not there stays empty. */
final class Bill {
    private Bill() {}

    private record Document(List<Part> components, List<Package> packages) {
        Document {
            components = components == null ? List.of() : List.copyOf(components);
            packages = packages == null ? List.of() : List.copyOf(packages);
        }
    }

    private record Part(String group, String name, String version, String purl, List<Licensed> licenses) {
        Part {
            group = group == null ? "" : group;
            name = name == null ? "" : name;
            version = version == null ? "" : version;
            purl = purl == null ? "" : purl;
            licenses = licenses == null ? List.of() : List.copyOf(licenses);
        }
    }

    private record Licensed(License license, String expression) {
        Licensed {
            license = license == null ? new License("", "") : license;
            expression = expression == null ? "" : expression;
        }

        String text() {
            return !expression.isEmpty() ? expression : license.id().isEmpty() ? license.name() : license.id();
        }
    }

    private record License(String id, String name) {
        License {
            id = id == null ? "" : id;
            name = name == null ? "" : name;
        }
    }

    private record Package(String name, String versionInfo, String licenseConcluded) {
        Package {
            name = name == null ? "" : name;
            versionInfo = versionInfo == null ? "" : versionInfo;
            licenseConcluded = licenseConcluded == null ? "" : licenseConcluded;
        }
    }

    /** The components by name; none when the document cannot be read. */
    static List<Component> components(byte[] document) {
        Document read;
        try {
            read = Json.read(new String(document, StandardCharsets.UTF_8), Document.class, "bill of materials");
        } catch (SlipwayException e) {
            return List.of();
        }
        List<Component> components = new ArrayList<>();
        for (Part p : read.components()) {
            String name = p.group().isEmpty() ? p.name() : p.group() + ":" + p.name();
            String licenses =
                    String.join(", ", p.licenses().stream().map(Licensed::text).toList());
            components.add(new Component(name, p.version(), p.purl(), licenses));
        }
        for (Package p : read.packages()) {
            components.add(new Component(p.name(), p.versionInfo(), "", p.licenseConcluded()));
        }
        components.sort(Comparator.comparing(Component::name).thenComparing(Component::version));
        return components;
    }
}
