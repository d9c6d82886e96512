package dev.slipway.check;

import java.util.Set;
import java.util.regex.Pattern;

/** Folders of a host that belong to its operating system: what containers should not see. Pure. */
public final class HostFolders {
    /** Only the folder itself: below it people keep what is theirs. */
    private static final Set<String> ALONE =
            Set.of("/", "/home", "/opt", "/var", "~/.ssh", "~/.aws", "~/.kube", "/srv");

    /** The folder and all below it. */
    private static final Pattern SYSTEM = Pattern.compile(
            "/(bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|usr|var/run|var/lib|var/log|var/spool)(/.*)?");

    /** Mounted by nearly everybody, and harmless to read. */
    private static final Pattern HARMLESS = Pattern.compile(
            "/etc/(localtime|timezone|resolv\\.conf|hostname|os-release|machine-id|ssl/certs|ca-certificates|pki/ca-trust|pki/tls)(/.*)?"
                    + "|/usr/(share|local)/.*|/dev/(null|shm|net/tun|fuse|dri)(/.*)?|/run/systemd/resolve/.*"
                    + "|.*\\.sock");

    private HostFolders() {}

    /** Whether a path is the host's root or a folder of its system. */
    public static boolean isSystem(String path) {
        String plain = path.replaceFirst("(?<=.)/+$", "");
        return ALONE.contains(plain)
                || SYSTEM.matcher(plain).matches() && !HARMLESS.matcher(plain).matches();
    }
}
