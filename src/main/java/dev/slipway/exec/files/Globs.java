package dev.slipway.exec.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * File patterns as pipelines use them: {@code *} and {@code ?} inside a name, {@code **} across folders, {@code [abc]}, a
 * leading {@code !} excludes what was chosen before, the last pattern that matches decides; a folder stands for all below it.
 */
public final class Globs {
    /** Files looked at; more are left out. */
    private static final int MAX_LOOKED_AT = 1_000_000;

    private record Rule(boolean out, Pattern pattern) {}

    private final List<Rule> rules = new ArrayList<>();

    public Globs(List<String> patterns) {
        for (String raw : patterns) {
            String pattern = raw.strip();
            if (pattern.isEmpty() || pattern.startsWith("#")) {
                continue;
            }
            boolean out = pattern.startsWith("!");
            String text = out ? pattern.substring(1).strip() : pattern;
            rules.add(new Rule(out, Pattern.compile(regex(normal(text)) + "(/.*)?", Pattern.DOTALL)));
        }
    }

    /** Whether a path, relative with {@code /}, is chosen. */
    public boolean matches(String path) {
        boolean chosen = false;
        for (Rule rule : rules) {
            if (rule.out() == chosen && rule.pattern().matcher(path).matches()) {
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

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean two = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                    if (two && i + 2 < glob.length() && glob.charAt(i + 2) == '/') {
                        regex.append("(?:[^/]+/)*");
                        i += 2;
                    } else if (two) {
                        regex.append(".*");
                        i += 1;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 1);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        String set = glob.substring(i + 1, end).replace("\\", "\\\\");
                        regex.append('[')
                                .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                                .append(']');
                        i = end;
                    }
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
