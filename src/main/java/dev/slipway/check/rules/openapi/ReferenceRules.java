package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.v2;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.check.openapi.Reference;
import dev.slipway.text.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** References and shared parts: each kind of part has a rule for a name that is not there, a wrong section, no use. */
final class ReferenceRules {
    private static final List<Kind> SHARED = List.of(
            Kind.SCHEMA,
            Kind.RESPONSE,
            Kind.PARAMETER,
            Kind.REQUEST_BODY,
            Kind.HEADER,
            Kind.EXAMPLE,
            Kind.LINK,
            Kind.CALLBACK);

    static final List<Rule> ALL = Stream.concat(
                    SHARED.stream().flatMap(k -> Stream.of(missing(k), wrongSection(k), unused(k))),
                    Stream.of(siblings(), badName()))
            .toList();

    private ReferenceRules() {}

    private static Rule missing(Kind kind) {
        String words = kind.words();
        return rule(
                        word(kind) + "-reference-missing",
                        Severity.LOW,
                        "A " + words + " JSON reference ($ref) points to a " + words + " that does not exist",
                        "Tools cannot resolve the " + words + "; what should be checked there is not checked.",
                        "define the " + words + " in its components or definitions field, or correct the reference",
                        "correctness")
                .bad(holder(kind, section(kind) + "/Missing"), holder(kind, section(kind) + "/Absent"))
                .good(holder(kind, section(kind) + "/Known"), holder(kind, "other.yaml#/Known"))
                .looks((api, out) -> references(api, kind)
                        .filter(r -> r.target().startsWith(kind.section(api.version()) + "/")
                                && !kind.section(api.version()).isEmpty())
                        .filter(r -> api.find(r.target()).isEmpty())
                        .forEach(r -> out.at(r.at(), "there is no such " + words)));
    }

    private static Rule wrongSection(Kind kind) {
        String words = kind.words();
        return rule(
                        word(kind) + "-reference-incorrect",
                        Severity.NOTE,
                        "A " + words + " object has an incorrect $ref",
                        "The reference of a " + words + " must always point to the section of its kind, "
                                + kind.section(3) + " or in version 2 " + kind.section(2)
                                + "; elsewhere lies something else or nothing.",
                        "point the " + words + " reference to that section",
                        "correctness")
                .bad(holder(kind, "#/components/wrong/Known"), holder(kind, "#/elsewhere"))
                .good(holder(kind, section(kind) + "/Known"), holder(kind, "https://example.com/api.yaml#/Known"))
                .looks((api, out) -> references(api, kind)
                        .filter(r -> isWrongSection(api, kind, r.target()))
                        .forEach(r -> out.at(r.at(), "no " + words + " stands there")));
    }

    private static Rule unused(Kind kind) {
        String words = kind.words();
        return rule(
                        word(kind) + "-unused",
                        Severity.NOTE,
                        "A " + words + " definition of the components is unused",
                        "Components " + section(kind).substring(section(kind).lastIndexOf('/') + 1)
                                + " that nothing references are out of date before anybody notices.",
                        "reference the " + words + " definition or remove it",
                        "OWASP-API9")
                .bad(shared(kind, "Known"), shared(kind, "Spare"))
                .good(holder(kind, section(kind) + "/Known"), v3("paths: {}"), v2("paths: {}"))
                .looks((api, out) -> unused(api, kind, out));
    }

    private static Rule siblings() {
        return rule(
                        "reference-with-siblings",
                        Severity.NOTE,
                        "A JSON '$ref' stands alongside other properties",
                        "A field that uses a reference object has only the $ref key; the other properties are ignored.",
                        "remove the other properties, or combine with allOf",
                        "correctness")
                .bad(
                        Sample.schema("{properties: {a: {$ref: '#/components/schemas/Item', type: string}}}"),
                        Sample.schema("{items: {description: a, $ref: '#/components/schemas/Item'}}"))
                .good(
                        Sample.schema("{properties: {a: {$ref: '#/components/schemas/Item'}}}"),
                        "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\ncomponents:\n  schemas:\n"
                                + "    Item: {$ref: '#/components/schemas/B', description: a}\n")
                .looks((api, out) -> {
                    if (!api.root().textAt("openapi").orElse("").startsWith("3.1")) {
                        api.references().stream()
                                .filter(r -> r.body().entries().size() > 1)
                                .forEach(r -> out.at(r.holder().at(), "what stands beside $ref is ignored"));
                    }
                });
    }

    private static Rule badName() {
        return rule(
                        "component-name-invalid",
                        Severity.NOTE,
                        "A fixed field key of the components object is improperly named",
                        "Keys of schemas, responses, parameters, examples, requestBodies, headers, securitySchemes,"
                                + " links and callbacks consist of letters, digits, dots, hyphens and underscores.",
                        "rename the component",
                        "correctness")
                .bad(
                        v3("components: {schemas: {'Bad Name': {type: string}}}"),
                        v3("components: {responses: {'a/b': {description: a}}}"))
                .good(v3("components: {schemas: {Good.Name-1_a: {type: string}}}"), v3("components: {schemas: {}}"))
                .looks((api, out) -> api.root().entriesAt("components").stream()
                        .filter(e -> !e.key().value().startsWith("x-"))
                        .flatMap(e -> e.value().entriesAt().stream())
                        .filter(e -> !e.key().value().matches("[A-Za-z0-9._-]{1,500}"))
                        .forEach(e -> out.at(e.key().span(), "the name has characters that are not allowed")));
    }

    private static Stream<Reference> references(Api api, Kind kind) {
        return api.references().stream().filter(r -> r.expected() == kind);
    }

    private static boolean isWrongSection(Api api, Kind kind, String target) {
        String section = kind.section(api.version());
        boolean intoDocument = target.startsWith("#");
        return intoDocument
                && !section.isEmpty()
                && !target.startsWith(section + "/")
                && (api.find(target).isEmpty() || target.startsWith("#/components/") || target.startsWith("#/def"));
    }

    private static void unused(Api api, Kind kind, Report out) {
        String section = kind.section(api.version());
        if (section.isEmpty()) {
            return;
        }
        Set<String> used = api.references().stream().map(Reference::target).collect(Collectors.toSet());
        used.addAll(otherUses(api));
        for (Node.Entry e : api.root().entriesAt(section.substring(2).split("/", -1))) {
            String pointer = section + "/" + e.key().value();
            boolean inside = used.stream().anyMatch(u -> u.equals(pointer) || u.startsWith(pointer + "/"));
            if (!inside && !e.key().value().startsWith("x-")) {
                out.at(e.key().span(), e.key().value() + " is referenced nowhere");
            }
        }
    }

    /** Names in discriminator mappings are uses as well; and so is any {@code $ref} outside the places we walk. */
    private static Set<String> otherUses(Api api) {
        Set<String> uses = new HashSet<>();
        collect(api.root(), uses);
        return uses;
    }

    private static void collect(Node node, Set<String> uses) {
        switch (node) {
            case Node.Mapping m ->
                m.entries().forEach(e -> {
                    if (e.value() instanceof Node.Scalar s && s.value().startsWith("#/")) {
                        uses.add(s.value());
                    }
                    if (e.key().value().equals("mapping")) {
                        e.value()
                                .entriesAt()
                                .forEach(x -> x.value()
                                        .textAt()
                                        .ifPresent(t -> uses.add(t.contains("/") ? t : "#/components/schemas/" + t)));
                    }
                    collect(e.value(), uses);
                });
            case Node.Sequence s -> s.items().forEach(i -> collect(i, uses));
            case Node.Scalar s -> {}
        }
    }

    private static String word(Kind kind) {
        return kind.words().replace(' ', '-');
    }

    private static String section(Kind kind) {
        return kind.section(3);
    }

    /** A description whose only reference of this kind points there; the part Known is defined. */
    private static String holder(Kind kind, String target) {
        String ref = "{$ref: '" + target + "'}";
        String ok = "'200': {description: ok}";
        String body = switch (kind) {
            case SCHEMA -> "{responses: {'200': {description: ok, content: {a/b: {schema: " + ref + "}}}}}";
            case RESPONSE -> "{responses: {'200': " + ref + "}}";
            case PARAMETER -> "{parameters: [" + ref + "], responses: {" + ok + "}}";
            case REQUEST_BODY -> "{requestBody: " + ref + ", responses: {" + ok + "}}";
            case HEADER -> "{responses: {'200': {description: ok, headers: {H: " + ref + "}}}}";
            case EXAMPLE -> "{responses: {'200': {description: ok, content: {a/b: {examples: {E: " + ref + "}}}}}}";
            case LINK -> "{responses: {'200': {description: ok, links: {L: " + ref + "}}}}";
            case CALLBACK -> "{callbacks: {C: " + ref + "}, responses: {" + ok + "}}";
            case SECURITY_SCHEME, MEDIA_TYPE, ENCODING, SERVER, TAG -> "{}";
        };
        return v3("paths:\n  /a:\n    post: " + body + "\ncomponents:\n  "
                + kind.section(3).substring(13) + ":\n    Known: {description: known}");
    }

    private static String shared(Kind kind, String name) {
        return v3("paths: {}\ncomponents:\n  " + kind.section(3).substring(13) + ":\n    " + name
                + ": {description: known}");
    }
}
