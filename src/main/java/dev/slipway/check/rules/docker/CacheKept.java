package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Patterns;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about caches of package managers that stay in a layer: the same look at several of them.
 *
 * @param flag that keeps no cache; empty when there is none
 * @param cleaned what cleaning up looks like
 * @param command an install, for the examples
 */
record CacheKept(About about, Set<String> managers, String flag, Pattern cleaned, String command, String clean)
        implements Rule.OfDockerfile {
    CacheKept {
        managers = Set.copyOf(managers);
    }

    /** All of them. */
    static final List<Rule> ALL = List.of(
            of(
                    "apt-lists-kept",
                    "Apt-get install lists were not deleted",
                    Set.of("apt-get", "apt"),
                    "",
                    "/var/lib/apt/lists|\\b(apt-get|apt)\\s+(-\\S+\\s+)*clean\\b",
                    "apt-get install -y curl",
                    "rm -rf /var/lib/apt/lists/*"),
            of(
                    "apk-cache-kept",
                    "Apk add uses the local cache path: no --no-cache",
                    Set.of("apk"),
                    "--no-cache",
                    "/var/cache/apk|apk\\s+cache\\s+clean",
                    "apk add curl",
                    "rm -rf /var/cache/apk/*"),
            of(
                    "dnf-cache-kept",
                    "Missing dnf clean all after dnf install",
                    Set.of("dnf", "microdnf"),
                    "",
                    "dnf\\s+(-\\S+\\s+)*clean|/var/cache/(lib)?dnf",
                    "dnf -y install curl",
                    "dnf clean all"),
            of(
                    "yum-cache-kept",
                    "Yum clean all is missing after yum install",
                    Set.of("yum"),
                    "",
                    "yum\\s+(-\\S+\\s+)*clean|/var/cache/yum",
                    "yum -y install curl",
                    "yum clean all"),
            of(
                    "zypper-cache-kept",
                    "Missing zypper clean after zypper install",
                    Set.of("zypper"),
                    "",
                    "zypper\\s+(-\\S+\\s+)*(clean|cc)\\b|/var/cache/zypp",
                    "zypper -n install curl",
                    "zypper clean"),
            of(
                    "pip-cache-kept",
                    "Pip install is keeping cached packages: no --no-cache-dir",
                    Set.of("pip"),
                    "--no-cache-dir",
                    "pip[0-9.]*\\s+cache\\s+purge|/root/\\.cache|PIP_NO_CACHE_DIR",
                    "pip install flask",
                    "rm -rf /root/.cache"));

    private static CacheKept of(
            String id, String title, Set<String> managers, String flag, String cleaned, String command, String clean) {
        return new CacheKept(
                new About(
                        "docker/" + id,
                        title,
                        Severity.LOW,
                        Confidence.HIGH,
                        "The package manager's index and cache stay in the layer: the image is larger, and slower to pull, for nothing. Removing them in a later instruction does not help.",
                        flag.isEmpty() ? "end the same RUN with " + clean : "add " + flag + ", or a cache mount",
                        List.of("CIS-DOCKER-4.3")),
                managers,
                flag,
                Patterns.ours(cleaned),
                command,
                clean);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", "FROM base:1\nRUN " + command + "\nUSER 1\n"),
                Example.bad("Dockerfile", "FROM base:1\nRUN a && " + command + "\nRUN " + clean + "\n"),
                Example.good("Dockerfile", "FROM base:1\nRUN " + command + " && " + clean + "\n"),
                Example.good("Dockerfile", "FROM base:1\nRUN --mount=type=cache,target=/cache " + command + "\n"));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.shipped()) {
            boolean quiet = stage.all("ENV").stream().anyMatch(e -> e.pairs().containsKey("PIP_NO_CACHE_DIR"));
            for (PackageCall call : PackageCall.installs(file.runs(stage), managers)) {
                var run = call.run().instruction();
                boolean mounted =
                        run.flag("mount").filter(m -> m.contains("type=cache")).isPresent();
                boolean kept = flag.isEmpty() || !call.has(flag);
                if (kept
                        && !mounted
                        && !quiet
                        && !cleaned.matcher(DockerFile.script(run)).find()) {
                    String text = call.manager() + " " + call.action();
                    Spot.say(
                            out,
                            run.span(),
                            "the cache of " + call.manager() + " stays in the layer",
                            true,
                            about.fix(),
                            flag.isEmpty() ? Optional.empty() : file.edit(run, text, text + " " + flag));
                    break;
                }
            }
        }
    }
}
