package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.NOTE;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;

import dev.slipway.base.Confidence;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Network.Ports;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;
import java.util.Optional;

/** Rules about security groups, network ACLs and VPCs. */
final class NetworkRules {

    /** Reports ingress from everybody to ports that the test names. */
    private static CloudRule.Check openTo(java.util.function.Function<Ports, Optional<String>> named) {
        return (resource, all, out) -> {
            for (Ingress rule : Ingress.of(resource)) {
                if (!rule.fromEverybody()) {
                    continue;
                }
                if (rule.ports().isEmpty()) {
                    out.undecided(rule.at(), resource.address() + ": the ports are not known");
                    continue;
                }
                named.apply(rule.ports().get())
                        .ifPresent(n -> out.at(
                                rule.at(),
                                resource.type() + "." + resource.name() + ": " + n + " is open to the internet"));
            }
        };
    }

    private static CloudRule.Check openTo(int port, String name) {
        return openTo(p -> p.holds(port) ? Optional.of(name) : Optional.empty());
    }

    private static final Rule SG_SSH_OPEN = rule(
                    "aws/sg-ssh-open",
                    HIGH,
                    "Security group has unrestricted access to SSH (port 22) from the internet")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use a session manager or VPN")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .on(
                    "aws_security_group_rule",
                    "aws_security_group",
                    "aws_vpc_security_group_ingress_rule",
                    "aws_default_security_group")
            .check(openTo(22, "SSH (22)"))
            .bad("""
                    type        = "ingress"
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port   = 20
                        to_port     = 30
                        protocol    = "tcp"
                        cidr_blocks = ["0.0.0.0/0"]
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_blocks = ["10.0.0.0/16"]
                    """)
            .good("""
                    type        = "egress"
                    from_port   = 0
                    to_port     = 0
                    protocol    = "-1"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .done();

    private static final Rule SG_RDP_OPEN = rule(
                    "aws/sg-rdp-open", HIGH, "Security group: Remote Desktop port (3389) is open to the internet")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use a session manager or VPN")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .on(
                    "aws_security_group_rule",
                    "aws_security_group",
                    "aws_vpc_security_group_ingress_rule",
                    "aws_default_security_group")
            .check(openTo(3389, "Remote Desktop (3389)"))
            .bad("""
                    type        = "ingress"
                    from_port   = 3389
                    to_port     = 3389
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .badFile("""
                    resource "aws_vpc_security_group_ingress_rule" "a" {
                      from_port   = 3380
                      to_port     = 3390
                      ip_protocol = "tcp"
                      cidr_ipv6   = "::/0"
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 3389
                    to_port     = 3389
                    protocol    = "tcp"
                    cidr_blocks = ["192.168.0.0/24"]
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .done();

    private static final Rule SG_HTTP_OPEN = rule(
                    "aws/sg-http-open", LOW, "HTTP port 80 is open to the internet in a security group")
            .why("Plain HTTP is read and changed on its way.")
            .fix("serve HTTPS on 443, or keep the instance behind a load balancer")
            .controls("PCI-4.2.1")
            .on("aws_security_group_rule", "aws_security_group", "aws_vpc_security_group_ingress_rule")
            .check(openTo(80, "HTTP (80)"))
            .bad("""
                    type        = "ingress"
                    from_port   = 80
                    to_port     = 80
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port   = 0
                        to_port     = 100
                        protocol    = "tcp"
                        cidr_blocks = ["0.0.0.0/0"]
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 80
                    to_port     = 80
                    protocol    = "tcp"
                    cidr_blocks = ["10.0.0.0/8"]
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .done();

    private static final Rule SG_SENSITIVE_PORT_OPEN = rule(
                    "aws/sg-sensitive-port-open",
                    HIGH,
                    "Security group: sensitive port is exposed to the entire network (internet)")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use a session manager or VPN")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .on(
                    "aws_security_group_rule",
                    "aws_security_group",
                    "aws_vpc_security_group_ingress_rule",
                    "aws_default_security_group")
            .check(openTo(Ports::sensitive))
            .bad("""
                    type        = "ingress"
                    from_port   = 5432
                    to_port     = 5432
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port        = 27017
                        to_port          = 27018
                        protocol         = "tcp"
                        ipv6_cidr_blocks = ["::/0"]
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 5432
                    to_port     = 5432
                    protocol    = "tcp"
                    cidr_blocks = ["10.1.0.0/16"]
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .done();

    private static final Rule SG_ALL_PORTS_OPEN = rule(
                    "aws/sg-all-ports-open",
                    CRITICAL,
                    "Security group ingress allows all ports and traffic from everybody (unrestricted)")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use a session manager or VPN")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .on("aws_security_group_rule", "aws_security_group", "aws_vpc_security_group_ingress_rule")
            .check(openTo(p -> p.all() ? Optional.of("every port") : Optional.empty()))
            .bad("""
                    type        = "ingress"
                    from_port   = 0
                    to_port     = 65535
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port   = 0
                        to_port     = 0
                        protocol    = "-1"
                        cidr_blocks = ["0.0.0.0/0"]
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .good("""
                    type        = "egress"
                    from_port   = 0
                    to_port     = 0
                    protocol    = "-1"
                    cidr_blocks = ["0.0.0.0/0"]
                    """)
            .done();

    private static final Rule SG_WIDE_PRIVATE_PORT = rule(
                    "aws/sg-wide-private-port", LOW, "Sensitive port is exposed to a wide private network")
            .why("Every machine of the company's network, and every intruder on one of them, reaches the service.")
            .fix("allow the subnets that need it")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .on("aws_security_group_rule", "aws_security_group")
            .check((resource, all, out) -> {
                for (Ingress rule : Ingress.of(resource)) {
                    boolean wide = rule.ranges().stream()
                            .anyMatch(v ->
                                    v.known().filter(Network::isWidePrivate).isPresent());
                    Optional<String> service = rule.ports().flatMap(Ports::sensitive);
                    if (wide && service.isPresent()) {
                        out.at(
                                rule.at(),
                                resource.type() + "." + resource.name() + ": " + service.get()
                                        + " is open to a whole private network");
                    }
                }
            })
            .bad("""
                    type        = "ingress"
                    from_port   = 23
                    to_port     = 23
                    protocol    = "tcp"
                    cidr_blocks = ["10.0.0.0/8"]
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port   = 110
                        to_port     = 110
                        protocol    = "tcp"
                        cidr_blocks = ["192.168.0.0/16"]
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 23
                    to_port     = 23
                    protocol    = "tcp"
                    cidr_blocks = ["10.1.2.0/24"]
                    """)
            .good("""
                    type        = "ingress"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_blocks = ["10.0.0.0/8"]
                    """)
            .done();

    private static final Rule SG_EGRESS_ALL = rule(
                    "aws/sg-egress-all",
                    LOW,
                    "Security group egress allows all traffic to everywhere (unrestricted outbound)")
            .why("An intruder sends out what he finds to wherever he likes.")
            .fix("allow the destinations and ports that are needed")
            .controls("CIS-AWS-5.4")
            .on("aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_egress_rule")
            .check((resource, all, out) -> {
                for (Ingress rule : Ingress.outgoing(resource)) {
                    if (rule.fromEverybody() && rule.ports().filter(Ports::all).isPresent()) {
                        out.at(rule.at(), resource.type() + "." + resource.name() + ": all traffic may leave");
                    }
                }
            })
            .bad("""
                    egress {
                      from_port   = 0
                      to_port     = 0
                      protocol    = "-1"
                      cidr_blocks = ["0.0.0.0/0"]
                    }
                    """)
            .badFile("""
                    resource "aws_security_group_rule" "a" {
                      type        = "egress"
                      from_port   = 0
                      to_port     = 0
                      protocol    = "-1"
                      cidr_blocks = ["0.0.0.0/0"]
                    }
                    """)
            .good("""
                    egress {
                      from_port   = 443
                      to_port     = 443
                      protocol    = "tcp"
                      cidr_blocks = ["0.0.0.0/0"]
                    }
                    """)
            .good("""
                    ingress {
                      from_port   = 443
                      to_port     = 443
                      protocol    = "tcp"
                      cidr_blocks = ["10.0.0.0/8"]
                    }
                    """)
            .done();

    private static final Rule DEFAULT_SG_TRAFFIC = rule(
                    "aws/default-sg-traffic",
                    HIGH,
                    "Default security group does not restrict all traffic: inbound or outbound rules exist")
            .why("Whatever is made without a group of its own lands in this one, and gets what it allows.")
            .fix("declare aws_default_security_group without ingress and egress")
            .controls("CIS-AWS-5.4", "PCI-1.3.1")
            .on("aws_default_security_group")
            .check((resource, all, out) -> {
                boolean any = !resource.get("ingress").items().isEmpty()
                        || !resource.get("egress").items().isEmpty();
                Links.answer(Truth.of(any), resource, "it has rules", out);
            })
            .bad("""
                    ingress {
                      protocol  = -1
                      self      = true
                      from_port = 0
                      to_port   = 0
                    }
                    """)
            .bad("""
                    egress {
                      from_port   = 0
                      to_port     = 0
                      protocol    = "-1"
                      cidr_blocks = ["0.0.0.0/0"]
                    }
                    """)
            .good("vpc_id = aws_vpc.main.id")
            .good("""
                    vpc_id  = aws_vpc.main.id
                    ingress = []
                    """)
            .done();

    private static final Rule SG_NO_DESCRIPTION = rule(
                    "aws/sg-no-description", NOTE, "Security group rule is without description")
            .why("Nobody knows later why the rule exists, so nobody dares to remove it.")
            .fix("describe what the rule is for")
            .controls("SOC2-CC8.1")
            .on(
                    "aws_security_group_rule",
                    "aws_security_group",
                    "aws_vpc_security_group_ingress_rule",
                    "aws_vpc_security_group_egress_rule")
            .check((resource, all, out) -> {
                if (!resource.type().equals("aws_security_group")) {
                    if (resource.get("description").absent()) {
                        Links.answer(Truth.YES, resource, "no description", out);
                    }
                    return;
                }
                for (String direction : List.of("ingress", "egress")) {
                    for (Value rule : resource.get(direction).items()) {
                        if (rule instanceof Value.Block
                                && rule.get("description").absent()) {
                            Links.report(resource, rule, "no description", out);
                        }
                    }
                }
            })
            .bad("""
                    type      = "ingress"
                    from_port = 443
                    """)
            .badFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        from_port = 443
                      }
                    }
                    """)
            .good("""
                    type        = "ingress"
                    description = "from the load balancer"
                    """)
            .goodFile("""
                    resource "aws_security_group" "a" {
                      ingress {
                        description = "web"
                        from_port   = 443
                      }
                    }
                    """)
            .done();

    private static final Rule SG_GROUP_NO_DESCRIPTION = rule(
                    "aws/sg-group-no-description", NOTE, "Security group itself is without description")
            .why("The console shows \"Managed by Terraform\" for every group; nobody knows which is which.")
            .fix("describe what the group is for")
            .controls("SOC2-CC8.1")
            .on("aws_security_group")
            .expect("description", SET)
            .bad("name = \"web\"")
            .bad("description = \"\"")
            .good("description = \"web servers\"")
            .good("description = var.text")
            .done();

    private static final Rule SG_UNUSED = rule("aws/sg-unused", NOTE, "Security group is not used by any resource")
            .why("A group nobody uses is changed without anybody noticing, and used one day by mistake.")
            .fix("attach the group or remove it")
            .controls("CIS-AWS-5.2", "PCI-1.3.1", "SOC2-CC6.6")
            .confidence(Confidence.MEDIUM)
            .on("aws_security_group")
            .check((resource, all, out) -> {
                boolean used =
                        all.all().stream().filter(r -> r != resource).anyMatch(r -> mentions(r.attributes(), resource));
                boolean exported =
                        all.of("terraform.output").stream().anyMatch(r -> mentions(r.attributes(), resource));
                if (!used && !exported) {
                    Links.answer(Truth.YES, resource, "no resource names it", out);
                }
            })
            .bad("name = \"web\"")
            .badFile("""
                    resource "aws_security_group" "a" {
                      name = "web"
                    }
                    resource "aws_instance" "i" {
                      ami = "ami-1"
                    }
                    """)
            .goodFile("""
                    resource "aws_security_group" "a" {
                      name = "web"
                    }
                    resource "aws_instance" "i" {
                      vpc_security_group_ids = [aws_security_group.a.id]
                    }
                    """)
            .goodFile("""
                    resource "aws_security_group" "a" {
                      name = "web"
                    }
                    output "group" {
                      value = aws_security_group.a.id
                    }
                    """)
            .done();

    /** Whether a value, or one inside of it, refers to a resource. */
    private static boolean mentions(Value value, Resource to) {
        return switch (value) {
            case Value.Block b -> b.entries().values().stream().anyMatch(v -> mentions(v, to));
            case Value.Items i -> i.items().stream().anyMatch(v -> mentions(v, to));
            case Value.Unknown u -> Resources.names(u, to);
            // A reference in quotes, as old code has them, or the group's name.
            case Value.Text t -> t.text().contains(to.type() + "." + to.name()) || to.get("name").is(t.text());
            case Value.Number n -> false;
            case Value.Bool b -> false;
            case Value.Absent a -> false;
        };
    }

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            SG_SSH_OPEN,
            SG_RDP_OPEN,
            SG_HTTP_OPEN,
            SG_SENSITIVE_PORT_OPEN,
            SG_ALL_PORTS_OPEN,
            SG_WIDE_PRIVATE_PORT,
            SG_EGRESS_ALL,
            DEFAULT_SG_TRAFFIC,
            SG_NO_DESCRIPTION,
            SG_GROUP_NO_DESCRIPTION,
            SG_UNUSED);

    private NetworkRules() {}
}
