package dev.slipway.exec.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.files.Home;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceUnitTest {
    private static final JavaRuntime RUNTIME =
            new JavaRuntime(Path.of("/opt/my jdk/bin/java"), "/opt/slip&way/100%/slipway.jar", List.of("-Xmx64m"));
    private static final Home HOME = new Home(Path.of("/home/jo $x/.slipway"));

    @Test
    void quotesWordsForSystemdAndLeavesTheApplicationsAlive() {
        assertThat(ServiceUnit.systemd(RUNTIME, HOME))
                .contains("ExecStart=\"/opt/my jdk/bin/java\" \"-Xmx64m\" \"-cp\" \"/opt/slip&way/100%%/slipway.jar\" "
                        + "\"dev.slipway.keep.KeeperMain\" \"/home/jo $$x/.slipway\" \"--wait\"")
                .contains("KillMode=process", "Restart=on-failure", "WantedBy=default.target");
    }

    @Test
    void escapesWordsForLaunchdAndLeavesTheApplicationsAlive() {
        assertThat(ServiceUnit.launchd(RUNTIME, HOME))
                .contains(
                        "<string>/opt/slip&amp;way/100%/slipway.jar</string>", "<string>/home/jo $x/.slipway</string>")
                .containsPattern("<key>AbandonProcessGroup</key>\\s*<true/>");
    }
}
