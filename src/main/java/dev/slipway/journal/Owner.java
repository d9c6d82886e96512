package dev.slipway.journal;

import dev.slipway.exec.process.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who drives a run: a process.
 *
 * @param machine the boot of the machine and its process namespace: only there does the pid mean something
 */
public record Owner(String machine, long pid, long startTicks) {
    /** This very process. */
    public static Owner thisProcess() {
        ProcessIdentity self = ProcessIdentity.self();
        return new Owner(thisMachine(), self.pid(), self.startTicks());
    }

    /** Whether it is known to be dead. A process on another machine is never known to be: its lease must lapse. */
    public boolean dead() {
        return machine.equals(thisMachine()) && !new ProcessIdentity(pid, startTicks).alive();
    }

    private static String thisMachine() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                return "localhost";
            }
        }
    }
}
