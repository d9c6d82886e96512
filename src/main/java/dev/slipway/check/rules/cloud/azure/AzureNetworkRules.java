package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network.Ports;
import java.util.List;
import java.util.Optional;

/** Rules about network security groups, interfaces and firewalls. */
final class AzureNetworkRules {
    private static CloudRule.Check openTo(java.util.function.Function<Ports, Optional<String>> named) {
        return (resource, all, out) -> {
            for (Inbound rule : Inbound.of(resource)) {
                if (rule.fromEverybody() && rule.tcp()) {
                    rule.ports().stream()
                            .flatMap(p -> named.apply(p).stream())
                            .findFirst()
                            .ifPresent(n -> out.at(
                                    rule.at(),
                                    resource.type() + "." + resource.name() + ": " + n + " is open to the internet"));
                }
            }
        };
    }

    private static final Rule NSG_RDP_OPEN = rule(
                    "azure/nsg-rdp-open",
                    CRITICAL,
                    "RDP (port 3389) is exposed to the internet by a network security group rule")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Bastion")
            .controls("CIS-AZURE-6.1", "PCI-1.3.1")
            .on("azurerm_network_security_rule", "azurerm_network_security_group")
            .check(openTo(p -> p.holds(3389) ? Optional.of("Remote Desktop (3389)") : Optional.empty()))
            .bad("""
                    direction               = "Inbound"
                    access                  = "Allow"
                    protocol                = "Tcp"
                    destination_port_range  = "3389"
                    source_address_prefix   = "*"
                    """)
            .badFile("""
                    resource "azurerm_network_security_group" "a" {
                      security_rule {
                        direction               = "Inbound"
                        access                  = "Allow"
                        protocol                = "*"
                        destination_port_ranges = ["22", "3380-3400"]
                        source_address_prefix   = "Internet"
                      }
                    }
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "3389"
                    source_address_prefix  = "10.0.0.0/24"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Deny"
                    protocol               = "Tcp"
                    destination_port_range = "3389"
                    source_address_prefix  = "*"
                    """)
            .done();

    private static final Rule NSG_SSH_OPEN = rule(
                    "azure/nsg-ssh-open",
                    CRITICAL,
                    "SSH (port 22) is exposed to the internet by a network security group rule")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Bastion")
            .controls("CIS-AZURE-6.2", "PCI-1.3.1")
            .on("azurerm_network_security_rule", "azurerm_network_security_group")
            .check(openTo(p -> p.holds(22) ? Optional.of("SSH (22)") : Optional.empty()))
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "22"
                    source_address_prefix  = "0.0.0.0/0"
                    """)
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "20-30"
                    source_address_prefix  = "any"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "22"
                    source_address_prefix  = "VirtualNetwork"
                    """)
            .good("""
                    direction              = "Outbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "22"
                    source_address_prefix  = "*"
                    """)
            .done();

    private static final Rule NSG_SENSITIVE_PORT_OPEN = rule(
                    "azure/nsg-sensitive-port-open",
                    HIGH,
                    "Sensitive port is exposed to the entire network (internet) by a network security group")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Bastion")
            .controls("CIS-AZURE-6.1", "PCI-1.3.1")
            .on("azurerm_network_security_rule", "azurerm_network_security_group")
            .check(openTo(Ports::sensitive))
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "1433"
                    source_address_prefix  = "*"
                    """)
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "5400-5500"
                    source_address_prefix  = "Internet"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "1433"
                    source_address_prefix  = "10.0.0.0/24"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "443"
                    source_address_prefix  = "*"
                    """)
            .done();

    private static final Rule NSG_ALL_OPEN = rule(
                    "azure/nsg-all-open", CRITICAL, "Network security group rule allows all ports from everybody")
            .why("The whole internet tries passwords and exploits there, day and night.")
            .fix("allow the addresses that need it, or use Bastion")
            .controls("CIS-AZURE-6.1", "PCI-1.3.1")
            .on("azurerm_network_security_rule", "azurerm_network_security_group")
            .check(openTo(p -> p.all() ? Optional.of("every port") : Optional.empty()))
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "*"
                    destination_port_range = "*"
                    source_address_prefix  = "*"
                    """)
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "0-65535"
                    source_address_prefix  = "*"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "443"
                    source_address_prefix  = "*"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Deny"
                    protocol               = "*"
                    destination_port_range = "*"
                    source_address_prefix  = "*"
                    """)
            .done();

    private static final Rule NSG_SMALL_NETWORK_PORT = rule(
                    "azure/nsg-small-network-port", MEDIUM, "Sensitive port is exposed to a small public network")
            .why("Addresses of others reach the service; who moves in there reaches it too.")
            .fix("use a VPN or private addresses")
            .controls("CIS-AZURE-6.1", "PCI-1.3.1")
            .on("azurerm_network_security_rule", "azurerm_network_security_group")
            .check((resource, all, out) -> {
                for (Inbound rule : Inbound.of(resource)) {
                    Optional<String> service = rule.ports().stream()
                            .flatMap(p -> p.sensitive().stream())
                            .findFirst();
                    boolean small = rule.ranges().stream()
                            .anyMatch(v -> v.known()
                                    .filter(AzureNetworkRules::isSmallPublic)
                                    .isPresent());
                    if (small && service.isPresent()) {
                        out.at(
                                rule.at(),
                                resource.type() + "." + resource.name() + ": " + service.get()
                                        + " is open to a public network");
                    }
                }
            })
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "23"
                    source_address_prefix  = "34.15.11.3/32"
                    """)
            .bad("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "110"
                    source_address_prefix  = "8.8.8.0/29"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "23"
                    source_address_prefix  = "10.0.0.0/28"
                    """)
            .good("""
                    direction              = "Inbound"
                    access                 = "Allow"
                    protocol               = "Tcp"
                    destination_port_range = "443"
                    source_address_prefix  = "34.15.11.3/32"
                    """)
            .done();

    /** A public range of at most 256 addresses. */
    private static boolean isSmallPublic(String range) {
        return range.matches("\\d{1,3}(\\.\\d{1,3}){3}/(2[5-9]|3[0-2])")
                && !range.matches("(10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|127\\.).*");
    }

    private static final Rule NIC_IP_FORWARDING = rule(
                    "azure/nic-ip-forwarding", MEDIUM, "Network interfaces have IP forwarding enabled")
            .why("The machine passes on traffic that is not for it, around the firewalls.")
            .fix("set ip_forwarding_enabled to false unless the machine is a router")
            .controls("PCI-1.4.2")
            .on("azurerm_network_interface")
            .expect("enable_ip_forwarding", FALSE.orAbsent(), "false")
            .expect("ip_forwarding_enabled", FALSE.orAbsent(), "false")
            .bad("enable_ip_forwarding = true")
            .bad("ip_forwarding_enabled = true")
            .good("ip_forwarding_enabled = false")
            .good("name = \"n\"")
            .done();

    private static final Rule NIC_PUBLIC_IP = rule(
                    "azure/nic-public-ip", MEDIUM, "Network interface has a public IP address")
            .why("The machine is on the internet.")
            .fix("leave public_ip_address_id out and use a load balancer or Bastion")
            .controls("PCI-1.4.4")
            .on("azurerm_network_interface")
            .expect("ip_configuration[].public_ip_address_id", MISSING.orAbsent())
            .bad("""
                    ip_configuration {
                      public_ip_address_id = azurerm_public_ip.a.id
                    }
                    """)
            .bad("""
                    ip_configuration {
                      public_ip_address_id = "/x"
                    }
                    """)
            .good("""
                    ip_configuration {
                      name = "i"
                    }
                    """)
            .good("name = \"n\"")
            .done();

    private static final Rule SUBNET_NO_NSG = rule(
                    "azure/subnet-no-nsg", LOW, "Azure virtual network subnet has no network security group")
            .why("Nothing filters what reaches its machines.")
            .fix("add an azurerm_subnet_network_security_group_association")
            .controls("PCI-1.3.1")
            .on("azurerm_subnet")
            .when(
                    "name",
                    oneOf("GatewaySubnet", "AzureFirewallSubnet", "AzureBastionSubnet")
                            .not())
            .check(Links.mustBeNamedBy(
                    "azurerm_subnet_network_security_group_association", "subnet_id", "no group is associated"))
            .bad("name = \"s\"")
            .badFile("""
                    resource "azurerm_subnet" "a" {
                      name = "s"
                    }
                    resource "azurerm_subnet_network_security_group_association" "n" {
                      subnet_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "azurerm_subnet" "a" {
                      name = "s"
                    }
                    resource "azurerm_subnet_network_security_group_association" "n" {
                      subnet_id = azurerm_subnet.a.id
                    }
                    """)
            .good("name = \"GatewaySubnet\"")
            .done();

    private static final Rule FLOW_LOG_OFF = rule("azure/flow-log-off", MEDIUM, "Network watcher flow log is disabled")
            .why("After an intrusion nobody can tell who talked to whom.")
            .fix("set enabled to true")
            .controls("CIS-AZURE-6.5", "PCI-10.2.1")
            .on("azurerm_network_watcher_flow_log")
            .expect("enabled", TRUE)
            .bad("enabled = false")
            .bad("name = \"f\"")
            .good("enabled = true")
            .good("enabled = var.on")
            .done();

    private static final Rule FLOW_LOG_SHORT = rule(
                    "azure/flow-log-short", LOW, "Network watcher flow log retention is shorter than 90 days")
            .why("When the intrusion is found, the log is gone.")
            .fix("set retention_policy.days to 90")
            .controls("CIS-AZURE-6.5", "PCI-10.5.1")
            .on("azurerm_network_watcher_flow_log")
            .expect("retention_policy[].enabled", TRUE)
            .expect("retention_policy[].days", atLeast(90).or(oneOf("0")), "90")
            .bad("""
                    retention_policy {
                      enabled = true
                      days    = 7
                    }
                    """)
            .bad("""
                    retention_policy {
                      enabled = false
                      days    = 90
                    }
                    """)
            .good("""
                    retention_policy {
                      enabled = true
                      days    = 90
                    }
                    """)
            .good("enabled = true")
            .done();

    private static final Rule APP_GATEWAY_NO_WAF = rule(
                    "azure/app-gateway-no-waf", MEDIUM, "Azure Application Gateway has the WAF disabled")
            .why("Known attacks on web applications reach the service.")
            .fix("use the SKU WAF_v2 with an enabled waf_configuration or a firewall policy")
            .controls("PCI-6.4.2")
            .on("azurerm_application_gateway")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "waf_configuration.enabled", TRUE)
                            .or(Links.is(resource, "firewall_policy_id", SET))
                            .not(),
                    resource,
                    "no web application firewall",
                    out))
            .bad("name = \"g\"")
            .bad("""
                    waf_configuration {
                      enabled = false
                    }
                    """)
            .good("""
                    waf_configuration {
                      enabled = true
                    }
                    """)
            .good("firewall_policy_id = azurerm_web_application_firewall_policy.a.id")
            .done();

    private static final Rule FRONT_DOOR_NO_WAF = rule(
                    "azure/front-door-no-waf", MEDIUM, "Azure Front Door has the WAF disabled")
            .why("Known attacks on web applications reach the service.")
            .fix("name a firewall policy in frontend_endpoint")
            .controls("PCI-6.4.2")
            .on("azurerm_frontdoor")
            .expect("frontend_endpoint[].web_application_firewall_policy_link_id", SET)
            .bad("""
                    frontend_endpoint {
                      name = "f"
                    }
                    """)
            .bad("""
                    frontend_endpoint {
                      web_application_firewall_policy_link_id = ""
                    }
                    """)
            .good("""
                    frontend_endpoint {
                      web_application_firewall_policy_link_id = var.policy
                    }
                    """)
            .good("name = \"f\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            NSG_RDP_OPEN,
            NSG_SSH_OPEN,
            NSG_SENSITIVE_PORT_OPEN,
            NSG_ALL_OPEN,
            NSG_SMALL_NETWORK_PORT,
            NIC_IP_FORWARDING,
            NIC_PUBLIC_IP,
            SUBNET_NO_NSG,
            FLOW_LOG_OFF,
            FLOW_LOG_SHORT,
            APP_GATEWAY_NO_WAF,
            FRONT_DOOR_NO_WAF);

    private AzureNetworkRules() {}
}
