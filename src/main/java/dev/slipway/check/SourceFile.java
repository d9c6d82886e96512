package dev.slipway.check;

import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.List;
import java.util.Optional;

/**
 * A file whose format was recognised, with its tree where the format is YAML or JSON. Parsed at most once; for one thread at
 * a time.
 */
public final class SourceFile {
    private final String path;
    private final String text;
    private final Format format;
    private Optional<Parsed> tree;

    SourceFile(String path, String text, Format format, Optional<Parsed> tree) {
        this.path = path;
        this.text = text;
        this.format = format;
        this.tree = tree;
    }

    /** A file of a format that is known. */
    public static SourceFile of(String path, String text, Format format) {
        return new SourceFile(path, text, format, Optional.empty());
    }

    /** Relative to the repository. */
    public String path() {
        return path;
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** What it is. */
    public Format format() {
        return format;
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that it lies in, empty for the root. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The YAML or JSON tree, whatever of it could be read. */
    public Parsed tree() {
        Parsed parsed =
                tree.orElseGet(() -> path.endsWith(".json") ? JsonText.parse(path, text) : Yaml.parse(path, text));
        tree = Optional.of(parsed);
        return parsed;
    }

    /** The documents of the tree. */
    public List<Node> documents() {
        return tree().documents();
    }
}
