package dev.slipway.intent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Kinds of backing services, and which public images are one. */
public final class ResourceKinds {
    /** All kinds a declaration may name. */
    public static final List<String> ALL = List.of(
            "postgres",
            "mysql",
            "mariadb",
            "sqlserver",
            "mongo",
            "redis",
            "kafka",
            "rabbitmq",
            "nats",
            "elasticsearch",
            "opensearch",
            "objectstore",
            "smtp");

    /** Last part of a repository, to the kind it runs as. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("postgres", "postgres"),
            Map.entry("postgresql", "postgres"),
            Map.entry("postgis", "postgres"),
            Map.entry("pgvector", "postgres"),
            Map.entry("timescaledb", "postgres"),
            Map.entry("timescaledb-ha", "postgres"),
            Map.entry("mysql", "mysql"),
            Map.entry("mysql-server", "mysql"),
            Map.entry("percona", "mysql"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("server", "sqlserver"),
            Map.entry("azure-sql-edge", "sqlserver"),
            Map.entry("mongo", "mongo"),
            Map.entry("mongodb", "mongo"),
            Map.entry("mongodb-community-server", "mongo"),
            Map.entry("redis", "redis"),
            Map.entry("redis-stack", "redis"),
            Map.entry("redis-stack-server", "redis"),
            Map.entry("valkey", "redis"),
            Map.entry("keydb", "redis"),
            Map.entry("kafka", "kafka"),
            Map.entry("cp-kafka", "kafka"),
            Map.entry("cp-server", "kafka"),
            Map.entry("redpanda", "kafka"),
            Map.entry("rabbitmq", "rabbitmq"),
            Map.entry("nats", "nats"),
            Map.entry("elasticsearch", "elasticsearch"),
            Map.entry("opensearch", "opensearch"),
            Map.entry("minio", "objectstore"),
            Map.entry("mailhog", "smtp"),
            Map.entry("mailpit", "smtp"),
            Map.entry("mailcatcher", "smtp"),
            Map.entry("maildev", "smtp"));

    private ResourceKinds() {}

    /** The kind an image runs as, by the last part of its repository. */
    public static Optional<String> ofImage(String image) {
        String reference = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int slash = reference.lastIndexOf('/');
        int colon = reference.lastIndexOf(':');
        String repository = colon > slash ? reference.substring(0, colon) : reference;
        String last = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        // "server" alone says nothing: only mssql/server is one.
        boolean foreign = last.equals("server") && !repository.endsWith("mssql/server");
        return foreign ? Optional.empty() : Optional.ofNullable(BY_NAME.get(last));
    }
}
