package dev.slipway.pipeline.dialect.github.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs and outputs of actions that most workflows use, from their public documentation. Only majors whose inputs are known
 * here are judged; any other ref is taken as it is.
 */
final class KnownActions {
    /**
     * What an action takes and gives.
     *
     * @param inputs names in lower case
     * @param required of them
     * @param outputs names; none where any is possible
     * @param deprecated input to what is used instead
     */
    record Known(List<String> inputs, List<String> required, List<String> outputs, Map<String, String> deprecated) {
        public Known {
            inputs = List.copyOf(inputs);
            required = List.copyOf(required);
            outputs = List.copyOf(outputs);
            deprecated = Map.copyOf(deprecated);
        }
    }

    /** The last major of an action that runs on a Node version that hosted runners no longer have. */
    private static final Map<String, Integer> OUTDATED = Map.ofEntries(
            Map.entry("actions/checkout", 3),
            Map.entry("actions/setup-node", 3),
            Map.entry("actions/setup-python", 4),
            Map.entry("actions/setup-java", 3),
            Map.entry("actions/setup-go", 4),
            Map.entry("actions/setup-dotnet", 3),
            Map.entry("actions/cache", 3),
            Map.entry("actions/upload-artifact", 3),
            Map.entry("actions/download-artifact", 3),
            Map.entry("actions/github-script", 6),
            Map.entry("actions/stale", 8),
            Map.entry("actions/labeler", 4),
            Map.entry("docker/login-action", 2),
            Map.entry("docker/build-push-action", 4),
            Map.entry("docker/setup-buildx-action", 2),
            Map.entry("docker/setup-qemu-action", 2),
            Map.entry("docker/metadata-action", 4),
            Map.entry("github/codeql-action", 2));

    private static final Map<String, Known> ALL = all();

    private KnownActions() {}

    /** What is known of {@code owner/repo[/path]@ref}. */
    static Optional<Known> of(String uses) {
        int at = uses.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(ALL.get(uses.substring(0, at).toLowerCase(Locale.ROOT)));
    }

    /** Whether the major that is named no longer runs on hosted runners. */
    static boolean isOutdated(String uses) {
        int at = uses.indexOf('@');
        String ref = uses.substring(at + 1);
        if (at < 0 || !ref.matches("v?\\d{1,3}(\\.\\d+){0,2}")) {
            return false;
        }
        String[] names = uses.substring(0, at).toLowerCase(Locale.ROOT).split("/");
        int last = OUTDATED.getOrDefault(names.length > 1 ? names[0] + "/" + names[1] : "", 0);
        return Integer.parseInt(ref.replaceAll("^v|\\..*$", "")) <= last;
    }

    private static Map<String, Known> all() {
        Map<String, Known> all = new LinkedHashMap<>();
        put(
                all,
                "actions/checkout",
                "repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter"
                        + " sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules"
                        + " set-safe-directory github-server-url allow-unsafe-pr-checkout",
                "",
                "ref commit");
        put(
                all,
                "actions/setup-node",
                "always-auth node-version node-version-file architecture check-latest registry-url scope token cache"
                        + " package-manager-cache cache-dependency-path mirror mirror-token",
                "",
                "cache-hit node-version");
        put(
                all,
                "actions/setup-java",
                "java-version java-version-file distribution java-package architecture jdkfile jdkFile check-latest server-id"
                        + " server-username server-password settings-path overwrite-settings gpg-private-key"
                        + " gpg-passphrase cache cache-dependency-path job-status token mvn-toolchain-id"
                        + " mvn-toolchain-vendor set-default verify-signature verify-signature-public-key",
                "",
                "distribution version path cache-hit");
        put(
                all,
                "actions/setup-python",
                "python-version python-version-file cache architecture check-latest token cache-dependency-path"
                        + " update-environment allow-prereleases freethreaded pip-version pip-install",
                "",
                "python-version cache-hit python-path");
        put(
                all,
                "actions/setup-go",
                "go-version go-version-file check-latest token cache cache-dependency-path architecture go-download-base-url",
                "",
                "go-version cache-hit");
        put(
                all,
                "actions/setup-dotnet",
                "dotnet-version dotnet-quality global-json-file source-url owner config-file cache cache-dependency-path"
                        + " workloads architecture channel",
                "",
                "cache-hit dotnet-version");
        put(
                all,
                "actions/cache",
                "path key restore-keys upload-chunk-size enableCrossOsArchive fail-on-cache-miss lookup-only save-always",
                "path key",
                "cache-hit");
        put(
                all,
                "actions/cache/restore",
                "path key restore-keys enableCrossOsArchive fail-on-cache-miss lookup-only",
                "path key",
                "cache-hit cache-primary-key cache-matched-key");
        put(all, "actions/cache/save", "path key upload-chunk-size enableCrossOsArchive", "path key", "-");
        put(
                all,
                "actions/upload-artifact",
                "name path if-no-files-found retention-days compression-level overwrite include-hidden-files archive",
                "path",
                "artifact-id artifact-url artifact-digest");
        put(
                all,
                "actions/download-artifact",
                "name artifact-ids path pattern merge-multiple github-token repository run-id skip-decompress digest-mismatch",
                "",
                "download-path");
        put(
                all,
                "actions/github-script",
                "script github-token debug user-agent previews result-encoding retries retry-exempt-status-codes base-url",
                "script",
                "result");
        put(all, "docker/login-action", "registry username password ecr logout scope registry-auth", "", "");
        put(
                all,
                "docker/setup-buildx-action",
                "version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use name endpoint"
                        + " platforms append keep-state cache-binary cleanup install config config-inline",
                "",
                "");
        put(all, "docker/setup-qemu-action", "image platforms cache-image reset", "", "");
        put(
                all,
                "docker/build-push-action",
                "add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call"
                        + " cgroup-parent context file github-token labels load network no-cache no-cache-filters outputs"
                        + " platforms provenance pull push sbom secrets secret-envs secret-files shm-size ssh tags target"
                        + " ulimit",
                "",
                "");
        put(
                all,
                "docker/metadata-action",
                "context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target"
                        + " github-token",
                "",
                "");
        deprecate(
                all,
                "pypa/gh-action-pypi-publish",
                "user password repository-url packages-dir verify-metadata skip-existing verbose print-hash attestations"
                        + " repository_url packages_dir verify_metadata skip_existing print_hash",
                Map.of(
                        "repository_url",
                        "repository-url",
                        "packages_dir",
                        "packages-dir",
                        "verify_metadata",
                        "verify-metadata",
                        "skip_existing",
                        "skip-existing",
                        "print_hash",
                        "print-hash"));
        return java.util.Collections.unmodifiableMap(all);
    }

    private static void put(Map<String, Known> all, String name, String inputs, String required, String outputs) {
        all.put(name, new Known(words(inputs.toLowerCase(Locale.ROOT)), words(required), words(outputs), Map.of()));
    }

    private static void deprecate(Map<String, Known> all, String name, String inputs, Map<String, String> instead) {
        all.put(name, new Known(words(inputs), List.of(), List.of(), instead));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
