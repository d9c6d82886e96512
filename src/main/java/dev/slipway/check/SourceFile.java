package dev.slipway.check;

import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A file whose format was recognised, with its tree where the format is YAML or JSON. Parsed at most once; for one thread at
 * a time, or for several once its tree was asked for.
 */
public final class SourceFile {
    private final String path;
    private final String text;
    private final Format format;
    private Optional<Parsed> tree;
    private final Map<Class<?>, Object> models = new ConcurrentHashMap<>();

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

    /** What a format's rules read out of the file, made at most once for all of them. */
    public <T> T model(Class<T> kind, Function<SourceFile, T> make) {
        Object known = models.get(kind);
        if (known == null) {
            T made = make.apply(this);
            models.put(kind, made);
            return made;
        }
        return kind.cast(known);
    }

    /** What of the tree could not be read; empty for formats that are no YAML or JSON. */
    List<Parsed.SyntaxError> errors() {
        return tree.map(Parsed::errors).orElse(List.of());
    }

    /** The documents of the tree. */
    public List<Node> documents() {
        return tree().documents();
    }
}
