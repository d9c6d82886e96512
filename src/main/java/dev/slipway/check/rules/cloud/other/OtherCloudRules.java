package dev.slipway.check.rules.cloud.other;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.base.Severity.NOTE;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about Nifty Cloud, Tencent Cloud and Databricks. */
final class OtherCloudRules {
    private static final Rule NIFCLOUD_SG_OPEN = rule(
                    "cloud/nifcloud-sg-open",
                    HIGH,
                    "Nifcloud computing security group rule: public ingress from everybody (/0)")
            .why("Everybody on the internet reaches it.")
            .fix("name the addresses that need it")
            .controls("PCI-1.3.1")
            .on("nifcloud_security_group_rule")
            .when("type", oneOf("IN"))
            .expect("cidr_ip", Network.EVERYBODY.not())
            .bad("""
                    type    = "IN"
                    cidr_ip = "0.0.0.0/0"
                    """)
            .bad("""
                    type      = "IN"
                    from_port = 22
                    cidr_ip   = "0.0.0.0/0"
                    """)
            .good("""
                    type    = "IN"
                    cidr_ip = "10.0.0.0/16"
                    """)
            .good("""
                    type    = "OUT"
                    cidr_ip = "0.0.0.0/0"
                    """)
            .done();

    private static final Rule NIFCLOUD_RDB_PUBLIC = rule(
                    "cloud/nifcloud-rdb-public", HIGH, "Nifcloud RDB has public DB access")
            .why("Everybody on the internet reaches it.")
            .fix("set publicly_accessible to false")
            .controls("PCI-1.3.1")
            .on("nifcloud_db_instance")
            .expect("publicly_accessible", FALSE, "false")
            .bad("publicly_accessible = true")
            .bad("identifier = \"d\"")
            .good("publicly_accessible = false")
            .good("publicly_accessible = var.open")
            .done();

    private static final Rule NIFCLOUD_RDB_SG_OPEN = rule(
                    "cloud/nifcloud-rdb-sg-open", HIGH, "Nifcloud RDB security group rule: public DB ingress (/0)")
            .why("Everybody on the internet reaches it.")
            .fix("name the addresses that need it")
            .controls("PCI-1.3.1")
            .on("nifcloud_db_security_group")
            .expect("rule[].cidr_ip", Network.EVERYBODY.not())
            .bad("""
                    rule {
                      cidr_ip = "0.0.0.0/0"
                    }
                    """)
            .bad("""
                    rule {
                      cidr_ip = "10.0.0.0/8"
                    }
                    rule {
                      cidr_ip = "0.0.0.0/0"
                    }
                    """)
            .good("""
                    rule {
                      cidr_ip = "10.0.0.0/16"
                    }
                    """)
            .good("group_name = \"g\"")
            .done();

    private static final Rule NIFCLOUD_ROUTER_NO_SG = rule(
                    "cloud/nifcloud-router-no-sg", HIGH, "Nifcloud router has an undefined (missing) security group")
            .why("Everybody on the internet reaches it.")
            .fix("set security_group")
            .controls("PCI-1.3.1")
            .on("nifcloud_router")
            .expect("security_group", SET)
            .bad("name = \"r\"")
            .bad("security_group = \"\"")
            .good("security_group = \"g\"")
            .good("security_group = nifcloud_security_group.a.group_name")
            .done();

    private static final Rule NIFCLOUD_VPN_NO_SG = rule(
                    "cloud/nifcloud-vpn-no-sg", HIGH, "Nifcloud VPN gateway has an undefined (missing) security group")
            .why("Everybody on the internet reaches it.")
            .fix("set security_group")
            .controls("PCI-1.3.1")
            .on("nifcloud_vpn_gateway")
            .expect("security_group", SET)
            .bad("name = \"r\"")
            .bad("security_group = \"\"")
            .good("security_group = \"g\"")
            .good("security_group = nifcloud_security_group.a.group_name")
            .done();

    private static final Rule NIFCLOUD_ELB_HTTP = rule(
                    "cloud/nifcloud-elb-http",
                    MEDIUM,
                    "Nifcloud ELB or load balancer listener is using the HTTP protocol")
            .why("What is sent travels readable.")
            .fix("use HTTPS")
            .controls("PCI-4.2.1")
            .on("nifcloud_elb", "nifcloud_elb_listener", "nifcloud_load_balancer")
            .expect("protocol", oneOf("HTTP").not().orAbsent())
            .bad("protocol = \"HTTP\"")
            .badFile("""
                    resource "nifcloud_elb_listener" "l" {
                      protocol = "HTTP"
                    }
                    """)
            .good("protocol = \"HTTPS\"")
            .good("elb_name = \"e\"")
            .done();

    private static final Rule NIFCLOUD_COMMON_NETWORK = rule(
                    "cloud/nifcloud-common-network",
                    LOW,
                    "Nifcloud computing instance, NAS or RDB has the common private network")
            .why("Machines of other customers share the network.")
            .fix("name a private LAN of your own")
            .controls("PCI-1.3.1")
            .on("nifcloud_instance", "nifcloud_nas_instance", "nifcloud_db_instance", "nifcloud_router", "nifcloud_elb")
            .expect(
                    "network_interface[].network_id",
                    oneOf("net-COMMON_PRIVATE").not())
            .expect("network_id", oneOf("net-COMMON_PRIVATE").not().orAbsent())
            .bad("""
                    network_interface {
                      network_id = "net-COMMON_PRIVATE"
                    }
                    """)
            .badFile("""
                    resource "nifcloud_nas_instance" "n" {
                      network_id = "net-COMMON_PRIVATE"
                    }
                    """)
            .good("""
                    network_interface {
                      network_id = nifcloud_private_lan.a.id
                    }
                    """)
            .good("name = \"i\"")
            .done();

    private static final Rule NIFCLOUD_SG_NO_DESCRIPTION = rule(
                    "cloud/nifcloud-sg-no-description",
                    NOTE,
                    "Nifcloud computing security group has an undefined description")
            .why("Nobody knows later what it is for.")
            .fix("set description")
            .controls("SOC2-CC8.1")
            .on("nifcloud_security_group", "nifcloud_security_group_rule")
            .expect("description", SET)
            .bad("group_name = \"g\"")
            .bad("description = \"\"")
            .good("description = \"web\"")
            .good("description = var.text")
            .done();

    private static final Rule TENCENT_CLB_INSECURE = rule(
                    "cloud/tencent-clb-insecure", HIGH, "CLB listener is using an insecure protocol (HTTP, TCP or UDP)")
            .why("What is sent travels readable.")
            .fix("use HTTPS or TCP_SSL")
            .controls("PCI-4.2.1")
            .on("tencentcloud_clb_listener")
            .expect("protocol", oneOf("HTTPS", "TCP_SSL", "QUIC"), "\"HTTPS\"")
            .bad("protocol = \"HTTP\"")
            .bad("protocol = \"TCP\"")
            .good("protocol = \"HTTPS\"")
            .good("protocol = var.protocol")
            .done();

    private static final Rule TENCENT_SG_ALL = rule(
                    "cloud/tencent-sg-all", HIGH, "Tencent security group rule set accepts all traffic")
            .why("Everybody on the internet reaches it.")
            .fix("name the addresses that need it")
            .controls("PCI-1.3.1")
            .on("tencentcloud_security_group_rule_set")
            .check((resource, all, out) -> {
                for (Value rule : resource.get("ingress").items()) {
                    boolean world = Network.EVERYBODY
                                    .of(rule.get("cidr_block"))
                                    .or(Network.EVERYBODY.of(rule.get("ipv6_cidr_block")))
                            == Truth.YES;
                    boolean every = (rule.get("protocol").absent()
                                    || rule.get("protocol").is("ALL"))
                            && (rule.get("port").absent() || rule.get("port").is("ALL"));
                    if (rule.get("action").is("ACCEPT") && world && every) {
                        Links.report(resource, rule, "all traffic is accepted", out);
                    }
                }
            })
            .bad("""
                    ingress {
                      action     = "ACCEPT"
                      cidr_block = "0.0.0.0/0"
                    }
                    """)
            .bad("""
                    ingress {
                      action     = "ACCEPT"
                      cidr_block = "0.0.0.0/0"
                      protocol   = "ALL"
                      port       = "ALL"
                    }
                    """)
            .good("""
                    ingress {
                      action     = "ACCEPT"
                      cidr_block = "10.0.0.0/8"
                      protocol   = "TCP"
                      port       = "80"
                    }
                    """)
            .good("""
                    ingress {
                      action     = "DROP"
                      cidr_block = "0.0.0.0/0"
                    }
                    """)
            .done();

    private static final Rule TENCENT_TKE_UNENCRYPTED = rule(
                    "cloud/tencent-tke-unencrypted", HIGH, "TKE cluster encryption protection is disabled")
            .why("Secrets of the cluster lie readable in its store.")
            .fix("add a tencentcloud_kubernetes_encryption_protection for the cluster")
            .controls("PCI-3.5.1")
            .on("tencentcloud_kubernetes_cluster")
            .check(Links.mustBeNamedBy(
                    "tencentcloud_kubernetes_encryption_protection", "cluster_id", "no encryption protection names it"))
            .bad("cluster_name = \"c\"")
            .badFile("""
                    resource "tencentcloud_kubernetes_cluster" "a" {}
                    resource "tencentcloud_kubernetes_encryption_protection" "e" {
                      cluster_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "tencentcloud_kubernetes_cluster" "a" {}
                    resource "tencentcloud_kubernetes_encryption_protection" "e" {
                      cluster_id = tencentcloud_kubernetes_cluster.a.id
                    }
                    """)
            .goodFile("""
                    resource "tencentcloud_kubernetes_cluster" "a" {}
                    resource "tencentcloud_kubernetes_encryption_protection" "e" {
                      cluster_id = var.c
                    }
                    """)
            .done();

    private static final Rule TENCENT_TKE_PUBLIC = rule(
                    "cloud/tencent-tke-public", MEDIUM, "TKE cluster has public access: public_ip_assigned")
            .why("Everybody on the internet reaches it.")
            .fix("set public_ip_assigned to false")
            .controls("PCI-1.3.1")
            .on("tencentcloud_kubernetes_cluster")
            .expect("master_config[].public_ip_assigned", FALSE.orAbsent(), "false")
            .expect("worker_config[].public_ip_assigned", FALSE.orAbsent(), "false")
            .bad("""
                    worker_config {
                      public_ip_assigned = true
                    }
                    """)
            .bad("""
                    master_config {
                      public_ip_assigned = true
                    }
                    """)
            .good("""
                    worker_config {
                      public_ip_assigned = false
                    }
                    """)
            .good("cluster_name = \"c\"")
            .done();

    private static final Rule DATABRICKS_TOKEN_FOREVER = rule(
                    "cloud/databricks-token-forever",
                    MEDIUM,
                    "Databricks token or OBO token has an indefinitely lifetime")
            .why("A token that leaked once works for ever.")
            .fix("set lifetime_seconds")
            .controls("PCI-8.3.9")
            .on("databricks_token", "databricks_obo_token")
            .expect("lifetime_seconds", SET)
            .bad("comment = \"t\"")
            .badFile("""
                    resource "databricks_obo_token" "t" {
                      comment = "t"
                    }
                    """)
            .good("lifetime_seconds = 86400")
            .good("lifetime_seconds = var.seconds")
            .done();

    private static final Rule DATABRICKS_NO_PERMISSIONS = rule(
                    "cloud/databricks-no-permissions",
                    HIGH,
                    "Databricks cluster or job has none or insecure permission(s)")
            .why("Everybody of the workspace uses it, or changes what it runs.")
            .fix("add databricks_permissions with groups and service principals")
            .controls("PCI-7.2.1")
            .on("databricks_cluster", "databricks_job")
            .check((resource, all, out) -> {
                String attribute = resource.type().equals("databricks_job") ? "job_id" : "cluster_id";
                List<Resource> permissions = all.attached("databricks_permissions", attribute, resource)
                        .toList();
                if (permissions.isEmpty()) {
                    Truth known = all.unclear("databricks_permissions", attribute) ? Truth.UNKNOWN : Truth.YES;
                    Links.answer(known, resource, "no permissions name it", out);
                }
                for (Resource permission : permissions) {
                    for (Value control : permission.get("access_control").items()) {
                        if (control.get("permission_level").is("IS_OWNER")
                                && control.get("service_principal_name").absent()) {
                            Links.report(permission, control, "a person owns it", out);
                        }
                    }
                }
            })
            .bad("name = \"j\"")
            .badFile("""
                    resource "databricks_job" "j" {
                      name = "j"
                    }
                    resource "databricks_permissions" "p" {
                      job_id = databricks_job.j.id
                      access_control {
                        group_name       = "users"
                        permission_level = "IS_OWNER"
                      }
                    }
                    """)
            .goodFile("""
                    resource "databricks_job" "j" {
                      name = "j"
                    }
                    resource "databricks_permissions" "p" {
                      job_id = databricks_job.j.id
                      access_control {
                        group_name       = "users"
                        permission_level = "CAN_VIEW"
                      }
                    }
                    """)
            .goodFile("""
                    resource "databricks_cluster" "c" {
                      name = "c"
                    }
                    resource "databricks_permissions" "p" {
                      cluster_id = databricks_cluster.c.id
                    }
                    """)
            .done();

    private static final Rule DATABRICKS_GROUP_EMPTY = rule(
                    "cloud/databricks-group-empty", LOW, "Databricks group is without user or instance profile")
            .why("A group without members surprises later.")
            .fix("add databricks_group_member or an instance profile")
            .controls("SOC2-CC6.2")
            .on("databricks_group")
            .check((resource, all, out) -> {
                Truth used = Links.attached(all, "databricks_group_member", "group_id", resource)
                        .or(Links.attached(all, "databricks_group_instance_profile", "group_id", resource));
                Links.answer(used.not(), resource, "no member and no profile names it", out);
            })
            .bad("display_name = \"g\"")
            .badFile("""
                    resource "databricks_group" "a" {}
                    resource "databricks_group_member" "m" {
                      group_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "databricks_group" "a" {}
                    resource "databricks_group_member" "m" {
                      group_id = databricks_group.a.id
                    }
                    """)
            .goodFile("""
                    resource "databricks_group" "a" {}
                    resource "databricks_group_instance_profile" "m" {
                      group_id = databricks_group.a.id
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            NIFCLOUD_SG_OPEN,
            NIFCLOUD_RDB_PUBLIC,
            NIFCLOUD_RDB_SG_OPEN,
            NIFCLOUD_ROUTER_NO_SG,
            NIFCLOUD_VPN_NO_SG,
            NIFCLOUD_ELB_HTTP,
            NIFCLOUD_COMMON_NETWORK,
            NIFCLOUD_SG_NO_DESCRIPTION,
            TENCENT_CLB_INSECURE,
            TENCENT_SG_ALL,
            TENCENT_TKE_UNENCRYPTED,
            TENCENT_TKE_PUBLIC,
            DATABRICKS_TOKEN_FOREVER,
            DATABRICKS_NO_PERMISSIONS,
            DATABRICKS_GROUP_EMPTY);

    private OtherCloudRules() {}
}
