package dev.slipway.check.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Resources;
import org.junit.jupiter.api.Test;

class AnsibleReaderTest {
    private static Resources read(String text) {
        return AnsibleReader.read(SourceFile.of("site.yml", text, Format.ANSIBLE));
    }

    @Test
    void findsTasksInPlaysAndBlocks() {
        Resources all = read("""
                - hosts: all
                  tasks:
                    - block:
                        - name: db
                          community.aws.rds_instance:
                            id: a
                            storage_encrypted: no
                            publicly_accessible: "{{ open }}"
                  handlers:
                    - amazon.aws.s3_bucket: {name: b, versioning: yes, policy: {Statement: []}}
                - hosts: b
                  tasks:
                    - rds_instance: {id: gone, state: absent}
                """);
        assertThat(all.of("aws_db_instance")).hasSize(1);
        assertThat(all.of("aws_db_instance").getFirst().get("storage_encrypted").is(false)).isTrue();
        assertThat(all.of("aws_db_instance").getFirst().get("publicly_accessible").unknown()).isTrue();
        assertThat(all.of("aws_s3_bucket_versioning").getFirst().get("versioning_configuration", "status").is("Enabled"))
                .isTrue();
        assertThat(all.of("aws_s3_bucket_policy")).hasSize(1);
    }

    @Test
    void readsRangesOfPortsAndModulesOfTheOtherClouds() {
        Resources all = read("""
                - name: wall
                  ec2_group:
                    name: g
                    rules: [{proto: tcp, ports: [80, 8000-8010], cidr_ip: 0.0.0.0/0}]
                - name: cluster
                  google.cloud.gcp_container_cluster: {name: c, monitoring_service: none}
                - name: account
                  azure.azcollection.azure_rm_storageaccount: {name: s, https_only: false}
                """);
        assertThat(all.of("aws_security_group").getFirst().get("ingress", "to_port").is("8010")).isTrue();
        assertThat(all.of("google_container_cluster").getFirst().get("monitoring_service").is("none")).isTrue();
        assertThat(all.of("azurerm_storage_account").getFirst().get("https_traffic_only_enabled").is(false)).isTrue();
    }
}
