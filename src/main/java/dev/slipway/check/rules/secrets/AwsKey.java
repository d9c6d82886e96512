package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An AWS access key stands in the repository. */
public final class AwsKey implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/aws-key",
            "An AWS access key stands in the repository",
            Severity.CRITICAL,
            Confidence.HIGH,
            "Keys in repositories are found by robots within minutes and used to run up bills or read data.",
            "deactivate the key, look through its use, and give workloads a role instead",
            List.of("PCI-8.6.2", "OWASP-CICD-SEC-6", "CIS-AWS-1.4"));

    /** AWS documents the prefixes AKIA (long-lived) and ASIA (temporary); the rest is base32. */
    private static final Pattern ID = Pattern.compile("(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])");

    private static final Pattern SECRET =
            Pattern.compile("(?i)secret_?access_?key[\"'\\s:=]{1,10}([A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("config/aws.properties", "accessKey=" + "AKIA" + "Z7QWERTY2345ABCD" + "\n"),
                Example.bad(
                        "deploy.sh",
                        "export AWS_SECRET_ACCESS_KEY=" + "wJalrXUtnFEMIK7MDENG" + "bPxRfiCYzAbCdEf12345" + "\n"),
                Example.good("README.md", "AWS_ACCESS_KEY_ID=" + "AKIA" + "IOSFODNN7EXAMPLE" + "\n"),
                Example.good("deploy.sh", "export AWS_SECRET_ACCESS_KEY=$(read-secret)\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("akia", "asia", "aws_secret", "secretaccesskey", "secret_access_key");
    }

    @Override
    public void check(TextFile file, Report out) {
        for (TextFile.Line line : file.linesWith(keywords())) {
            Matcher id = ID.matcher(line.text());
            if (id.find() && !id.group().endsWith("EXAMPLE")) {
                out.line(line.number(), "an access key id of AWS");
            }
            Matcher secret = SECRET.matcher(line.text());
            if (secret.find() && !secret.group(1).contains("EXAMPLE") && SecretWords.entropy(secret.group(1)) > 4) {
                out.line(line.number(), "a secret access key of AWS");
            }
        }
    }
}
