package dev.slipway.check.output;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as JUnit XML: a suite a file, a failed test a finding; below the threshold they are passed tests with output. */
public final class JUnitXml {
    private JUnitXml() {}

    /** @param failOn findings of this severity and above are failures */
    public static String write(CheckResult result, Severity failOn) {
        Map<String, List<Finding>> byFile = new LinkedHashMap<>();
        result.findings()
                .forEach(f -> byFile.computeIfAbsent(f.place().file(), k -> new ArrayList<>())
                        .add(f));
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"slipway check\">\n");
        byFile.forEach((file, findings) -> {
            long failures = findings.stream()
                    .filter(f -> f.severity().compareTo(failOn) <= 0)
                    .count();
            xml.append("  <testsuite name=\"")
                    .append(escape(file))
                    .append("\" tests=\"")
                    .append(findings.size());
            xml.append("\" failures=\"").append(failures).append("\">\n");
            findings.forEach(f -> test(xml, f, f.severity().compareTo(failOn) <= 0));
            xml.append("  </testsuite>\n");
        });
        if (byFile.isEmpty()) {
            xml.append("  <testsuite name=\"slipway check\" tests=\"1\" failures=\"0\">\n");
            xml.append("    <testcase classname=\"slipway\" name=\"").append(result.files());
            xml.append(" files\"/>\n  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void test(StringBuilder xml, Finding finding, boolean fails) {
        xml.append("    <testcase classname=\"").append(escape(finding.rule())).append("\" name=\"");
        xml.append(escape(finding.place() + " " + finding.message())).append("\" file=\"");
        xml.append(escape(finding.place().file())).append("\">\n");
        String text =
                finding.severity().word() + ": " + finding.message() + "\n" + finding.place() + "\n" + finding.fix();
        if (fails) {
            xml.append("      <failure type=\"").append(escape(finding.rule())).append("\" message=\"");
            xml.append(escape(finding.message()))
                    .append("\">")
                    .append(escape(text))
                    .append("</failure>\n");
        } else {
            xml.append("      <system-out>").append(escape(text)).append("</system-out>\n");
        }
        xml.append("    </testcase>\n");
    }

    /** Text for XML and HTML, as content or in double quotes; what neither may hold becomes U+FFFD. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
