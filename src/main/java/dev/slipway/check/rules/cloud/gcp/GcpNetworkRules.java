package dev.slipway.check.rules.cloud.gcp;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Network.Ports;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules about firewalls, networks and load balancers of Google Cloud. */
final class GcpNetworkRules {
    /** The ports that a firewall opens to everybody. */
    private static CloudRule.Check openTo(java.util.function.Function<Ports, Optional<String>> named) {
        return (resource, all, out) -> {
            boolean ingress = resource.get("direction").absent()
                    || resource.get("direction").is("INGRESS");
            if (!ingress
                    || Network.ANY_EVERYBODY.of(resource.get("source_ranges")) != Truth.YES
                    || resource.get("disabled").is(true)) {
                return;
            }
            for (Value allow : resource.get("allow").items()) {
                boolean everything = allow.get("protocol").is("all");
                boolean tcp = allow.get("protocol").is("tcp")
                        || allow.get("protocol").is("udp")
                        || allow.get("protocol").is("6");
                if (!everything && !tcp) {
                    continue;
                }
                List<Ports> ports = new ArrayList<>();
                allow.get("ports")
                        .items()
                        .forEach(p -> Ports.parse(p.known().orElse("")).ifPresent(ports::add));
                if (allow.get("ports").absent()) {
                    ports.add(Ports.ALL);
                }
                Value at = allow.get("ports").absent() ? allow : allow.get("ports");
                ports.stream()
                        .flatMap(p -> named.apply(p).stream())
                        .findFirst()
                        .ifPresent(n -> Links.report(resource, at, n + " is open to the internet", out));
            }
        };
    }

    private static final Rule FIREWALL_SSH_OPEN = rule(
                    "gcp/firewall-ssh-open",
                    CRITICAL,
                    "SSH access (port 22) is not restricted by the Google compute firewall")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Identity-Aware Proxy")
            .controls("CIS-GCP-3.6", "PCI-1.3.1")
            .on("google_compute_firewall")
            .check(openTo(p -> p.holds(22) ? Optional.of("SSH (22)") : Optional.empty()))
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["22", "80"]
                    }
                    """)
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["20-30"]
                    }
                    """)
            .good("""
                    source_ranges = ["10.0.0.0/8"]
                    allow {
                      protocol = "tcp"
                      ports    = ["22"]
                    }
                    """)
            .good("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["443"]
                    }
                    """)
            .done();

    private static final Rule FIREWALL_RDP_OPEN = rule(
                    "gcp/firewall-rdp-open",
                    CRITICAL,
                    "RDP access (port 3389) is not restricted by the Google compute firewall")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Identity-Aware Proxy")
            .controls("CIS-GCP-3.7", "PCI-1.3.1")
            .on("google_compute_firewall")
            .check(openTo(p -> p.holds(3389) ? Optional.of("Remote Desktop (3389)") : Optional.empty()))
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["3389"]
                    }
                    """)
            .bad("""
                    source_ranges = ["::/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["21-3390"]
                    }
                    """)
            .good("""
                    source_ranges = ["10.0.0.0/8"]
                    allow {
                      protocol = "tcp"
                      ports    = ["3389"]
                    }
                    """)
            .good("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["443"]
                    }
                    """)
            .done();

    private static final Rule FIREWALL_SENSITIVE_PORT_OPEN = rule(
                    "gcp/firewall-sensitive-port-open",
                    HIGH,
                    "Sensitive port of a database or administration service is open to the internet by the Google "
                            + "compute firewall")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Identity-Aware Proxy")
            .controls("CIS-GCP-3.6", "PCI-1.3.1")
            .on("google_compute_firewall")
            .check(openTo(Ports::sensitive))
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["5432"]
                    }
                    """)
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["3300-3310"]
                    }
                    """)
            .good("""
                    source_ranges = ["10.0.0.0/8"]
                    allow {
                      protocol = "tcp"
                      ports    = ["5432"]
                    }
                    """)
            .good("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["443"]
                    }
                    """)
            .done();

    private static final Rule FIREWALL_ALL_OPEN = rule(
                    "gcp/firewall-all-open",
                    CRITICAL,
                    "Google compute network firewall allows all ports from everybody")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Identity-Aware Proxy")
            .controls("CIS-GCP-3.6", "PCI-1.3.1")
            .on("google_compute_firewall")
            .check(openTo(p -> p.all() ? Optional.of("every port") : Optional.empty()))
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "all"
                    }
                    """)
            .bad("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["0-65535"]
                    }
                    """)
            .good("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "icmp"
                    }
                    """)
            .good("""
                    source_ranges = ["0.0.0.0/0"]
                    allow {
                      protocol = "tcp"
                      ports    = ["443"]
                    }
                    """)
            .done();

    private static final Rule FIREWALL_PORT_RANGE = rule(
                    "gcp/firewall-port-range", MEDIUM, "Google compute network firewall rule allows a port range")
            .why("More is open than the service needs.")
            .fix("name the ports")
            .controls("CIS-GCP-3.6", "PCI-1.3.1")
            .on("google_compute_firewall")
            .when("direction", oneOf("INGRESS").orAbsent())
            .expect("allow[].ports", any(matching("\\d+-\\d+")).not())
            .bad("""
                    allow {
                      protocol = "tcp"
                      ports    = ["80-8080"]
                    }
                    """)
            .bad("""
                    allow {
                      protocol = "tcp"
                      ports    = ["22", "1000-2000"]
                    }
                    """)
            .good("""
                    allow {
                      protocol = "tcp"
                      ports    = ["80", "443"]
                    }
                    """)
            .good("""
                    allow {
                      protocol = "icmp"
                    }
                    """)
            .done();

    private static final Rule NETWORK_DEFAULT_FIREWALL = rule(
                    "gcp/network-default-firewall", MEDIUM, "Google compute network is using a default firewall rule")
            .why("The default rules let SSH, RDP and everything inside pass.")
            .fix("write rules of your own and remove the default ones")
            .controls("CIS-GCP-3.1")
            .on("google_compute_network")
            .check((resource, all, out) -> {
                boolean standard = all.attached("google_compute_firewall", "network", resource)
                        .anyMatch(f -> f.get("name")
                                .known()
                                .filter(n -> n.contains("default"))
                                .isPresent());
                if (standard || resource.get("name").is("default")) {
                    Links.answer(Truth.YES, resource, "the default rules apply", out);
                }
            })
            .bad("name = \"default\"")
            .badFile("""
                    resource "google_compute_network" "n" {
                      name = "main"
                    }
                    resource "google_compute_firewall" "f" {
                      name    = "default-allow-ssh"
                      network = google_compute_network.n.name
                    }
                    """)
            .good("name = \"main\"")
            .goodFile("""
                    resource "google_compute_network" "n" {
                      name = "main"
                    }
                    resource "google_compute_firewall" "f" {
                      name    = "web"
                      network = google_compute_network.n.name
                    }
                    """)
            .done();

    private static final Rule SUBNET_NO_FLOW_LOG = rule(
                    "gcp/subnet-no-flow-log", MEDIUM, "Google compute subnetwork logging is disabled")
            .why("After an intrusion nobody can tell who talked to whom.")
            .fix("add log_config")
            .controls("CIS-GCP-3.8", "PCI-10.2.1")
            .on("google_compute_subnetwork")
            .when("purpose", oneOf("PRIVATE").orAbsent())
            .expect("log_config", SET)
            .bad("name = \"s\"")
            .bad("ip_cidr_range = \"10.0.0.0/16\"")
            .good("""
                    log_config {
                      metadata = "INCLUDE_ALL_METADATA"
                    }
                    """)
            .good("purpose = \"REGIONAL_MANAGED_PROXY\"")
            .done();

    private static final Rule SUBNET_NO_PRIVATE_ACCESS = rule(
                    "gcp/subnet-no-private-access", LOW, "Google compute subnetwork has private Google access disabled")
            .why("Machines need public addresses to reach Google's services.")
            .fix("set private_ip_google_access to true")
            .controls("PCI-1.4.4")
            .on("google_compute_subnetwork")
            .expect("private_ip_google_access", TRUE)
            .bad("name = \"s\"")
            .bad("private_ip_google_access = false")
            .good("private_ip_google_access = true")
            .good("private_ip_google_access = var.on")
            .done();

    private static final Rule SSL_POLICY_WEAK = rule(
                    "gcp/ssl-policy-weak", MEDIUM, "Google compute SSL policy allows weak ciphers: TLS below 1.2")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set min_tls_version to TLS_1_2")
            .controls("CIS-GCP-3.9", "PCI-4.2.1")
            .on("google_compute_ssl_policy")
            .expect("min_tls_version", oneOf("TLS_1_2", "TLS_1_3"), "\"TLS_1_2\"")
            .bad("name = \"p\"")
            .bad("min_tls_version = \"TLS_1_1\"")
            .good("min_tls_version = \"TLS_1_2\"")
            .good("min_tls_version = var.tls")
            .done();

    private static final Rule DNS_NO_DNSSEC = rule("gcp/dns-no-dnssec", MEDIUM, "Cloud DNS zone has DNSSEC disabled")
            .why("Answers can be forged.")
            .fix("set dnssec_config.state to on")
            .controls("CIS-GCP-3.3")
            .on("google_dns_managed_zone")
            .when("visibility", oneOf("public").orAbsent())
            .expect("dnssec_config.state", oneOf("on"), "\"on\"")
            .bad("name = \"z\"")
            .bad("""
                    dnssec_config {
                      state = "off"
                    }
                    """)
            .good("""
                    dnssec_config {
                      state = "on"
                    }
                    """)
            .good("visibility = \"private\"")
            .done();

    private static final Rule DNS_SHA1 = rule(
                    "gcp/dns-sha1", MEDIUM, "Cloud DNS uses the weak key algorithm RSASHA1 for DNSSEC")
            .why("SHA-1 can be forged.")
            .fix("use RSASHA256 or ECDSAP256SHA256")
            .controls("CIS-GCP-3.4")
            .on("google_dns_managed_zone")
            .expect(
                    "dnssec_config[].default_key_specs[].algorithm",
                    oneOf("rsasha1").not(),
                    "\"rsasha256\"")
            .bad("""
                    dnssec_config {
                      default_key_specs {
                        algorithm = "rsasha1"
                      }
                    }
                    """)
            .badFile("""
                    resource "google_dns_managed_zone" "z" {
                      dnssec_config {
                        default_key_specs {
                          algorithm = "RSASHA1"
                        }
                      }
                    }
                    """)
            .good("""
                    dnssec_config {
                      default_key_specs {
                        algorithm = "rsasha256"
                      }
                    }
                    """)
            .good("name = \"z\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            FIREWALL_SSH_OPEN,
            FIREWALL_RDP_OPEN,
            FIREWALL_SENSITIVE_PORT_OPEN,
            FIREWALL_ALL_OPEN,
            FIREWALL_PORT_RANGE,
            NETWORK_DEFAULT_FIREWALL,
            SUBNET_NO_FLOW_LOG,
            SUBNET_NO_PRIVATE_ACCESS,
            SSL_POLICY_WEAK,
            DNS_NO_DNSSEC,
            DNS_SHA1);

    private GcpNetworkRules() {}
}
