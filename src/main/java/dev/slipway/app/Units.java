package dev.slipway.app;

import dev.slipway.base.Problem;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.keeper.ServiceUnit;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The unit of the user's login that starts the keeper after a reboot: systemd on Linux, launchd on macOS. */
final class Units {
    private final Rooms rooms;

    Units(Rooms rooms) {
        this.rooms = rooms;
    }

    String install() throws InterruptedException {
        Path file = file();
        String text = mac()
                ? ServiceUnit.launchd(rooms.runtime(), rooms.home())
                : ServiceUnit.systemd(rooms.runtime(), rooms.home());
        DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        if (mac()) {
            demand(List.of("launchctl", "load", "-w", file.toString()));
        } else {
            demand(List.of("systemctl", "--user", "daemon-reload"));
            demand(List.of("systemctl", "--user", "enable", ServiceUnit.NAME + ".service"));
        }
        return "installed " + file + "; everything comes back after a reboot"
                + (mac() ? "" : " (before you log in: loginctl enable-linger)");
    }

    String remove() throws InterruptedException {
        Path file = file();
        if (mac()) {
            run(List.of("launchctl", "unload", "-w", file.toString()));
        } else {
            run(List.of("systemctl", "--user", "disable", ServiceUnit.NAME + ".service"));
        }
        DurableFiles.remove(file);
        return "removed " + file;
    }

    private static boolean mac() {
        return System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).contains("mac");
    }

    private static Path file() {
        Path home = Path.of(System.getProperty("user.home"));
        return mac()
                ? home.resolve("Library/LaunchAgents").resolve(ServiceUnit.NAME + ".plist")
                : home.resolve(".config/systemd/user").resolve(ServiceUnit.NAME + ".service");
    }

    private void demand(List<String> words) throws InterruptedException {
        Processes.Result result = run(words);
        if (!result.ok()) {
            throw Problem.surroundings(
                            "the unit was written but " + words.getFirst() + " refused",
                            String.join(" ", words),
                            result.tail().isEmpty()
                                    ? "no message"
                                    : result.tail().getLast(),
                            "log in with a session of your own and run this again; without it `slipway up` restores")
                    .asException();
        }
    }

    private Processes.Result run(List<String> words) throws InterruptedException {
        Path folder = Path.of(System.getProperty("user.home"));
        return rooms.processes().ask(new Command(words, folder, Environment.trusted(), Map.of()));
    }
}
