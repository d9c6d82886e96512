package dev.slipway.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code --version} prints. The release is the jar's {@code Implementation-Version}; the commit is its
 * {@code Implementation-Build}, which the launcher hands to the build ({@code unknown} when Maven was called by hand).
 */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"slipway " + release() + " (commit " + commit() + ")"};
    }

    /** Such as {@code 0.1.0}; {@code development} when the classes do not come from our jar. */
    public static String release() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The commit this jar was built from, with {@code -dirty} for uncommitted changes, or {@code unknown}. */
    public static String commit() {
        return ownManifest("Implementation-Build").orElse("unknown");
    }

    private static Optional<String> ownManifest(String attribute) {
        var source = Version.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
            return Optional.empty();
        }
        try (var jar = new JarFile(Path.of(source.getLocation().toURI()).toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(m -> m.getMainAttributes().getValue(attribute));
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }
}
