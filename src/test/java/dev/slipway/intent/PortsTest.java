package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    /** Container, host, address and protocol of each port. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080|8080 0 '' tcp",
                "\"8080\"|8080 0 '' tcp",
                "\"5001:80\"|80 5001 '' tcp",
                "5001:80|80 5001 '' tcp",
                "22:22|22 22 '' tcp",
                "\"127.0.0.1:5001:80\"|80 5001 '127.0.0.1' tcp",
                "\"127.0.0.1::80\"|80 0 '127.0.0.1' tcp",
                "\"53:53/udp\"|53 53 '' udp",
                "\"80/tcp\"|80 0 '' tcp",
                "\"[::1]:5001:80\"|80 5001 '::1' tcp",
                "\"3000-3001\"|3000 0 '' tcp, 3001 0 '' tcp",
                "\"9090-9091:8080-8081\"|8080 9090 '' tcp, 8081 9091 '' tcp",
                "\"8000-9000:80\"|80 8000 '' tcp",
                "\"${PORT:-8080}:80\"|80 8080 '' tcp",
                "\"${WEB}\"|3000 0 '' tcp",
                "{target: 80}|80 0 '' tcp",
                "{target: 80, published: \"8080\", host_ip: 127.0.0.1, protocol: udp, mode: host}|80 8080 '127.0.0.1' udp",
                "{target: 80, published: 8080-8090}|80 8080 '' tcp"
            })
    void readsAllForms(String port, String expected) {
        Declaration d = Declared.of("services: {web: {build: ., ports: [" + port + "]}}", Map.of("WEB", "3000"));
        assertThat(d.services().getFirst().ports().stream()
                        .map(p -> p.container() + " " + p.host() + " '" + p.address() + "' " + p.protocol())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "65536",
                "80:0",
                "http",
                "\"a:b\"",
                "\"80:90:100\"",
                "\"90-80\"",
                "\"1-2:1-3\"",
                "-80",
                "\"80/http\"",
                "\"\"",
                "1.5",
                "\"1-65535\"",
                "{published: 80}",
                "{target: 99999}",
                "{target: 80, protocol: tpc}",
                "[80]"
            })
    void refusesWhatIsNoPort(String port) {
        assertThat(Declared.problems("services:\n  web:\n    build: .\n    ports:\n      - " + port + "\n"))
                .isNotEmpty()
                .allMatch(p -> p.where().startsWith("compose.yaml:"));
    }

    @Test
    void theContainersPortIsTheFirstOverTcpElseAnExposedOne() {
        Declaration d = Declared.of(
                "services: {a: {build: ., ports: [\"53:53/udp\", \"5001:80\"], expose: [9]}, b: {build: ., expose: [\"9/tcp\"]}, c: {build: .}}");
        assertThat(d.service("a").orElseThrow().containerPort().toOptional()).contains(80);
        assertThat(d.service("b").orElseThrow().containerPort().toOptional()).contains(9);
        assertThat(d.service("c").orElseThrow().containerPort().toOptional()).isEmpty();
    }
}
