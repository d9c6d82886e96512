package dev.slipway.pipeline.runner.process;

import dev.slipway.exec.files.TreeCopy;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Strays;
import dev.slipway.pipeline.log.MaskSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the folders of jobs: a workspace, a home and a temporary folder each, below the run's folder. The level of isolation
 * is {@code trusted-host}: private folders and an environment by allow-list, but the user's rights. Used by one thread.
 */
public final class Workshop {
    /** What the run file says of the isolation. */
    public static final String LEVEL = "trusted-host";

    /** Variables of the user's that steps see: where programs, certificates and proxies are, and the language. */
    private static final Set<String> ALLOWED = Set.of(
            "PATH",
            "LANG",
            "LANGUAGE",
            "TZ",
            "USER",
            "LOGNAME",
            "SHELL",
            "JAVA_HOME",
            "GOROOT",
            "NVM_DIR",
            "ANDROID_HOME",
            "DOTNET_ROOT",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "DOCKER_HOST",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "PYENV_ROOT",
            "RBENV_ROOT");

    private static final List<String> ALLOWED_PREFIXES = List.of("LC_", "JAVA_HOME_");

    /** Downloads of build tools below the user's home: content by name and version, no credentials. */
    private static final List<String> WARM = List.of(
            ".m2/repository",
            ".gradle/caches",
            ".gradle/wrapper",
            ".npm",
            ".cache/pip",
            ".cache/go-build",
            "go/pkg/mod",
            ".cargo/registry",
            ".nuget/packages",
            ".pub-cache",
            ".cache/yarn",
            ".cache/coursier",
            ".ivy2/cache");

    private static final Path USER_HOME = Path.of(System.getProperty("user.home"));

    private final Path root;
    private final MaskSet masks;
    private final Map<String, String> inherited = new HashMap<>();
    private final List<String> warm;
    private final Set<Long> before = Strays.running();
    private final Map<String, Integer> shared = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final String runId;

    /**
     * A workshop.
     *
     * @param root the run's folder for work, made when needed
     * @param warm whether build tools find what the user has downloaded already
     */
    public Workshop(Path root, String runId, MaskSet masks, boolean warm) {
        this.root = root;
        this.runId = runId;
        this.masks = masks;
        this.warm = warm
                ? WARM.stream()
                        .filter(p -> Files.isDirectory(USER_HOME.resolve(p)))
                        .toList()
                : List.of();
        Environment.trusted().forEach((name, value) -> {
            if (ALLOWED.contains(name) || ALLOWED_PREFIXES.stream().anyMatch(name::startsWith)) {
                inherited.put(name, value);
            }
        });
        inherited.putIfAbsent("PATH", Environment.path());
        inherited.putIfAbsent("LANG", "C.UTF-8");
    }

    /**
     * The place of an attempt.
     *
     * @param name folder name for people; made unique
     * @param group jobs with the same, non-empty one share their workspace
     */
    public JobPlace open(String name, String group) {
        String folder = unique(slug(name));
        Path base = root.resolve(folder);
        Path workspace = group.isEmpty()
                ? base.resolve("ws")
                : root.resolve("shared-" + slug(group)).resolve("ws");
        JobPlace place = new JobPlace(
                base,
                workspace,
                base.resolve("tmp"),
                base.resolve("home"),
                inherited,
                runId + "/" + folder + "/",
                masks);
        try {
            Files.createDirectories(place.workspace());
            Files.createDirectories(place.temporary());
            Files.createDirectories(place.home());
            warmUp(place.home());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folders of a job in " + root, e);
        }
        return place;
    }

    /** Ends what a job's steps left running. */
    public void endStrays(JobPlace place) {
        Strays.end(JobPlace.COOKIE, place.cookie(), before);
    }

    /** Ends what any job of the run left running. */
    public void endStrays() {
        Strays.end(JobPlace.COOKIE, runId + "/");
    }

    /** Deletes a job's own folders; a shared workspace stays until the run's end. */
    public void close(JobPlace place) {
        TreeCopy.delete(place.root());
    }

    /** Ends what an earlier process of this run left running, and deletes its folders. */
    public void takeOver() {
        endStrays();
        clear();
    }

    /** Deletes everything. */
    public void clear() {
        TreeCopy.delete(root);
    }

    private void warmUp(Path home) throws IOException {
        for (String part : warm) {
            Path link = home.resolve(part);
            Files.createDirectories(TreeCopy.folderOf(link));
            Files.createSymbolicLink(link, USER_HOME.resolve(part));
        }
    }

    private String unique(String slug) {
        String name = slug;
        while (!used.add(name)) {
            name = slug + "-" + shared.merge(slug, 1, Integer::sum);
        }
        return name;
    }

    /** Letters that every shell and file system leaves alone; short. */
    static String slug(String text) {
        String slug = text.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[-.]+|-+$", "");
        return slug.isEmpty() ? "job" : slug.length() > 60 ? slug.substring(0, 60) : slug;
    }
}
