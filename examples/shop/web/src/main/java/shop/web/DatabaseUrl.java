package shop.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A database as {@code postgresql://user:password@host:port/database}; user and password percent-encoded. */
public record DatabaseUrl(String host, int port, String database, String user, String password) {
    private static final int DEFAULT_PORT = 5432;

    /** Never quotes the text in its message: it holds a password. */
    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("DATABASE_URL is not an address");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw new IllegalArgumentException("DATABASE_URL does not begin with postgresql://");
        }
        var path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || path.length() < 2) {
            throw new IllegalArgumentException("DATABASE_URL names no host or no database");
        }
        var login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = login.indexOf(':');
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                path.substring(1),
                decode(colon < 0 ? login : login.substring(0, colon)),
                decode(colon < 0 ? "" : login.substring(colon + 1)));
    }

    /** For JDBC; user and password travel in {@link #login}, not here. */
    public String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** User, password and time limits in seconds, so that a lost database is noticed. */
    public Properties login() {
        var login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "3");
        login.setProperty("socketTimeout", "10");
        return login;
    }

    private static String decode(String text) {
        // A plus is a plus here; only the form encoding of browsers makes it a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
