package dev.slipway.check.rules.cloudformation;

import static dev.slipway.check.rules.cloudformation.TemplateRule.rule;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.cloudformation.Intrinsic;
import dev.slipway.check.cloudformation.Template;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Secrets in templates: properties that hold one, a rule a service, and parameters that carry one. */
final class SecretRules {
    /** A property that holds a secret. */
    private record Property(String id, String words, String type, String path) {}

    private static final List<Property> PROPERTIES = List.of(
            new Property("amplify-access-token", "Amplify App access token", "AWS::Amplify::App", "AccessToken"),
            new Property("amplify-oauth-token", "Amplify App OAuth token", "AWS::Amplify::App", "OauthToken"),
            new Property(
                    "amplify-basic-auth-password",
                    "Amplify App basic auth configuration password",
                    "AWS::Amplify::App",
                    "BasicAuthConfig.Password"),
            new Property(
                    "amplify-branch-password",
                    "Amplify Branch basic auth configuration password",
                    "AWS::Amplify::Branch",
                    "BasicAuthConfig.Password"),
            new Property(
                    "ask-refresh-token",
                    "Alexa ASK Skill RefreshToken",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.RefreshToken"),
            new Property(
                    "ask-client-secret",
                    "Alexa ASK Skill client secret",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.ClientSecret"),
            new Property("dms-password", "DMS endpoint password", "AWS::DMS::Endpoint", "Password"),
            new Property(
                    "dms-mongodb-password",
                    "DMS endpoint MongoDB settings (MongoDbSettings) password",
                    "AWS::DMS::Endpoint",
                    "MongoDbSettings.Password"),
            new Property(
                    "simple-ad-password",
                    "Directory Service Simple AD (SimpleAD) password",
                    "AWS::DirectoryService::SimpleAD",
                    "Password"),
            new Property(
                    "microsoft-ad-password",
                    "Directory Service Microsoft AD (MicrosoftAD) password",
                    "AWS::DirectoryService::MicrosoftAD",
                    "Password"),
            new Property(
                    "rds-instance-password",
                    "RDS DB instance master user password",
                    "AWS::RDS::DBInstance",
                    "MasterUserPassword"),
            new Property(
                    "rds-cluster-password",
                    "RDS DB cluster master user password",
                    "AWS::RDS::DBCluster",
                    "MasterUserPassword"),
            new Property(
                    "docdb-password", "DocDB cluster master password", "AWS::DocDB::DBCluster", "MasterUserPassword"),
            new Property(
                    "redshift-password",
                    "Redshift cluster master user password",
                    "AWS::Redshift::Cluster",
                    "MasterUserPassword"),
            new Property(
                    "elasticache-auth-token",
                    "ElastiCache replication group auth token",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AuthToken"),
            new Property(
                    "mq-broker-password", "Amazon MQ broker user password", "AWS::AmazonMQ::Broker", "Users.Password"),
            new Property(
                    "iam-login-password", "IAM user login profile password", "AWS::IAM::User", "LoginProfile.Password"),
            new Property(
                    "codepipeline-webhook-secret",
                    "CodePipeline webhook secret token",
                    "AWS::CodePipeline::Webhook",
                    "AuthenticationConfiguration.SecretToken"),
            new Property(
                    "opsworks-source-password",
                    "OpsWorks application source password",
                    "AWS::OpsWorks::App",
                    "AppSource.Password"),
            new Property(
                    "emr-kerberos-password",
                    "EMR cluster Kerberos administrator password",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.KdcAdminPassword"),
            new Property(
                    "secret-string", "Secrets Manager secret string", "AWS::SecretsManager::Secret", "SecretString"));

    static final List<Rule> ALL = Stream.concat(PROPERTIES.stream().map(SecretRules::exposed), parameters())
            .toList();

    private SecretRules() {}

    private static Rule exposed(Property p) {
        return rule(
                        p.id() + "-exposed",
                        Severity.HIGH,
                        "The " + p.words() + " is exposed in plain text",
                        "The " + p.words()
                                + " is a plaintext string, or a reference to a parameter with a default value:"
                                + " everyone who may read the template has it.",
                        "use a dynamic reference to Secrets Manager, or a NoEcho parameter without default",
                        "PCI-8.6.2",
                        "GDPR-32")
                .bad(
                        template(p, "Sw0rd!fish77", ""),
                        template(p, "!Ref Given", "Given: {Type: String, Default: Sw0rd!f1sh}"))
                .good(
                        template(p, "!Ref Given", "Given: {Type: String, NoEcho: true}"),
                        template(p, "'{{resolve:secretsmanager:mine:SecretString:password}}'", ""))
                .looks((t, out) -> t.resources().stream()
                        .filter(r -> r.type().equals(p.type()))
                        .forEach(r -> values(r, p.path())
                                .forEach(e -> exposure(t, e)
                                        .ifPresent(at ->
                                                out.at(at, "the " + p.words() + " of " + r.id() + " stands here")))));
    }

    /** The entries at a path of properties, lists walked through. */
    static List<Node.Entry> values(Template.Declared resource, String path) {
        List<Node> here = List.of(resource.properties());
        List<Node.Entry> found = new ArrayList<>();
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i < keys.length; i++) {
            List<Node> next = new ArrayList<>();
            for (Node node : here) {
                Stream<Node> items = node instanceof Node.Sequence s ? s.items().stream() : Stream.of(node);
                for (Node item : items.toList()) {
                    if (item instanceof Node.Mapping m && m.entry(keys[i]).isPresent()) {
                        next.add(m.entry(keys[i]).get().value());
                        if (i == keys.length - 1) {
                            found.add(m.entry(keys[i]).get());
                        }
                    }
                }
            }
            here = next;
        }
        return found;
    }

    /** Where the secret stands in clear: the property, or the default of the parameter that it refers to. */
    private static Optional<Span> exposure(Template template, Node.Entry entry) {
        Optional<Intrinsic> call = Intrinsic.of(entry.value());
        // The name of a parameter, written as a text, is no secret: a reference is meant.
        Optional<String> text = entry.value().textAt();
        if (call.isEmpty() && text.filter(template.parameters()::containsKey).isPresent()) {
            return text.map(template.parameters()::get).flatMap(SecretRules::defaulted);
        }
        if (call.isEmpty()) {
            return entry.value()
                    .textAt()
                    .filter(SecretRules::isClear)
                    .map(t -> entry.key().span());
        }
        if (call.get().name().equals("Ref")) {
            Node.Entry parameter =
                    template.parameters().get(call.get().argument().textAt().orElse(""));
            return parameter == null ? Optional.empty() : defaulted(parameter);
        }
        boolean literal =
                call.get().name().equals("Sub") && Calls.names(call.get()).isEmpty();
        return literal
                ? call.get()
                        .argument()
                        .textAt()
                        .filter(SecretRules::isClear)
                        .map(t -> entry.key().span())
                : Optional.empty();
    }

    private static boolean isClear(String text) {
        return !text.isBlank() && !text.contains("{{resolve:");
    }

    private static Optional<Span> defaulted(Node.Entry parameter) {
        boolean stored = parameter.value().textAt("Type").orElse("").startsWith("AWS::SSM::");
        return !stored
                        && parameter.value() instanceof Node.Mapping m
                        && m.textAt("Default").filter(SecretRules::isClear).isPresent()
                ? m.entry("Default").map(e -> e.key().span())
                : Optional.empty();
    }

    private static Stream<Rule> parameters() {
        return Stream.of(
                rule(
                                "secret-parameter-default",
                                Severity.HIGH,
                                "A parameter that holds a secret has a default value",
                                "The default is in the template, and used wherever nobody chooses another.",
                                "remove the default",
                                "PCI-8.6.2")
                        .bad(
                                withParameter("DbPassword: {Type: String, NoEcho: true, Default: Sw0rd!f1sh}"),
                                withParameter("ApiToken: {Type: String, Default: a8f7e6d5c4b3}"))
                        .good(
                                withParameter("DbPassword: {Type: String, NoEcho: true}"),
                                withParameter("DbName: {Type: String, Default: shop}"))
                        .looks((t, out) -> secretParameters(t)
                                .forEach(p -> defaulted(p)
                                        .ifPresent(at -> out.at(at, p.key().value() + " has a default")))),
                rule(
                                "secret-parameter-shown",
                                Severity.HIGH,
                                "A parameter that holds a secret is shown in clear: NoEcho is not set",
                                "Whoever may describe the stack reads the value.",
                                "set NoEcho: true on the parameter",
                                "PCI-8.6.2")
                        .bad(
                                withParameter("DbPassword: {Type: String}"),
                                withParameter("ApiToken: {Type: String, NoEcho: false}"))
                        .good(
                                withParameter("DbPassword: {Type: String, NoEcho: true}"),
                                withParameter("PasswordSecret: {Type: 'AWS::SSM::Parameter::Value<String>'}"))
                        .looks((t, out) -> secretParameters(t)
                                .filter(p ->
                                        !p.value().textAt("NoEcho").orElse("").equalsIgnoreCase("true"))
                                .forEach(p -> out.at(p.key().span(), p.key().value() + " is shown"))),
                rule(
                                "secret-output",
                                Severity.MEDIUM,
                                "An output shows a secret parameter",
                                "Outputs of a stack are readable by everyone who may describe it.",
                                "remove the output",
                                "PCI-8.6.2")
                        .bad(output("!Ref Given"), output("!Sub 'x${Given}'"))
                        .good(output("!Ref Other"), output("!Ref AWS::Region"))
                        .looks(SecretRules::outputs),
                rule(
                                "authentication-credentials",
                                Severity.MEDIUM,
                                "Specifying credentials in the CloudFormation template itself is not safe",
                                "The credentials of AWS::CloudFormation::Authentication are kept in the metadata, where"
                                        + " everyone who may describe the stack reads them.",
                                "use roleName of an instance profile instead of access keys or passwords",
                                "PCI-8.6.2")
                        .bad(authentication("accessKeyId: AKIA, secretKey: !Ref K"), authentication("password: !Ref P"))
                        .good(authentication("roleName: !Ref R"), authentication("type: S3"))
                        .looks((t, out) -> t.resources().stream()
                                .flatMap(r ->
                                        r.body().entriesAt("Metadata", "AWS::CloudFormation::Authentication").stream())
                                .flatMap(e -> e.value().entriesAt().stream())
                                .filter(e -> List.of("accessKeyId", "secretKey", "password")
                                        .contains(e.key().value()))
                                .forEach(e -> out.at(e.key().span(), "a credential stands in the metadata"))));
    }

    private static Stream<Node.Entry> secretParameters(Template t) {
        return t.parameters().values().stream()
                .filter(p -> p.value().textAt("Type").orElse("String").equals("String"))
                .filter(p -> SecretWords.isSecretName(p.key().value()));
    }

    private static void outputs(Template t, Report out) {
        for (Node.Entry e : t.root().entriesAt("Outputs")) {
            boolean secret = e.value().at("Value").stream()
                    .flatMap(v -> Calls.below(v).stream())
                    .filter(c -> c.is("Ref") || c.is("Sub"))
                    .flatMap(c -> Calls.names(c.intrinsic()).stream())
                    .map(n -> t.parameters().get(n))
                    .anyMatch(p ->
                            p != null && p.value().textAt("NoEcho").orElse("").equalsIgnoreCase("true"));
            if (secret) {
                out.at(e.key().span(), "the output " + e.key().value() + " shows a secret");
            }
        }
    }

    private static String template(Property p, String value, String parameter) {
        String[] keys = p.path().split("\\.", -1);
        StringBuilder flow = new StringBuilder(value);
        for (int i = keys.length - 1; i >= 0; i--) {
            flow.insert(0, "{" + keys[i] + ": ").append("}");
        }
        String section = parameter.isEmpty() ? "" : "Parameters:\n  " + parameter + "\n";
        return section + "Resources:\n  Own:\n    Type: " + p.type() + "\n    Properties: " + flow
                + "\n  Other: {Type: 'AWS::SNS::Topic'}\n";
    }

    private static String withParameter(String parameter) {
        return "Parameters:\n  " + parameter + "\nResources:\n  T: {Type: 'AWS::SNS::Topic'}\n";
    }

    private static String output(String value) {
        return "Parameters:\n  Given: {Type: String, NoEcho: true}\n  Other: {Type: String}\n"
                + "Resources:\n  T: {Type: 'AWS::SNS::Topic'}\nOutputs:\n  Shown:\n    Value: " + value + "\n";
    }

    private static String authentication(String flow) {
        return "Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Metadata:\n"
                + "      AWS::CloudFormation::Authentication:\n        own: {" + flow + "}\n";
    }
}
