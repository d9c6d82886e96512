package dev.slipway.check.rules.terraform;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.base.Severity.NOTE;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;

import dev.slipway.check.Format;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Condition;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about variables, outputs, locals and secrets in code. */
final class VariableRules {
    private static final Condition SECRET_NAME =
            matching("(?i).*(password|passwd|secret|token|api_?key|private_?key|access_?key|credentials?)");

    private static final Condition SECRET_VALUE = value -> value instanceof Value.Text t
            ? Truth.of(t.text().length() >= 4 && !t.text().matches("(?i)(change.?me.*|<.*>|none|null|true|false|default|example)") && !t.text().contains("${") && !t.text().startsWith("arn:"))
            : value instanceof Value.Unknown ? Truth.UNKNOWN : Truth.NO;

    private static Truth secret(Resource resource) {
        return SECRET_NAME.of(new Value.Text(resource.name(), resource.at()));
    }

    private static final Rule SECRET_DEFAULT = rule("terraform/secret-default", HIGH, "Secret literal in the default of a variable")
            .why("Whoever reads the code has the secret, and it stays in the history.")
            .fix("drop the default and hand the value in at run time, or read it from a secret store")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("terraform.variable")
            .check((resource, all, out) -> {
                Value standard = resource.get("default");
                if (secret(resource) == Truth.YES && SECRET_VALUE.of(standard) == Truth.YES) {
                    Links.report(resource, standard, "the default looks like a secret", out);
                }
            })
            .badFile("""
                    variable "db_password" {
                      default = "hunter2hunter2"
                    }
                    """)
            .badFile("""
                    variable "api_key" {
                      type    = string
                      default = "0123456789"
                    }
                    """)
            .goodFile("""
                    variable "db_password" {
                      type      = string
                      sensitive = true
                    }
                    """)
            .goodFile("""
                    variable "db_host" {
                      default = "db.example.com"
                    }
                    """)
            .done();

    private static final Rule SECRET_IN_RESOURCE = rule("terraform/secret-in-resource", HIGH, "Password or secret is hardcoded in a resource")
            .why("Whoever reads the code has the secret, and it stays in the history.")
            .fix("take it from a variable without default or from a secret store")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_redshift_cluster", "aws_mq_broker", "aws_directory_service_directory", "aws_elasticache_replication_group", "aws_secretsmanager_secret_version", "aws_ssm_parameter", "azurerm_mssql_server", "azurerm_sql_server", "azurerm_postgresql_server", "azurerm_postgresql_flexible_server", "azurerm_mysql_server", "azurerm_mysql_flexible_server", "azurerm_key_vault_secret", "google_sql_user", "google_secret_manager_secret_version", "kubernetes_secret")
            .check((resource, all, out) -> {
                for (String name : List.of("password", "master_password", "administrator_login_password", "administrator_password", "auth_token", "secret_string", "secret_data")) {
                    Value value = resource.get(name);
                    if (SECRET_VALUE.of(value) == Truth.YES) {
                        Links.report(resource, value, name + " stands in the code", out);
                    }
                }
            })
            .bad("""
                    engine   = "mysql"
                    password = "hunter2hunter2"
                    """)
            .badFile("""
                    resource "azurerm_mssql_server" "a" {
                      administrator_login_password = "P4ssw0rd!"
                    }
                    """)
            .good("password = var.db_password")
            .good("manage_master_user_password = true")
            .done();

    private static final Rule SECRET_NOT_SENSITIVE = rule("terraform/secret-not-sensitive", LOW, "Variable or output for a secret is not marked sensitive")
            .why("Plans and logs show it.")
            .fix("set sensitive to true")
            .controls("PCI-8.6.2")
            .on("terraform.variable", "terraform.output")
            .check((resource, all, out) -> {
                Value sensitive = resource.get("sensitive");
                if (secret(resource) == Truth.YES && !sensitive.unknown() && !sensitive.is(true) && !resource.get("ephemeral").is(true)) {
                    Links.report(resource, sensitive, "it is shown in plans and logs", out);
                }
            })
            .badFile("""
                    variable "db_password" {
                      type = string
                    }
                    """)
            .badFile("""
                    output "admin_password" {
                      value = random_password.a.result
                    }
                    """)
            .goodFile("""
                    variable "db_password" {
                      type      = string
                      sensitive = true
                    }
                    """)
            .goodFile("""
                    output "host" {
                      value = "a"
                    }
                    """)
            .done();

    private static final Rule VARIABLE_NO_DESCRIPTION = rule("terraform/variable-no-description", NOTE, "Variable is without description: all variables should contain a valid description")
            .why("Whoever calls the module must read its code.")
            .fix("add a description")
            .controls("SOC2-CC8.1")
            .on("terraform.variable")
            .expect("description", SET)
            .badFile("""
                    variable "name" {
                      type = string
                    }
                    """)
            .badFile("""
                    variable "name" {
                      type        = string
                      description = " "
                    }
                    """)
            .goodFile("""
                    variable "name" {
                      type        = string
                      description = "of the cluster"
                    }
                    """)
            .goodFile("""
                    variable "name" {
                      description = "of the cluster"
                    }
                    """)
            .done();

    private static final Rule VARIABLE_NO_TYPE = rule("terraform/variable-no-type", NOTE, "Variable is without type: all variables should contain a valid type")
            .why("A wrong value is noticed late, in the middle of an apply.")
            .fix("add a type")
            .controls("SOC2-CC8.1")
            .on("terraform.variable")
            .expect("type", SET)
            .badFile("""
                    variable "name" {
                      description = "of the cluster"
                    }
                    """)
            .badFile("""
                    variable "names" {
                      default = []
                    }
                    """)
            .goodFile("""
                    variable "name" {
                      type = string
                    }
                    """)
            .goodFile("""
                    variable "names" {
                      type    = list(string)
                      default = []
                    }
                    """)
            .done();

    private static final Rule OUTPUT_NO_DESCRIPTION = rule("terraform/output-no-description", NOTE, "Output is without description: all outputs should contain a valid description")
            .why("Whoever uses the module must read its code.")
            .fix("add a description")
            .controls("SOC2-CC8.1")
            .on("terraform.output")
            .expect("description", SET)
            .badFile("""
                    output "id" {
                      value = "a"
                    }
                    """)
            .badFile("""
                    output "id" {
                      value       = "a"
                      description = ""
                    }
                    """)
            .goodFile("""
                    output "id" {
                      value       = "a"
                      description = "of the cluster"
                    }
                    """)
            .goodFile("""
                    variable "id" {
                      type = string
                    }
                    """)
            .done();

    private static final Rule VARIABLE_UNUSED = rule("terraform/variable-unused", LOW, "Variable is declared and not used")
            .why("Whoever sets it believes that it does something.")
            .fix("use it or remove it")
            .controls("SOC2-CC8.1")
            .on("terraform.variable")
            .expect("used", TRUE.and(SET))
            .badFile("""
                    variable "name" {
                      type = string
                    }
                    """)
            .badFile("""
                    variable "name" {
                      type = string
                    }
                    output "o" {
                      value = var.other
                    }
                    """)
            .goodFile("""
                    variable "name" {
                      type = string
                    }
                    output "o" {
                      value = var.name
                    }
                    """)
            .goodFile("""
                    variable "name" {
                      type = string
                    }
                    resource "aws_vpc" "a" {
                      tags = { Name = "vpc-${var.name}" }
                    }
                    """)
            .done();

    private static final Rule LOCAL_UNUSED = rule("terraform/local-unused", LOW, "Local value is declared and not used")
            .why("Whoever changes it believes that it does something.")
            .fix("use it or remove it")
            .controls("SOC2-CC8.1")
            .on("terraform.local")
            .expect("used", TRUE.and(SET))
            .badFile("""
                    locals {
                      name = "a"
                    }
                    """)
            .badFile("""
                    locals {
                      name  = "a"
                      other = local.name
                    }
                    """)
            .goodFile("""
                    locals {
                      name = "a"
                    }
                    output "o" {
                      value = local.name
                    }
                    """)
            .goodFile("""
                    locals {
                      names = ["a"]
                    }
                    output "o" {
                      value = [for n in local.names : n]
                    }
                    """)
            .done();

    private static final Rule UNDECLARED_REFERENCE = rule("terraform/undeclared-reference", MEDIUM, "Reference to an undeclared variable, local, module or resource")
            .why("Terraform refuses the configuration.")
            .fix("declare it, or correct the name")
            .controls("SOC2-CC8.1")
            .on("terraform.undeclared")
            .check((resource, all, out) -> out.at(resource.at(), resource.name() + " is not declared in this module"))
            .badFile("""
                    output "o" {
                      value = var.nothing
                    }
                    """)
            .badFile("""
                    resource "aws_subnet" "a" {
                      vpc_id = aws_vpc.missing.id
                    }
                    """)
            .goodFile("""
                    variable "a" {
                      type = string
                    }
                    output "o" {
                      value = var.a
                    }
                    """)
            .goodFile("""
                    resource "aws_vpc" "a" {}
                    resource "aws_subnet" "a" {
                      for_each = { x = 1 }
                      vpc_id   = aws_vpc.a.id
                      tags     = { Name = each.key }
                    }
                    """)
            .done();

    private static final Rule STATE_HOLDS_PRIVATE_KEY = rule("terraform/state-holds-private-key", MEDIUM, "Private key is made by Terraform and kept in the state (tls_private_key)")
            .why("Whoever reads the state has the key.")
            .fix("make the key outside, or keep it in an HSM or key service")
            .controls("PCI-3.6.1")
            .on("tls_private_key")
            .check((resource, all, out) -> Links.answer(Truth.YES, resource, "the key stands in the state", out))
            .bad("algorithm = \"RSA\"")
            .bad("algorithm = \"ED25519\"")
            .goodFile("""
                    data "tls_public_key" "a" {
                      private_key_pem = var.key
                    }
                    """)
            .goodFile("""
                    ephemeral "tls_private_key" "a" {
                      algorithm = "RSA"
                    }
                    """)
            .done();

    private static final Rule HTTP_DATA_PLAIN = rule("terraform/http-data-plain", MEDIUM, "Data is fetched over plain HTTP at plan time")
            .why("Anybody on the way changes what the plan is made of.")
            .fix("use https")
            .controls("PCI-4.2.1")
            .on("data.http")
            .expect("url", matching("http://.*").not())
            .badFile("""
                    data "http" "a" {
                      url = "http://example.com/ip"
                    }
                    """)
            .badFile("""
                    data "http" "b" {
                      url = "http://example.com/${var.x}"
                    }
                    data "http" "a" {
                      url = "http://example.com"
                    }
                    """)
            .goodFile("""
                    data "http" "a" {
                      url = "https://example.com/ip"
                    }
                    """)
            .goodFile("""
                    data "http" "a" {
                      url = var.url
                    }
                    """)
            .done();

    private static final Rule EXTERNAL_PROGRAM = rule("terraform/external-program", LOW, "Data source runs an external program at plan time")
            .why("A plan of a pull request runs code of its author.")
            .fix("avoid the external data source, or plan only reviewed code")
            .controls("CICD-SEC-4")
            .on("data.external")
            .check((resource, all, out) -> Links.answer(Truth.YES, resource, "a program runs when a plan is made", out))
            .badFile("""
                    data "external" "a" {
                      program = ["python3", "a.py"]
                    }
                    """)
            .badFile("""
                    data "external" "a" {
                      program = var.program
                    }
                    """)
            .goodFile("""
                    data "http" "a" {
                      url = "https://example.com/ip"
                    }
                    """)
            .goodFile("resource \"null_resource\" \"a\" {}")
            .done();

    private static final Rule RESOURCE_NO_TAGS = rule("terraform/resource-no-tags", NOTE, "Resource is not using tags")
            .why("Nobody knows whose it is and who pays.")
            .fix("add tags for owner and environment, or default_tags of the provider")
            .controls("SOC2-CC8.1")
            .on("aws_instance", "aws_vpc", "aws_subnet", "aws_s3_bucket", "aws_db_instance", "aws_rds_cluster", "aws_lb", "aws_eks_cluster", "aws_ecs_cluster", "aws_dynamodb_table", "aws_lambda_function", "aws_efs_file_system", "aws_ebs_volume", "aws_kms_key", "aws_sqs_queue", "aws_sns_topic", "aws_elasticache_cluster", "aws_redshift_cluster", "aws_ecr_repository")
            .check((resource, all, out) -> {
                boolean common = all.of("terraform.provider").stream()
                        .anyMatch(p -> p.get("default_tags").unknown() || !p.get("default_tags").absent());
                if (!common && resource.get("tags").absent() && resource.get("tags_all").absent() && resource.source() == Format.TERRAFORM) {
                    Links.answer(Truth.YES, resource, "no tags", out);
                }
            })
            .bad("ami = \"ami-1\"")
            .badFile("""
                    resource "aws_vpc" "a" {
                      cidr_block = "10.0.0.0/16"
                    }
                    """)
            .good("tags = { Owner = \"web\" }")
            .goodFile("""
                    provider "aws" {
                      default_tags {
                        tags = { Owner = "web" }
                      }
                    }
                    resource "aws_vpc" "a" {
                      cidr_block = "10.0.0.0/16"
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(SECRET_DEFAULT, SECRET_IN_RESOURCE, SECRET_NOT_SENSITIVE, VARIABLE_NO_DESCRIPTION, VARIABLE_NO_TYPE, OUTPUT_NO_DESCRIPTION, VARIABLE_UNUSED, LOCAL_UNUSED, UNDECLARED_REFERENCE, STATE_HOLDS_PRIVATE_KEY, HTTP_DATA_PLAIN, EXTERNAL_PROGRAM, RESOURCE_NO_TAGS);

    private VariableRules() {}
}
