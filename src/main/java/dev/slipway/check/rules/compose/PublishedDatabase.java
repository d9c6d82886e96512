package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.Set;

/** A database is published on every interface. */
public final class PublishedDatabase implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/published-database",
            "A database is published on every interface",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Everyone in the same network can knock at it; container engines publish past the host's firewall.",
            "leave the port out, since services reach it by name, or publish on 127.0.0.1",
            List.of("PCI-1.4", "SOC2-CC6.6"));

    private static final Set<String> STORES = Set.of(
            "postgres",
            "postgresql",
            "postgis",
            "mysql",
            "mariadb",
            "mongo",
            "mongodb",
            "redis",
            "valkey",
            "memcached",
            "rabbitmq",
            "kafka",
            "elasticsearch",
            "opensearch",
            "cassandra",
            "couchdb",
            "etcd",
            "clickhouse-server",
            "influxdb",
            "neo4j",
            "minio",
            "vault",
            "mssql",
            "oracle-xe");
    private static final Set<String> STORE_PORTS =
            Set.of("5432", "3306", "27017", "6379", "11211", "9200", "9042", "2379", "5984", "1433", "1521");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          db:
                            image: postgres:17
                            ports: ["5432:5432"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          cache:
                            image: redis:7
                            ports:
                              - target: 6379
                                published: 6379
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres:17
                            ports: ["127.0.0.1:5432:5432"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:8080"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            boolean store = STORES.contains(service.imageName());
            for (ComposeFile.Port port : service.ports()) {
                boolean everywhere = port.hostIp().isEmpty()
                        || port.hostIp().equals("0.0.0.0")
                        || port.hostIp().contains("::");
                boolean loopback = port.hostIp().contains("::1");
                if (everywhere && !loopback && (store || STORE_PORTS.contains(port.target()))) {
                    out.at(
                            port.node().span(),
                            "port " + port.target() + " of " + service.name() + " is open on every interface");
                }
            }
        }
    }
}
