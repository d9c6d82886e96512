package dev.slipway.check.rules.cloud.gcp;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Condition;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;

/** Rules about storage, BigQuery, SQL, keys and topics of Google Cloud. */
final class GcpDataRules {
    private static final Condition EVERYBODY = oneOf("allUsers", "allAuthenticatedUsers");

    private static CloudRule.Check notForEverybody() {
        return (resource, all, out) -> {
            for (String name : List.of("member", "members")) {
                Value value = resource.get(name);
                if (any(EVERYBODY).of(value) == Truth.YES) {
                    Links.report(resource, value, "everybody is a member", out);
                }
            }
            policyData(resource, all).forEach(binding -> {
                if (any(EVERYBODY).of(binding.get("members")).or(any(EVERYBODY).of(binding.get("member")))
                        == Truth.YES) {
                    Links.report(resource, resource.get("policy_data"), "everybody is a member", out);
                }
            });
        };
    }

    /** The bindings of a policy that a data source makes. */
    private static List<Value> policyData(Resource resource, Resources all) {
        List<Value> bindings = new ArrayList<>();
        Links.named(all, resource.get("policy_data"), "data.google_iam_policy")
                .forEach(d -> bindings.addAll(d.get("binding").items()));
        return bindings;
    }

    private static final Rule STORAGE_PUBLIC = rule(
                    "gcp/storage-public", CRITICAL, "Google Cloud Storage bucket is anonymously or publicly accessible")
            .why("Everybody on the internet reads or writes the bucket.")
            .fix("name the members; drop allUsers and allAuthenticatedUsers")
            .controls("CIS-GCP-5.1", "PCI-7.2.1", "GDPR-32")
            .on(
                    "google_storage_bucket_iam_member",
                    "google_storage_bucket_iam_binding",
                    "google_storage_bucket_iam_policy")
            .check(notForEverybody())
            .bad("member = \"allUsers\"")
            .bad("member = \"allAuthenticatedUsers\"")
            .good("member = \"user:ann@example.com\"")
            .goodFile("""
                    resource "google_storage_bucket_iam_binding" "b" {
                      members = ["group:dev@example.com"]
                    }
                    """)
            .done();

    private static final Rule STORAGE_PUBLIC_ACL = rule(
                    "gcp/storage-public-acl",
                    CRITICAL,
                    "Google Cloud Storage bucket access control (ACL) is open to all users")
            .why("Everybody on the internet reads or writes the bucket.")
            .fix("drop the entity, and use uniform access")
            .controls("CIS-GCP-5.1", "PCI-7.2.1", "GDPR-32")
            .on(
                    "google_storage_bucket_access_control",
                    "google_storage_default_object_access_control",
                    "google_storage_bucket_acl")
            .expect("entity", EVERYBODY.not().orAbsent())
            .expect(
                    "predefined_acl",
                    oneOf("publicRead", "publicReadWrite", "authenticatedRead")
                            .not()
                            .orAbsent())
            .bad("entity = \"allUsers\"")
            .badFile("""
                    resource "google_storage_bucket_acl" "a" {
                      predefined_acl = "publicRead"
                    }
                    """)
            .good("entity = \"user-ann@example.com\"")
            .goodFile("""
                    resource "google_storage_bucket_acl" "a" {
                      predefined_acl = "private"
                    }
                    """)
            .done();

    private static final Rule STORAGE_NO_UNIFORM_ACCESS = rule(
                    "gcp/storage-no-uniform-access",
                    MEDIUM,
                    "Google Cloud Storage bucket has uniform bucket level access disabled")
            .why("ACLs on single objects open what the policy keeps closed.")
            .fix("set uniform_bucket_level_access to true")
            .controls("CIS-GCP-5.2", "PCI-7.2.1")
            .on("google_storage_bucket")
            .expect("uniform_bucket_level_access", TRUE)
            .bad("name = \"b\"")
            .bad("uniform_bucket_level_access = false")
            .good("uniform_bucket_level_access = true")
            .good("uniform_bucket_level_access = var.on")
            .done();

    private static final Rule STORAGE_NO_PUBLIC_PREVENTION = rule(
                    "gcp/storage-no-public-prevention",
                    LOW,
                    "Google Cloud Storage bucket does not enforce public access prevention")
            .why("One wrong binding later makes the bucket public.")
            .fix("set public_access_prevention to enforced")
            .controls("CIS-GCP-5.1", "PCI-7.2.1", "GDPR-32")
            .on("google_storage_bucket")
            .expect("public_access_prevention", oneOf("enforced"), "\"enforced\"")
            .bad("name = \"b\"")
            .bad("public_access_prevention = \"inherited\"")
            .good("public_access_prevention = \"enforced\"")
            .good("public_access_prevention = var.p")
            .done();

    private static final Rule STORAGE_NO_VERSIONING = rule(
                    "gcp/storage-no-versioning", MEDIUM, "Cloud Storage bucket versioning is disabled")
            .why("What is overwritten or deleted by mistake is gone.")
            .fix("set versioning.enabled to true")
            .controls("SOC2-A1.2")
            .on("google_storage_bucket")
            .when("retention_policy", MISSING)
            .expect("versioning.enabled", TRUE)
            .bad("name = \"b\"")
            .bad("""
                    versioning {
                      enabled = false
                    }
                    """)
            .good("""
                    versioning {
                      enabled = true
                    }
                    """)
            .good("""
                    versioning {
                      enabled = var.on
                    }
                    """)
            .done();

    private static final Rule STORAGE_NO_LOG = rule(
                    "gcp/storage-no-log", MEDIUM, "Cloud Storage bucket logging is not enabled")
            .why("Nobody can tell later who read what.")
            .fix("add logging with log_bucket")
            .controls("CIS-GCP-5.3", "PCI-10.2.1")
            .on("google_storage_bucket")
            .expect("logging", SET)
            .bad("name = \"b\"")
            .bad("force_destroy = true")
            .good("""
                    logging {
                      log_bucket = "l"
                    }
                    """)
            .good("""
                    logging {
                      log_bucket = var.l
                    }
                    """)
            .done();

    private static final Rule STORAGE_NO_OWN_KEY = rule(
                    "gcp/storage-no-own-key",
                    LOW,
                    "Cloud Storage bucket is not encrypted with a customer managed key (CMEK)")
            .why("Only a key of yours can be revoked.")
            .fix("set encryption.default_kms_key_name")
            .controls("PCI-3.5.1")
            .on("google_storage_bucket")
            .expect("encryption.default_kms_key_name", SET)
            .bad("name = \"b\"")
            .bad("force_destroy = true")
            .good("""
                    encryption {
                      default_kms_key_name = var.key
                    }
                    """)
            .good("""
                    encryption {
                      default_kms_key_name = google_kms_crypto_key.a.id
                    }
                    """)
            .done();

    private static final Rule BIGQUERY_PUBLIC = rule(
                    "gcp/bigquery-public", HIGH, "BigQuery dataset is anonymously or publicly accessible")
            .why("Everybody on the internet reads the data.")
            .fix("name users or groups; drop allUsers and allAuthenticatedUsers")
            .controls("CIS-GCP-7.1", "PCI-7.2.1")
            .on(
                    "google_bigquery_dataset",
                    "google_bigquery_dataset_iam_member",
                    "google_bigquery_dataset_iam_binding",
                    "google_bigquery_dataset_access",
                    "google_bigquery_table_iam_member",
                    "google_bigquery_table_iam_binding")
            .expect("access[].special_group", EVERYBODY.not().orAbsent())
            .expect("access[].iam_member", EVERYBODY.not().orAbsent())
            .expect("special_group", EVERYBODY.not().orAbsent())
            .check(notForEverybody())
            .bad("""
                    access {
                      role          = "READER"
                      special_group = "allAuthenticatedUsers"
                    }
                    """)
            .badFile("""
                    resource "google_bigquery_dataset_iam_member" "a" {
                      member = "allUsers"
                    }
                    """)
            .good("""
                    access {
                      role          = "OWNER"
                      user_by_email = "a@example.com"
                    }
                    """)
            .good("dataset_id = \"d\"")
            .done();

    private static final Rule BIGQUERY_NO_OWN_KEY = rule(
                    "gcp/bigquery-no-own-key",
                    LOW,
                    "BigQuery dataset or table is not encrypted with a customer managed key (CMEK)")
            .why("Only a key of yours can be revoked.")
            .fix("set default_encryption_configuration.kms_key_name")
            .controls("CIS-GCP-7.2", "PCI-3.5.1")
            .on("google_bigquery_dataset", "google_bigquery_table")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "default_encryption_configuration.kms_key_name", SET)
                            .or(Links.is(resource, "encryption_configuration.kms_key_name", SET))
                            .not(),
                    resource,
                    "no key of yours encrypts it",
                    out))
            .bad("dataset_id = \"d\"")
            .badFile("""
                    resource "google_bigquery_table" "t" {
                      table_id = "t"
                    }
                    """)
            .good("""
                    default_encryption_configuration {
                      kms_key_name = var.key
                    }
                    """)
            .goodFile("""
                    resource "google_bigquery_table" "t" {
                      encryption_configuration {
                        kms_key_name = var.key
                      }
                    }
                    """)
            .done();

    private static final Rule KMS_PUBLIC = rule(
                    "gcp/kms-public", HIGH, "KMS crypto key is publicly accessible: allUsers or allAuthenticatedUsers")
            .why("Everybody decrypts what the key encrypts.")
            .fix("name the members")
            .controls("CIS-GCP-1.9", "PCI-3.6.1")
            .on(
                    "google_kms_crypto_key_iam_member",
                    "google_kms_crypto_key_iam_binding",
                    "google_kms_crypto_key_iam_policy",
                    "google_kms_key_ring_iam_member",
                    "google_kms_key_ring_iam_binding")
            .check(notForEverybody())
            .bad("member = \"allUsers\"")
            .badFile("""
                    data "google_iam_policy" "p" {
                      binding {
                        role    = "roles/cloudkms.cryptoKeyEncrypter"
                        members = ["allAuthenticatedUsers"]
                      }
                    }
                    resource "google_kms_crypto_key_iam_policy" "k" {
                      policy_data = data.google_iam_policy.p.policy_data
                    }
                    """)
            .good("member = \"user:ann@example.com\"")
            .goodFile("""
                    resource "google_kms_crypto_key_iam_binding" "b" {
                      members = ["group:dev@example.com"]
                    }
                    """)
            .done();

    private static final Rule KMS_NO_ROTATION = rule(
                    "gcp/kms-no-rotation", MEDIUM, "KMS crypto key rotation period is longer than 90 days or missing")
            .why("A key that leaked once reads everything for ever.")
            .fix("set rotation_period to 7776000s")
            .controls("CIS-GCP-1.10", "PCI-3.7.4")
            .on("google_kms_crypto_key")
            .when("purpose", oneOf("ENCRYPT_DECRYPT").orAbsent())
            .check((resource, all, out) -> {
                Value period = resource.get("rotation_period");
                boolean good = period.known()
                        .filter(t -> t.matches("\\d{1,12}(\\.\\d+)?s"))
                        .filter(t -> Long.parseLong(t.replaceAll("[.s].*", "")) <= 7_776_000)
                        .isPresent();
                if (!good && !period.unknown()) {
                    Links.report(resource, period, "it is not rotated every 90 days", out);
                }
            })
            .bad("name = \"k\"")
            .bad("rotation_period = \"31536000s\"")
            .good("rotation_period = \"7776000s\"")
            .good("rotation_period = var.period")
            .done();

    private static final Rule PUBSUB_NO_OWN_KEY = rule(
                    "gcp/pubsub-no-own-key", LOW, "Pub/Sub topic is not encrypted with a customer managed key (CMEK)")
            .why("Only a key of yours can be revoked.")
            .fix("set kms_key_name")
            .controls("PCI-3.5.1")
            .on("google_pubsub_topic")
            .expect("kms_key_name", SET)
            .bad("name = \"t\"")
            .bad("kms_key_name = \"\"")
            .good("kms_key_name = var.key")
            .good("kms_key_name = google_kms_crypto_key.a.id")
            .done();

    private static final Rule TOPIC_PUBLIC = rule(
                    "gcp/topic-public",
                    HIGH,
                    "Pub/Sub topic, Cloud Run service, function, registry or secret is publicly accessible to all "
                            + "users")
            .why("Everybody on the internet may use it.")
            .fix("name the members")
            .controls("PCI-7.2.1")
            .on(
                    "google_cloud_run_service_iam_member",
                    "google_cloud_run_service_iam_binding",
                    "google_cloud_run_v2_service_iam_member",
                    "google_cloudfunctions_function_iam_member",
                    "google_cloudfunctions_function_iam_binding",
                    "google_pubsub_topic_iam_member",
                    "google_pubsub_topic_iam_binding",
                    "google_artifact_registry_repository_iam_member",
                    "google_artifact_registry_repository_iam_binding",
                    "google_secret_manager_secret_iam_member",
                    "google_secret_manager_secret_iam_binding",
                    "google_compute_image_iam_member")
            .check(notForEverybody())
            .bad("member = \"allUsers\"")
            .badFile("""
                    resource "google_pubsub_topic_iam_binding" "a" {
                      members = ["allAuthenticatedUsers"]
                    }
                    """)
            .good("member = \"user:ann@example.com\"")
            .goodFile("""
                    resource "google_pubsub_topic_iam_binding" "a" {
                      members = ["group:dev@example.com"]
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            STORAGE_PUBLIC,
            STORAGE_PUBLIC_ACL,
            STORAGE_NO_UNIFORM_ACCESS,
            STORAGE_NO_PUBLIC_PREVENTION,
            STORAGE_NO_VERSIONING,
            STORAGE_NO_LOG,
            STORAGE_NO_OWN_KEY,
            BIGQUERY_PUBLIC,
            BIGQUERY_NO_OWN_KEY,
            KMS_PUBLIC,
            KMS_NO_ROTATION,
            PUBSUB_NO_OWN_KEY,
            TOPIC_PUBLIC);

    private GcpDataRules() {}
}
