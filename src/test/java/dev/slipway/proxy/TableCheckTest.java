package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.RouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private static final RouteTable.Upstream UP = new RouteTable.Upstream("i", "127.0.0.1", 9_000);

    @Test
    void letsAValidTablePass() {
        assertThat(check(route(80, "a", arm("a", 9_000), arm("b", 1_000)))).isEmpty();
        assertThat(check(route(80, "", arm("a", 0)))).isEmpty();
        assertThat(check(route(80, ""))).isEmpty();
        assertThat(TableCheck.problem(RouteTable.EMPTY)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(check(route(80, "a", arm("a", 9_000)))).contains("sum to 9000");
        assertThat(check(route(80, "a", arm("a", 10_001), arm("b", -1)))).contains("weight 10001");
        assertThat(check(route(80, "c", arm("a", 10_000)))).contains("stable arm c");
        assertThat(check(route(80, "a", arm("a", 10_000), arm("a", 0)))).contains("two arms");
        assertThat(check(route(0, "a", arm("a", 10_000)))).contains("port 0");
        assertThat(check(route(9_000, "a", arm("a", 10_000)))).contains("public port itself");
        for (String host : List.of("10.0.0.1", "example.org", "", "127.0.0.1.example.org")) {
            var arm = new RouteTable.Arm("a", 10_000, List.of(new RouteTable.Upstream("i", host, 9_000)));
            assertThat(check(route(80, "a", arm))).contains("not on loopback");
        }
        RouteTable.Route one = route(80, "a", arm("a", 10_000));
        assertThat(TableCheck.problem(new RouteTable(1, List.of(one, one))).orElse(""))
                .contains("port 80");
    }

    private static String check(RouteTable.Route route) {
        return TableCheck.problem(new RouteTable(1, List.of(route))).orElse("");
    }

    private static RouteTable.Route route(int port, String stable, RouteTable.Arm... arms) {
        return new RouteTable.Route("s", "web", port, 1, List.of(arms), stable, Long.MAX_VALUE);
    }

    private static RouteTable.Arm arm(String id, int weight) {
        return new RouteTable.Arm(id, weight, List.of(UP));
    }
}
