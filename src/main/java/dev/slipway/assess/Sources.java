package dev.slipway.assess;

import dev.slipway.base.Bounds;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Properties;
import dev.slipway.text.Toml;
import dev.slipway.text.Xml;
import dev.slipway.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A repository's files as detectors want them: indexed by name and folder, each text read and parsed at most once, and what
 * could not be read kept as a finding instead of an exception. One instance serves one assessment, on one thread.
 */
public final class Sources {
    /** Characters of text kept for the detectors that follow; beyond it a file is read again. */
    private static final long MAX_CACHED_CHARS = 48L << 20;

    /** Findings about unreadable files; a tree of nothing but broken manifests says enough with this many. */
    private static final int MAX_FINDINGS = 500;

    /** Manifests: a folder with one of these is a component of its own, not part of the one above. */
    private static final Set<String> MANIFESTS = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "requirements.txt",
            "setup.py",
            "Pipfile",
            "go.mod",
            "Cargo.toml",
            "Gemfile",
            "composer.json",
            "mix.exs");

    private final FileView view;
    private final Map<String, List<FileView.Entry>> byName = new TreeMap<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final Set<String> manifestFolders = new HashSet<>();
    private final Map<String, Optional<SourceText>> texts = new HashMap<>();
    private final Map<String, Parsed> parsed = new HashMap<>();
    private final Map<String, List<FileView.Entry>> owned = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private long cachedChars;

    public Sources(FileView view) {
        this.view = view;
        List<FileView.Entry> files = view.files();
        for (int i = 0; i < files.size(); i++) {
            FileView.Entry e = files.get(i);
            position.put(e.path(), i);
            byName.computeIfAbsent(e.name(), n -> new ArrayList<>()).add(e);
            if (MANIFESTS.contains(e.name())) {
                manifestFolders.add(e.folder());
            }
        }
    }

    /** All files, by path. */
    public List<FileView.Entry> files() {
        return view.files();
    }

    /** What the walk did not look at. */
    public List<String> skipped() {
        return view.skipped();
    }

    /** Whether there is such a file. */
    public boolean has(String path) {
        return position.containsKey(path);
    }

    /** Whether this folder has this file. */
    public boolean has(String folder, String name) {
        return has(path(folder, name));
    }

    /** All files of this name, by path. */
    public List<FileView.Entry> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The path of a name in a folder. */
    public static String path(String folder, String name) {
        return folder.equals(".") ? name : folder + "/" + name;
    }

    /** Whether a path lies in a folder or below it. */
    public static boolean within(String path, String folder) {
        return folder.equals(".") || path.equals(folder) || path.startsWith(folder + "/");
    }

    /** A path relative to a folder it lies in. */
    public static String relative(String path, String folder) {
        return folder.equals(".") ? path : path.substring(folder.length() + 1);
    }

    /** Files below a folder that belong to its own component: not those of nested manifests. */
    public List<FileView.Entry> own(String folder) {
        return owned.computeIfAbsent(folder, this::ownedBy);
    }

    private List<FileView.Entry> ownedBy(String folder) {
        return files().stream()
                .filter(e -> within(e.path(), folder))
                .filter(e -> owner(e.folder(), folder))
                .toList();
    }

    /** Whether a folder is, or lies in, one with a manifest of some stack. */
    public boolean belongs(String folder) {
        String at = folder;
        while (true) {
            if (manifestFolders.contains(at)) {
                return true;
            }
            if (at.equals(".")) {
                return false;
            }
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "." : at.substring(0, slash);
        }
    }

    private boolean owner(String fileFolder, String folder) {
        String at = fileFolder;
        while (!at.equals(folder)) {
            if (manifestFolders.contains(at)) {
                return false;
            }
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "." : at.substring(0, slash);
        }
        return true;
    }

    /** A file as lines; empty when absent, too large or binary (then it is a finding when it is a manifest). */
    public Optional<SourceText> text(String path) {
        Optional<SourceText> known = texts.get(path);
        if (known != null) {
            return known;
        }
        if (!has(path)) {
            return Optional.empty();
        }
        Optional<SourceText> read = view.text(path).map(t -> SourceText.of(path, t));
        long chars = read.stream()
                .flatMap(t -> t.lines().stream())
                .mapToLong(String::length)
                .sum();
        if (cachedChars + chars <= MAX_CACHED_CHARS) {
            cachedChars += chars;
            texts.put(path, read);
        }
        return read;
    }

    /** The documents of a YAML file. */
    public List<Node> yaml(String path) {
        return parse(path, Yaml::parse).documents();
    }

    /** A JSON file. */
    public Node json(String path) {
        return parse(path, JsonText::parse).root();
    }

    /** A TOML file. */
    public Node toml(String path) {
        return parse(path, Toml::parse).root();
    }

    /** A Java properties file. */
    public Node properties(String path) {
        return parse(path, Properties::parse).root();
    }

    /** An XML file; empty when it is absent or no element could be read. */
    public Optional<Xml.Element> xml(String path) {
        return manifest(path).flatMap(text -> {
            Xml.Document document = Xml.parse(path, text);
            document.errors().stream()
                    .findFirst()
                    .ifPresent(e -> unreadable(new Place(path, e.line(), e.column()), e.message()));
            return document.root();
        });
    }

    /** A Dockerfile, as far as it can be read. */
    public Optional<Dockerfile> dockerfile(String path) {
        return manifest(path).map(text -> {
            Dockerfile file = Dockerfile.parse(path, text);
            file.errors().stream()
                    .findFirst()
                    .ifPresent(e -> unreadable(new Place(path, e.line(), e.column()), e.message()));
            return file;
        });
    }

    /** A place as evidence, with its line. */
    public Fact.Evidence evidence(String path, int line) {
        return text(path).map(t -> t.evidence(line)).orElseGet(() -> new Fact.Evidence(Place.of(path, line), ""));
    }

    /** The raw text of a manifest, or a finding that it could not be read. */
    public Optional<String> manifest(String path) {
        if (!has(path)) {
            return Optional.empty();
        }
        Optional<String> text = view.text(path);
        if (text.isEmpty()) {
            unreadable(
                    Place.of(path, 1),
                    "it is binary or larger than " + (Bounds.MAX_PARSED_FILE_BYTES >> 10) + " KiB, so it was not read");
        }
        return text;
    }

    /** A lockfile, which may be larger than other texts; empty when absent or beyond its bound. */
    public Optional<String> lockfile(String path) {
        if (!has(path)) {
            return Optional.empty();
        }
        Optional<String> text =
                view.bytes(path, Bounds.MAX_LOCKFILE_BYTES).map(b -> new String(b, StandardCharsets.UTF_8));
        if (text.isEmpty()) {
            unreadable(Place.of(path, 1), "it is larger than " + (Bounds.MAX_LOCKFILE_BYTES >> 20) + " MiB");
        }
        return text;
    }

    private Parsed parse(String path, BiFunction<String, String, Parsed> parser) {
        Parsed known = parsed.get(path);
        if (known != null) {
            return known;
        }
        Parsed result = manifest(path)
                .map(text -> parser.apply(path, text))
                .orElseGet(() -> new Parsed(path, List.of(), List.of()));
        result.errors().stream()
                .findFirst()
                .ifPresent(e -> unreadable(new Place(path, e.line(), e.column()), e.message()));
        parsed.put(path, result);
        return result;
    }

    /** Keeps that a file could not be read; the first trouble of each file counts. */
    public void unreadable(Place place, String why) {
        if (reported.add(place.file())) {
            report(new Finding(
                    "ASSESS-UNREADABLE",
                    Severity.MEDIUM,
                    Confidence.CERTAIN,
                    place,
                    "cannot be read: " + SourceText.excerpt(why),
                    "correct the file; what it says was not taken into account",
                    List.of()));
        }
    }

    /** Keeps a finding. */
    public void report(Finding finding) {
        if (findings.size() < MAX_FINDINGS && !findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** What was reported so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
