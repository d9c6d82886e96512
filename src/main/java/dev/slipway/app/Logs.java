package dev.slipway.app;

import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.base.SlipwayException;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Masks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what instances wrote: the last lines, and what follows. Secrets that releases of the service were given are masked:
 * an application that writes its own password into its log must not put it on somebody's screen.
 */
public final class Logs {
    /** Bytes of a log that are read for its last lines. */
    private static final int TAIL_BYTES = 1 << 20;

    /** Bytes read at once while following. */
    private static final int CHUNK = 64 << 10;

    private static final Duration POLL = Duration.ofMillis(250);

    /** Deployments whose secrets are known to the masks: their logs are not older. */
    private static final int LOOK_BACK = 50;

    private final Home home;
    private final Masks masks;

    Logs(Home home, Masks masks) {
        this.home = home;
        this.masks = masks;
    }

    /** The logs of one service. */
    public static Logs of(Rooms rooms, Scope scope) {
        List<Secret> secrets = rooms.deployments().history(scope.key(), LOOK_BACK).stream()
                .flatMap(d -> d.release().secrets().values().stream())
                .distinct()
                .flatMap(reference -> revealed(rooms, reference).stream())
                .toList();
        return new Logs(rooms.home(), Masks.of(secrets));
    }

    /** A version that was removed can be masked no more. */
    private static Optional<Secret> revealed(Rooms rooms, String reference) {
        try {
            return Optional.of(rooms.secrets().get(reference));
        } catch (SlipwayException e) {
            return Optional.empty();
        }
    }

    /** The last lines that instances of a release wrote, at most {@code lines}. */
    public List<String> last(ReleaseSpec release, int lines) {
        List<String> last = new ArrayList<>();
        for (Path file : files(folder(Scope.parse(release.scope())))) {
            if (name(file).contains(release.id())) {
                tail(file, lines, (instance, line) -> last.add(masks.mask(line)));
            }
        }
        return last.subList(Math.max(0, last.size() - lines), last.size());
    }

    private Path folder(Scope scope) {
        return home.logs()
                .resolve(scope.app().value())
                .resolve(scope.environment().value())
                .resolve(scope.service().value());
    }

    void show(Scope scope, int lines, boolean follow, Slipway.LogSink plain) throws InterruptedException {
        Slipway.LogSink sink = (instance, line) -> plain.line(instance, masks.mask(line));
        Path folder = folder(scope);
        Map<Path, Long> read = new HashMap<>();
        for (Path file : files(folder)) {
            read.put(file, tail(file, lines, sink));
        }
        while (follow) {
            Thread.sleep(POLL);
            for (Path file : files(folder)) {
                read.put(file, next(file, read.getOrDefault(file, 0L), sink));
            }
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".log")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long tail(Path file, int lines, Slipway.LogSink sink) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long end = in.length();
            in.seek(Math.max(0, end - TAIL_BYTES));
            byte[] bytes = new byte[(int) (end - in.getFilePointer())];
            in.readFully(bytes);
            Deque<String> last = new ArrayDeque<>();
            new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
                last.addLast(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            });
            last.forEach(line -> sink.line(name(file), line));
            return end;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whole lines after {@code from}; a file that became shorter was rotated and is read from its beginning. */
    private static long next(Path file, long from, Slipway.LogSink sink) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long begin = in.length() < from ? 0 : from;
            in.seek(begin);
            byte[] bytes = new byte[(int) Math.min(CHUNK, in.length() - begin)];
            in.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            if (whole == 0 && bytes.length == CHUNK) {
                whole = CHUNK;
            }
            new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().forEach(line -> sink.line(name(file), line));
            return begin + whole;
        } catch (IOException e) {
            return from;
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.log$", "");
    }
}
