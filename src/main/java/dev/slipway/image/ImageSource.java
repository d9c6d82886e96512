package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --image} names: a place and the digest that the image there must have. */
public sealed interface ImageSource {
    /** The digest of its manifest. */
    Digest digest();

    /** In a registry: {@code host[:port]/name}; without a host the default registry of docker. */
    record Registry(String reference, Digest digest) implements ImageSource {}

    /** An OCI layout folder or a tar on this machine. */
    record Local(Path path, Digest digest) implements ImageSource {}

    /**
     * Reads {@code NAME@sha256:HEX} or {@code oci:PATH@sha256:HEX}.
     *
     * @throws dev.slipway.base.SlipwayException (input) when it has no digest: a tag can stand for another image tomorrow
     */
    static ImageSource parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw Problem.input(
                            "not an image by digest: " + (text.length() > 200 ? text.substring(0, 200) + "…" : text),
                            "a tag can stand for another image tomorrow; only a digest names what was proven",
                            "write --image NAME@sha256:HEX, or --image oci:PATH@sha256:HEX for a layout or tar on disk")
                    .asException();
        }
        Digest digest = new Digest(m.group(2));
        String name = m.group(1);
        if (name.startsWith("oci:")) {
            return new Local(Path.of(name.substring(4)), digest);
        }
        return new Registry(name, digest);
    }

    /** A place and a digest. */
    Pattern FORM = Pattern.compile("([^@\\p{Cntrl}]{1,400})@(sha256:[0-9a-f]{64})");
}
