package dev.slipway.image;

import dev.slipway.base.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * An image's layers as read-only files.
 *
 * @param folder stands for {@code /} of the image
 * @param tree what {@code TreeDigest.of(folder)} must be before each start
 */
public record UnpackedRelease(Path folder, Digest tree) {
    /** Where a path of the image lies on this machine; anything that does not begin with {@code /app/} stays as it is. */
    public String resolve(String word) {
        boolean inside = word.equals(ImageBuilder.APP) || word.startsWith(ImageBuilder.APP + "/");
        return inside ? folder.resolve(word.substring(1)).normalize().toString() : word;
    }

    /**
     * A command of the image for this machine: paths below {@code /app} become paths in the folder, also inside of words
     * such as {@code -Dx=/app/y} and in class paths.
     */
    public List<String> resolve(List<String> command) {
        return command.stream()
                .map(word -> word.replaceAll(
                        "(?<=^|[=:])/app(?=/|$|:)", java.util.regex.Matcher.quoteReplacement(resolve(ImageBuilder.APP))))
                .toList();
    }
}
