package dev.slipway.check.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TerraformReaderTest {
    private static List<Resources> read(String... pathsAndTexts) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(SourceFile.of(pathsAndTexts[i], pathsAndTexts[i + 1], Format.TERRAFORM));
        }
        return new TerraformReader().read(files);
    }

    private static Value local(String expression) {
        Resources set = read("main.tf", "locals {\n  x = " + expression + "\n}\noutput \"o\" {\n  value = local.x\n}\n")
                .getFirst();
        return set.of("terraform.output").getFirst().get("value");
    }

    @Test
    void aModuleIsReadOncePerCallWithItsInputs() {
        List<Resources> sets = read(
                "main.tf",
                """
                module "a" {
                  source = "./net"
                  cidr   = "10.1.0.0/16"
                }
                module "b" {
                  source   = "./net"
                  for_each = toset(["x", "y"])
                  cidr     = "10.2.0.0/16"
                }
                """,
                "net/main.tf",
                "variable \"cidr\" {}\nresource \"aws_vpc\" \"main\" {\n  cidr_block = var.cidr\n}\n");
        assertThat(sets).hasSize(1);
        List<Resource> vpcs = sets.getFirst().of("aws_vpc");
        assertThat(vpcs)
                .extracting(Resource::address)
                .containsExactly(
                        "module.a.aws_vpc.main", "module.b[\"x\"].aws_vpc.main", "module.b[\"y\"].aws_vpc.main");
        assertThat(vpcs.getFirst().get("cidr_block").is("10.1.0.0/16")).isTrue();
        assertThat(vpcs.getFirst().get("cidr_block").at().file()).isEqualTo("net/main.tf");
    }

    @Test
    void countAndForEachAreExpandedWhereKnown() {
        Resources set = read("main.tf", """
                        resource "a_b" "counted" {
                          count = 2
                          name  = "n-${count.index}"
                        }
                        resource "a_b" "none" {
                          count = 0
                        }
                        resource "a_b" "unknown" {
                          count = var.n
                          name  = "n"
                        }
                        variable "n" {}
                        """).getFirst();
        assertThat(set.of("a_b"))
                .extracting(Resource::address)
                .containsExactly("a_b.counted[0]", "a_b.counted[1]", "a_b.unknown");
        assertThat(set.of("a_b").get(1).get("name").is("n-1")).isTrue();
    }

    @Test
    void dynamicBlocksAreWrittenOut() {
        Resource group =
                read("main.tf", """
                        locals {
                          ports = [22, 443]
                        }
                        resource "aws_security_group" "a" {
                          dynamic "ingress" {
                            for_each = local.ports
                            iterator = port
                            content {
                              from_port = port.value
                            }
                          }
                        }
                        """).getFirst().of("aws_security_group").getFirst();
        assertThat(group.all("ingress", "from_port"))
                .extracting(v -> v.known().orElse(""))
                .containsExactly("22", "443");
    }

    @Test
    void variablesTakeValuesOfTheFolderBeforeTheirDefault() {
        Resources set = read(
                        "main.tf",
                        "variable \"a\" {\n  default = \"x\"\n}\nresource \"a_b\" \"c\" {\n  name = var.a\n}\n",
                        "terraform.tfvars",
                        "a = \"y\"\n")
                .getFirst();
        assertThat(set.of("a_b").getFirst().get("name").is("y")).isTrue();
    }

    @Test
    void functionsAreEvaluated() {
        assertThat(local("join(\"-\", sort([\"b\", \"a\"]))").is("a-b")).isTrue();
        assertThat(local("cidrsubnet(\"10.0.0.0/16\", 8, 2)").is("10.0.2.0/24")).isTrue();
        assertThat(local("format(\"%s-%03d\", \"a\", 7)").is("a-007")).isTrue();
        assertThat(local("try({}.missing, \"fallback\")").is("fallback")).isTrue();
        assertThat(local("lookup({ a = 1 }, \"b\", 2) == 2 ? \"t\" : \"f\"").is("t"))
                .isTrue();
        assertThat(local("length(setproduct([1, 2], [3, 4]))").is("4")).isTrue();
        assertThat(local("regex(\"v(?P<major>\\\\d+)\", \"v12\").major").is("12"))
                .isTrue();
        assertThat(local("[for k, v in { a = 1, b = 2 } : k if v > 1][0]").is("b"))
                .isTrue();
    }

    @Test
    void whatOnlyTheCloudKnowsIsUnknownAndNamesItsResource() {
        Resources set = read(
                        "main.tf",
                        "resource \"aws_s3_bucket\" \"b\" {}\nresource \"aws_s3_bucket_logging\" \"l\" {\n  bucket = aws_s3_bucket.b.id\n}\n")
                .getFirst();
        Resource bucket = set.of("aws_s3_bucket").getFirst();
        assertThat(set.attached("aws_s3_bucket_logging", "bucket", bucket)).hasSize(1);
    }

    @Test
    void policiesAreReadFromTextFromCodeAndFromData() {
        Resources set = read("main.tf", """
                        data "aws_iam_policy_document" "d" {
                          statement {
                            actions   = ["s3:*"]
                            resources = ["*"]
                          }
                        }
                        resource "p" "data" {
                          policy = data.aws_iam_policy_document.d.json
                        }
                        resource "p" "code" {
                          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
                        }
                        resource "p" "text" {
                          policy = <<EOF
                        {"Statement": {"Effect": "Allow", "Action": ["s3:*"], "Resource": ["*", "${aws_x.y.arn}"]}}
                        EOF
                        }
                        """).getFirst();
        assertThat(set.of("p")).hasSize(3).allSatisfy(p -> {
            PolicyDocument policy = PolicyDocument.of(p.get("policy"));
            assertThat(policy.allowing()).hasSize(1);
            assertThat(policy.allowing().getFirst().covers("s3:GetObject")).isTrue();
            assertThat(policy.allowing().getFirst().allResources()).isTrue();
        });
    }

    @Test
    void whatTakesTooMuchWorkStaysUnknown() {
        StringBuilder text = new StringBuilder("locals {\n  x0 = \"aaaaaaaaaaaaaaaa\"\n");
        for (int i = 1; i < 60; i++) {
            text.append("  x" + i + " = \"${local.x" + (i - 1) + "}${local.x" + (i - 1) + "}\"\n");
        }
        text.append("  self = local.self\n}\nresource \"a_b\" \"c\" {\n  n = local.x59\n  s = local.self\n}\n");
        Resource resource = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(4),
                () -> read("main.tf", text.toString()).getFirst().of("a_b").getFirst());
        assertThat(resource.get("n").unknown()).isTrue();
        assertThat(resource.get("s").unknown()).isTrue();
    }

    @Test
    void modulesThatCallEachOtherEnd() {
        List<Resources> sets = read(
                "a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\nresource \"a_b\" \"a\" {}\n",
                "b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\n");
        assertThat(sets).hasSize(1);
        assertThat(sets.getFirst().of("a_b")).isNotEmpty();
    }
}
