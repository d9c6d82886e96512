package dev.slipway.exec.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A view with some files' contents exchanged: what would be seen if they were written, or what is about to be committed. */
public final class OverlayView implements FileView {
    private final FileView below;
    private final Map<String, String> texts;
    private final List<Entry> files;

    private OverlayView(FileView below, Map<String, String> texts, List<Entry> files) {
        this.below = below;
        this.texts = Map.copyOf(texts);
        this.files = List.copyOf(files);
    }

    /** These texts over what lies below; files that are not there are added. */
    public static OverlayView of(FileView below, Map<String, String> texts) {
        Map<String, String> added = new TreeMap<>(texts);
        List<Entry> files = new ArrayList<>();
        for (Entry entry : below.files()) {
            String text = added.remove(entry.path());
            files.add(text == null ? entry : entry(entry.path(), text));
        }
        added.forEach((path, text) -> files.add(entry(path, text)));
        files.sort(Comparator.comparing(Entry::path));
        return new OverlayView(below, texts, files);
    }

    /** Only these files of what lies below are listed; others can still be asked for by name. */
    public static OverlayView only(FileView below, Map<String, String> texts, List<Entry> files) {
        return new OverlayView(below, texts, files);
    }

    /** The text of bytes that came from elsewhere, as {@link FileView#text} has it. */
    public static Optional<String> decode(byte[] bytes) {
        return bytes.length > dev.slipway.base.Bounds.MAX_PARSED_FILE_BYTES
                ? Optional.empty()
                : RepositoryView.decode(bytes);
    }

    private static Entry entry(String path, String text) {
        return new Entry(path, text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public List<Entry> files() {
        return files;
    }

    @Override
    public Optional<String> text(String path) {
        String text = texts.get(path);
        return text == null ? below.text(path) : Optional.of(text);
    }

    @Override
    public Optional<String> namedText(String path) {
        String text = texts.get(path);
        return text == null ? below.namedText(path) : Optional.of(text);
    }

    @Override
    public Optional<byte[]> bytes(String path, long limit) {
        String text = texts.get(path);
        return text == null
                ? below.bytes(path, limit)
                : Optional.of(text.getBytes(StandardCharsets.UTF_8)).filter(b -> b.length <= limit);
    }

    @Override
    public List<String> skipped() {
        return below.skipped();
    }

    @Override
    public boolean has(String path) {
        return texts.containsKey(path) || below.has(path);
    }
}
