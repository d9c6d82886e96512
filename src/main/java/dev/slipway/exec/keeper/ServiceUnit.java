package dev.slipway.exec.keeper;

import dev.slipway.exec.files.Home;
import java.util.List;
import java.util.stream.Collectors;

/** The keeper as a service of the user's login: the texts of its unit. Pure; {@code service install} writes them. */
public final class ServiceUnit {
    /** The name of the unit, for systemctl and launchctl. */
    public static final String NAME = "slipway-keeper";

    private ServiceUnit() {}

    /**
     * A systemd user unit, for {@code ~/.config/systemd/user/slipway-keeper.service}. {@code KillMode=process}: the default
     * would end the applications with the keeper. {@code on-failure}: a keeper that was asked to end stays away.
     */
    public static String systemd(JavaRuntime runtime, Home home) {
        String command =
                command(runtime, home).stream().map(ServiceUnit::systemdWord).collect(Collectors.joining(" "));
        return """
                [Unit]
                Description=Slipway keeper: runs the services of this user
                StartLimitIntervalSec=0

                [Service]
                Type=exec
                ExecStart=%s
                WorkingDirectory=%s
                KillMode=process
                Restart=on-failure
                RestartSec=1
                StandardOutput=append:%s
                StandardError=inherit

                [Install]
                WantedBy=default.target
                """.formatted(
                        command,
                        home.root().toString().replace("%", "%%"),
                        KeeperDoor.log(home).toString().replace("%", "%%"));
    }

    /**
     * A launchd agent, for {@code ~/Library/LaunchAgents/slipway-keeper.plist}. {@code AbandonProcessGroup}: launchd would
     * end what is left of the group with the keeper.
     */
    public static String launchd(JavaRuntime runtime, Home home) {
        String arguments = command(runtime, home).stream()
                .map(a -> "        <string>" + xml(a) + "</string>")
                .collect(Collectors.joining("\n"));
        String log = xml(KeeperDoor.log(home).toString());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                    <key>Label</key>
                    <string>%s</string>
                    <key>ProgramArguments</key>
                    <array>
                %s
                    </array>
                    <key>RunAtLoad</key>
                    <true/>
                    <key>KeepAlive</key>
                    <dict>
                        <key>SuccessfulExit</key>
                        <false/>
                    </dict>
                    <key>AbandonProcessGroup</key>
                    <true/>
                    <key>StandardOutPath</key>
                    <string>%s</string>
                    <key>StandardErrorPath</key>
                    <string>%s</string>
                </dict>
                </plist>
                """.formatted(NAME, arguments, log, log);
    }

    private static List<String> command(JavaRuntime runtime, Home home) {
        return runtime.command(KeeperDoor.MAIN, home.root().toString(), "--wait");
    }

    /** One word of ExecStart: systemd.service(5), "Command lines". */
    private static String systemdWord(String word) {
        return '"'
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$")
                + '"';
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
