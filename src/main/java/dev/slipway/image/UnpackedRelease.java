package dev.slipway.image;

import dev.slipway.base.Digest;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's layers as read-only files.
 *
 * @param folder stands for {@code /} of the image
 * @param tree what {@code TreeDigest.of(folder)} must be before each start
 */
public record UnpackedRelease(Path folder, Digest tree) {
    private static final Pattern IN_APP = Pattern.compile("(?:^|(?<=[=:]))/app(?=[/:]|$)");

    /** Where a path of the image lies on this machine; what is not below {@code /app} and not in the image stays as it is. */
    public String resolve(String word) {
        if (!word.startsWith("/")) {
            return word;
        }
        Path inside = folder.resolve(word.substring(1)).normalize();
        boolean application = word.equals(ImageBuilder.APP) || word.startsWith(ImageBuilder.APP + "/");
        boolean ours = inside.startsWith(folder)
                && !inside.equals(folder)
                && (application || Files.exists(inside, LinkOption.NOFOLLOW_LINKS));
        return ours ? inside.toString() : word;
    }

    /**
     * A command of the image for this machine: paths below {@code /app} become paths in the folder, also inside of words
     * such as {@code -Dx=/app/y} and in class paths.
     */
    public List<String> resolve(List<String> command) {
        String application = Matcher.quoteReplacement(resolve(ImageBuilder.APP));
        return command.stream()
                .map(word -> {
                    // Class paths first: a word that begins with one path of the image may hold a second.
                    String inside = IN_APP.matcher(word).replaceAll(application);
                    return inside.equals(word) ? resolve(word) : inside;
                })
                .toList();
    }
}
