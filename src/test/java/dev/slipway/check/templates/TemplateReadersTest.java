package dev.slipway.check.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateReadersTest {
    private static Resource first(ResourceReader reader, Format format, String text) {
        return reader.read(List.of(SourceFile.of("main.yaml", text, format))).getFirst().all().getFirst();
    }

    @Test
    void readsPulumi() {
        Resource r = first(new PulumiReader(), Format.PULUMI, """
                name: shop
                runtime: yaml
                resources:
                  web:
                    type: aws:ec2/instance:Instance
                    properties:
                      ebsOptimized: false
                      subnetId: ${net.id}
                      metadataOptions: {httpTokens: required}
                """);
        assertThat(r.type()).isEqualTo("aws_instance");
        assertThat(r.get("ebs_optimized").is(false)).isTrue();
        assertThat(r.get("subnet_id").unknown()).isTrue();
        assertThat(r.get("metadata_options", "http_tokens").is("required")).isTrue();
    }

    @Test
    void readsDeploymentManager() {
        Resource r = first(new GoogleReader(), Format.DEPLOYMENT_MANAGER, """
                resources:
                  - name: wall
                    type: compute.v1.firewall
                    properties:
                      sourceRanges: ["0.0.0.0/0"]
                      allowed:
                        - IPProtocol: tcp
                          ports: ["22"]
                """);
        assertThat(r.type()).isEqualTo("google_compute_firewall");
        assertThat(r.get("allow", "protocol").is("tcp")).isTrue();
        assertThat(r.get("source_ranges").items()).hasSize(1);
    }

    @Test
    void readsServerless() {
        Resource r = first(new ServerlessReader(), Format.SERVERLESS, """
                service: shop
                provider: {name: aws, tracing: {lambda: true}, runtime: nodejs20.x}
                functions:
                  hello: {handler: a.b, role: arn}
                """);
        assertThat(r.get("tracing_config", "mode").is("Active")).isTrue();
        assertThat(r.get("runtime").is("nodejs20.x")).isTrue();
    }
}
