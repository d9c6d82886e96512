package dev.slipway.text;

/** Good files of each format: what the mutation tests start from. */
final class Samples {
    static final String YAML = """
            # a comment
            name: shop
            base: &base {image: "postgres:17", ports: ["5432"]}
            services:
              web:
                build: ./web
                environment:
                  - A=1
                  - "B=ä😀"
                command: >-
                  folded
                  text
              db:
                <<: *base
                script: |
                  one
                  two
            ---
            second: [1, 2.5, true, ~, 0x1F]
            """;

    static final String JSON = """
            {"name": "shop", "scripts": {"start": "node a.js", "x": "\\u00e4\\ud83d\\ude00"},
             "list": [1, -2.5e10, true, false, null, {"deep": [[[]]]}]}
            """;

    static final String TOML = """
            [project]
            name = "shop"
            dependencies = ["a>=1", 'b']
            text = \"""
            multi\\
              line\"""
            [[package]]
            name = "x"
            inline = {a = 1, b.c = [1, 2], d = 1979-05-27}
            [tool.a."b c"]
            x = 0x1F
            """;

    static final String PROPERTIES = "# c\nserver.port = 8080\nlong=a,\\\n  b\nuni=\\u00e4\nk:v\n";

    static final String DOTENV = "# c\nA=1 # x\nexport B='q'\nC=\"a\\nb\nc\"\nD\n";

    static final String XML = """
            <?xml version="1.0"?><!DOCTYPE p [<!ENTITY e "x">]>
            <project a="1 &amp; 2"><!-- c --><dependencies><dependency><groupId>x</groupId></dependency>
            </dependencies><t><![CDATA[<raw>]]> &lt; &#x1F600;</t><e/></project>
            """;

    static final String DOCKERFILE = """
            # syntax=docker/dockerfile:1
            ARG V=1
            FROM --platform=linux/amd64 node:${V} AS build
            RUN --mount=type=cache,target=/x npm ci \\
                # c
                && npm run build
            RUN <<EOF
            echo hi
            EOF
            FROM scratch
            COPY --from=build /a /b
            CMD ["node", "a.js"]
            """;

    static final String HCL = """
            # comment // and /* another */
            terraform {
              required_version = ">= 1.5"
              backend "s3" {}
            }
            variable "names" {
              type    = map(object({ size = optional(number, 3) }))
              default = { a = {}, "b" : { size = 1.5e3 } }
            }
            locals {
              all    = [for k, v in var.names : "${k}-${v.size}" if v.size != null]
              by     = { for k, v in var.names : v.size => k... }
              flag   = !true && (1 + 2 * -3 >= 4 || false) ? "yes" : null
              splat  = aws_vpc.all[*].id
              old    = aws_vpc.all.*.cidr.0
              called = merge({ a = 1 }, var.list...)
              text   = "a \\"b\\" $${c} %%{d} ${local.flag} %{ if true ~} x %{ else } y %{ endif }"
              doc    = <<-EOT
                one ${upper("two")}
                  %{ for x in [1, 2] ~}
                  ${x}
                  %{ endfor ~}
              EOT
              named  = provider::aws::arn_parse("x")
            }
            resource "aws_vpc" "all" {
              count = 2
              dynamic "block" {
                for_each = local.all
                content {
                  value = block.value
                }
              }
              lifecycle { prevent_destroy = true }
            }
            """;

    private Samples() {}
}
