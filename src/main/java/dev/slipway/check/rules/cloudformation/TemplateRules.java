package dev.slipway.check.rules.cloudformation;

import static dev.slipway.check.rules.cloudformation.TemplateRule.rule;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.cloudformation.Template;
import dev.slipway.text.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a template does what it says: names, sections, policies. */
final class TemplateRules {
    /** Resources whose loss is the loss of data; those that can be kept as a snapshot or whole. */
    private static final Set<String> STATEFUL = Set.of(
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBCluster",
            "AWS::DocDB::DBCluster",
            "AWS::Neptune::DBCluster",
            "AWS::Redshift::Cluster",
            "AWS::DynamoDB::Table",
            "AWS::DynamoDB::GlobalTable",
            "AWS::EFS::FileSystem",
            "AWS::EC2::Volume",
            "AWS::S3::Bucket",
            "AWS::KMS::Key",
            "AWS::Cognito::UserPool",
            "AWS::Elasticsearch::Domain",
            "AWS::OpenSearchService::Domain",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::QLDB::Ledger",
            "AWS::Timestream::Database",
            "AWS::Backup::BackupVault");

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Transform",
            "Resources",
            "Outputs",
            "Globals",
            "Hooks");

    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "CreationPolicy",
            "UpdatePolicy",
            "Connectors",
            "IgnoreGlobals",
            "Fn::Transform");

    static final List<Rule> ALL = List.of(
            policy(
                    "DeletionPolicy",
                    "stateful-without-deletion-policy",
                    "Deleting the stack, or taking the resource out of the template, deletes the data."),
            policy(
                    "UpdateReplacePolicy",
                    "stateful-without-replace-policy",
                    "A change that replaces the resource deletes the old one with its data."),
            rule(
                            "undefined-reference",
                            Severity.MEDIUM,
                            "A reference (Ref or Sub) names a parameter or resource that is not defined",
                            "The stack cannot be created.",
                            "define what is referenced, or correct the name",
                            "correctness")
                    .bad(topic("TopicName: !Ref Missing"), topic("TopicName: !Sub 'a-${Missing}'"))
                    .good(topic("TopicName: !Ref AWS::StackName"), topic("TopicName: !Sub 'a-${!Missing}'"))
                    .looks((t, out) -> references(t, Set.of("Ref", "Sub"), out)),
            rule(
                            "undefined-attribute",
                            Severity.MEDIUM,
                            "Fn::GetAtt names a resource that is not defined",
                            "The stack cannot be created.",
                            "define the resource, or correct the name",
                            "correctness")
                    .bad(topic("TopicName: !GetAtt Missing.Arn"), topic("TopicName: {'Fn::GetAtt': [Missing, Arn]}"))
                    .good(topic("TopicName: !GetAtt Topic.TopicName"), topic("TopicName: a"))
                    .looks((t, out) -> references(t, Set.of("GetAtt"), out)),
            rule(
                            "undefined-condition",
                            Severity.MEDIUM,
                            "A condition is used that is not defined",
                            "The stack cannot be created.",
                            "define the condition in Conditions",
                            "correctness")
                    .bad(
                            topic("TopicName: !If [Missing, a, b]"),
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', Condition: Missing}\n")
                    .good(
                            "Conditions: {C: !Equals [a, b]}\nResources:\n  T: {Type: 'AWS::SNS::Topic', Condition: C}\n",
                            topic("TopicName: a"))
                    .looks(TemplateRules::conditions),
            rule(
                            "undefined-mapping",
                            Severity.MEDIUM,
                            "Fn::FindInMap names a mapping that is not defined",
                            "The stack cannot be created.",
                            "define the mapping in Mappings",
                            "correctness")
                    .bad(topic("TopicName: !FindInMap [Missing, a, b]"), topic("TopicName: !FindInMap [M, a, b]"))
                    .good(
                            "Mappings: {M: {a: {b: c}}}\n" + topic("TopicName: !FindInMap [M, a, b]"),
                            topic("TopicName: a"))
                    .looks((t, out) -> calls(t).filter(c -> c.is("FindInMap") && !Calls.isTransformed(t))
                            .filter(c -> c.intrinsic().argument().listAt().stream()
                                    .limit(1)
                                    .flatMap(n -> n.tag().isEmpty() ? n.textAt().stream() : Stream.empty())
                                    .anyMatch(m -> t.root().at("Mappings", m).isEmpty()))
                            .forEach(c -> out.at(c.at(), "there is no such mapping"))),
            rule(
                            "undefined-dependency",
                            Severity.MEDIUM,
                            "DependsOn names a resource that is not defined",
                            "The stack cannot be created.",
                            "name a resource of the template",
                            "correctness")
                    .bad(
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', DependsOn: Missing}\n",
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', DependsOn: [Missing]}\n")
                    .good(
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', DependsOn: U}\n  U: {Type: 'AWS::SNS::Topic'}\n",
                            topic("TopicName: a"))
                    .looks((t, out) -> {
                        if (!Calls.isTransformed(t)) {
                            t.resources()
                                    .forEach(r -> dependencies(r)
                                            .filter(n -> t.root()
                                                    .at("Resources", n.value())
                                                    .isEmpty())
                                            .forEach(n -> out.at(n.span(), "there is no resource " + n.value())));
                        }
                    }),
            rule(
                            "circular-dependency",
                            Severity.MEDIUM,
                            "Resources depend on each other in a circle",
                            "None of them can be created first.",
                            "break the circular dependency, for example by a resource of its own for the rule or attachment",
                            "correctness")
                    .bad(
                            "Resources:\n  A: {Type: 'AWS::SNS::Topic', DependsOn: B}\n"
                                    + "  B: {Type: 'AWS::SNS::Topic', DependsOn: A}\n",
                            topic("TopicName: !Ref Topic"))
                    .good(
                            "Resources:\n  A: {Type: 'AWS::SNS::Topic', DependsOn: B}\n  B: {Type: 'AWS::SNS::Topic'}\n",
                            topic("TopicName: a"))
                    .looks(TemplateRules::circles),
            unused("Parameters", "parameter"),
            unused("Conditions", "condition"),
            unused("Mappings", "mapping"),
            rule(
                            "parameter-default-not-allowed",
                            Severity.MEDIUM,
                            "The default of a parameter is not among its allowed values",
                            "Creating the stack with the default fails.",
                            "choose a default that AllowedValues lists",
                            "correctness")
                    .bad(
                            parameter("{Type: String, Default: a, AllowedValues: [b]}"),
                            parameter("{Type: Number, Default: 1, AllowedValues: [2, 3]}"))
                    .good(parameter("{Type: String, Default: b, AllowedValues: [b]}"), parameter("{Type: String}"))
                    .looks((t, out) -> t.parameters().values().stream()
                            .filter(p -> !p.value().listAt("AllowedValues").isEmpty()
                                    && p.value().textAt("Default").isPresent()
                                    && !p.value().textAt("Type").orElse("").contains("List"))
                            .filter(p -> p.value().listAt("AllowedValues").stream()
                                    .noneMatch(v -> v.textAt().equals(p.value().textAt("Default"))))
                            .forEach(p -> out.at(p.key().span(), "the default is not allowed"))),
            rule(
                            "parameter-type-invalid",
                            Severity.MEDIUM,
                            "A parameter has no valid type",
                            "The template is refused.",
                            "use String, Number, List<Number>, CommaDelimitedList, or a type of AWS or SSM",
                            "correctness")
                    .bad(parameter("{Type: Text}"), parameter("{Default: a}"))
                    .good(parameter("{Type: 'List<AWS::EC2::Subnet::Id>'}"), parameter("{Type: Number}"))
                    .looks((t, out) -> t.parameters().values().stream()
                            .filter(p -> !p.value()
                                    .textAt("Type")
                                    .orElse("")
                                    .matches("String|Number|CommaDelimitedList|List<(Number|String|AWS::[A-Za-z0-9:]+)>"
                                            + "|AWS::[A-Za-z0-9:]+(<.{1,100}>)?"))
                            .forEach(p -> out.at(p.key().span(), "there is no such type"))),
            rule(
                            "unknown-section",
                            Severity.MEDIUM,
                            "The template has a section that CloudFormation does not know",
                            "The template is refused; what stands there is not created.",
                            "move it to the section where it belongs",
                            "correctness")
                    .bad("Ressources: {}\n" + topic("TopicName: a"), "Properties: {}\n" + topic("TopicName: a"))
                    .good("Description: a\n" + topic("TopicName: a"), topic("TopicName: b"))
                    .looks((t, out) -> t.root().entries().stream()
                            .filter(e -> !SECTIONS.contains(e.key().value())
                                    && !e.key().value().startsWith("Fn::"))
                            .forEach(e -> out.at(e.key().span(), "there is no such section"))),
            rule(
                            "unknown-resource-attribute",
                            Severity.MEDIUM,
                            "A resource has an attribute that CloudFormation does not know",
                            "The template is refused; a property that stands beside Properties has no effect.",
                            "move it into Properties, or correct the name",
                            "correctness")
                    .bad(
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', TopicName: a}\n",
                            "Resources:\n  T: {Type: 'AWS::SNS::Topic', Dependson: U}\n")
                    .good(topic("TopicName: a"), "Resources:\n  T: {Type: 'AWS::SNS::Topic', Metadata: {}}\n")
                    .looks((t, out) -> t.resources().stream()
                            .flatMap(r -> r.body().entries().stream())
                            .filter(e -> !ATTRIBUTES.contains(e.key().value()))
                            .forEach(e -> out.at(e.key().span(), "resources have no such attribute"))),
            rule(
                            "resource-type-invalid",
                            Severity.MEDIUM,
                            "A resource has no valid type",
                            "The template is refused.",
                            "write the type as AWS::Service::Resource, Custom::Name or the name of a registered type",
                            "correctness")
                    .bad(
                            topic("TopicName: a") + "  X: {Type: Bucket}\n",
                            topic("TopicName: a") + "  X: {Type: 'AWS::S3'}\n")
                    .good(topic("TopicName: a"), topic("TopicName: a") + "  X: {Type: 'Custom::Thing'}\n")
                    .looks((t, out) -> t.resources().stream()
                            .filter(r -> !r.type()
                                    .matches("Custom::[A-Za-z0-9_@:-]{1,60}"
                                            + "|[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}(::MODULE)?"))
                            .forEach(r -> out.at(r.key().span(), "there is no such type"))),
            rule(
                            "logical-id-invalid",
                            Severity.MEDIUM,
                            "A logical id is not alphanumeric",
                            "Logical ids consist of letters and digits; the template is refused.",
                            "remove the other characters",
                            "correctness")
                    .bad(
                            "Resources:\n  my-topic: {Type: 'AWS::SNS::Topic'}\n",
                            "Resources:\n  my_topic: {Type: 'AWS::SNS::Topic'}\n")
                    .good(topic("TopicName: a"), "Resources:\n  Topic1: {Type: 'AWS::SNS::Topic'}\n")
                    .looks((t, out) -> t.resources().stream()
                            .filter(r -> !r.id().matches("[A-Za-z0-9]{1,255}") && !r.id().startsWith("Fn::"))
                            .forEach(r -> out.at(r.key().span(), "the id has other characters"))),
            rule(
                            "availability-zone-written",
                            Severity.LOW,
                            "An availability zone is hard-coded",
                            "The template works in one region only, and in a zone that may be full.",
                            "select a zone with Fn::GetAZs",
                            "SOC2-A1.2")
                    .bad(subnet("us-east-1a"), subnet("eu-central-1b"))
                    .good(subnet("!Select [0, !GetAZs '']"), subnet("!Ref AWS::NoValue"))
                    .looks((t, out) -> t.resources().stream()
                            .flatMap(r -> r.properties().entry("AvailabilityZone").stream())
                            .filter(e -> e.value().tag().isEmpty()
                                    && e.value().textAt().orElse("").matches("[a-z]{2}(-[a-z]+)+-\\d[a-z]"))
                            .forEach(e -> out.at(e.key().span(), "the zone is written here"))),
            rule(
                            "nested-template-http",
                            Severity.MEDIUM,
                            "A nested stack loads its template over HTTP",
                            "Whoever is on the way decides what is created.",
                            "use an https URL",
                            "PCI-4.2",
                            "CICD-SEC-9")
                    .bad(nested("http://example.com/a.yaml"), nested("http://s3.amazonaws.com/b/a.yaml"))
                    .good(nested("https://s3.amazonaws.com/b/a.yaml"), nested("nested.yaml"))
                    .looks((t, out) -> t.resources().stream()
                            .filter(r -> r.type().equals("AWS::CloudFormation::Stack"))
                            .flatMap(r -> r.properties().entry("TemplateURL").stream())
                            .filter(e -> e.value().textAt().orElse("").startsWith("http://"))
                            .forEach(e -> out.at(e.key().span(), "the template comes unprotected"))));

    private TemplateRules() {}

    private static Rule policy(String attribute, String id, String why) {
        return rule(
                        id,
                        Severity.MEDIUM,
                        "A stateful resource has no " + attribute,
                        why,
                        "set " + attribute + ": Retain, or Snapshot where the type can",
                        "SOC2-A1.2",
                        "SOC2-CC7.5")
                .bad(
                        "Resources:\n  D: {Type: 'AWS::RDS::DBInstance'}\n",
                        "Resources:\n  D: {Type: 'AWS::DynamoDB::Table'}\n")
                .good(
                        "Resources:\n  D: {Type: 'AWS::RDS::DBInstance', " + attribute + ": Snapshot}\n",
                        "Resources:\n  D: {Type: 'AWS::SNS::Topic'}\n")
                .looks((t, out) -> t.resources().stream()
                        .filter(r -> STATEFUL.contains(r.type()) && !r.has(attribute))
                        .forEach(r -> out.at(r.key().span(), r.id() + " has no " + attribute)));
    }

    private static Rule unused(String section, String word) {
        return rule(
                        word + "-unused",
                        Severity.NOTE,
                        "A " + word + " of the template is not used",
                        "Who reads the template looks for what it does, and who deploys it chooses values in vain.",
                        "remove the " + word + ", or use it",
                        "correctness")
                .bad(
                        section + ":\n  Spare: {Type: String}\n" + topic("TopicName: a"),
                        section + ":\n  Left: {Type: String}\n" + topic("TopicName: b"))
                .good(
                        section + ":\n  Used: {Type: String}\n"
                                + topic("DisplayName: !Ref Used, TopicName:"
                                        + " !If [Used, !FindInMap [Used, a, b], c]"),
                        topic("TopicName: a"))
                .looks((t, out) -> {
                    if (!Calls.isTransformed(t)) {
                        Set<String> used = used(t, section);
                        t.root().entriesAt(section).stream()
                                .filter(e -> !used.contains(e.key().value())
                                        && !e.key().value().startsWith("Fn::"))
                                .forEach(e -> out.at(e.key().span(), e.key().value() + " is used nowhere"));
                    }
                });
    }

    private static Set<String> used(Template t, String section) {
        return switch (section) {
            case "Parameters" ->
                calls(t).flatMap(c -> Calls.names(c.intrinsic()).stream()).collect(Collectors.toSet());
            case "Mappings" ->
                calls(t).filter(c -> c.is("FindInMap"))
                        .flatMap(c -> c.intrinsic().argument().listAt().stream().limit(1))
                        .flatMap(n -> n.textAt().stream())
                        .collect(Collectors.toSet());
            default -> {
                Set<String> names = calls(t).flatMap(c -> c.is("If")
                                ? c.intrinsic().argument().listAt().stream()
                                        .limit(1)
                                        .flatMap(n -> n.textAt().stream())
                                : c.is("Condition") ? Stream.of(c.text()) : Stream.empty())
                        .collect(Collectors.toSet());
                Stream.of("Resources", "Outputs")
                        .flatMap(s -> t.root().entriesAt(s).stream())
                        .forEach(e -> e.value().textAt("Condition").ifPresent(names::add));
                collectConditions(t.root(), names);
                yield names;
            }
        };
    }

    /** Conditions in policies of the resource, such as {@code Condition} keys in updates. */
    private static void collectConditions(Node node, Set<String> names) {
        switch (node) {
            case Node.Mapping m ->
                m.entries().forEach(e -> {
                    if (e.key().value().equals("Condition")) {
                        e.value().textAt().ifPresent(names::add);
                    }
                    collectConditions(e.value(), names);
                });
            case Node.Sequence s -> s.items().forEach(i -> collectConditions(i, names));
            case Node.Scalar s -> {}
        }
    }

    private static Stream<Calls.Call> calls(Template t) {
        return Calls.below(t.root()).stream();
    }

    private static void references(Template t, Set<String> functions, Report out) {
        if (Calls.isTransformed(t)) {
            return;
        }
        for (String section : List.of("Resources", "Outputs", "Conditions")) {
            for (Node.Entry e : t.root().entriesAt(section)) {
                for (Calls.Call call : Calls.below(e.value())) {
                    if (functions.contains(call.intrinsic().name())) {
                        Calls.names(call.intrinsic()).stream()
                                .filter(n -> !n.isEmpty() && !Calls.isDefined(t, n))
                                .forEach(n -> out.at(call.at(), n + " is not defined"));
                    }
                }
            }
        }
    }

    private static void conditions(Template t, Report out) {
        calls(t).filter(c -> c.is("If"))
                .forEach(c -> c.intrinsic().argument().listAt().stream()
                        .limit(1)
                        .flatMap(n -> n.textAt().stream())
                        .filter(n -> !t.conditions().containsKey(n) && !Calls.isTransformed(t))
                        .forEach(n -> out.at(c.at(), "there is no condition " + n)));
        Stream.of("Resources", "Outputs")
                .flatMap(s -> t.root().entriesAt(s).stream())
                .forEach(e -> e.value()
                        .textAt("Condition")
                        .filter(n -> !t.conditions().containsKey(n) && !Calls.isTransformed(t))
                        .ifPresent(n -> out.at(e.key().span(), "there is no condition " + n)));
    }

    private static Stream<Node.Scalar> dependencies(Template.Declared r) {
        Optional<Node> node = r.body().get("DependsOn");
        return node.stream()
                .flatMap(n -> n instanceof Node.Sequence s ? s.items().stream() : Stream.of(n))
                .flatMap(n -> n instanceof Node.Scalar s && s.tag().isEmpty() ? Stream.of(s) : Stream.empty());
    }

    /** Each resource from which a walk along references comes back to it. */
    private static void circles(Template t, Report out) {
        Map<String, Set<String>> edges = new HashMap<>();
        for (Template.Declared r : t.resources()) {
            Set<String> next = dependencies(r).map(Node.Scalar::value).collect(Collectors.toSet());
            Calls.below(r.properties()).forEach(c -> next.addAll(Calls.names(c.intrinsic())));
            edges.put(r.id(), next);
        }
        for (Template.Declared r : t.resources()) {
            Deque<String> open = new ArrayDeque<>(edges.getOrDefault(r.id(), Set.of()));
            Set<String> seen = new HashSet<>();
            while (!open.isEmpty()) {
                String name = open.pop();
                if (name.equals(r.id())) {
                    out.at(r.key().span(), r.id() + " depends on itself");
                    break;
                }
                if (seen.add(name)) {
                    open.addAll(edges.getOrDefault(name, Set.of()));
                }
            }
        }
    }

    private static String topic(String property) {
        return "Resources:\n  Topic: {Type: 'AWS::SNS::Topic', Properties: {" + property + "}}\n";
    }

    private static String parameter(String flow) {
        return "Parameters:\n  P: " + flow + "\n" + topic("TopicName: !Ref P");
    }

    private static String subnet(String zone) {
        return "Resources:\n  S:\n    Type: AWS::EC2::Subnet\n    Properties:\n      AvailabilityZone: " + zone + "\n";
    }

    private static String nested(String url) {
        return "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: '" + url
                + "'\n";
    }
}
