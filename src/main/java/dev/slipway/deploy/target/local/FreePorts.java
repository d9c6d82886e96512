package dev.slipway.deploy.target.local;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of loopback that nobody uses at this moment. */
final class FreePorts {
    private FreePorts() {}

    /** The kernel hands out ephemeral ports in turn, so one just freed does not come again at once. */
    static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw Problem.surroundings(
                            "no free port on loopback", "127.0.0.1", String.valueOf(e.getMessage()), "slipway status")
                    .asException();
        }
    }
}
