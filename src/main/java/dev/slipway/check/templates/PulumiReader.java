package dev.slipway.check.templates;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Pulumi YAML. Its providers for aws, gcp and azure are bridged from the Terraform providers: {@code aws:s3:Bucket} is
 * {@code aws_s3_bucket}, properties are the same in camel case, and repeated blocks are in the plural.
 */
public final class PulumiReader implements ResourceReader {
    /** Modules whose name is no part of the provider's type. */
    private static final Set<String> SILENT = Set.of("ec2", "storage", "core", "network", "compute", "index");

    /** Types that do not follow from their names. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("aws:rds:Instance", "aws_db_instance"),
            Map.entry("aws:rds:SubnetGroup", "aws_db_subnet_group"),
            Map.entry("aws:rds:SecurityGroup", "aws_db_security_group"),
            Map.entry("aws:s3:BucketV2", "aws_s3_bucket"),
            Map.entry("aws:cloudtrail:Trail", "aws_cloudtrail"),
            Map.entry("aws:cloudwatch:LogGroup", "aws_cloudwatch_log_group"),
            Map.entry("aws:apigateway:RestApi", "aws_api_gateway_rest_api"),
            Map.entry("aws:apigateway:Stage", "aws_api_gateway_stage"),
            Map.entry("aws:apigateway:Method", "aws_api_gateway_method"),
            Map.entry("aws:apigateway:Deployment", "aws_api_gateway_deployment"),
            Map.entry("aws:apigateway:DomainName", "aws_api_gateway_domain_name"),
            Map.entry("aws:alb:LoadBalancer", "aws_lb"),
            Map.entry("aws:lb:LoadBalancer", "aws_lb"),
            Map.entry("aws:lb:Listener", "aws_lb_listener"),
            Map.entry("aws:elb:LoadBalancer", "aws_elb"),
            Map.entry("aws:ebs:Volume", "aws_ebs_volume"),
            Map.entry("aws:autoscaling:Group", "aws_autoscaling_group"),
            Map.entry("aws:ec2:SecurityGroupRule", "aws_security_group_rule"),
            Map.entry("aws:ec2:LaunchConfiguration", "aws_launch_configuration"),
            Map.entry("aws:ec2:FlowLog", "aws_flow_log"),
            Map.entry("gcp:storage:Bucket", "google_storage_bucket"),
            Map.entry("gcp:compute:Instance", "google_compute_instance"),
            Map.entry("gcp:compute:Firewall", "google_compute_firewall"),
            Map.entry("gcp:compute:Disk", "google_compute_disk"),
            Map.entry("gcp:compute:Subnetwork", "google_compute_subnetwork"),
            Map.entry("gcp:sql:DatabaseInstance", "google_sql_database_instance"),
            Map.entry("gcp:bigquery:Dataset", "google_bigquery_dataset"),
            Map.entry("azure:storage:Account", "azurerm_storage_account"),
            Map.entry("azure:storage:Container", "azurerm_storage_container"),
            Map.entry("azure:containerservice:KubernetesCluster", "azurerm_kubernetes_cluster"),
            Map.entry("azure:containerservice:Registry", "azurerm_container_registry"),
            Map.entry("azure:network:NetworkSecurityGroup", "azurerm_network_security_group"),
            Map.entry("azure:network:NetworkSecurityRule", "azurerm_network_security_rule"),
            Map.entry("azure:keyvault:KeyVault", "azurerm_key_vault"),
            Map.entry("azure:redis:Cache", "azurerm_redis_cache"));

    /** Blocks that the provider writes in the singular. */
    private static final String[] SINGULAR = {
        "ebsBlockDevices=ebs_block_device",
        "origins=origin",
        "orderedCacheBehaviors=ordered_cache_behavior",
        "loggings=logging",
        "networkInterfaces=network_interface",
        "networkInterfaces.accessConfigs=access_config",
        "allows=allow",
        "denies=deny",
        "lifecycleRules=lifecycle_rule",
        "defaultActions=default_action",
        "listeners=listener",
        "settings.databaseFlags=database_flags",
        "settings.ipConfiguration.authorizedNetworks=authorized_networks",
        "securityRules=security_rule",
        "tags=tags!",
        "attributes=attribute"
    };

    @Override
    public Set<Format> formats() {
        return Set.of(Format.PULUMI);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        List<Resources> sets = new ArrayList<>();
        for (SourceFile file : files) {
            file.documents().forEach(d -> sets.add(read(file, d)));
        }
        return sets;
    }

    private static Resources read(SourceFile file, Node root) {
        Map<String, String> addresses = new LinkedHashMap<>();
        List<Node.Entry> entries = root.entriesAt("resources");
        for (Node.Entry e : entries) {
            String name = e.key().value();
            addresses.put(name, type(e.value().textAt("type").orElse("")) + "." + name);
        }
        TreeValues values = new TreeValues(file.path(), addresses);
        List<Resource> all = new ArrayList<>();
        for (Node.Entry e : entries) {
            if (e.value() instanceof Node.Mapping m) {
                String type = type(m.textAt("type").orElse(""));
                Span inside = m.entry("properties")
                        .map(p -> p.key().span())
                        .orElse(e.key().span());
                Node.Mapping properties = m.get("properties").orElse(m) instanceof Node.Mapping p && p != m
                        ? p
                        : new Node.Mapping(List.of(), inside);
                Value.Block block = Translation.to(type, SINGULAR).translate(values.block(properties, inside));
                Origin at = new Origin(file.path(), e.key().span());
                all.add(new Resource(type, e.key().value(), type + "." + e.key().value(), block, at, Format.PULUMI));
            }
        }
        return new Resources(all);
    }

    /** {@code aws:ec2/instance:Instance} and {@code aws:ec2:Instance} are {@code aws_instance}. */
    static String type(String token) {
        String[] parts = token.split(":", -1);
        if (parts.length != 3) {
            return token;
        }
        String module = parts[1].split("/", 2)[0];
        String known = TYPES.get(parts[0] + ":" + module + ":" + parts[2]);
        if (known != null) {
            return known;
        }
        String provider = parts[0].equals("gcp") ? "google" : parts[0].equals("azure") ? "azurerm" : parts[0];
        String name = Translation.snake(parts[2]);
        return SILENT.contains(module) && provider.equals("aws")
                ? provider + "_" + name
                : provider + "_" + module.toLowerCase(Locale.ROOT) + "_" + name;
    }
}
