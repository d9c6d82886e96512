package dev.slipway.check;

import dev.slipway.text.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises formats: by the name where the tools go by the name, else by what the tree holds. Pure. */
public final class Formats {
    private static final Pattern PULUMI_TYPE = Pattern.compile("[a-z-]+(:[A-Za-z0-9/.]+){1,2}");
    private static final Pattern MANAGER_TYPE =
            Pattern.compile("[a-z]+\\.(v[0-9a-z]+|beta|alpha)\\.[A-Za-z]+|gcp-types/.+");
    private static final Set<String> TASK_WORDS = Set.of("hosts", "tasks", "roles", "import_playbook", "block");

    private Formats() {}

    /** Words of formats that say what they are: a file with one of them that cannot be read is told. */
    private static final WordIndex CLEAR = WordIndex.of(List.of(Set.of(
            "apiversion",
            "openapi",
            "swagger",
            "schema.management.azure.com",
            "terraform_version",
            "awstemplateformatversion",
            "aws::")));

    /** Words without which a file is none of the other formats. */
    private static final WordIndex MAYBE = WordIndex.of(List.of(Set.of(
            "resources",
            "functions",
            "steps",
            "stages",
            "jobs",
            "hosts",
            "tasks",
            "roles",
            "import_playbook",
            "block",
            "ansible.builtin.",
            "ansible.posix.",
            "community.",
            "amazon.aws.",
            "azure.azcollection.",
            "google.cloud.")));

    /** A module with its collection, {@code ansible.builtin.copy}. */
    private static final Pattern MODULE = Pattern.compile("[a-z0-9_]+\\.[a-z0-9_]+\\.[a-z0-9_]+");

    private static final Pattern PLAYBOOK = Pattern.compile(".*/(playbooks/[^/]+|(playbook|site)[^/]*)");
    private static final Pattern TASK_FOLDER = Pattern.compile(".*/(tasks|handlers)/.*");

    /** What a file is. Parses YAML and JSON only where the text holds a word that makes it worth it, and then keeps the tree. */
    public static SourceFile recognise(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        boolean tree = yaml || lower.endsWith(".json") || lower.endsWith(".template");
        Optional<Format> byName = byName(path, name, lower, yaml);
        if (byName.isPresent()) {
            SourceFile file = SourceFile.of(path, text, byName.get());
            if (tree) {
                file.tree();
            }
            return file;
        }
        if (!tree) {
            return SourceFile.of(path, text, Format.OTHER);
        }
        if (isChartTemplate(path, text)) {
            return SourceFile.of(path, text, Format.HELM);
        }
        boolean clear = !CLEAR.find(text).isEmpty();
        boolean worth = clear
                || !MAYBE.find(text).isEmpty()
                || TASK_FOLDER.matcher("/" + path).matches()
                || PLAYBOOK.matcher("/" + path).matches();
        if (!worth) {
            return SourceFile.of(path, text, Format.OTHER);
        }
        SourceFile file = SourceFile.of(path, text, Format.OTHER);
        Format format = file.documents().stream()
                .map(d -> byContent(path, d))
                .filter(f -> f != Format.OTHER)
                .findFirst()
                .orElse(Format.OTHER);
        boolean template = text.contains("{{") || text.contains("{%");
        return format == Format.OTHER && (!clear || template)
                ? SourceFile.of(path, text, Format.OTHER)
                : new SourceFile(path, text, format, Optional.of(file.tree()));
    }

    private static Optional<Format> byName(String path, String name, String lower, boolean yaml) {
        if (DockerFile.isName(name)) {
            return Optional.of(Format.DOCKERFILE);
        }
        if (ComposeFile.isName(name)) {
            return Optional.of(Format.COMPOSE);
        }
        if (lower.endsWith(".tf")
                || lower.endsWith(".tofu")
                || lower.endsWith(".tf.json")
                || lower.endsWith(".tfvars")) {
            return Optional.of(Format.TERRAFORM);
        }
        if (lower.endsWith(".bicep")) {
            return Optional.of(Format.BICEP);
        }
        if (lower.startsWith("jenkinsfile") || lower.endsWith(".jenkinsfile")) {
            return Optional.of(Format.JENKINS);
        }
        if (yaml && ("/" + path).contains("/.github/workflows/")) {
            return Optional.of(Format.GITHUB);
        }
        if (lower.equals("action.yml") || lower.equals("action.yaml")) {
            return Optional.of(Format.GITHUB_ACTION);
        }
        if (yaml && lower.contains(".gitlab-ci")) {
            return Optional.of(Format.GITLAB);
        }
        if (yaml && lower.startsWith("azure-pipelines")) {
            return Optional.of(Format.AZURE_PIPELINES);
        }
        return lower.equals("kustomization.yaml") || lower.equals("kustomization.yml")
                ? Optional.of(Format.KUSTOMIZE)
                : Optional.empty();
    }

    private static boolean isChartTemplate(String path, String text) {
        return ("/" + path).contains("/templates/") && text.contains("{{");
    }

    private static Format byContent(String path, Node root) {
        return switch (root) {
            case Node.Mapping m -> ofMapping(m);
            case Node.Sequence s -> ofList(path, s.items());
            case Node.Scalar s -> Format.OTHER;
        };
    }

    private static Format ofMapping(Node.Mapping m) {
        String api = m.textAt("apiVersion").orElse("");
        if (!api.isEmpty() && m.get("kind").isPresent()) {
            return api.contains("knative.dev")
                    ? Format.KNATIVE
                    : api.contains("crossplane.io") || api.contains("upbound.io")
                            ? Format.CROSSPLANE
                            : Format.KUBERNETES;
        }
        if (m.get("openapi").isPresent() || m.get("swagger").isPresent()) {
            return Format.OPENAPI;
        }
        if (m.textAt("$schema").orElse("").contains("schema.management.azure.com")) {
            return Format.ARM;
        }
        if (m.get("terraform_version").isPresent() && m.get("planned_values").isPresent()) {
            return Format.TERRAFORM_PLAN;
        }
        if (m.get("AWSTemplateFormatVersion").isPresent() || holdsType(m.at("Resources"), "AWS::")) {
            return Format.CLOUDFORMATION;
        }
        if (m.get("service").isPresent()
                && m.at("provider").isPresent()
                && m.get("functions").isPresent()) {
            return Format.SERVERLESS;
        }
        if (m.get("resources").isPresent() && pulumi(m)) {
            return Format.PULUMI;
        }
        boolean manager = m.listAt("resources").stream()
                .anyMatch(r -> r.textAt("type")
                        .filter(t -> MANAGER_TYPE.matcher(t).matches())
                        .isPresent());
        if (manager) {
            return Format.DEPLOYMENT_MANAGER;
        }
        boolean pipeline = m.get("steps").isPresent()
                || m.get("stages").isPresent()
                || m.get("jobs").isPresent();
        return pipeline
                        && (m.get("pool").isPresent()
                                || m.get("trigger").isPresent()
                                || m.get("pr").isPresent())
                ? Format.AZURE_PIPELINES
                : Format.OTHER;
    }

    private static boolean pulumi(Node.Mapping m) {
        return m.entriesAt("resources").stream()
                .anyMatch(e -> e.value()
                        .textAt("type")
                        .filter(t -> PULUMI_TYPE.matcher(t).matches())
                        .isPresent());
    }

    private static boolean holdsType(Optional<Node> resources, String prefix) {
        return resources.stream()
                .flatMap(r -> r.entriesAt().stream())
                .anyMatch(e -> e.value()
                        .textAt("Type")
                        .filter(t -> t.startsWith(prefix))
                        .isPresent());
    }

    private static Format ofList(String path, List<Node> items) {
        boolean plays = items.stream()
                .filter(i -> i instanceof Node.Mapping)
                .anyMatch(i -> i.entriesAt().stream()
                        .anyMatch(e -> TASK_WORDS.contains(e.key().value())));
        boolean tasks = TASK_FOLDER.matcher("/" + path).matches()
                && items.stream().anyMatch(i -> i.entriesAt().size() > 0);
        boolean modules = items.stream()
                .flatMap(i -> i.entriesAt().stream())
                .anyMatch(e -> MODULE.matcher(e.key().value()).matches());
        boolean named = PLAYBOOK.matcher("/" + path).matches()
                && !items.isEmpty()
                && items.stream()
                        .allMatch(i ->
                                i instanceof Node.Mapping m && m.get("name").isPresent());
        return plays || tasks || modules || named ? Format.ANSIBLE : Format.OTHER;
    }
}
