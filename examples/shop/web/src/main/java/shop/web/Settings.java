package shop.web;

import java.util.Map;

/**
 * What the environment says.
 *
 * @param port to listen on; 0 lets the system choose
 */
public record Settings(int port, DatabaseUrl database, Fault fault) {
    /** Reads PORT (default 8080), DATABASE_URL (needed) and SHOP_FAULT (default none). */
    public static Settings from(Map<String, String> environment) {
        var url = environment.getOrDefault("DATABASE_URL", "");
        if (url.isBlank()) {
            throw new IllegalArgumentException("DATABASE_URL is not set");
        }
        return new Settings(
                port(environment.getOrDefault("PORT", "")),
                DatabaseUrl.parse(url),
                Fault.of(environment.getOrDefault("SHOP_FAULT", "")));
    }

    private static int port(String text) {
        if (text.isBlank()) {
            return 8080;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers out of range
        }
        throw new IllegalArgumentException("PORT is not a port: " + text);
    }
}
