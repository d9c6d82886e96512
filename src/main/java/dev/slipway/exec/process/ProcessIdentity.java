package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, known for good: the kernel reuses pids, but not a pid with the same start time.
 *
 * @param startTicks clock ticks between boot and the start (proc(5), field 22 of {@code /proc/PID/stat}); where there is no
 *     {@code /proc}, the start instant in milliseconds
 */
public record ProcessIdentity(long pid, long startTicks) {
    /** The process that has this pid now; empty when there is none or it is a zombie. */
    public static Optional<ProcessIdentity> of(long pid) {
        if (pid <= 0) {
            return Optional.empty();
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return fromProc(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(h -> new ProcessIdentity(
                        pid, h.info().startInstant().map(Instant::toEpochMilli).orElse(0L)));
    }

    /** This very process. */
    public static ProcessIdentity self() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The command may hold spaces and parentheses: fields count from the last ')'. The first after it is field
            // 3.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
