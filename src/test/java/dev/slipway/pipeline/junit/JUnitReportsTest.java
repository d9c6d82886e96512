package dev.slipway.pipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitReportsTest {
    @TempDir
    Path folder;

    private final Instant since = Instant.now();

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private TestSummary read(String... globs) {
        return JUnitReports.read(folder, List.of(globs), since);
    }

    @Test
    void countsTestsOfOneSuitePerFile() throws IOException {
        write("target/surefire-reports/TEST-a.A.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.A" tests="99">
                  <properties><property name="x" value="y"/></properties>
                  <testcase name="good" classname="a.A" time="0.1"/>
                  <testcase name="bad" classname="a.A"><failure message="expected 1&#10;but was 2" type="E"><![CDATA[trace]]></failure>
                    <system-out><![CDATA[<failure/> </testcase> ]]></system-out></testcase>
                  <testcase name="broken" classname="a.A"><error type="E">java.lang.Boom: x
                    at y</error></testcase>
                  <testcase name="off" classname="a.A"><skipped/></testcase>
                  <testcase name="flaky" classname="a.A"><flakyFailure message="once"/></testcase>
                </testsuite>
                """);
        write("target/surefire-reports/notes.xml", "<other/>");
        TestSummary summary = read("target/surefire-reports/TEST-*.xml");
        assertThat(summary)
                .extracting(TestSummary::passed, TestSummary::failed, TestSummary::errors, TestSummary::skipped)
                .containsExactly(2, 1, 1, 1);
        assertThat(summary.suites()).isEqualTo(1);
        assertThat(summary.failures())
                .containsExactly(
                        new TestSummary.Failure("a.A", "bad", "expected 1"),
                        new TestSummary.Failure("a.A", "broken", "java.lang.Boom: x"));
    }

    @Test
    void countsNestedSuitesAndSeveralFiles() throws IOException {
        write(
                "a/report.xml",
                "<testsuites><testsuite name='x'><testsuite name='y'><testcase name='1'/></testsuite></testsuite>"
                        + "<testsuite name='z'><testcase name='2'/></testsuite></testsuites>");
        write("b/c/report.xml", "<testsuites name='jest'><testsuite><testcase name='3'/></testsuite></testsuites>");
        TestSummary summary = read("**/report.xml", "a/*.xml");
        assertThat(summary.passed()).isEqualTo(3);
        assertThat(summary.suites()).isEqualTo(3);
    }

    @Test
    void reportsOfEarlierRunsDoNotCount() throws IOException {
        Path old = write("r/old.xml", "<testsuite><testcase name='1'/></testsuite>");
        Files.setLastModifiedTime(old, FileTime.from(since.minus(Duration.ofSeconds(2))));
        write("r/new.xml", "<testsuite><testcase name='1'/></testsuite>");
        TestSummary summary = read("r/*.xml");
        assertThat(summary.passed()).isEqualTo(1);
        assertThat(summary.stale()).isEqualTo(1);
        assertThat(old).exists();
    }

    @Test
    void absoluteGlobsAndOddFolderNamesWork(@TempDir Path out) throws IOException {
        Files.writeString(out.resolve("junit.xml"), "<testsuite><testcase name='1'/></testsuite>");
        write("a [1]/r.xml", "<testsuite><testcase name='1'/></testsuite>");
        assertThat(JUnitReports.read(folder.resolve("a [1]"), List.of("r.xml", out + "/junit.xml"), since)
                        .passed())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotAReportIsSaidAndNotCounted() throws IOException {
        write("r/a.xml", "<html/>");
        write("r/b.xml", "<testsuite><testcase");
        write("r/c.xml", "");
        Files.createSymbolicLink(folder.resolve("r/d.xml"), Path.of("/etc/passwd"));
        TestSummary summary = read("r/*.xml");
        assertThat(summary.ran()).isZero();
        assertThat(summary.unreadable()).hasSize(3).anyMatch(u -> u.contains("not a test report"));
    }

    @Test
    void hostileReportsAreBounded() throws IOException {
        write(
                "r/entities.xml",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '&a;&a;'>]>"
                        + "<testsuite><testcase name='&b;'><failure message='&a;'/></testcase></testsuite>");
        write("r/deep.xml", "<testsuite>".repeat(100_000));
        StringBuilder many = new StringBuilder("<testsuite>");
        for (int i = 0; i < 5_000; i++) {
            many.append("<testcase name='t")
                    .append(i)
                    .append("'><failure message='")
                    .append("m".repeat(600))
                    .append("'/></testcase>");
        }
        write("r/many.xml", many.append("</testsuite>").toString());
        long begin = System.nanoTime();
        TestSummary summary = read("r/*.xml");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(summary.failures()).hasSize(TestSummary.MAX_FAILURES);
        assertThat(summary.failures().toString()).doesNotContain("root:");
        assertThat(summary.failures().getLast().message()).hasSize(501);
    }

    @Test
    void anEndlessOutputOfTestsIsPassedOver() throws IOException {
        write(
                "r/a.xml",
                "<testsuite><testcase name='1'><system-out><![CDATA[" + "x".repeat(18 << 20)
                        + "]]></system-out><system-err/></testcase></testsuite>");
        assertThat(read("r/*.xml").passed()).isEqualTo(1);
    }
}
