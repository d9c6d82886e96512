package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about EC2 instances, launch templates, disks and images. */
final class Ec2Rules {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(AKIA|ASIA)[0-9A-Z]{16}|aws_secret_access_key\\s{0,5}=\\s{0,5}\\S{20}|(password|passwd|api_?key|secret)\\s{0,3}=\\s{0,3}[\"']?[^\\s\"'$]{6}");

    private static final Rule EC2_IMDSV1 = rule(
                    "aws/ec2-imdsv1", HIGH, "EC2 instance metadata service version 1 (IMDSv1) is allowed")
            .why("A request forged on the server reads the credentials of its role from the metadata service.")
            .fix("set metadata_options.http_tokens to required")
            .controls("FSBP-EC2.8", "PCI-2.2.6")
            .on("aws_instance", "aws_launch_template", "aws_launch_configuration")
            .when("metadata_options.http_endpoint", oneOf("disabled").not())
            .expect("metadata_options.http_tokens", oneOf("required"), "\"required\"")
            .bad("ami = \"ami-1\"")
            .bad("""
                    metadata_options {
                      http_tokens = "optional"
                    }
                    """)
            .good("""
                    metadata_options {
                      http_tokens = "required"
                    }
                    """)
            .good("""
                    metadata_options {
                      http_endpoint = "disabled"
                    }
                    """)
            .done();

    private static final Rule EC2_PUBLIC_IP = rule("aws/ec2-public-ip", MEDIUM, "EC2 instance has a public IP address")
            .why("The machine is on the internet: each open port and each hole is reachable.")
            .fix("set associate_public_ip_address to false and put a load balancer in front")
            .controls("PCI-1.4.4")
            .on("aws_instance", "aws_launch_configuration", "aws_launch_template")
            .check((resource, all, out) -> {
                for (String path :
                        List.of("associate_public_ip_address", "network_interfaces[].associate_public_ip_address")) {
                    Links.first(resource, path)
                            .filter(v -> v.is(true))
                            .ifPresent(v -> Links.report(resource, v, "it gets a public address", out));
                }
                Value subnet = resource.get("subnet_id");
                if (resource.type().equals("aws_instance")
                        && subnet.absent()
                        && resource.get("network_interface").absent()
                        && resource.get("associate_public_ip_address").absent()) {
                    Links.answer(Truth.YES, resource, "in the default subnet it gets a public address", out);
                }
            })
            .bad("associate_public_ip_address = true")
            .badFile("""
                    resource "aws_launch_template" "t" {
                      network_interfaces {
                        associate_public_ip_address = true
                      }
                    }
                    """)
            .good("associate_public_ip_address = false")
            .good("subnet_id = aws_subnet.private.id")
            .done();

    private static final Rule EC2_UNENCRYPTED_DISK = rule(
                    "aws/ec2-unencrypted-disk", HIGH, "EC2 instance block device (EBS) is not encrypted")
            .why("Whoever gets hold of a snapshot or the disk reads it.")
            .fix("set encrypted to true in root_block_device and ebs_block_device")
            .controls("CIS-AWS-2.2.1", "PCI-3.5.1")
            .on("aws_instance", "aws_launch_configuration")
            .expect("root_block_device[].encrypted", TRUE)
            .expect("ebs_block_device[].encrypted", TRUE)
            .bad("""
                    root_block_device {
                      volume_size = 10
                    }
                    """)
            .bad("""
                    ebs_block_device {
                      device_name = "/dev/sdb"
                      encrypted   = false
                    }
                    """)
            .good("""
                    root_block_device {
                      encrypted = true
                    }
                    """)
            .good("ami = \"ami-1\"")
            .done();

    private static final Rule LAUNCH_TEMPLATE_UNENCRYPTED = rule(
                    "aws/launch-template-unencrypted", HIGH, "Launch template block device (EBS) is not encrypted")
            .why("Each machine made from it has readable disks.")
            .fix("set block_device_mappings.ebs.encrypted to true")
            .controls("CIS-AWS-2.2.1", "PCI-3.5.1")
            .on("aws_launch_template")
            .expect("block_device_mappings[].ebs[].encrypted", TRUE)
            .bad("""
                    block_device_mappings {
                      ebs {
                        volume_size = 10
                      }
                    }
                    """)
            .bad("""
                    block_device_mappings {
                      ebs {
                        encrypted = false
                      }
                    }
                    """)
            .good("""
                    block_device_mappings {
                      ebs {
                        encrypted = true
                      }
                    }
                    """)
            .good("image_id = \"ami-1\"")
            .done();

    private static final Rule EBS_UNENCRYPTED = rule("aws/ebs-unencrypted", HIGH, "EBS volume is not encrypted")
            .why("Whoever gets hold of a snapshot or the disk reads it.")
            .fix("set encrypted to true")
            .controls("CIS-AWS-2.2.1", "PCI-3.5.1")
            .on("aws_ebs_volume")
            .expect("encrypted", TRUE)
            .bad("size = 10")
            .bad("encrypted = false")
            .good("encrypted = true")
            .good("encrypted = var.encrypted")
            .done();

    private static final Rule EBS_SNAPSHOT_UNENCRYPTED = rule(
                    "aws/ebs-snapshot-unencrypted", HIGH, "EBS volume snapshot is not encrypted")
            .why("A snapshot is copied and shared more easily than a disk.")
            .fix("take snapshots of encrypted volumes, or set encrypted to true on the copy")
            .controls("CIS-AWS-2.2.1", "PCI-3.5.1")
            .on("aws_ebs_snapshot", "aws_ebs_snapshot_copy")
            .check((resource, all, out) -> {
                if (resource.type().equals("aws_ebs_snapshot_copy")) {
                    Links.answer(
                            Links.is(resource, "encrypted", TRUE).not(), resource, "the copy is not encrypted", out);
                    return;
                }
                for (Resource volume : Links.named(all, resource.get("volume_id"), "aws_ebs_volume")) {
                    Links.answer(
                            Links.is(volume, "encrypted", TRUE).not(), resource, "its volume is not encrypted", out);
                }
            })
            .badFile("""
                    resource "aws_ebs_volume" "v" {
                      size = 10
                    }
                    resource "aws_ebs_snapshot" "s" {
                      volume_id = aws_ebs_volume.v.id
                    }
                    """)
            .badFile("""
                    resource "aws_ebs_snapshot_copy" "s" {
                      source_region = "us-east-1"
                    }
                    """)
            .goodFile("""
                    resource "aws_ebs_volume" "v" {
                      encrypted = true
                    }
                    resource "aws_ebs_snapshot" "s" {
                      volume_id = aws_ebs_volume.v.id
                    }
                    """)
            .goodFile("""
                    resource "aws_ebs_snapshot_copy" "s" {
                      encrypted = true
                    }
                    """)
            .done();

    private static final Rule EBS_DEFAULT_ENCRYPTION_OFF = rule(
                    "aws/ebs-default-encryption-off", HIGH, "EBS default encryption is disabled for the account")
            .why("Disks made without saying so are readable.")
            .fix("set enabled to true")
            .controls("CIS-AWS-2.2.1")
            .on("aws_ebs_encryption_by_default")
            .expect("enabled", TRUE.orAbsent(), "true")
            .bad("enabled = false")
            .bad("enabled = \"false\"")
            .good("enabled = true")
            .good("enabled = var.on")
            .done();

    private static final Rule AMI_UNENCRYPTED = rule("aws/ami-unencrypted", MEDIUM, "AMI is not encrypted")
            .why("Whoever gets hold of the image's snapshots reads them.")
            .fix("set encrypted to true for each ebs_block_device, or copy the image with encryption")
            .controls("PCI-3.5.1")
            .on("aws_ami", "aws_ami_copy")
            .check((resource, all, out) -> {
                if (resource.type().equals("aws_ami_copy")) {
                    Links.answer(
                            Links.is(resource, "encrypted", TRUE).not(), resource, "the copy is not encrypted", out);
                    return;
                }
                List<Value> devices = resource.get("ebs_block_device").items();
                if (devices.isEmpty()) {
                    Links.answer(Truth.YES, resource, "no encrypted device", out);
                }
                for (Value device : devices) {
                    boolean unknown = device.get("encrypted").unknown()
                            || !device.get("snapshot_id").absent();
                    if (!unknown && !device.get("encrypted").is(true)) {
                        Links.report(resource, device.get("encrypted"), "the device is not encrypted", out);
                    }
                }
            })
            .bad("""
                    ebs_block_device {
                      device_name = "/dev/xvda"
                      encrypted   = false
                    }
                    """)
            .badFile("""
                    resource "aws_ami_copy" "c" {
                      source_ami_id = "ami-1"
                    }
                    """)
            .good("""
                    ebs_block_device {
                      device_name = "/dev/xvda"
                      encrypted   = true
                    }
                    """)
            .goodFile("""
                    resource "aws_ami_copy" "c" {
                      encrypted = true
                    }
                    """)
            .done();

    private static final Rule AMI_SHARED = rule("aws/ami-shared", MEDIUM, "AMI is shared with other accounts")
            .why("What is baked into the image, keys among it, belongs to others too.")
            .fix("share with single accounts of the organisation only")
            .controls("PCI-7.2.1")
            .on("aws_ami_launch_permission")
            .check((resource, all, out) ->
                    Links.answer(Truth.YES, resource, "the image may be launched elsewhere", out))
            .bad("account_id = \"111122223333\"")
            .bad("group = \"all\"")
            .goodFile("""
                    resource "aws_ami" "a" {
                      name = "x"
                    }
                    """)
            .goodFile("""
                    data "aws_ami" "a" {
                      owners = ["self"]
                    }
                    """)
            .done();

    private static final Rule EC2_SECRET_IN_USER_DATA = rule(
                    "aws/ec2-secret-in-user-data",
                    HIGH,
                    "EC2 instance user data exposes a secret: access key or password")
            .why("User data is readable for everybody who may describe the instance, and by every process on it.")
            .fix("fetch secrets at start from Secrets Manager with the instance's role")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("aws_instance", "aws_launch_template", "aws_launch_configuration")
            .check((resource, all, out) -> {
                for (String name : List.of("user_data", "user_data_base64")) {
                    Value data = resource.get(name);
                    if (data.known().filter(t -> SECRET.matcher(t).find()).isPresent()) {
                        Links.report(resource, data, "a secret stands in the user data", out);
                    }
                }
            })
            .bad("user_data = \"export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\"")
            .bad("user_data = \"DB_PASSWORD=hunter2hunter2\"")
            .good("user_data = \"echo hello\"")
            .good("user_data = \"export DB_PASSWORD=$(aws secretsmanager get-secret-value)\"")
            .done();

    private static final Rule EC2_NO_MONITORING = rule(
                    "aws/ec2-no-monitoring", LOW, "EC2 instance detailed monitoring is disabled")
            .why("Trouble is seen five minutes late.")
            .fix("set monitoring to true")
            .controls("SOC2-A1.1")
            .on("aws_instance")
            .expect("monitoring", TRUE)
            .bad("ami = \"ami-1\"")
            .bad("monitoring = false")
            .good("monitoring = true")
            .good("monitoring = var.watch")
            .done();

    private static final Rule EC2_NOT_EBS_OPTIMIZED = rule(
                    "aws/ec2-not-ebs-optimized", LOW, "EC2 instance is not EBS optimized")
            .why("Disk and network share one line.")
            .fix("set ebs_optimized to true; current families are it always")
            .controls("SOC2-A1.1")
            .on("aws_instance")
            .when(
                    "instance_type",
                    matching("(c5|c6|c7|m5|m6|m7|r5|r6|r7|t3|t4|i3|p3|p4|g4|g5).*")
                            .not()
                            .orAbsent())
            .expect("ebs_optimized", TRUE)
            .bad("instance_type = \"m4.large\"")
            .bad("ebs_optimized = false")
            .good("ebs_optimized = true")
            .good("instance_type = \"t3.micro\"")
            .done();

    private static final Rule EC2_SHARED_ROLE = rule(
                    "aws/ec2-shared-role",
                    MEDIUM,
                    "Public and private EC2 instances share the same role (instance profile)")
            .why("What breaks into the public machine has the rights of the private one.")
            .fix("give each its own instance profile")
            .controls("PCI-7.2.1")
            .on("aws_instance")
            .check((resource, all, out) -> {
                Value profile = resource.get("iam_instance_profile");
                if (profile.absent() || !isPublic(resource, all)) {
                    return;
                }
                boolean shared = all.of("aws_instance").stream()
                        .filter(o -> o != resource && !isPublic(o, all))
                        .anyMatch(o -> sameProfile(o.get("iam_instance_profile"), profile));
                if (shared) {
                    Links.report(resource, profile, "a private instance has the same profile", out);
                }
            })
            .badFile("""
                    resource "aws_instance" "web" {
                      associate_public_ip_address = true
                      iam_instance_profile        = "app"
                    }

                    resource "aws_instance" "worker" {
                      iam_instance_profile = "app"
                    }
                    """)
            .badFile("""
                    resource "aws_instance" "web" {
                      subnet_id            = aws_subnet.p.id
                      iam_instance_profile = aws_iam_instance_profile.a.name
                    }

                    resource "aws_subnet" "p" {
                      map_public_ip_on_launch = true
                    }

                    resource "aws_instance" "worker" {
                      iam_instance_profile = aws_iam_instance_profile.a.name
                    }
                    """)
            .goodFile("""
                    resource "aws_instance" "web" {
                      associate_public_ip_address = true
                      iam_instance_profile        = "web"
                    }

                    resource "aws_instance" "worker" {
                      iam_instance_profile = "worker"
                    }
                    """)
            .good("iam_instance_profile = \"app\"")
            .done();

    private static boolean isPublic(Resource instance, Resources all) {
        return instance.get("associate_public_ip_address").is(true)
                || Links.named(all, instance.get("subnet_id"), "aws_subnet").stream()
                        .anyMatch(s -> s.get("map_public_ip_on_launch").is(true) || Ec2Rules.routed(s, all))
                || instance.get("subnet_id") instanceof Value.Unknown u
                        && u.references().stream().anyMatch(r -> r.startsWith("module."))
                        && u.why().contains("public");
    }

    private static boolean routed(Resource subnet, Resources all) {
        return all.attached("aws_route_table_association", "subnet_id", subnet)
                .flatMap(a -> Links.named(all, a.get("route_table_id"), "aws_route_table").stream())
                .anyMatch(t -> t.get("route").items().stream()
                        .anyMatch(r -> !r.get("gateway_id").absent()));
    }

    private static boolean sameProfile(Value a, Value b) {
        if (a instanceof Value.Unknown x && b instanceof Value.Unknown y) {
            return !x.references().isEmpty() && x.references().equals(y.references());
        }
        return a.known().isPresent() && a.known().equals(b.known());
    }

    private static final Rule EC2_NO_PROFILE = rule(
                    "aws/ec2-no-profile", LOW, "EC2 instance is without an IAM role (instance profile)")
            .why("Programs on it get long-lived keys from somewhere else.")
            .fix("set iam_instance_profile")
            .controls("PCI-8.6.2")
            .on("aws_instance")
            .expect("iam_instance_profile", SET)
            .bad("ami = \"ami-1\"")
            .bad("iam_instance_profile = \"\"")
            .good("iam_instance_profile = \"app\"")
            .good("iam_instance_profile = var.profile")
            .done();

    private static final Rule AUTOSCALING_NO_TAGS = rule(
                    "aws/autoscaling-no-tags", LOW, "Autoscaling group does not supply tags to its instances")
            .why("Nobody knows whose machines they are and who pays.")
            .fix("add tags with propagate_at_launch")
            .controls("SOC2-CC8.1")
            .on("aws_autoscaling_group")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "tag", SET)
                            .or(Links.is(resource, "tags", SET))
                            .not(),
                    resource,
                    "no tags",
                    out))
            .bad("max_size = 3")
            .bad("tags = []")
            .good("""
                    tag {
                      key                 = "Owner"
                      value               = "web"
                      propagate_at_launch = true
                    }
                    """)
            .good("tags = var.tags")
            .done();

    private static final Rule AUTOSCALING_NO_ELB_CHECK = rule(
                    "aws/autoscaling-no-elb-check",
                    LOW,
                    "Autoscaling group attached to a load balancer has no ELB health check")
            .why("Machines that answer nothing stay in the group.")
            .fix("set health_check_type to ELB")
            .controls("SOC2-A1.2")
            .on("aws_autoscaling_group")
            .when("load_balancers", SET)
            .expect("health_check_type", oneOf("ELB"), "\"ELB\"")
            .bad("load_balancers = [\"lb\"]")
            .bad("""
                    load_balancers    = ["lb"]
                    health_check_type = "EC2"
                    """)
            .good("""
                    load_balancers    = ["lb"]
                    health_check_type = "ELB"
                    """)
            .good("max_size = 3")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            EC2_IMDSV1,
            EC2_PUBLIC_IP,
            EC2_UNENCRYPTED_DISK,
            LAUNCH_TEMPLATE_UNENCRYPTED,
            EBS_UNENCRYPTED,
            EBS_SNAPSHOT_UNENCRYPTED,
            EBS_DEFAULT_ENCRYPTION_OFF,
            AMI_UNENCRYPTED,
            AMI_SHARED,
            EC2_SECRET_IN_USER_DATA,
            EC2_NO_MONITORING,
            EC2_NOT_EBS_OPTIMIZED,
            EC2_SHARED_ROLE,
            EC2_NO_PROFILE,
            AUTOSCALING_NO_TAGS,
            AUTOSCALING_NO_ELB_CHECK);

    private Ec2Rules() {}
}
