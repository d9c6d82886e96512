package dev.slipway.exec.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The environment this process was given: read here and nowhere else. */
public final class Environment {
    /** Never handed on, whatever the trust: they would change how our own children start. */
    private static final Set<String> OURS = Set.of("SLIPWAY_HOME", "SLIPWAY_JAVA_HOME", "SLIPWAY_DATABASE");

    private Environment() {}

    /** The search path for programs. */
    public static String path() {
        return System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /** What the user's own tree is built with: everything the user has, HOME and caches included, but for our own. */
    public static Map<String, String> trusted() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.keySet().removeAll(OURS);
        return all;
    }

    /** One variable, empty when unset. */
    public static String get(String name) {
        return System.getenv().getOrDefault(name, "");
    }
}
