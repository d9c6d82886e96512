package dev.slipway.check.templates;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Translation;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Google Deployment Manager: types and properties of the APIs, {@code container.v1.cluster}. */
public final class GoogleReader implements ResourceReader {
    private static final Map<String, Translation> TYPES = Map.ofEntries(
            Map.entry(
                    "container.cluster",
                    Translation.to(
                            "google_container_cluster",
                            "cluster=^",
                            "cluster.masterAuth=master_auth",
                            "masterAuthorizedNetworksConfig=master_authorized_networks_config",
                            "resourceLabels=resource_labels!")),
            Map.entry("container.nodePool", Translation.to("google_container_node_pool", "config=node_config")),
            Map.entry(
                    "compute.instance",
                    Translation.to(
                            "google_compute_instance",
                            "networkInterfaces=network_interface",
                            "networkInterfaces.accessConfigs=access_config",
                            "disks=attached_disk",
                            "disks.diskEncryptionKey=^",
                            "disks.diskEncryptionKey.rawKey=disk_encryption_key_raw",
                            "serviceAccounts=service_account",
                            "metadata=metadata!")),
            Map.entry(
                    "compute.disk",
                    Translation.to("google_compute_disk", "diskEncryptionKey.kmsKeyName=kms_key_self_link")),
            Map.entry(
                    "compute.firewall",
                    Translation.to(
                            "google_compute_firewall", "allowed=allow", "allowed.IPProtocol=protocol", "denied=deny")),
            Map.entry("compute.subnetwork", Translation.to("google_compute_subnetwork", "logConfig=log_config")),
            Map.entry("compute.sslPolicy", Translation.to("google_compute_ssl_policy")),
            Map.entry(
                    "storage.bucket",
                    Translation.to(
                            "google_storage_bucket",
                            "iamConfiguration=^",
                            "iamConfiguration.uniformBucketLevelAccess=^",
                            "iamConfiguration.uniformBucketLevelAccess.enabled=uniform_bucket_level_access",
                            "iamConfiguration.publicAccessPrevention=public_access_prevention")),
            Map.entry(
                    "sqladmin.instance",
                    Translation.to(
                            "google_sql_database_instance",
                            "settings.ipConfiguration.authorizedNetworks=authorized_networks")),
            Map.entry(
                    "dns.managedZone",
                    Translation.to("google_dns_managed_zone", "dnssecConfig.defaultKeySpecs=default_key_specs")),
            Map.entry("bigquery.dataset", Translation.to("google_bigquery_dataset")),
            Map.entry("pubsub.topic", Translation.to("google_pubsub_topic")));

    @Override
    public Set<Format> formats() {
        return Set.of(Format.DEPLOYMENT_MANAGER);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        return files.stream().map(GoogleReader::read).toList();
    }

    private static Resources read(SourceFile file) {
        List<Resource> all = new ArrayList<>();
        TreeValues values = new TreeValues(file.path(), Map.of());
        for (Node node : file.tree().root().listAt("resources")) {
            String token = node.textAt("type").orElse("");
            String[] parts = token.replaceFirst("^gcp-types/", "").split("[.:/-]", -1);
            Translation known = TYPES.get(parts[0] + "." + singular(parts[parts.length - 1]));
            if (known != null && node instanceof Node.Mapping m) {
                Span inside = m.entry("properties").map(p -> p.key().span()).orElse(m.span());
                Node.Mapping properties = m.get("properties").orElse(m) instanceof Node.Mapping p && p != m
                        ? p
                        : new Node.Mapping(List.of(), inside);
                String name = m.textAt("name").orElse("resource");
                all.add(new Resource(
                        known.type(),
                        name,
                        known.type() + "." + name,
                        known.translate(values.block(properties, inside)),
                        new Origin(file.path(), m.span()),
                        Format.DEPLOYMENT_MANAGER));
            }
        }
        return new Resources(all);
    }

    private static String singular(String name) {
        return name.endsWith("ies") || !name.endsWith("s") ? name : name.substring(0, name.length() - 1);
    }
}
