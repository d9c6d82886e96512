package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Rule;
import dev.slipway.check.secrets.Family;
import java.util.List;

/** The rules about secrets: one for each family of kinds, and those about places. */
public final class SecretRules {
    /** PCI DSS 4.0, the OWASP CI/CD risks, the general data protection regulation. */
    private static final List<String> CONTROLS = List.of("PCI-8.6.2", "OWASP-CICD-SEC-6", "GDPR-32");

    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
            new SecretFound(
                    new About(
                            "secret/private-key",
                            "A private key stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Everyone who can read the repository, now or in its history, can act as its owner.",
                            "make a new key, revoke this one, and keep the new one out of version control",
                            CONTROLS),
                    Family.PRIVATE_KEY,
                    List.of(
                            Example.bad(
                                    "deploy/server.key",
                                    "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA".repeat(4) + "\n"),
                            Example.good(
                                    "deploy/server.pub",
                                    "-----BEGIN PUBLIC KEY-----\n" + "MIIBIjANBgkqhkiG".repeat(4) + "\n"),
                            Example.good(
                                    "Reader.java",
                                    "if (line.equals(\"-----BEGIN \" + \"PRIVATE KEY-----\")) {\n    begin();\n}\n"))),
            new SecretFound(
                    new About(
                            "secret/aws-key",
                            "An AWS access key stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Keys in repositories are found by robots within minutes and used to run up bills or read data.",
                            "deactivate the key, look through its use, and give workloads a role instead",
                            CONTROLS),
                    Family.AWS,
                    List.of(
                            Example.bad("config/aws.properties", "accessKey=" + "AKIA" + "Z7QWERTY2345ABCD" + "\n"),
                            Example.good("README.md", "AWS_ACCESS_KEY_ID=" + "AKIA" + "IOSFODNN7EXAMPLE" + "\n"),
                            Example.good("deploy.sh", "export AWS_SECRET_ACCESS_KEY=$(read-secret)\n"))),
            new SecretFound(
                    new About(
                            "secret/cloud-key",
                            "A key of a cloud or hosting company stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Whoever reads it can read the data that lies there, change what runs there, and run up bills.",
                            "revoke it there, look through its use, and give workloads an identity of their own instead of a key",
                            CONTROLS),
                    Family.CLOUD,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/github-token",
                            "A GitHub token stands in the repository",
                            Severity.CRITICAL,
                            Confidence.CERTAIN,
                            "Whoever reads it can act in the name of its owner: read private code, push, publish.",
                            "revoke it at once, then use a short-lived token of the pipeline or an app",
                            CONTROLS),
                    Family.GITHUB,
                    List.of(Example.good("ci.yaml", "token: ${{ secrets.GITHUB_TOKEN }}\n"))),
            new SecretFound(
                    new About(
                            "secret/pipeline-token",
                            "A token of a code host or build service stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Whoever reads it can change sources or builds, and with them everything that is shipped.",
                            "revoke it there, make a narrow and short-lived one, and hand it to the pipeline as a secret variable",
                            CONTROLS),
                    Family.SOURCE,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/registry-token",
                            "A token of a package or image registry stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Whoever reads it can publish packages in the name of the team, and all who install them run them.",
                            "revoke it there, publish by the pipeline with a short-lived identity, and look through what was published",
                            CONTROLS),
                    Family.REGISTRY,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/payment-key",
                            "A live key of a payment or shop service stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Whoever reads it can move money or read what customers bought.",
                            "roll the key there at once, and look through its use",
                            CONTROLS),
                    Family.PAYMENT,
                    List.of(Example.good("pay.py", "key = '" + "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc" + "'\n"))),
            new SecretFound(
                    new About(
                            "secret/messaging-token",
                            "A token of a mail, chat or telephony service stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Whoever reads it can read and send messages in the name of the team.",
                            "revoke it there, make a new one, and keep it in a secret store",
                            CONTROLS),
                    Family.MESSAGING,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/ai-key",
                            "A key of a language model service stands in the repository",
                            Severity.CRITICAL,
                            Confidence.HIGH,
                            "Such keys are searched for and sold within hours; the bill and the stored conversations are the team's.",
                            "revoke it there, make a new one with a spending limit, and keep it in a secret store",
                            CONTROLS),
                    Family.AI,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/monitoring-key",
                            "A key of a monitoring service stands in the repository",
                            Severity.HIGH,
                            Confidence.HIGH,
                            "Whoever reads it can read logs and traces, which hold personal data, or hide an attack among false ones.",
                            "revoke it there, make a new one, and hand it over at start",
                            CONTROLS),
                    Family.OBSERVABILITY,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/service-token",
                            "A token of a well-known service stands in the repository",
                            Severity.HIGH,
                            Confidence.HIGH,
                            "Whoever reads it can act in the name of the team at that service.",
                            "revoke it there, make a new one, and keep it out of version control",
                            CONTROLS),
                    Family.SERVICE,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/web-token",
                            "A signed web token stands in the repository",
                            Severity.HIGH,
                            Confidence.MEDIUM,
                            "Who holds it is let in until it ends, and nobody asks for a password.",
                            "revoke it or change the key that signed it, and fetch tokens when they are needed",
                            CONTROLS),
                    Family.WEB_TOKEN,
                    List.of()),
            new SecretFound(
                    new About(
                            "secret/url-credentials",
                            "A URL or connection string carries a password",
                            Severity.HIGH,
                            Confidence.MEDIUM,
                            "URLs end in logs, histories and error messages; with them the password.",
                            "give the password apart, from outside the repository, and change this one",
                            CONTROLS),
                    Family.URL,
                    List.of(
                            Example.bad(
                                    "app.properties", "db.url=postgres://app:" + "Xk29vTqLm4Zr" + "@db.internal/app\n"),
                            Example.good("app.properties", "db.url=postgres://app:${DB_PASSWORD}@db/app\n"),
                            Example.good("app.properties", "db.url=postgres://postgres:postgres@localhost:5432/app\n"),
                            Example.good("README.md", "git clone https://user:password@example.org/x.git\n"))),
            new SecretFound(
                    new About(
                            "secret/credentials-file",
                            "A credential stands in a configuration file or on a command line",
                            Severity.HIGH,
                            Confidence.MEDIUM,
                            "Everyone who can read the repository can use it; on a command line every process of the machine can read it too.",
                            "take it from the environment, a secret store or standard input, and change this one",
                            CONTROLS),
                    Family.CREDENTIAL,
                    List.of()),
            new EncodedSecret(),
            new PasswordAssigned(),
            new CommittedDotenv());

    private SecretRules() {}
}
