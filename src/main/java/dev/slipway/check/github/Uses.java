package dev.slipway.check.github;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a step or job uses.
 *
 * @param name owner and repository in lower case, with the path of an action within it; for images the image
 * @param ref behind the at sign, as written; empty when there is none
 */
public record Uses(Form form, String name, String ref, Span span) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHORT_COMMIT = Pattern.compile("(?=.*[0-9])[0-9a-f]{7,39}");

    /** Where it comes from. */
    public enum Form {
        /** This repository. */
        LOCAL,
        /** A container image. */
        IMAGE,
        /** Another repository. */
        FOREIGN
    }

    static Uses of(Node.Scalar written) {
        String text = written.value().strip();
        if (text.startsWith("./") || text.startsWith("../")) {
            return new Uses(Form.LOCAL, text, "", written.span());
        }
        if (text.startsWith("docker://")) {
            return new Uses(Form.IMAGE, text.substring(9), "", written.span());
        }
        int at = text.lastIndexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        return new Uses(
                Form.FOREIGN, name.toLowerCase(Locale.ROOT), at < 0 ? "" : text.substring(at + 1), written.span());
    }

    /** Whether it is that action, whatever its version; for one in a folder of its repository name the folder too. */
    public boolean is(String action) {
        return form == Form.FOREIGN && name.equals(action);
    }

    /** Whether it is pinned to a whole commit. */
    public boolean pinned() {
        return COMMIT.matcher(ref).matches();
    }

    /** Whether its ref looks like the beginning of a commit. */
    public boolean shortCommit() {
        return SHORT_COMMIT.matcher(ref).matches();
    }

    /** Whether the provider itself publishes it. */
    public boolean official() {
        return name.startsWith("actions/") || name.startsWith("github/");
    }

    /** Whether an expression decides what it is. */
    public boolean dynamic() {
        return name.contains("${{") || ref.contains("${{");
    }

    /** Owner and repository. */
    public String repository() {
        String[] parts = name.split("/", 3);
        return parts.length < 2 ? name : parts[0] + "/" + parts[1];
    }

    /** The version in numbers when the ref is one, such as {@code v4} or {@code v4.1.2}; missing numbers are -1. */
    public Optional<int[]> version() {
        String bare = ref.startsWith("v") ? ref.substring(1) : ref;
        String[] parts = bare.split("\\.", -1);
        int[] numbers = {-1, -1, -1};
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            if (!parts[i].matches("[0-9]{1,6}")) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return Optional.of(numbers);
    }
}
