package dev.slipway.check.rules.cloud.gcp;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import java.util.List;

/** Rules about Kubernetes Engine. */
final class GkeRules {
    private static final Rule GKE_NO_SHIELDED_NODES = rule(
                    "gcp/gke-no-shielded-nodes", MEDIUM, "Shielded GKE nodes are disabled")
            .why("A changed boot loader or kernel of a node is not noticed.")
            .fix("leave enable_shielded_nodes at true")
            .controls("CIS-GKE-5.5.5")
            .on("google_container_cluster")
            .expect("enable_shielded_nodes", TRUE.orAbsent(), "true")
            .bad("enable_shielded_nodes = false")
            .bad("enable_shielded_nodes = \"false\"")
            .good("enable_shielded_nodes = true")
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_OLD_IMAGE = rule(
                    "gcp/gke-old-image", LOW, "COS node image is not used by the GKE cluster or node pool")
            .why("Other images have more in them that can be attacked.")
            .fix("set image_type to COS_CONTAINERD")
            .controls("CIS-GKE-5.5.1")
            .on("google_container_node_pool", "google_container_cluster")
            .expect("node_config[].image_type", matching("(?i)cos.*").orAbsent(), "\"COS_CONTAINERD\"")
            .bad("""
                    node_config {
                      image_type = "UBUNTU_CONTAINERD"
                    }
                    """)
            .badFile("""
                    resource "google_container_cluster" "c" {
                      node_config {
                        image_type = "WINDOWS_LTSC"
                      }
                    }
                    """)
            .good("""
                    node_config {
                      image_type = "COS_CONTAINERD"
                    }
                    """)
            .good("name = \"p\"")
            .done();

    private static final Rule GKE_NO_LABELS = rule(
                    "gcp/gke-no-labels",
                    LOW,
                    "Kubernetes Engine cluster labels are disabled: resource_labels undefined")
            .why("Nobody knows whose cluster it is and who pays.")
            .fix("set resource_labels")
            .controls("SOC2-CC8.1")
            .on("google_container_cluster")
            .expect("resource_labels", SET)
            .bad("name = \"c\"")
            .bad("resource_labels = null")
            .good("""
                    resource_labels = {
                      owner = "a"
                    }
                    """)
            .good("resource_labels = var.labels")
            .done();

    private static final Rule GKE_CLIENT_CERTIFICATE = rule(
                    "gcp/gke-client-certificate",
                    LOW,
                    "Legacy client certificate authentication is enabled in a GKE cluster")
            .why("A certificate cannot be withdrawn.")
            .fix("set master_auth.client_certificate_config.issue_client_certificate to false")
            .controls("CIS-GKE-5.8.2")
            .on("google_container_cluster")
            .expect("master_auth[].client_certificate_config[].issue_client_certificate", FALSE, "false")
            .check((resource, all, out) -> {
                if (!resource.get("master_auth").absent()
                        && resource.get("master_auth", "client_certificate_config")
                                .absent()) {
                    Links.report(resource, resource.get("master_auth"), "client_certificate_config is missing", out);
                }
            })
            .bad("""
                    master_auth {
                      client_certificate_config {
                        issue_client_certificate = true
                      }
                    }
                    """)
            .bad("""
                    master_auth {
                      username = ""
                    }
                    """)
            .good("""
                    master_auth {
                      client_certificate_config {
                        issue_client_certificate = false
                      }
                    }
                    """)
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_BASIC_AUTH = rule(
                    "gcp/gke-basic-auth", HIGH, "GKE cluster has basic authentication enabled (username and password)")
            .why("One shared password opens the cluster.")
            .fix("leave username and password out")
            .controls("CIS-GKE-5.8.1")
            .on("google_container_cluster")
            .expectSecretly("master_auth[].password", MISSING)
            .expectSecretly("master_auth[].username", MISSING)
            .bad("""
                    master_auth {
                      username = "admin"
                      password = "abcdefgh12345678"
                    }
                    """)
            .bad("""
                    master_auth {
                      username = "admin"
                    }
                    """)
            .good("""
                    master_auth {
                      username = ""
                      password = ""
                    }
                    """)
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_LEGACY_AUTH = rule(
                    "gcp/gke-legacy-auth", HIGH, "GKE legacy authorization (ABAC) is enabled")
            .why("Rights are wide and cannot be taken back by roles.")
            .fix("set enable_legacy_abac to false")
            .controls("CIS-GKE-5.8.3")
            .on("google_container_cluster")
            .expect("enable_legacy_abac", FALSE.orAbsent(), "false")
            .bad("enable_legacy_abac = true")
            .bad("enable_legacy_abac = \"true\"")
            .good("enable_legacy_abac = false")
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_PUBLIC_NODES = rule(
                    "gcp/gke-public-nodes", MEDIUM, "GKE private cluster is disabled: nodes have public addresses")
            .why("Nodes are on the internet.")
            .fix("set private_cluster_config.enable_private_nodes to true")
            .controls("CIS-GKE-5.6.5", "PCI-1.4.4")
            .on("google_container_cluster")
            .expect("private_cluster_config.enable_private_nodes", TRUE)
            .bad("name = \"c\"")
            .bad("""
                    private_cluster_config {
                      enable_private_nodes = false
                    }
                    """)
            .good("""
                    private_cluster_config {
                      enable_private_nodes = true
                    }
                    """)
            .good("""
                    private_cluster_config {
                      enable_private_nodes = var.on
                    }
                    """)
            .done();

    private static final Rule GKE_NO_AUTHORIZED_NETWORKS = rule(
                    "gcp/gke-no-authorized-networks",
                    MEDIUM,
                    "GKE master authorized networks are disabled or open to everybody")
            .why("Everybody may talk to the cluster's API.")
            .fix("add master_authorized_networks_config with cidr_blocks")
            .controls("CIS-GKE-5.6.3", "PCI-1.4.4")
            .on("google_container_cluster")
            .expect("master_authorized_networks_config", SET)
            .expect("master_authorized_networks_config[].cidr_blocks[].cidr_block", Network.EVERYBODY.not())
            .bad("name = \"c\"")
            .bad("""
                    master_authorized_networks_config {
                      cidr_blocks {
                        cidr_block = "0.0.0.0/0"
                      }
                    }
                    """)
            .good("""
                    master_authorized_networks_config {
                      cidr_blocks {
                        cidr_block = "10.0.0.0/8"
                      }
                    }
                    """)
            .good("""
                    master_authorized_networks_config {
                    }
                    """)
            .done();

    private static final Rule GKE_NO_NETWORK_POLICY = rule(
                    "gcp/gke-no-network-policy", MEDIUM, "GKE cluster has network policy disabled")
            .why("Every pod talks to every other.")
            .fix("set network_policy.enabled to true, or datapath_provider to ADVANCED_DATAPATH")
            .controls("CIS-GKE-5.6.7", "PCI-1.4.1")
            .on("google_container_cluster")
            .when("enable_autopilot", TRUE.not())
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "network_policy.enabled", TRUE)
                            .or(Links.is(resource, "datapath_provider", oneOf("ADVANCED_DATAPATH")))
                            .not(),
                    resource,
                    "network policies have no effect",
                    out))
            .bad("name = \"c\"")
            .bad("""
                    network_policy {
                      enabled = false
                    }
                    """)
            .good("""
                    network_policy {
                      enabled = true
                    }
                    """)
            .good("datapath_provider = \"ADVANCED_DATAPATH\"")
            .done();

    private static final Rule GKE_NO_WORKLOAD_IDENTITY = rule(
                    "gcp/gke-no-workload-identity", MEDIUM, "GKE cluster has workload identity disabled")
            .why("Every pod has the rights of its node.")
            .fix("set workload_identity_config.workload_pool")
            .controls("CIS-GKE-5.2.2")
            .on("google_container_cluster")
            .when("enable_autopilot", TRUE.not())
            .expect("workload_identity_config", SET)
            .bad("name = \"c\"")
            .bad("location = \"europe-west1\"")
            .good("""
                    workload_identity_config {
                      workload_pool = "p.svc.id.goog"
                    }
                    """)
            .good("enable_autopilot = true")
            .done();

    private static final Rule GKE_NO_LOG = rule("gcp/gke-no-log", MEDIUM, "GKE cluster Stackdriver logging is disabled")
            .why("Nobody can tell later what happened in the cluster.")
            .fix("leave logging_service at logging.googleapis.com/kubernetes")
            .controls("CIS-GKE-5.7.1", "PCI-10.2.1")
            .on("google_container_cluster")
            .expect("logging_service", oneOf("none").not().orAbsent())
            .bad("logging_service = \"none\"")
            .bad("""
                    logging_service    = "none"
                    monitoring_service = "none"
                    """)
            .good("logging_service = \"logging.googleapis.com/kubernetes\"")
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_NO_MONITORING = rule(
                    "gcp/gke-no-monitoring", MEDIUM, "GKE cluster Stackdriver monitoring is disabled")
            .why("Trouble is seen by the users first.")
            .fix("leave monitoring_service at monitoring.googleapis.com/kubernetes")
            .controls("CIS-GKE-5.7.1")
            .on("google_container_cluster")
            .expect("monitoring_service", oneOf("none").not().orAbsent())
            .bad("monitoring_service = \"none\"")
            .bad("""
                    logging_service    = "none"
                    monitoring_service = "none"
                    """)
            .good("monitoring_service = \"monitoring.googleapis.com/kubernetes\"")
            .good("name = \"c\"")
            .done();

    private static final Rule GKE_NO_AUTO_UPGRADE = rule(
                    "gcp/gke-no-auto-upgrade", LOW, "GKE node pool node auto upgrade or auto repair is disabled")
            .why("Known holes stay open, and broken nodes in the pool.")
            .fix("set management.auto_upgrade and auto_repair to true")
            .controls("CIS-GKE-5.5.3", "PCI-6.3.3")
            .on("google_container_node_pool")
            .expect("management[].auto_upgrade", TRUE.orAbsent(), "true")
            .expect("management[].auto_repair", TRUE.orAbsent(), "true")
            .bad("""
                    management {
                      auto_upgrade = false
                    }
                    """)
            .bad("""
                    management {
                      auto_repair = false
                    }
                    """)
            .good("""
                    management {
                      auto_upgrade = true
                      auto_repair  = true
                    }
                    """)
            .good("name = \"p\"")
            .done();

    private static final Rule GKE_DEFAULT_ACCOUNT = rule(
                    "gcp/gke-default-account", MEDIUM, "GKE cluster or node pool uses the default service account")
            .why("Every pod may read the whole project.")
            .fix("make a service account for the nodes")
            .controls("CIS-GKE-5.2.1", "PCI-7.2.1")
            .on("google_container_node_pool", "google_container_cluster")
            .expect("node_config[].service_account", SET)
            .bad("""
                    node_config {
                      machine_type = "e2-medium"
                    }
                    """)
            .badFile("""
                    resource "google_container_cluster" "c" {
                      node_config {
                        machine_type = "e2-medium"
                      }
                    }
                    """)
            .good("""
                    node_config {
                      service_account = google_service_account.a.email
                    }
                    """)
            .good("name = \"p\"")
            .done();

    private static final Rule GKE_NO_IP_ALIAS = rule(
                    "gcp/gke-no-ip-alias", LOW, "GKE cluster has IP aliasing disabled (not VPC native)")
            .why("Pods are not seen by firewalls of the network.")
            .fix("add ip_allocation_policy")
            .controls("CIS-GKE-5.6.2")
            .on("google_container_cluster")
            .when("networking_mode", oneOf("VPC_NATIVE").not())
            .expect("ip_allocation_policy", SET)
            .bad("name = \"c\"")
            .bad("networking_mode = \"ROUTES\"")
            .good("""
                    ip_allocation_policy {
                    }
                    """)
            .good("networking_mode = \"VPC_NATIVE\"")
            .done();

    private static final Rule GKE_LEGACY_METADATA = rule(
                    "gcp/gke-legacy-metadata", HIGH, "GKE legacy metadata endpoints are enabled")
            .why("A forged request reads the node's credentials.")
            .fix("set node_config.metadata disable-legacy-endpoints to true")
            .controls("CIS-GKE-5.4.1")
            .on("google_container_node_pool", "google_container_cluster")
            .expect("node_config[].metadata[].disable-legacy-endpoints", TRUE, "true")
            .bad("""
                    node_config {
                      metadata = {
                        disable-legacy-endpoints = "false"
                      }
                    }
                    """)
            .bad("""
                    node_config {
                      metadata = {
                        disable-legacy-endpoints = false
                      }
                    }
                    """)
            .good("""
                    node_config {
                      metadata = {
                        disable-legacy-endpoints = "true"
                      }
                    }
                    """)
            .good("name = \"p\"")
            .done();

    private static final Rule GKE_NO_BINARY_AUTHORIZATION = rule(
                    "gcp/gke-no-binary-authorization", LOW, "GKE cluster has binary authorization disabled")
            .why("Images nobody signed may run.")
            .fix("set binary_authorization.evaluation_mode")
            .controls("CIS-GKE-5.10.5")
            .on("google_container_cluster")
            .check((resource, all, out) -> Links.answer(
                    Links.is(
                                    resource,
                                    "binary_authorization.evaluation_mode",
                                    oneOf("DISABLED").not().and(SET))
                            .or(Links.is(resource, "enable_binary_authorization", TRUE))
                            .not(),
                    resource,
                    "unsigned images may run",
                    out))
            .bad("name = \"c\"")
            .bad("""
                    binary_authorization {
                      evaluation_mode = "DISABLED"
                    }
                    """)
            .good("""
                    binary_authorization {
                      evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
                    }
                    """)
            .good("enable_binary_authorization = true")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            GKE_NO_SHIELDED_NODES,
            GKE_OLD_IMAGE,
            GKE_NO_LABELS,
            GKE_CLIENT_CERTIFICATE,
            GKE_BASIC_AUTH,
            GKE_LEGACY_AUTH,
            GKE_PUBLIC_NODES,
            GKE_NO_AUTHORIZED_NETWORKS,
            GKE_NO_NETWORK_POLICY,
            GKE_NO_WORKLOAD_IDENTITY,
            GKE_NO_LOG,
            GKE_NO_MONITORING,
            GKE_NO_AUTO_UPGRADE,
            GKE_DEFAULT_ACCOUNT,
            GKE_NO_IP_ALIAS,
            GKE_LEGACY_METADATA,
            GKE_NO_BINARY_AUTHORIZATION);

    private GkeRules() {}
}
