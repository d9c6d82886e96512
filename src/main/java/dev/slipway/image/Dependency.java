package dev.slipway.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A third-party component at an exact version.
 *
 * @param type of the package URL: {@code maven}, {@code npm}, {@code pypi}, {@code golang}
 * @param group Maven group, npm scope with its {@code @}, Go path but for the last part; empty for none
 */
public record Dependency(String type, String group, String name, String version) implements Comparable<Dependency> {
    /** Of a name as npm writes it. */
    static Dependency npm(String name, String version) {
        int slash = name.indexOf('/');
        return name.startsWith("@") && slash > 0
                ? new Dependency("npm", name.substring(0, slash), name.substring(slash + 1), version)
                : new Dependency("npm", "", name, version);
    }

    /** Of a Python distribution; names are normalised as PEP 503 says. */
    static Dependency pypi(String name, String version) {
        String normal = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return new Dependency("pypi", "", normal, version);
    }

    /** Of a Go module. */
    static Dependency golang(String path, String version) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? new Dependency("golang", "", path, version)
                : new Dependency("golang", path.substring(0, slash), path.substring(slash + 1), version);
    }

    /** The package URL (purl-spec). */
    public String purl() {
        StringBuilder purl = new StringBuilder("pkg:").append(type).append('/');
        if (!group.isEmpty()) {
            for (String part : group.split("/")) {
                purl.append(encode(part)).append('/');
            }
        }
        return purl.append(encode(name)).append('@').append(encode(version)).toString();
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~:".indexOf(b) >= 0;
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return out.toString();
    }

    @Override
    public int compareTo(Dependency other) {
        return purl().compareTo(other.purl());
    }
}
