package dev.slipway.proxy;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies headers across the proxy: hop-by-hop ones stay (RFC 9110 section 7.6.1), our own stay, forwarding ones are added. */
final class ForwardedHeaders {
    static final CharSequence VERIFY = HttpHeaders.createOptimized("X-Slipway-Verify");
    static final CharSequence ARM = HttpHeaders.createOptimized("X-Slipway-Arm");
    static final CharSequence ERROR = HttpHeaders.createOptimized("X-Slipway-Error");
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence HTTP = HttpHeaders.createOptimized("http");

    private ForwardedHeaders() {}

    /**
     * Copies a visitor's headers to an instance.
     *
     * @param remote the visitor's address
     * @param host what the visitor asked for, as in {@code Host}
     */
    static void toUpstream(MultiMap from, MultiMap to, String remote, String host) {
        String connection = listed(from.get(HttpHeaders.CONNECTION));
        String forwarded = null;
        String forwardedFor = null;
        boolean proto = false;
        boolean forwardedHost = false;
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey();
            if (stays(name, connection)) {
                continue;
            }
            if (name.length() == 15 && name.equalsIgnoreCase("X-Forwarded-For")) {
                forwardedFor = joined(forwardedFor, header.getValue());
                continue;
            }
            if (name.length() == 9 && name.equalsIgnoreCase("Forwarded")) {
                forwarded = joined(forwarded, header.getValue());
                continue;
            }
            proto |= name.length() == 17 && name.equalsIgnoreCase("X-Forwarded-Proto");
            forwardedHost |= name.length() == 16 && name.equalsIgnoreCase("X-Forwarded-Host");
            to.add(name, header.getValue());
        }
        to.add(FOR, joined(forwardedFor, remote));
        to.add(FORWARDED, joined(forwarded, element(remote, host)));
        if (!proto) {
            to.add(PROTO, HTTP);
        }
        if (!forwardedHost) {
            to.add(HOST, host);
        }
    }

    /** Copies an instance's headers to a visitor. */
    static void toVisitor(MultiMap from, MultiMap to) {
        String connection = listed(from.get(HttpHeaders.CONNECTION));
        for (Map.Entry<String, String> header : from) {
            if (!stays(header.getKey(), connection)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Whether a header is about this hop alone, or is ours. */
    private static boolean stays(String name, @Nullable String connection) {
        boolean ours = switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 6 -> name.equalsIgnoreCase("Expect");
            case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 13 -> name.equalsIgnoreCase("X-Slipway-Arm");
            case 15 -> name.equalsIgnoreCase("X-Slipway-Error");
            case 16 -> name.equalsIgnoreCase("X-Slipway-Verify") || name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
            case 19 -> name.equalsIgnoreCase("Proxy-Authorization");
            default -> false;
        };
        return ours || (connection != null && names(connection, name));
    }

    /** The value of {@code Connection} where it lists header names; null for the usual words. */
    private static @Nullable String listed(@Nullable String connection) {
        return connection == null
                        || AsciiString.contentEqualsIgnoreCase(connection, "keep-alive")
                        || AsciiString.contentEqualsIgnoreCase(connection, "close")
                ? null
                : connection;
    }

    /** Whether a comma-separated list has this word; {@code Host} and {@code Content-Length} are never of one hop. */
    static boolean names(String list, String word) {
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            if (list.substring(from, end).strip().equalsIgnoreCase(word)) {
                return !word.equalsIgnoreCase("Host") && !word.equalsIgnoreCase("Content-Length");
            }
            from = end + 1;
        }
        return false;
    }

    private static String joined(@Nullable String list, String element) {
        return list == null ? element : list + ", " + element;
    }

    /** RFC 7239: an IPv6 address and a host with a port stand in quotes. */
    static String element(String remote, String host) {
        String node = remote.indexOf(':') >= 0 ? "\"[" + remote + "]\"" : remote;
        return "for=" + node + ";host=\"" + host.replace("\\", "\\\\").replace("\"", "\\\"") + "\";proto=http";
    }
}
