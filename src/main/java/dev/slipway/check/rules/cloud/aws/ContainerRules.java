package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.LITERAL;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules about EKS, ECS and ECR. */
final class ContainerRules {
    private static final Rule EKS_PUBLIC_ENDPOINT = rule(
                    "aws/eks-public-endpoint",
                    HIGH,
                    "EKS cluster public endpoint access is open to everybody (0.0.0.0/0)")
            .why("Everybody may talk to the cluster's API and try stolen tokens.")
            .fix("set endpoint_public_access to false, or name the addresses in public_access_cidrs")
            .controls("CIS-EKS-5.4.1", "PCI-1.4.4")
            .on("aws_eks_cluster")
            .when("vpc_config.endpoint_public_access", TRUE.orAbsent())
            .check((resource, all, out) -> {
                Value config = resource.get("vpc_config");
                Value ranges = config.get("public_access_cidrs");
                if (config.absent() || ranges.absent() || Network.ANY_EVERYBODY.of(ranges) == Truth.YES) {
                    Links.report(resource, ranges.absent() ? config : ranges, "its API is open to the internet", out);
                }
            })
            .bad("""
                    vpc_config {
                      endpoint_public_access = true
                    }
                    """)
            .bad("""
                    vpc_config {
                      public_access_cidrs = ["0.0.0.0/0"]
                    }
                    """)
            .good("""
                    vpc_config {
                      endpoint_public_access = false
                    }
                    """)
            .good("""
                    vpc_config {
                      public_access_cidrs = ["203.0.113.0/24"]
                    }
                    """)
            .done();

    private static final Rule EKS_SECRETS_UNENCRYPTED = rule(
                    "aws/eks-secrets-unencrypted", HIGH, "EKS cluster encryption of Kubernetes secrets is disabled")
            .why("Who reads the cluster's store reads all secrets.")
            .fix("add encryption_config with resources secrets and a key")
            .controls("CIS-EKS-5.3.1", "PCI-3.5.1")
            .on("aws_eks_cluster")
            .expect("encryption_config", SET)
            .expect("encryption_config[].resources", any(oneOf("secrets")))
            .bad("name = \"c\"")
            .bad("""
                    encryption_config {
                      resources = ["s"]
                    }
                    """)
            .good("""
                    encryption_config {
                      resources = ["secrets"]
                      provider {
                        key_arn = var.key
                      }
                    }
                    """)
            .good("""
                    encryption_config {
                      resources = var.resources
                    }
                    """)
            .done();

    private static final Rule EKS_NO_LOGS = rule(
                    "aws/eks-no-logs",
                    MEDIUM,
                    "EKS cluster control plane log types are missing: api, audit, authenticator, controllerManager, "
                            + "scheduler")
            .why("Nobody can tell later who did what in the cluster.")
            .fix("set enabled_cluster_log_types to all five")
            .controls("CIS-EKS-2.1.1", "PCI-10.2.1")
            .on("aws_eks_cluster")
            .check((resource, all, out) -> {
                Value types = resource.get("enabled_cluster_log_types");
                if (types.unknown() || types.items().stream().anyMatch(Value::unknown)) {
                    return;
                }
                List<String> wanted =
                        new ArrayList<>(List.of("api", "audit", "authenticator", "controllerManager", "scheduler"));
                types.items().forEach(v -> v.known().ifPresent(wanted::remove));
                if (!wanted.isEmpty()) {
                    Links.report(resource, types, "not logged: " + String.join(", ", wanted), out);
                }
            })
            .bad("name = \"c\"")
            .bad("enabled_cluster_log_types = [\"api\"]")
            .good(
                    "enabled_cluster_log_types = [\"api\", \"audit\", \"authenticator\", \"controllerManager\", \"scheduler\"]")
            .good("enabled_cluster_log_types = var.types")
            .done();

    private static final Rule EKS_NODE_SSH_OPEN = rule(
                    "aws/eks-node-ssh-open",
                    MEDIUM,
                    "EKS node group remote access (SSH) is not limited: source security groups are missing")
            .why("With a key and no group, SSH of the nodes is open to the internet.")
            .fix("set remote_access.source_security_group_ids")
            .controls("CIS-EKS-5.4.3", "PCI-1.3.1")
            .on("aws_eks_node_group")
            .when("remote_access.ec2_ssh_key", SET)
            .expect("remote_access.source_security_group_ids", SET)
            .bad("""
                    remote_access {
                      ec2_ssh_key = "k"
                    }
                    """)
            .bad("""
                    remote_access {
                      ec2_ssh_key               = "k"
                      source_security_group_ids = []
                    }
                    """)
            .good("""
                    remote_access {
                      ec2_ssh_key               = "k"
                      source_security_group_ids = ["sg-1"]
                    }
                    """)
            .good("node_role_arn = \"r\"")
            .done();

    private static final Rule EKS_OLD_VERSION = rule(
                    "aws/eks-old-version", MEDIUM, "EKS cluster Kubernetes version is out of support")
            .why("Holes of that version are not mended any more.")
            .fix("upgrade to a supported version")
            .controls("PCI-6.3.3")
            .on("aws_eks_cluster")
            .expect("version", matching("1\\.(3\\d|29)").orAbsent())
            .bad("version = \"1.21\"")
            .bad("version = \"1.16\"")
            .good("version = \"1.33\"")
            .good("name = \"c\"")
            .done();

    private static final Rule ECS_NO_INSIGHTS = rule(
                    "aws/ecs-no-insights", LOW, "ECS cluster has container insights disabled")
            .why("Trouble of the tasks is not seen.")
            .fix("set setting containerInsights to enabled")
            .controls("SOC2-A1.1")
            .on("aws_ecs_cluster")
            .check((resource, all, out) -> Links.answer(
                    Truth.of(resource.get("setting").items().stream()
                                    .anyMatch(s -> s.unknown()
                                            || s.get("name").is("containerInsights")
                                                    && !s.get("value").is("disabled")))
                            .not(),
                    resource,
                    "container insights is off",
                    out))
            .bad("name = \"c\"")
            .bad("""
                    setting {
                      name  = "containerInsights"
                      value = "disabled"
                    }
                    """)
            .good("""
                    setting {
                      name  = "containerInsights"
                      value = "enabled"
                    }
                    """)
            .good("""
                    setting {
                      name  = "containerInsights"
                      value = "enhanced"
                    }
                    """)
            .done();

    private static final Rule ECS_HOST_NETWORK = rule(
                    "aws/ecs-host-network", MEDIUM, "ECS task definition network mode is not awsvpc")
            .why("Tasks share the machine's network and its security group.")
            .fix("set network_mode to awsvpc")
            .controls("PCI-1.3.1")
            .on("aws_ecs_task_definition")
            .expect("network_mode", oneOf("awsvpc"), "\"awsvpc\"")
            .bad("network_mode = \"host\"")
            .bad("family = \"t\"")
            .good("network_mode = \"awsvpc\"")
            .good("network_mode = var.mode")
            .done();

    /** The containers of a task definition, from JSON text or an encoded list. */
    private static List<Value> containers(Resource resource) {
        Value value = resource.get("container_definitions");
        if (value instanceof Value.Text t && t.text().stripLeading().startsWith("[")) {
            String wrapped = "{\"list\":" + t.text().strip() + "}";
            return PolicyDocument.parse(new Value.Text(wrapped, t.at()))
                    .get("list")
                    .items();
        }
        return value.items();
    }

    private static final Rule ECS_PRIVILEGED = rule(
                    "aws/ecs-privileged", HIGH, "ECS task definition container is privileged")
            .why("A privileged container owns the machine it runs on.")
            .fix("set privileged to false")
            .controls("PCI-2.2.6")
            .on("aws_ecs_task_definition")
            .check((resource, all, out) -> containers(resource).stream()
                    .filter(c -> c.get("privileged").is(true))
                    .forEach(c -> Links.report(
                            resource, resource.get("container_definitions"), "a container is privileged", out)))
            .bad("container_definitions = jsonencode([{ name = \"a\", privileged = true }])")
            .bad("container_definitions = \"[{\\\"name\\\": \\\"a\\\", \\\"privileged\\\": true}]\"")
            .good("container_definitions = jsonencode([{ name = \"a\", privileged = false }])")
            .good("container_definitions = var.containers")
            .done();

    private static final Rule ECS_SECRET_IN_ENVIRONMENT = rule(
                    "aws/ecs-secret-in-environment",
                    HIGH,
                    "ECS task definition container has a plaintext password in its environment")
            .why("Everybody who may describe the task reads it.")
            .fix("take it from Secrets Manager with the member secrets")
            .controls("PCI-8.6.2")
            .on("aws_ecs_task_definition")
            .check((resource, all, out) -> {
                for (Value container : containers(resource)) {
                    boolean secret = container.get("environment").items().stream()
                            .anyMatch(e -> e.get("name")
                                            .known()
                                            .filter(n -> n.toUpperCase(Locale.ROOT)
                                                    .matches(".*(PASSWORD|SECRET|TOKEN|API_?KEY)"))
                                            .isPresent()
                                    && LITERAL.of(e.get("value")) == Truth.YES);
                    if (secret) {
                        Links.report(
                                resource,
                                resource.get("container_definitions"),
                                "a secret stands in the environment",
                                out);
                    }
                }
            })
            .bad(
                    "container_definitions = jsonencode([{ name = \"a\", environment = [{ name = \"DB_PASSWORD\", value = \"hunter2\" }] }])")
            .bad(
                    "container_definitions = jsonencode([{ name = \"a\", environment = [{ name = \"API_KEY\", value = \"0123456\" }] }])")
            .good(
                    "container_definitions = jsonencode([{ name = \"a\", secrets = [{ name = \"DB_PASSWORD\", valueFrom = \"arn\" }] }])")
            .good(
                    "container_definitions = jsonencode([{ name = \"a\", environment = [{ name = \"DB_HOST\", value = \"db\" }] }])")
            .done();

    private static final Rule ECS_EFS_UNENCRYPTED = rule(
                    "aws/ecs-efs-unencrypted", HIGH, "ECS task definition EFS volume encryption in transit is disabled")
            .why("Files travel readable between task and file system.")
            .fix("set efs_volume_configuration.transit_encryption to ENABLED")
            .controls("PCI-4.2.1")
            .on("aws_ecs_task_definition")
            .expect("volume[].efs_volume_configuration[].transit_encryption", oneOf("ENABLED"), "\"ENABLED\"")
            .bad("""
                    volume {
                      name = "v"
                      efs_volume_configuration {
                        file_system_id = "fs-1"
                      }
                    }
                    """)
            .bad("""
                    volume {
                      name = "v"
                      efs_volume_configuration {
                        transit_encryption = "DISABLED"
                      }
                    }
                    """)
            .good("""
                    volume {
                      name = "v"
                      efs_volume_configuration {
                        transit_encryption = "ENABLED"
                      }
                    }
                    """)
            .good("family = \"t\"")
            .done();

    private static final Rule ECS_PUBLIC_IP = rule(
                    "aws/ecs-public-ip", MEDIUM, "ECS service assigns a public IP address to its tasks")
            .why("The task is on the internet.")
            .fix("set network_configuration.assign_public_ip to false and put a load balancer in front")
            .controls("PCI-1.4.4")
            .on("aws_ecs_service", "aws_ecs_task_set")
            .expect("network_configuration[].assign_public_ip", FALSE.orAbsent(), "false")
            .bad("""
                    network_configuration {
                      assign_public_ip = true
                    }
                    """)
            .bad("""
                    network_configuration {
                      assign_public_ip = "true"
                    }
                    """)
            .good("""
                    network_configuration {
                      assign_public_ip = false
                    }
                    """)
            .good("name = \"s\"")
            .done();

    private static final Rule ECS_ADMIN_ROLE = rule("aws/ecs-admin-role", HIGH, "ECS service has an administrator role")
            .why("What breaks into a task owns the account.")
            .fix("name a role with the rights that the service needs")
            .controls("PCI-7.2.1")
            .on("aws_ecs_service")
            .expect("iam_role", matching("(?i).*admin.*").not().orAbsent())
            .bad("iam_role = \"arn:aws:iam::1:role/AdminRole\"")
            .bad("iam_role = \"arn:aws:iam::1:role/cluster-admin\"")
            .good("iam_role = \"arn:aws:iam::1:role/ecsServiceRole\"")
            .good("name = \"s\"")
            .done();

    private static final Rule ECR_MUTABLE_TAGS = rule(
                    "aws/ecr-mutable-tags", MEDIUM, "ECR repository image tags are mutable")
            .why("A tag that was checked may name another image tomorrow.")
            .fix("set image_tag_mutability to IMMUTABLE")
            .controls("CIS-EKS-5.1.1", "PCI-6.3.3")
            .on("aws_ecr_repository")
            .expect("image_tag_mutability", oneOf("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"), "\"IMMUTABLE\"")
            .bad("name = \"r\"")
            .bad("image_tag_mutability = \"MUTABLE\"")
            .good("image_tag_mutability = \"IMMUTABLE\"")
            .good("image_tag_mutability = var.mutability")
            .done();

    private static final Rule ECR_NO_SCAN = rule("aws/ecr-no-scan", MEDIUM, "ECR image is not scanned on push")
            .why("Known holes are shipped.")
            .fix("set image_scanning_configuration.scan_on_push to true")
            .controls("CIS-EKS-5.1.1", "PCI-6.3.1")
            .on("aws_ecr_repository")
            .expect("image_scanning_configuration.scan_on_push", TRUE)
            .bad("name = \"r\"")
            .bad("""
                    image_scanning_configuration {
                      scan_on_push = false
                    }
                    """)
            .good("""
                    image_scanning_configuration {
                      scan_on_push = true
                    }
                    """)
            .good("""
                    image_scanning_configuration {
                      scan_on_push = var.scan
                    }
                    """)
            .done();

    private static final Rule ECR_NO_POLICY = rule("aws/ecr-no-policy", LOW, "ECR repository has no policy attached")
            .why("Everybody of the account who may use ECR may push to it.")
            .fix("add an aws_ecr_repository_policy")
            .controls("PCI-7.2.1")
            .on("aws_ecr_repository")
            .check(Links.mustBeNamedBy("aws_ecr_repository_policy", "repository", "no policy names it"))
            .bad("name = \"r\"")
            .badFile("""
                    resource "aws_ecr_repository" "a" {
                      name = "r"
                    }
                    resource "aws_ecr_repository_policy" "p" {
                      repository = "other"
                    }
                    """)
            .goodFile("""
                    resource "aws_ecr_repository" "a" {
                      name = "r"
                    }
                    resource "aws_ecr_repository_policy" "p" {
                      repository = aws_ecr_repository.a.name
                    }
                    """)
            .goodFile("""
                    resource "aws_ecr_repository" "a" {
                      name = "r"
                    }
                    resource "aws_ecr_repository_policy" "p" {
                      repository = "r"
                    }
                    """)
            .done();

    private static final Rule ECR_PUBLIC = rule(
                    "aws/ecr-public", HIGH, "ECR repository policy is publicly accessible: any principal may pull")
            .why("Everybody reads your images, and with them your code.")
            .fix("name accounts as principals")
            .controls("PCI-7.2.1")
            .on("aws_ecr_repository_policy")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream()
                    .filter(s -> s.anyPrincipal() && !s.conditional())
                    .findFirst()
                    .ifPresent(s -> Links.report(resource, resource.get("policy"), "any principal is allowed", out)))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"ecr:BatchGetImage\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"ecr:*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"arn:aws:iam::1:root\" }, Action = \"ecr:BatchGetImage\" }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule ECR_NO_OWN_KEY = rule(
                    "aws/ecr-no-own-key", LOW, "ECR repository is not encrypted with a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set encryption_configuration.encryption_type to KMS")
            .controls("PCI-3.5.1")
            .on("aws_ecr_repository")
            .expect("encryption_configuration.encryption_type", oneOf("KMS", "KMS_DSSE"), "\"KMS\"")
            .bad("name = \"r\"")
            .bad("""
                    encryption_configuration {
                      encryption_type = "AES256"
                    }
                    """)
            .good("""
                    encryption_configuration {
                      encryption_type = "KMS"
                    }
                    """)
            .good("""
                    encryption_configuration {
                      encryption_type = var.type
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            EKS_PUBLIC_ENDPOINT,
            EKS_SECRETS_UNENCRYPTED,
            EKS_NO_LOGS,
            EKS_NODE_SSH_OPEN,
            EKS_OLD_VERSION,
            ECS_NO_INSIGHTS,
            ECS_HOST_NETWORK,
            ECS_PRIVILEGED,
            ECS_SECRET_IN_ENVIRONMENT,
            ECS_EFS_UNENCRYPTED,
            ECS_PUBLIC_IP,
            ECS_ADMIN_ROLE,
            ECR_MUTABLE_TAGS,
            ECR_NO_SCAN,
            ECR_NO_POLICY,
            ECR_PUBLIC,
            ECR_NO_OWN_KEY);

    private ContainerRules() {}
}
