package dev.slipway.check.rules.cloud;

import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Addresses and ports as firewalls of all clouds write them. */
public final class Network {
    private static final Set<String> WORLD =
            Set.of("0.0.0.0/0", "::/0", "0.0.0.0", "::", "*", "/0", "internet", "any", "0:0:0:0:0:0:0:0/0");

    /** Ports of services that have no business on the internet: databases, caches, brokers, old administration. */
    public static final Map<Integer, String> SENSITIVE = Map.ofEntries(
            Map.entry(20, "FTP"),
            Map.entry(21, "FTP"),
            Map.entry(23, "Telnet"),
            Map.entry(25, "SMTP"),
            Map.entry(53, "DNS"),
            Map.entry(110, "POP3"),
            Map.entry(135, "RPC"),
            Map.entry(137, "NetBIOS"),
            Map.entry(138, "NetBIOS"),
            Map.entry(139, "NetBIOS"),
            Map.entry(161, "SNMP"),
            Map.entry(389, "LDAP"),
            Map.entry(445, "SMB"),
            Map.entry(636, "LDAP"),
            Map.entry(1433, "SQL Server"),
            Map.entry(1434, "SQL Server"),
            Map.entry(1521, "Oracle"),
            Map.entry(2375, "Docker"),
            Map.entry(2376, "Docker"),
            Map.entry(2382, "SQL Server"),
            Map.entry(2383, "SQL Server"),
            Map.entry(2483, "Oracle"),
            Map.entry(2484, "Oracle"),
            Map.entry(3000, "a development server"),
            Map.entry(3020, "CIFS"),
            Map.entry(3306, "MySQL"),
            Map.entry(4505, "SaltStack"),
            Map.entry(4506, "SaltStack"),
            Map.entry(5432, "PostgreSQL"),
            Map.entry(5500, "VNC"),
            Map.entry(5601, "Kibana"),
            Map.entry(5900, "VNC"),
            Map.entry(5984, "CouchDB"),
            Map.entry(6379, "Redis"),
            Map.entry(7000, "Cassandra"),
            Map.entry(7001, "Cassandra"),
            Map.entry(7199, "Cassandra"),
            Map.entry(8020, "HDFS"),
            Map.entry(8888, "Cassandra"),
            Map.entry(9000, "Hadoop"),
            Map.entry(9042, "Cassandra"),
            Map.entry(9092, "Kafka"),
            Map.entry(9160, "Cassandra"),
            Map.entry(9200, "Elasticsearch"),
            Map.entry(9300, "Elasticsearch"),
            Map.entry(11211, "Memcached"),
            Map.entry(11214, "Memcached"),
            Map.entry(11215, "Memcached"),
            Map.entry(15672, "RabbitMQ"),
            Map.entry(27017, "MongoDB"),
            Map.entry(27018, "MongoDB"),
            Map.entry(61620, "Cassandra"),
            Map.entry(61621, "Cassandra"));

    private Network() {}

    /** Whether an address range is everybody. */
    public static final Condition EVERYBODY = value -> value.unknown()
            ? Truth.UNKNOWN
            : Truth.of(value.known()
                    .filter(t -> WORLD.contains(t.strip().toLowerCase(Locale.ROOT))
                            || t.strip().endsWith("/0"))
                    .isPresent());

    /** Whether one of several ranges is everybody. */
    public static final Condition ANY_EVERYBODY = Condition.any(EVERYBODY);

    /** Whether a range is private (RFC 1918) and holds a whole network. */
    public static boolean isWidePrivate(String cidr) {
        return Set.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16").contains(cidr);
    }

    /** Ports from one to another. */
    public record Ports(int from, int to) {
        /** All of them. */
        public static final Ports ALL = new Ports(0, 65_535);

        /** Whether a port is among them. */
        public boolean holds(int port) {
            return from <= port && port <= to;
        }

        /** Whether it is as good as all. */
        public boolean all() {
            return from <= 1 && to >= 65_535;
        }

        /** What listens there that should not be seen; empty for nothing. */
        public Optional<String> sensitive() {
            if (all()) {
                return Optional.empty();
            }
            return SENSITIVE.entrySet().stream()
                    .filter(e -> holds(e.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> e.getValue() + " (" + e.getKey() + ")")
                    .findFirst();
        }

        /** Reads {@code 22}, {@code 20-30}, {@code *}; empty when it is none. */
        public static Optional<Ports> parse(String text) {
            String t = text.strip();
            if (t.equals("*") || t.equals("-1")) {
                return Optional.of(ALL);
            }
            String[] ends = t.split("-", 2);
            if (!ends[0].strip().matches("\\d{1,5}")
                    || !ends[ends.length - 1].strip().matches("\\d{1,5}")) {
                return Optional.empty();
            }
            return Optional.of(
                    new Ports(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip())));
        }

        /** Between two values; empty when one is not known. Absent and minus one mean all. */
        public static Optional<Ports> between(Value from, Value to) {
            Optional<Integer> low = number(from, 0);
            Optional<Integer> high = number(to, from.absent() ? 65_535 : low.orElse(0));
            if (low.isEmpty() || high.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    low.get() < 0 || (low.get() == 0 && high.get() == 0) ? ALL : new Ports(low.get(), high.get()));
        }

        private static Optional<Integer> number(Value value, int standard) {
            if (value.absent()) {
                return Optional.of(standard);
            }
            return value.known().filter(t -> t.matches("-?\\d{1,6}")).map(t -> new BigDecimal(t).intValue());
        }
    }
}
