package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.report.ReleaseReport.Component;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {
    private static List<Component> components(String json) {
        return Bill.components(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsCycloneDx() {
        assertThat(components("""
                {"bomFormat":"CycloneDX","metadata":{"x":1},"components":[
                  {"type":"library","name":"zed","version":"1"},
                  {"group":"org.a","name":"b","version":"2","purl":"pkg:maven/org.a/b@2",
                   "licenses":[{"license":{"id":"MIT"}},{"license":{"name":"Own"}},{"expression":"A OR B"}]}]}
                """))
                .containsExactly(
                        new Component("org.a:b", "2", "pkg:maven/org.a/b@2", "MIT, Own, A OR B"),
                        new Component("zed", "1", "", ""));
    }

    @Test
    void readsSpdx() {
        assertThat(components("""
                {"spdxVersion":"SPDX-2.3","packages":[{"name":"left","versionInfo":"1.3","licenseConcluded":"MIT"}]}
                """)).containsExactly(new Component("left", "1.3", "", "MIT"));
    }

    @Test
    void isEmptyForWhatItCannotRead() {
        assertThat(components("<xml/>")).isEmpty();
        assertThat(components("{}")).isEmpty();
        assertThat(components("[]")).isEmpty();
    }
}
