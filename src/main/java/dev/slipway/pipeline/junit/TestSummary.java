package dev.slipway.pipeline.junit;

import java.util.ArrayList;
import java.util.List;

/**
 * What test reports say.
 *
 * @param errors tests that broke instead of failing an assertion
 * @param failures the first ones, failed and broken
 * @param stale report files older than the run, not counted
 * @param unreadable report files that could not be read, with the reason
 */
public record TestSummary(
        int passed,
        int failed,
        int errors,
        int skipped,
        int suites,
        List<Failure> failures,
        int stale,
        List<String> unreadable) {
    /** Failures that are kept: more say nothing new. */
    public static final int MAX_FAILURES = 50;

    /** Nothing was reported. */
    public static final TestSummary NONE = new TestSummary(0, 0, 0, 0, 0, List.of(), 0, List.of());

    public TestSummary {
        failures = List.copyOf(failures);
        unreadable = List.copyOf(unreadable);
    }

    /** A test that failed: its suite, its name, and the first line of what it said. */
    public record Failure(String suite, String name, String message) {}

    /** Tests that ran. */
    public int ran() {
        return passed + failed + errors;
    }

    /** Both together. */
    public TestSummary plus(TestSummary other) {
        List<Failure> all = new ArrayList<>(failures);
        other.failures.stream().limit(MAX_FAILURES - all.size()).forEach(all::add);
        List<String> broken = new ArrayList<>(unreadable);
        broken.addAll(other.unreadable);
        return new TestSummary(
                passed + other.passed,
                failed + other.failed,
                errors + other.errors,
                skipped + other.skipped,
                suites + other.suites,
                all,
                stale + other.stale,
                broken);
    }
}
