package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.evidence.EvidenceImport.Brought;
import dev.slipway.evidence.EvidenceImport.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceImportTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void countsCasesOfAllJunitFilesTogether() {
        String one = "<?xml version=\"1.0\"?><testsuites tests=\"99\"><testsuite name=\"shop.A\"><testcase name=\"a\"/>"
                + "<testcase name=\"b\"><skipped/></testcase><testsuite name=\"shop.A.Inner\"><testcase name=\"c\"/></testsuite>"
                + "</testsuite></testsuites>";
        String two = "<testsuite name=\"shop.B\"><testcase name=\"a\"><failure>x &lt; y</failure></testcase>"
                + "<testcase name=\"b\"><error/></testcase></testsuite>";
        List<Predicate> all = read(file(Kind.JUNIT, "a.xml", one), file(Kind.JUNIT, "b.xml", two));
        assertThat(all).hasSize(2);
        assertThat(all.getFirst()).isInstanceOfSatisfying(Predicate.TestResult.class, t -> {
            assertThat(List.of(t.passed(), t.failed(), t.skipped())).containsExactly(2, 2, 1);
            assertThat(t.suites()).containsExactly("shop.A", "shop.A.Inner", "shop.B");
            assertThat(t.origin().imported()).isTrue();
            assertThat(t.origin().files()).hasSize(2).allMatch(f -> f.contains("sha256:"));
        });
        assertThat(all.getLast()).isInstanceOf(Predicate.Import.class);
    }

    @Test
    void readsSeveritiesOfSarif() {
        String sarif = """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Grype","version":"0.90","rules":[
                  {"id":"CVE-1","properties":{"security-severity":"9.8"}},
                  {"id":"CVE-2","defaultConfiguration":{"level":"error"}}]}},
                 "results":[{"ruleId":"CVE-1"},{"ruleId":"CVE-1","suppressions":[{"kind":"external"}]},
                  {"ruleId":"CVE-2"},{"ruleId":"X","level":"note"},{"ruleId":"Y","kind":"pass"},{"ruleId":"Z"}]}]}
                """;
        assertThat(read(file(Kind.SARIF, "s.sarif", sarif)).getFirst())
                .isInstanceOfSatisfying(Predicate.ScanResult.class, s -> {
                    assertThat(s.findings()).isEqualTo(Map.of("critical", 1, "high", 1, "medium", 1, "note", 1));
                    assertThat(s.parts()).containsExactly(Predicate.Part.scanned("dependencies"));
                    assertThat(s.tool()).isEqualTo("Grype 0.90");
                });
    }

    @Test
    void anUnknownToolCoversOnlyItself() {
        String sarif = "{\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Lint It\"}},\"results\":[]}]}";
        assertThat(read(file(Kind.SARIF, "s.sarif", sarif)).getFirst())
                .isInstanceOfSatisfying(
                        Predicate.ScanResult.class,
                        s -> assertThat(s.parts()).containsExactly(Predicate.Part.scanned("Lint It")));
    }

    @Test
    void readsBothKindsOfSbom() {
        String cyclone = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{},{}]}";
        String spdx = "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{}]}";
        assertThat(read(file(Kind.SBOM, "a.json", cyclone), file(Kind.SBOM, "b.json", spdx))
                        .subList(0, 2))
                .extracting(p -> ((Predicate.SbomRef) p).format() + " " + ((Predicate.SbomRef) p).components())
                .containsExactly("CycloneDX 1.6 2", "SPDX-2.3 1");
    }

    @Test
    void saysWhatIsNotWhatItIsSaidToBe() {
        assertThatThrownBy(() -> read()).hasMessageContaining("nothing to import");
        assertThatThrownBy(() -> read(file(Kind.JUNIT, "a.xml", "<html/>"))).hasMessageContaining("not JUnit XML");
        assertThatThrownBy(() -> read(file(Kind.JUNIT, "a.xml", "<testsuite>"))).hasMessageContaining("not JUnit XML");
        assertThatThrownBy(() -> read(file(Kind.SARIF, "a", "{\"x\":1}"))).hasMessageContaining("not SARIF");
        assertThatThrownBy(() -> read(file(Kind.SARIF, "a", "{"))).hasMessageContaining("not SARIF");
        assertThatThrownBy(() -> read(file(Kind.SBOM, "a", "{}"))).hasMessageContaining("CycloneDX or SPDX");
    }

    private static List<Predicate> read(Brought... files) {
        return EvidenceImport.read(List.of(files), "ada@box", "nightly", AT);
    }

    private static Brought file(Kind kind, String name, String text) {
        return new Brought(kind, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
