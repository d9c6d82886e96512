package dev.slipway.assess;

/** Which backing service a URL is one of. */
public final class StoreUrls {
    private StoreUrls() {}

    /** The kind of store that a URL or JDBC URL names; empty text for none of ours. */
    public static String kind(String url) {
        String u = url.strip().replaceFirst("^[\"']", "").replaceFirst("^(?:jdbc|r2dbc|vertx-reactive):", "");
        u = u.replaceFirst("^pool:", "").replaceFirst("^tc:", "");
        int colon = u.indexOf(':');
        String scheme = colon < 0 ? "" : u.substring(0, colon).replaceFirst("\\+.*", "");
        return switch (scheme) {
            case "postgres", "postgresql", "postgis" -> "postgres";
            case "mysql", "mysql2" -> "mysql";
            case "mariadb" -> "mariadb";
            case "sqlserver", "mssql" -> "sqlserver";
            case "oracle" -> "oracle";
            case "mongodb" -> "mongo";
            case "redis", "rediss", "valkey" -> "redis";
            case "amqp", "amqps" -> "rabbitmq";
            case "nats" -> "nats";
            case "kafka" -> "kafka";
            case "sqlite", "sqlite3", "file" -> scheme.equals("file") ? "" : "sqlite";
            default -> "";
        };
    }
}
