package dev.slipway.check.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class OutputTest {
    private static final Finding HIGH = finding("a <b>/\"x\".yaml", 3, 5, "bad & \u001b[31m worse\n]]>", Severity.HIGH);
    private static final Finding NOTE = finding("z.yaml", 0, 0, "a hint", Severity.NOTE);
    private static final CheckResult RESULT = new CheckResult(List.of(HIGH, NOTE), List.of(), List.of(), 7);

    private static Finding finding(String file, int line, int column, String message, Severity severity) {
        return new Finding(
                "test/rule", severity, Confidence.HIGH, new Place(file, line, column), message, "do it", List.of());
    }

    @Test
    void junitIsXmlWhateverStandsInIt() throws Exception {
        String xml = JUnitXml.write(RESULT, Severity.MEDIUM);
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void githubCommandsStayOnOneLineEach() {
        assertThat(GithubCommands.write(RESULT))
                .hasSize(2)
                .allSatisfy(l -> assertThat(l).doesNotContain("\n"))
                .first()
                .asString()
                .startsWith("::error file=a <b>/\"x\".yaml,line=3,col=5,title=test/rule::bad & ");
    }

    @Test
    void gitlabHasOneIssueAFinding() {
        assertThat(GitlabReport.write(RESULT)).contains("\"check_name\" : \"test/rule\"", "\"begin\" : 3", "critical");
    }

    @Test
    void htmlShowsTextAsText() {
        assertThat(HtmlPage.write(RESULT, f -> "<script>"))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;", "a &lt;b&gt;/&quot;x&quot;.yaml");
    }

    @Test
    void theTerminalShowsTheLineAndThePlaceAndObeysNothing() {
        List<String> lines = Terminal.write(RESULT, f -> f.place().line() == 3 ? "key: \tvalue" : "", false);
        assertThat(lines).contains("           3 | key:  value", "             |     ^");
        assertThat(String.join("", lines)).doesNotContain("\u001b");
        assertThat(lines.getLast()).isEqualTo("7 files looked at, 2 findings: 1 high, 1 note");
        assertThat(String.join("", Terminal.write(RESULT, f -> "", true))).contains("\u001b[31m");
    }

    @Test
    void aDiffShowsWhatChangedWithItsSurroundings() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14";
        String after = "1\n2\n3\n4\nx\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
        assertThat(UnifiedDiff.of("f", before, after))
                .containsExactly(
                        "--- a/f",
                        "+++ b/f",
                        "@@ -2,7 +2,7 @@",
                        " 2",
                        " 3",
                        " 4",
                        "-5",
                        "+x",
                        " 6",
                        " 7",
                        " 8",
                        "@@ -11,4 +11,4 @@",
                        " 11",
                        " 12",
                        " 13",
                        "-14",
                        "\\ No newline at end of file",
                        "+14");
        assertThat(UnifiedDiff.of("f", before, before)).isEmpty();
    }
}
