package dev.slipway.exec.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that only grows. An append is on disk when it returns. A writer that died in the middle of a line leaves a
 * torn rest: readers do not see it, the next append cuts it off.
 */
public final class AppendFile {
    private final Path file;

    public AppendFile(Path file) {
        this.file = file;
    }

    /** All whole lines; none when there is no file. */
    public List<String> lines() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            byte[] whole = text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.ISO_8859_1);
            return new String(whole, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Appends lines, which hold no line end: all in one write. The caller sees to it that nobody else appends meanwhile. */
    public void append(List<String> lines) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = wholeLinesEnd(channel);
            channel.truncate(end);
            ByteBuffer buffer = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            for (long at = end; buffer.hasRemaining(); ) {
                at += channel.write(buffer, at);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    /** Bytes now; 0 when there is no file. */
    public long sizeBytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static long wholeLinesEnd(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(4096);
        long end = channel.size();
        while (end > 0) {
            long from = Math.max(0, end - one.capacity());
            one.clear().limit((int) (end - from));
            while (one.hasRemaining() && channel.read(one, from + one.position()) > 0) {
                // until the block is read
            }
            for (int i = one.position() - 1; i >= 0; i--) {
                if (one.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }
}
