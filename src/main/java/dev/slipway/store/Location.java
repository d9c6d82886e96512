package dev.slipway.store;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL is and as whom we enter.
 *
 * @param jdbcUrl without user and password, so that it may be shown
 */
public record Location(String jdbcUrl, String user, Secret password) {
    /** A database of a cluster on this machine. */
    static Location local(int port, String database, String user, Secret password) {
        // No encryption to negotiate on loopback: each try costs a round trip at every start of the CLI.
        return new Location(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable",
                user,
                password);
    }

    /**
     * From {@code --database} or {@code SLIPWAY_DATABASE}: {@code postgresql://USER:PASSWORD@HOST[:PORT]/DATABASE[?...]}, with
     * or without {@code jdbc:} before it.
     */
    public static Location external(String url) {
        String plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        URI uri;
        try {
            uri = new URI(plain);
        } catch (URISyntaxException e) {
            throw malformed("it is no URL");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            throw malformed("it does not begin with postgresql://");
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw malformed("it names no host or no database");
        }
        String[] user = uri.getRawUserInfo() == null
                ? new String[] {""}
                : uri.getRawUserInfo().split(":", 2);
        if (user[0].isEmpty()) {
            throw malformed("it names no user");
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Location(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decode(user[0]),
                Secret.of(user.length > 1 ? decode(user[1]) : ""));
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static dev.slipway.base.SlipwayException malformed(String cause) {
        // The URL itself is not shown: it may hold a password.
        return Problem.input(
                        "the database URL cannot be used",
                        cause,
                        "give --database postgresql://USER:PASSWORD@HOST/DATABASE")
                .asException();
    }

    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
