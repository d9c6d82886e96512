package dev.slipway.check.rules.terraform;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about modules, providers, versions and state. */
final class ModuleRules {
    private static final Rule MODULE_GIT_NO_REVISION = rule("terraform/module-git-no-revision", MEDIUM, "Generic git module is without revision: its source names no ref")
            .why("The code that runs with your rights tomorrow is what somebody pushes tonight.")
            .fix("add ?ref= with a tag or, better, a commit")
            .controls("CICD-SEC-3")
            .on("terraform.module")
            .expect("source", matching("(git::|github\\.com/|git@|bitbucket\\.org/|hg::)(?!.*[?&]ref=).*").not())
            .badFile("""
                    module "a" {
                      source = "git::https://example.com/vpc.git"
                    }
                    """)
            .badFile("""
                    module "a" {
                      source = "github.com/org/vpc"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "git::https://example.com/vpc.git?ref=v1.2.0"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "./vpc"
                    }
                    """)
            .done();

    private static final Rule MODULE_FROM_BRANCH = rule("terraform/module-from-branch", MEDIUM, "Terraform module is taken from a branch of a repository")
            .why("A branch moves: what is planned today is not what is applied tomorrow.")
            .fix("name a tag or, better, a commit")
            .controls("CICD-SEC-3")
            .on("terraform.module")
            .expect("source", matching(".*[?&]ref=(main|master|develop|dev|trunk|HEAD)(&.*)?").not())
            .badFile("""
                    module "a" {
                      source = "git::https://example.com/vpc.git?ref=main"
                    }
                    """)
            .badFile("""
                    module "a" {
                      source = "github.com/org/vpc?ref=master"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "git::https://example.com/vpc.git?ref=v1.2.0"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "./vpc"
                    }
                    """)
            .done();

    private static final Rule MODULE_PLAIN_HTTP = rule("terraform/module-plain-http", HIGH, "Terraform module is downloaded over plain HTTP")
            .why("Anybody on the way changes the code that runs with your rights.")
            .fix("use https")
            .controls("CICD-SEC-3")
            .on("terraform.module")
            .expect("source", matching("(git::|hg::)?http://.*").not())
            .badFile("""
                    module "a" {
                      source = "http://example.com/vpc.zip"
                    }
                    """)
            .badFile("""
                    module "a" {
                      source = "git::http://example.com/vpc.git?ref=v1"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "https://example.com/vpc.zip"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "./vpc"
                    }
                    """)
            .done();

    private static final Rule MODULE_NO_VERSION = rule("terraform/module-no-version", MEDIUM, "Terraform registry module is without a version")
            .why("Each init may bring another version.")
            .fix("set version")
            .controls("CICD-SEC-3")
            .on("terraform.module")
            .when("source", matching("([a-z0-9.-]+/)?[A-Za-z0-9_-]+/[A-Za-z0-9_-]+/[a-z0-9]+(//.*)?").and(matching("(github\\.com|bitbucket\\.org)/.*").not()))
            .expect("version", SET)
            .badFile("""
                    module "a" {
                      source = "terraform-aws-modules/vpc/aws"
                    }
                    """)
            .badFile("""
                    module "a" {
                      source = "app.terraform.io/org/vpc/aws"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source  = "terraform-aws-modules/vpc/aws"
                      version = "5.1.0"
                    }
                    """)
            .goodFile("""
                    module "a" {
                      source = "./vpc"
                    }
                    """)
            .done();

    private static final Rule PROVIDER_UNPINNED = rule("terraform/provider-unpinned", MEDIUM, "Terraform provider version is unpinned in required_providers")
            .why("Each init may bring another version, with other defaults.")
            .fix("set version, and commit .terraform.lock.hcl")
            .controls("CICD-SEC-3")
            .on("terraform.settings")
            .check((resource, all, out) -> {
                if (resource.get("required_providers") instanceof Value.Block providers) {
                    providers.entries().forEach((name, provider) -> {
                        if (provider instanceof Value.Block && provider.get("version").absent()) {
                            Links.report(resource, provider, "provider " + name + " has no version", out);
                        }
                    });
                }
            })
            .badFile("""
                    terraform {
                      required_providers {
                        aws = {
                          source = "hashicorp/aws"
                        }
                      }
                    }
                    """)
            .badFile("""
                    terraform {
                      required_providers {
                        aws = {
                          source  = "hashicorp/aws"
                          version = "~> 5.0"
                        }
                        tls = {
                          source = "hashicorp/tls"
                        }
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      required_providers {
                        aws = {
                          source  = "hashicorp/aws"
                          version = "~> 5.0"
                        }
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      required_version = "~> 1.9"
                    }
                    """)
            .done();

    private static final Rule CORE_UNPINNED = rule("terraform/core-unpinned", LOW, "Terraform core version is unpinned: no required_version")
            .why("Another version may read the code or the state in another way.")
            .fix("set required_version")
            .controls("CICD-SEC-3")
            .on("terraform.settings")
            .when("required_providers", SET)
            .expect("required_version", SET)
            .badFile("""
                    terraform {
                      required_providers {
                        aws = {
                          version = "~> 5.0"
                        }
                      }
                    }
                    """)
            .badFile("""
                    terraform {
                      required_version = ""
                      required_providers {
                        aws = {
                          version = "~> 5.0"
                        }
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      required_version = "~> 1.9"
                      required_providers {
                        aws = {
                          version = "~> 5.0"
                        }
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "s3" {
                        encrypt = true
                      }
                    }
                    """)
            .done();

    private static final Rule BACKEND_UNENCRYPTED = rule("terraform/backend-unencrypted", MEDIUM, "Terraform remote state in S3 is unencrypted: encrypt is not true")
            .why("The state holds every secret of the infrastructure, readable.")
            .fix("set encrypt to true and kms_key_id")
            .controls("PCI-3.5.1")
            .on("terraform.settings")
            .expect("backend[].s3[].encrypt", TRUE)
            .badFile("""
                    terraform {
                      backend "s3" {
                        bucket = "b"
                      }
                    }
                    """)
            .badFile("""
                    terraform {
                      backend "s3" {
                        encrypt = false
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "s3" {
                        encrypt = true
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "gcs" {
                        bucket = "b"
                      }
                    }
                    """)
            .done();

    private static final Rule BACKEND_UNLOCKED = rule("terraform/backend-unlocked", MEDIUM, "Terraform remote state in S3 is unlocked: neither use_lockfile nor dynamodb_table")
            .why("Two runs at once destroy the state.")
            .fix("set use_lockfile to true")
            .controls("SOC2-CC8.1")
            .on("terraform.settings")
            .when("backend.s3", SET)
            .check((resource, all, out) -> Links.answer(Links.is(resource, "backend.s3.use_lockfile", TRUE).or(Links.is(resource, "backend.s3.dynamodb_table", SET)).not(), resource, "two runs may write at once", out))
            .badFile("""
                    terraform {
                      backend "s3" {
                        bucket = "b"
                      }
                    }
                    """)
            .badFile("""
                    terraform {
                      backend "s3" {
                        use_lockfile = false
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "s3" {
                        use_lockfile = true
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "s3" {
                        dynamodb_table = "locks"
                      }
                    }
                    """)
            .done();

    private static final Rule BACKEND_LOCAL = rule("terraform/backend-local", LOW, "Terraform state is kept in a local file")
            .why("The state lies on one machine, with every secret in it, and nobody else can apply.")
            .fix("use a remote backend")
            .controls("SOC2-CC8.1")
            .on("terraform.settings")
            .expect("backend[].local", MISSING)
            .badFile("""
                    terraform {
                      backend "local" {
                        path = "terraform.tfstate"
                      }
                    }
                    """)
            .badFile("""
                    terraform {
                      backend "local" {}
                    }
                    """)
            .goodFile("""
                    terraform {
                      backend "s3" {
                        bucket = "b"
                      }
                    }
                    """)
            .goodFile("""
                    terraform {
                      required_version = "~> 1.9"
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(MODULE_GIT_NO_REVISION, MODULE_FROM_BRANCH, MODULE_PLAIN_HTTP, MODULE_NO_VERSION, PROVIDER_UNPINNED, CORE_UNPINNED, BACKEND_UNENCRYPTED, BACKEND_UNLOCKED, BACKEND_LOCAL);

    private ModuleRules() {}
}
