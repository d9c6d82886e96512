package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.TextFile;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A chart's default values switch a protection off. */
public final class ChartInsecureDefault implements Rule.OfText {
    private static final About ABOUT = new About(
            "helm/insecure-default",
            "Helm chart default disables a security setting that the template supports",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Most people install a chart with its defaults: their pods then run privileged, as root or with a writable root file system.",
            "make the safe value the default, and let those who need the other set it",
            List.of("CIS-K8S-5.7.3", "PSS-BASELINE"));

    /** Levels of values that are looked at. */
    private static final int MAX_DEPTH = 12;

    private static final Map<String, String> UNSAFE = Map.of(
            "privileged", "true",
            "allowPrivilegeEscalation", "true",
            "runAsNonRoot", "false",
            "readOnlyRootFilesystem", "false",
            "runAsUser", "0",
            "hostNetwork", "true",
            "hostPID", "true",
            "hostIPC", "true");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("chart/values.yaml", "securityContext:\n  runAsNonRoot: false\n"),
                Example.bad("chart/values.yaml", "web:\n  containerSecurityContext:\n    privileged: true\n"),
                Example.good("chart/values.yaml", "securityContext:\n  runAsNonRoot: true\n"),
                Example.good("settings/other.yaml", "securityContext:\n  privileged: true\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("privileged", "runas", "readonlyroot", "escalation", "hostnetwork", "hostpid", "hostipc");
    }

    @Override
    public void check(TextFile file, Report out) {
        if (file.name().equals("values.yaml") || file.name().equals("values.yml")) {
            walk(Yaml.parse(file.path(), file.text()).root(), 0, out);
        }
    }

    private static void walk(Node node, int depth, Report out) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Node.Entry entry : node.entriesAt()) {
            String key = entry.key().value();
            String unsafe = UNSAFE.getOrDefault(key, "");
            if (!unsafe.isEmpty() && entry.value().textAt().orElse("").equals(unsafe)) {
                boolean flag = unsafe.equals("true") || unsafe.equals("false");
                String safe = unsafe.equals("true") ? "false" : "true";
                Spot.say(
                        out,
                        entry.key().span(),
                        key + " is " + unsafe + " by default",
                        false,
                        "set " + key + " to " + safe,
                        flag ? Spot.put(node, safe, key) : java.util.Optional.empty());
            }
            walk(entry.value(), depth + 1, out);
        }
    }
}
