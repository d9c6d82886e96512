package dev.slipway.exec.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * File patterns as pipelines use them: {@code *} and {@code ?} inside a name, {@code **} across folders, {@code [abc]}, a
 * leading {@code !} excludes what was chosen before, the last pattern that matches decides; a folder stands for all below it.
 */
public final class Globs {
    /** Files looked at; more are left out. */
    private static final int MAX_LOOKED_AT = 1_000_000;

    private record Rule(boolean out, List<Part> parts) {}

    private final List<Rule> rules = new ArrayList<>();

    public Globs(List<String> patterns) {
        for (String raw : patterns) {
            String pattern = raw.strip();
            if (pattern.isEmpty() || pattern.startsWith("#")) {
                continue;
            }
            boolean out = pattern.startsWith("!");
            String text = out ? pattern.substring(1).strip() : pattern;
            rules.add(new Rule(out, parts(normal(text))));
        }
    }

    /** Whether a path, relative with {@code /}, is chosen. */
    public boolean matches(String path) {
        boolean chosen = false;
        for (Rule rule : rules) {
            if (rule.out() == chosen && matches(rule.parts(), path)) {
                chosen = !rule.out();
            }
        }
        return chosen;
    }

    /** Files below a folder that are chosen, relative to it, sorted. Links to folders are not followed. */
    public List<Path> below(Path folder) {
        List<Path> found = new ArrayList<>();
        if (rules.isEmpty() || !Files.isDirectory(folder)) {
            return found;
        }
        int[] looked = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                    boolean git =
                            !at.equals(folder) && at.getFileName().toString().equals(".git");
                    return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path relative = folder.relativize(file);
                    if (!attributes.isDirectory() && matches(relative.toString().replace('\\', '/'))) {
                        found.add(relative);
                    }
                    return ++looked[0] < MAX_LOOKED_AT ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What could be read is the answer.
            return found;
        }
        found.sort(java.util.Comparator.comparing(Path::toString));
        return found;
    }

    /** The folder above all that the pattern can match, relative; empty for the root. */
    public static String fixedPart(String pattern) {
        String text = normal(pattern.startsWith("!") ? pattern.substring(1) : pattern);
        int wild = text.length();
        for (int i = 0; i < text.length(); i++) {
            if ("*?[".indexOf(text.charAt(i)) >= 0) {
                wild = i;
                break;
            }
        }
        if (wild == text.length()) {
            return text;
        }
        int slash = text.lastIndexOf('/', wild);
        return slash < 0 ? "" : text.substring(0, slash);
    }

    private static String normal(String pattern) {
        String text = pattern.replace('\\', '/');
        while (text.startsWith("./")) {
            text = text.substring(2);
        }
        while (text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text.equals(".") ? "**" : text;
    }

    private enum Kind {
        ONE,
        ANY,
        SET,
        /** All but a slash, any number. */
        STAR,
        /** Everything. */
        STARS,
        /** Nothing, or whole folders with their slashes. */
        FOLDERS
    }

    /**
     * A part of a pattern.
     *
     * @param text the character, or what stands in the brackets
     */
    private record Part(Kind kind, String text) {
        boolean takes(char c) {
            return switch (kind) {
                case ONE -> text.charAt(0) == c;
                case ANY, STAR -> c != '/';
                case STARS, FOLDERS -> true;
                case SET -> c != '/' && inSet(c);
            };
        }

        private boolean inSet(char c) {
            boolean not = text.startsWith("!") || text.startsWith("^");
            boolean found = false;
            for (int i = not ? 1 : 0; i < text.length(); i++) {
                boolean range = i + 2 < text.length() && text.charAt(i + 1) == '-';
                found |= range ? c >= text.charAt(i) && c <= text.charAt(i + 2) : c == text.charAt(i);
                i += range ? 2 : 0;
            }
            return found != not;
        }
    }

    private static List<Part> parts(String glob) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean two = c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
            int end = c == '[' ? glob.indexOf(']', i + 1) : -1;
            if (two && i + 2 < glob.length() && glob.charAt(i + 2) == '/') {
                parts.add(new Part(Kind.FOLDERS, ""));
                i += 2;
            } else if (two) {
                parts.add(new Part(Kind.STARS, ""));
                i++;
            } else if (c == '*') {
                parts.add(new Part(Kind.STAR, ""));
            } else if (c == '?') {
                parts.add(new Part(Kind.ANY, ""));
            } else if (end > 0) {
                parts.add(new Part(Kind.SET, glob.substring(i + 1, end)));
                i = end;
            } else {
                parts.add(new Part(Kind.ONE, String.valueOf(c)));
            }
        }
        return parts;
    }

    /** Follows all positions of the pattern at once: never more than its length times that of the path. */
    private static boolean matches(List<Part> parts, String path) {
        BitSet here = new BitSet();
        enter(here, 0, parts);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (here.get(parts.size()) && c == '/' && i > 0) {
                // What was matched is a folder, and this lies in it.
                return true;
            }
            BitSet next = new BitSet();
            for (int p = here.nextSetBit(0); p >= 0 && p < parts.size(); p = here.nextSetBit(p + 1)) {
                Part part = parts.get(p);
                if (!part.takes(c)) {
                    continue;
                }
                switch (part.kind()) {
                    case ONE, ANY, SET -> enter(next, p + 1, parts);
                    case STAR, STARS -> enter(next, p, parts);
                    case FOLDERS -> {
                        next.set(p);
                        if (c == '/') {
                            enter(next, p + 1, parts);
                        }
                    }
                }
            }
            here = next;
        }
        return here.get(parts.size());
    }

    /** Stands at a part, and behind it where it may take nothing. */
    private static void enter(BitSet set, int at, List<Part> parts) {
        set.set(at);
        if (at < parts.size()) {
            switch (parts.get(at).kind()) {
                case STAR, STARS, FOLDERS -> enter(set, at + 1, parts);
                case ONE, ANY, SET -> {}
            }
        }
    }
}
