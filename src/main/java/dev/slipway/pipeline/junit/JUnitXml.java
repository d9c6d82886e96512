package dev.slipway.pipeline.junit;

import dev.slipway.text.Xml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One report: {@code testsuites} or {@code testsuite} with any nesting of suites and {@code testcase}s, as written by
 * Surefire, Gradle, pytest, Jest, Go converters and others. There is no standard; tests are counted one by one and sums in
 * attributes are not believed.
 */
final class JUnitXml {
    /** Characters of a message that are kept. */
    private static final int MAX_MESSAGE = 500;

    private static final List<String> OUTPUTS = List.of("system-out", "system-err");

    private int passed;
    private int failed;
    private int errors;
    private int skipped;
    private int suites;
    private final List<TestSummary.Failure> failures = new ArrayList<>();

    private record Open(String suite, Xml.Element element) {}

    static TestSummary read(String name, String text) {
        Xml.Document document = Xml.parse(name, withoutOutputs(text));
        if (!document.errors().isEmpty() || document.root().isEmpty()) {
            String why = document.errors().isEmpty()
                    ? "no element"
                    : document.errors().getFirst().message();
            return JUnitReports.unreadable(name + ": " + why);
        }
        Xml.Element root = document.root().get();
        if (!root.name().equals("testsuites") && !root.name().equals("testsuite")) {
            return JUnitReports.unreadable(name + ": not a test report but <" + shortened(root.name()) + ">");
        }
        JUnitXml report = new JUnitXml();
        report.count(root);
        return new TestSummary(
                report.passed,
                report.failed,
                report.errors,
                report.skipped,
                report.suites,
                report.failures,
                0,
                List.of());
    }

    private void count(Xml.Element root) {
        Deque<Open> open = new ArrayDeque<>();
        open.add(new Open("", root));
        for (Open here = open.poll(); here != null; here = open.poll()) {
            Xml.Element element = here.element();
            String suite = element.attribute("name").orElse(here.suite());
            boolean tests = false;
            for (Xml.Element child : element.children()) {
                switch (child.name()) {
                    case "testsuite" -> open.add(new Open(suite, child));
                    case "testcase" -> {
                        tests = true;
                        test(suite, child);
                    }
                    default -> {}
                }
            }
            suites += tests ? 1 : 0;
        }
    }

    private void test(String suite, Xml.Element test) {
        // A flaky test failed first and passed in the end: it has flakyFailure, and no failure.
        List<Xml.Element> failure = test.children("failure");
        List<Xml.Element> error = test.children("error");
        if (!error.isEmpty()) {
            errors++;
            keep(suite, test, error.getFirst());
        } else if (!failure.isEmpty()) {
            failed++;
            keep(suite, test, failure.getFirst());
        } else if (test.child("skipped").isPresent() || test.child("disabled").isPresent()) {
            skipped++;
        } else {
            passed++;
        }
    }

    private void keep(String suite, Xml.Element test, Xml.Element cause) {
        if (failures.size() < TestSummary.MAX_FAILURES) {
            String message =
                    cause.attribute("message").filter(m -> !m.isBlank()).orElse(cause.text());
            String first = message.strip().lines().findFirst().orElse("");
            failures.add(new TestSummary.Failure(
                    shortened(test.attribute("classname").orElse(suite)),
                    shortened(test.attribute("name").orElse("a test without name")),
                    shortened(first)));
        }
    }

    /** What comes from a test's own output reaches a terminal: no control characters, and not too much. */
    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > MAX_MESSAGE ? plain.substring(0, MAX_MESSAGE) + "…" : plain;
    }

    /** What tests printed is most of a report and says nothing about their end. */
    private static String withoutOutputs(String text) {
        String out = text;
        for (String name : OUTPUTS) {
            out = without(out, name);
        }
        return out;
    }

    private static String without(String text, String name) {
        String begin = "<" + name;
        String end = "</" + name + ">";
        int from = text.indexOf(begin);
        if (from < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int copied = 0;
        while (from >= 0) {
            int body = text.indexOf('>', from);
            boolean selfClosed = body > 0 && text.charAt(body - 1) == '/';
            boolean cdata = body > 0 && text.startsWith("<![CDATA[", body + 1);
            int stop = body < 0 ? -1 : selfClosed ? body + 1 : text.indexOf(cdata ? "]]>" + end : end, body);
            if (stop < 0) {
                break;
            }
            int after = selfClosed ? stop : stop + end.length() + (cdata ? 3 : 0);
            kept.append(text, copied, from);
            copied = after;
            from = text.indexOf(begin, after);
        }
        return kept.append(text, copied, text.length()).toString();
    }
}
