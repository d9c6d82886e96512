package dev.slipway.app;

import dev.slipway.base.Caller;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who sits at this machine. */
final class Identity {
    private Identity() {}

    static Caller ofThisUser() {
        return Caller.human(System.getProperty("user.name", "unknown") + "@" + host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
