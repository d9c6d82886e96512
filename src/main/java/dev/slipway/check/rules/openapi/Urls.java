package dev.slipway.check.rules.openapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs, media types and addresses as the specification wants them. */
final class Urls {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+*-]{1,127}( *;.{0,500})?|\\*/\\*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,128}@[^@\\s]{1,200}\\.[^@\\s.]{1,63}");
    private static final Set<String> PREFIXES = Set.of(
            "application",
            "audio",
            "chemical",
            "example",
            "font",
            "haptics",
            "image",
            "message",
            "model",
            "multipart",
            "text",
            "video",
            "*");

    private Urls() {}

    /** An absolute http or https URL with a host. Templates in braces count as text. */
    static boolean isValid(String url) {
        try {
            URI uri = new URI(url.replaceAll("\\{[^{}/]{1,200}}", "x"));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return Set.of("http", "https").contains(scheme) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A URL that OAuth2 allows for an endpoint: it has no fragment (RFC 6749 sections 3.1 and 3.2). */
    static boolean isEndpoint(String url) {
        return isValid(url) && !url.contains("#");
    }

    /** Whether it goes unencrypted to another machine. */
    static boolean isPlainHttp(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") && !lower.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])([:/].*)?");
    }

    /** type/subtype, with parameters. */
    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text).matches();
    }

    /** Whether the part before the slash is a top-level type of the IANA registry, or a vendor's own {@code x-}. */
    static boolean hasKnownPrefix(String mediaType) {
        String prefix = mediaType.split("/", 2)[0].toLowerCase(Locale.ROOT);
        return PREFIXES.contains(prefix) || prefix.startsWith("x-");
    }

    /** An address that mail can be sent to. */
    static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }
}
