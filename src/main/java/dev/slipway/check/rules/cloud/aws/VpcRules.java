package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about network ACLs, VPCs and subnets. */
final class VpcRules {
    private static CloudRule.Check aclOpenTo(int port, String name) {
        return (resource, all, out) -> {
            for (Ingress rule : Ingress.ofAcl(resource)) {
                if (rule.fromEverybody()
                        && rule.ports().filter(p -> p.holds(port)).isPresent()) {
                    out.at(
                            rule.at(),
                            resource.type() + "." + resource.name() + ": " + name + " is open to the internet");
                }
            }
        };
    }

    private static final Rule NACL_SSH_OPEN = rule(
                    "aws/nacl-ssh-open", MEDIUM, "Network ACL has unrestricted access to SSH (port 22)")
            .why("The second fence of the subnet stands open for everybody.")
            .fix("deny port 22 from the internet in the network ACL")
            .controls("CIS-AWS-5.1", "PCI-1.3.1")
            .on("aws_network_acl_rule", "aws_network_acl", "aws_default_network_acl")
            .check(aclOpenTo(22, "SSH (22)"))
            .bad("""
                    rule_action = "allow"
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .badFile("""
                    resource "aws_network_acl" "a" {
                      ingress {
                        action     = "allow"
                        from_port  = 22
                        to_port    = 22
                        protocol   = "tcp"
                        cidr_block = "0.0.0.0/0"
                      }
                    }
                    """)
            .good("""
                    rule_action = "deny"
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .good("""
                    rule_action = "allow"
                    from_port   = 443
                    to_port     = 443
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .done();

    private static final Rule NACL_RDP_OPEN = rule(
                    "aws/nacl-rdp-open", MEDIUM, "Network ACL has unrestricted access to RDP (port 3389)")
            .why("The second fence of the subnet stands open for everybody.")
            .fix("deny port 3389 from the internet in the network ACL")
            .controls("CIS-AWS-5.1", "PCI-1.3.1")
            .on("aws_network_acl_rule", "aws_network_acl", "aws_default_network_acl")
            .check(aclOpenTo(3389, "Remote Desktop (3389)"))
            .bad("""
                    rule_action = "allow"
                    from_port   = 3389
                    to_port     = 3389
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .badFile("""
                    resource "aws_network_acl" "a" {
                      ingress {
                        action     = "allow"
                        from_port  = 0
                        to_port    = 0
                        protocol   = "-1"
                        cidr_block = "0.0.0.0/0"
                      }
                    }
                    """)
            .good("""
                    rule_action = "deny"
                    from_port   = 3389
                    to_port     = 3389
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .good("""
                    egress      = true
                    rule_action = "allow"
                    from_port   = 3389
                    to_port     = 3389
                    protocol    = "tcp"
                    cidr_block  = "0.0.0.0/0"
                    """)
            .done();

    private static final Rule VPC_NO_FLOW_LOG = rule("aws/vpc-no-flow-log", MEDIUM, "VPC has flow logs disabled")
            .why("After an intrusion nobody can tell who talked to whom.")
            .fix("add an aws_flow_log for the VPC")
            .controls("CIS-AWS-3.9", "PCI-10.2.1", "SOC2-CC7.2")
            .on("aws_vpc", "aws_flow_log")
            .check((resource, all, out) -> {
                if (resource.type().equals("aws_flow_log")) {
                    boolean names = List.of(
                                    "vpc_id",
                                    "subnet_id",
                                    "eni_id",
                                    "transit_gateway_id",
                                    "transit_gateway_attachment_id")
                            .stream()
                            .anyMatch(n -> !resource.get(n).absent());
                    Links.answer(Truth.of(!names), resource, "it names no VPC", out);
                    return;
                }
                boolean inline = resource.get("enable_flow_log").is(true);
                Truth logged = Truth.of(inline).or(Links.attached(all, "aws_flow_log", "vpc_id", resource));
                Links.answer(logged.not(), resource, "no flow log names it", out);
            })
            .bad("cidr_block = \"10.0.0.0/16\"")
            .badFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_flow_log" "f" {
                      vpc_id = "vpc-1"
                    }
                    """)
            .goodFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_flow_log" "f" {
                      vpc_id = aws_vpc.a.id
                    }
                    """)
            .goodFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_flow_log" "f" {
                      vpc_id = var.vpc
                    }
                    """)
            .done();

    private static final Rule VPC_NO_FIREWALL = rule("aws/vpc-no-firewall", LOW, "VPC is without a network firewall")
            .why("Traffic is filtered by address only; what it carries is not looked at.")
            .fix("add an aws_networkfirewall_firewall to the VPC where traffic has to be inspected")
            .controls("PCI-1.4.2")
            .on("aws_vpc")
            .check(Links.mustBeNamedBy("aws_networkfirewall_firewall", "vpc_id", "no network firewall names it"))
            .bad("cidr_block = \"10.0.0.0/16\"")
            .badFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_networkfirewall_firewall" "f" {
                      vpc_id = "vpc-1"
                    }
                    """)
            .goodFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_networkfirewall_firewall" "f" {
                      vpc_id = aws_vpc.a.id
                    }
                    """)
            .goodFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_networkfirewall_firewall" "f" {
                      vpc_id = var.vpc
                    }
                    """)
            .done();

    private static final Rule VPC_DEFAULT_USED = rule("aws/vpc-default-used", LOW, "Default VPC exists or is used")
            .why("Its subnets are public and its group is open: what lands there by mistake is on the internet.")
            .fix("make a VPC of your own")
            .controls("CIS-AWS-5.4")
            .on("aws_default_vpc")
            .check((resource, all, out) -> Links.answer(Truth.YES, resource, "the default VPC is used", out))
            .bad("tags = {}")
            .bad("enable_dns_support = true")
            .goodFile("""
                    resource "aws_vpc" "a" {
                      cidr_block = "10.0.0.0/16"
                    }
                    """)
            .goodFile("""
                    data "aws_vpc" "a" {
                      id = "vpc-1"
                    }
                    """)
            .done();

    private static final Rule SUBNET_PUBLIC_IP = rule(
                    "aws/subnet-public-ip", MEDIUM, "VPC subnet assigns a public IP address on launch")
            .why("Each machine of the subnet is on the internet, whether it has to be or not.")
            .fix("set map_public_ip_on_launch to false")
            .controls("PCI-1.4.4")
            .on("aws_subnet", "aws_default_subnet")
            .expect("map_public_ip_on_launch", FALSE.orAbsent(), "false")
            .bad("map_public_ip_on_launch = true")
            .bad("map_public_ip_on_launch = \"true\"")
            .good("map_public_ip_on_launch = false")
            .good("cidr_block = \"10.0.1.0/24\"")
            .done();

    private static final Rule VPC_PEERING_ROUTE = rule(
                    "aws/vpc-peering-route", MEDIUM, "Route table with VPC peering has a route to a whole network")
            .why("Everything behind the peering reaches everything here.")
            .fix("route to the addresses that are needed")
            .controls("CIS-AWS-5.5")
            .on("aws_route_table", "aws_route")
            .check((resource, all, out) -> {
                List<Value> routes = resource.type().equals("aws_route")
                        ? List.of(resource.attributes())
                        : resource.get("route").items();
                for (Value route : routes) {
                    Value range =
                            route.get(resource.type().equals("aws_route") ? "destination_cidr_block" : "cidr_block");
                    if (!route.get("vpc_peering_connection_id").absent() && Network.EVERYBODY.of(range) == Truth.YES) {
                        Links.report(resource, range, "everything is routed to the peering", out);
                    }
                }
            })
            .bad("""
                    route {
                      cidr_block                = "0.0.0.0/0"
                      vpc_peering_connection_id = "pcx-1"
                    }
                    """)
            .badFile("""
                    resource "aws_route" "r" {
                      destination_cidr_block    = "0.0.0.0/0"
                      vpc_peering_connection_id = "pcx-1"
                    }
                    """)
            .good("""
                    route {
                      cidr_block                = "10.1.0.0/24"
                      vpc_peering_connection_id = "pcx-1"
                    }
                    """)
            .good("""
                    route {
                      cidr_block = "0.0.0.0/0"
                      gateway_id = "igw-1"
                    }
                    """)
            .done();

    private static final Rule VPC_ENDPOINT_NO_ROUTE = rule(
                    "aws/vpc-endpoint-no-route",
                    LOW,
                    "VPC endpoint for DynamoDB or S3 is without route table association")
            .why("Without a route the endpoint is not used: traffic goes through the internet.")
            .fix("give the endpoint route_table_ids, or an aws_vpc_endpoint_route_table_association")
            .controls("PCI-1.4.2")
            .on("aws_vpc_endpoint")
            .when("service_name", matching("com\\.amazonaws\\.[^.]+\\.(dynamodb|s3)"))
            .when("vpc_endpoint_type", oneOf("Gateway").orAbsent())
            .check((resource, all, out) -> {
                Truth routed = Truth.of(!resource.get("route_table_ids").absent())
                        .or(Links.attached(
                                all, "aws_vpc_endpoint_route_table_association", "vpc_endpoint_id", resource));
                Links.answer(routed.not(), resource, "no route table leads to it", out);
            })
            .bad("service_name = \"com.amazonaws.us-east-1.dynamodb\"")
            .bad("""
                    service_name      = "com.amazonaws.us-east-1.s3"
                    vpc_endpoint_type = "Gateway"
                    """)
            .good("""
                    service_name    = "com.amazonaws.us-east-1.s3"
                    route_table_ids = [aws_route_table.a.id]
                    """)
            .good("""
                    service_name      = "com.amazonaws.us-east-1.s3"
                    vpc_endpoint_type = "Interface"
                    """)
            .done();

    private static final Rule VPC_ENDPOINT_OPEN_POLICY = rule(
                    "aws/vpc-endpoint-open-policy", MEDIUM, "VPC endpoint policy allows all principals all actions")
            .why("Through the endpoint anybody in the network reaches any account's resources.")
            .fix("name actions, resources and the organisation in the policy")
            .controls("PCI-7.2.1")
            .on("aws_vpc_endpoint")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream()
                    .filter(s -> s.anyPrincipal() && s.allActions() && !s.conditional())
                    .findFirst()
                    .ifPresent(s ->
                            Links.report(resource, resource.get("policy"), "all principals may do everything", out)))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"*\", Resource = \"*\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = [\"*\"], Resource = \"*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"arn:aws:s3:::b/*\" }] })")
            .good("service_name = \"com.amazonaws.us-east-1.s3\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            NACL_SSH_OPEN,
            NACL_RDP_OPEN,
            VPC_NO_FLOW_LOG,
            VPC_NO_FIREWALL,
            VPC_DEFAULT_USED,
            SUBNET_PUBLIC_IP,
            VPC_PEERING_ROUTE,
            VPC_ENDPOINT_NO_ROUTE,
            VPC_ENDPOINT_OPEN_POLICY);

    private VpcRules() {}
}
