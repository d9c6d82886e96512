package dev.slipway.intent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths of a declaration, as text: nothing here touches a disk. */
final class Paths {
    /** Characters of a path. */
    private static final int MAX_LENGTH = 500;

    private Paths() {}

    /** A path relative to a folder, normalised and relative to the repository's root; empty when it leads outside. */
    static Optional<String> inRepository(String folder, String written) {
        boolean usable = !written.isBlank()
                && written.length() <= MAX_LENGTH
                && !written.startsWith("/")
                && !written.startsWith("~")
                && written.indexOf('\\') < 0
                && written.chars().noneMatch(Character::isISOControl);
        if (!usable) {
            return Optional.empty();
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + written).split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> parts.addLast(part);
            }
        }
        return Optional.of(parts.isEmpty() ? "." : String.join("/", parts));
    }
}
