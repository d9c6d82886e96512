package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which dependency means which backing service. One row an entry: kind, stack, names; {@code *} ends or begins a name. */
final class NeedsTable {
    /** Kinds of which an application uses one at a time, whatever drivers it carries. */
    static final List<String> SQL = List.of("postgres", "mysql", "mariadb", "sqlserver", "oracle", "sqlite");

    private record Row(String kind, String stack, List<String> names) {}

    private static final String TABLE = """
            postgres      jvm    org.postgresql:postgresql *:r2dbc-postgresql *:vertx-pg-client *:quarkus-jdbc-postgresql *:quarkus-reactive-pg-client *:flyway-database-postgresql com.impossibl.pgjdbc-ng:*
            postgres      node   pg postgres pg-promise @vercel/postgres @neondatabase/serverless slonik
            postgres      python psycopg psycopg2 psycopg2-binary psycopg-binary asyncpg pg8000 aiopg
            postgres      go     github.com/lib/pq github.com/jackc/pgx* gorm.io/driver/postgres
            mysql         jvm    com.mysql:mysql-connector-j mysql:mysql-connector-java *:r2dbc-mysql *:quarkus-jdbc-mysql *:vertx-mysql-client
            mariadb       jvm    org.mariadb.jdbc:* *:quarkus-jdbc-mariadb
            mysql         node   mysql mysql2
            mariadb       node   mariadb
            mysql         python mysqlclient pymysql aiomysql mysql-connector-python
            mysql         go     github.com/go-sql-driver/mysql gorm.io/driver/mysql
            sqlserver     jvm    com.microsoft.sqlserver:mssql-jdbc *:quarkus-jdbc-mssql
            sqlserver     node   mssql tedious
            sqlserver     python pymssql
            sqlserver     go     github.com/microsoft/go-mssqldb github.com/denisenkom/go-mssqldb
            oracle        jvm    com.oracle.database.jdbc:* *:quarkus-jdbc-oracle
            oracle        node   oracledb
            oracle        python oracledb cx-oracle
            oracle        go     github.com/godror/godror
            mongo         jvm    org.mongodb:mongodb-driver* *:spring-boot-starter-data-mongodb* *:quarkus-mongodb-*
            mongo         node   mongodb mongoose
            mongo         python pymongo motor beanie mongoengine
            mongo         go     go.mongodb.org/mongo-driver*
            redis         jvm    redis.clients:jedis io.lettuce:lettuce-core org.redisson:* *:spring-boot-starter-data-redis* *:quarkus-redis-client *:vertx-redis-client
            redis         node   redis ioredis bullmq bull connect-redis @redis/client
            redis         python redis django-redis rq arq
            redis         go     github.com/redis/go-redis* github.com/go-redis/redis* github.com/gomodule/redigo github.com/hibiken/asynq
            kafka         jvm    org.apache.kafka:kafka-clients org.apache.kafka:kafka-streams org.springframework.kafka:* *:smallrye-reactive-messaging-kafka *:quarkus-kafka-* *:quarkus-messaging-kafka *:vertx-kafka-client *:spring-cloud-starter-stream-kafka
            kafka         node   kafkajs @confluentinc/kafka-javascript node-rdkafka
            kafka         python confluent-kafka aiokafka kafka-python faust faust-streaming
            kafka         go     github.com/ibm/sarama github.com/shopify/sarama github.com/segmentio/kafka-go github.com/twmb/franz-go github.com/confluentinc/confluent-kafka-go*
            rabbitmq      jvm    com.rabbitmq:amqp-client *:spring-boot-starter-amqp org.springframework.amqp:spring-rabbit *:quarkus-messaging-rabbitmq *:vertx-rabbitmq-client
            rabbitmq      node   amqplib amqp-connection-manager
            rabbitmq      python pika aio-pika
            rabbitmq      go     github.com/rabbitmq/amqp091-go github.com/streadway/amqp
            nats          jvm    io.nats:jnats
            nats          node   nats
            nats          python nats-py
            nats          go     github.com/nats-io/nats.go
            elasticsearch jvm    co.elastic.clients:* org.elasticsearch.client:* *:spring-boot-starter-data-elasticsearch
            elasticsearch node   @elastic/*
            elasticsearch python elasticsearch
            elasticsearch go     github.com/elastic/go-elasticsearch*
            opensearch    jvm    org.opensearch.client:*
            opensearch    node   @opensearch-project/*
            opensearch    python opensearch-py
            opensearch    go     github.com/opensearch-project/*
            objectstore   jvm    software.amazon.awssdk:s3 io.minio:minio com.amazonaws:aws-java-sdk-s3
            objectstore   node   @aws-sdk/client-s3 minio @google-cloud/storage
            objectstore   python minio django-storages google-cloud-storage
            objectstore   go     github.com/minio/minio-go* github.com/aws/aws-sdk-go-v2/service/s3
            smtp          jvm    *:spring-boot-starter-mail *:quarkus-mailer
            smtp          node   nodemailer
            sqlite        jvm    org.xerial:sqlite-jdbc
            sqlite        node   better-sqlite3 sqlite3 sqlite
            sqlite        python aiosqlite
            sqlite        go     github.com/mattn/go-sqlite3 modernc.org/sqlite gorm.io/driver/sqlite github.com/glebarez/sqlite
            """;

    private static final List<Row> ROWS = TABLE.lines()
            .map(line -> List.of(line.strip().split("\\s+")))
            .map(w -> new Row(w.get(0), w.get(1), w.subList(2, w.size())))
            .toList();

    private NeedsTable() {}

    /** The needs that the runtime dependencies of a stack show, in the table's order. */
    static Map<String, Claims<String>> claims(String stack, List<Dependency> dependencies) {
        Map<String, Claims<String>> found = new LinkedHashMap<>();
        for (Row row : ROWS) {
            if (!row.stack().equals(stack)) {
                continue;
            }
            dependencies.stream()
                    .filter(Dependency::runtime)
                    .filter(d -> row.names().stream().anyMatch(p -> matches(p, d.name())))
                    .findFirst()
                    .ifPresent(d ->
                            add(found, stack, row.kind(), Claims.Source.DEPENDENCY, Confidence.MEDIUM, d.evidence()));
        }
        return found;
    }

    /** Adds one more source for a need. */
    static void add(
            Map<String, Claims<String>> found,
            String stack,
            String kind,
            Claims.Source source,
            Confidence confidence,
            Fact.Evidence evidence) {
        found.computeIfAbsent(kind, k -> new Claims<>(stack + ".needs")).add(source, kind, confidence, evidence);
    }

    /** As facts; a driver of one SQL store beside the URL of another is reported. */
    static List<Fact<String>> facts(Sources sources, Map<String, Claims<String>> found) {
        List<Fact<String>> facts = new ArrayList<>();
        List<String> drivers = sql(found, Claims.Source.DEPENDENCY);
        List<String> urls = sql(found, Claims.Source.CONFIGURATION);
        if (!drivers.isEmpty() && urls.size() == 1 && strangers(drivers, urls.getFirst())) {
            Fact.Evidence url = first(found, urls.getFirst());
            sources.report(Findings.of(
                    "ASSESS-DRIVER-URL",
                    dev.slipway.base.Severity.MEDIUM,
                    Confidence.HIGH,
                    url.place(),
                    "the URL is one of " + urls.getFirst() + ", but the driver is for " + String.join(", ", drivers)
                            + " (" + first(found, drivers.getFirst()).place() + ")",
                    "use the driver of the store that the URL names"));
        }
        found.values().forEach(c -> facts.add(c.choose("", List.of())));
        return facts;
    }

    private static Fact.Evidence first(Map<String, Claims<String>> found, String kind) {
        return found.getOrDefault(kind, new Claims<>(kind)).evidence();
    }

    private static boolean strangers(List<String> drivers, String url) {
        boolean relatives = List.of("mysql", "mariadb").contains(url)
                && drivers.stream().anyMatch(List.of("mysql", "mariadb")::contains);
        return !drivers.contains(url) && !relatives && !url.equals("sqlite");
    }

    private static List<String> sql(Map<String, Claims<String>> found, Claims.Source source) {
        return found.entrySet().stream()
                .filter(e -> SQL.contains(e.getKey()) && e.getValue().has(source))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same need with confidence low: there are several drivers, and nothing says which one is used. */
    static Fact<String> doubted(Fact<String> fact) {
        if (!(fact instanceof Fact.Known<String> k) || !SQL.contains(k.value())) {
            return fact;
        }
        return new Fact.Known<>(k.value(), Confidence.LOW, k.evidence(), k.rule(), k.alternatives());
    }

    static boolean matches(String pattern, String name) {
        if (pattern.startsWith("*") && pattern.endsWith("*")) {
            return name.contains(pattern.substring(1, pattern.length() - 1));
        }
        if (pattern.startsWith("*")) {
            return name.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
