package dev.slipway.exec.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class PortHolderTest {
    @Test
    void namesTheProgramThatListens() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "needs /proc");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(PortHolder.of(port))
                    .startsWith("pid " + ProcessHandle.current().pid() + " (")
                    .contains("java");
        }
        assertThat(PortHolder.of(port)).isEqualTo("another program");
    }
}
