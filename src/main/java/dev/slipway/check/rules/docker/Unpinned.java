package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about packages that are installed without a version: the same look at several package managers.
 *
 * @param managers which
 * @param pinned what a package with a version, or one that is a file, looks like
 * @param command an install without names, for the examples
 * @param good a package with a version
 */
record Unpinned(About about, Set<String> managers, Pattern pinned, String command, String good)
        implements Rule.OfDockerfile {
    Unpinned {
        managers = Set.copyOf(managers);
    }

    /** All of them. */
    static final List<Rule> ALL = List.of(
            of(
                    "apt",
                    "Apt-get install pin version is not defined",
                    Set.of("apt-get", "apt"),
                    ".+=.+|.*\\.deb",
                    "apt-get install -y",
                    "curl=7.88.1-10"),
            of(
                    "apk",
                    "Unpinned package version in apk add",
                    Set.of("apk"),
                    ".+[=~<>].+|.*\\.apk|\\..+",
                    "apk add --no-cache",
                    "curl=8.9.1-r2"),
            of(
                    "dnf",
                    "Missing version specification in dnf install",
                    Set.of("dnf", "microdnf"),
                    ".+-\\d.*|.*\\.rpm|@.+",
                    "dnf -y install",
                    "httpd-2.4.62"),
            of(
                    "yum",
                    "Yum install without version",
                    Set.of("yum"),
                    ".+-\\d.*|.*\\.rpm|@.+",
                    "yum -y install",
                    "httpd-2.4.62"),
            of(
                    "zypper",
                    "Unpinned package version in zypper install",
                    Set.of("zypper"),
                    ".+[=<>].+|.+-\\d.*|.*\\.rpm",
                    "zypper --non-interactive install",
                    "curl=8.0.1"),
            of(
                    "pip",
                    "Unpinned package version in pip install",
                    Set.of("pip"),
                    ".+(==|~=|===|<|@).+|.*\\.(whl|tar\\.gz|zip|txt)|\\..*|/.*|.*\\[.*\\]==.*",
                    "pip install --no-cache-dir",
                    "flask==3.0.3"),
            of(
                    "npm",
                    "NPM install command without pinned version",
                    Set.of("npm"),
                    ".+#.+|.+@(?!latest|next)[\\w.^~-]+|\\..*|/.*|.*\\.tgz",
                    "npm install -g",
                    "typescript@5.6.3"),
            of(
                    "gem",
                    "Gem install without version",
                    Set.of("gem"),
                    ".+:[\\d.]+.*|.*\\.gem",
                    "gem install",
                    "rake:13.2.1"));

    private static Unpinned of(
            String id, String title, Set<String> managers, String pinned, String command, String good) {
        return new Unpinned(
                new About(
                        "docker/unpinned-" + id,
                        title,
                        id.matches("dnf|yum|npm|gem|pip") ? Severity.LOW : Severity.NOTE,
                        Confidence.HIGH,
                        "Each build may get another version of the package: builds fail or behave differently by changes that nobody made, and cannot be repeated.",
                        "write the version behind the name, for example " + good,
                        List.of("CIS-DOCKER-4.3", "OWASP-CICD-SEC-3")),
                managers,
                Pattern.compile(pinned),
                command,
                good);
    }

    @Override
    public List<Example> examples() {
        String name = good.replaceFirst("[=@:].*|-\\d.*", "");
        return List.of(
                Example.bad("Dockerfile", "FROM base:1\nRUN " + command + " " + name + "\n"),
                Example.bad("Dockerfile", "FROM base:1\nRUN a && " + command + " " + good + " other\nUSER 1\n"),
                Example.good("Dockerfile", "FROM base:1\nRUN " + command + " " + good + "\n"),
                Example.good("Dockerfile", "FROM base:1\nRUN " + command + "\n"));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (PackageCall call : PackageCall.installs(file.runs(), managers)) {
            List<String> free = call.packages().stream()
                    .filter(p -> !p.contains("$") && !pinned.matcher(p).matches())
                    .toList();
            boolean versioned = managers.contains("gem") && call.has("-v", "--version");
            if (!free.isEmpty() && !versioned) {
                out.at(
                        call.run().instruction().span(),
                        call.manager() + " installs without version: " + String.join(", ", free));
            }
        }
    }
}
