package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan.Planned;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.text.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which terms a job runs: {@code timeout}, {@code retry}, {@code allow_failure}. */
final class GitlabTerms {
    private static final Pattern PART = Pattern.compile(
            "(\\d{1,6})\\s*(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)?\\s*(?:and|,)?\\s*");

    private GitlabTerms() {}

    /** {@code 3 hours 30 minutes}, {@code 1h 30m}, {@code 90 seconds}; a bare number counts seconds. */
    static Optional<Duration> duration(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        Duration sum = Duration.ZERO;
        Matcher m = PART.matcher(rest);
        int at = 0;
        while (at < rest.length() && m.find(at) && m.start() == at) {
            long n = Long.parseLong(m.group(1));
            String unit = m.group(2) == null ? "s" : m.group(2).substring(0, 1);
            sum = sum.plus(
                    switch (unit) {
                        case "m" -> Duration.ofMinutes(n);
                        case "h" -> Duration.ofHours(n);
                        case "d" -> Duration.ofDays(n);
                        case "w" -> Duration.ofDays(7 * n);
                        default -> Duration.ofSeconds(n);
                    });
            at = m.end();
        }
        return at == rest.length() && !sum.isZero() ? Optional.of(sum) : Optional.empty();
    }

    static Timeout timeout(Planned job) {
        return job.job()
                .node()
                .textAt("timeout")
                .flatMap(GitlabTerms::duration)
                .<Timeout>map(Timeout.After::new)
                .orElse(GitlabSession.DEFAULT_TIMEOUT);
    }

    static Terms.Retry retry(Planned job) {
        Optional<Node> retry = job.job().node().get("retry");
        if (retry.isEmpty()) {
            return Terms.Retry.NEVER;
        }
        String max = retry.get() instanceof Node.Scalar s
                ? s.value()
                : retry.get().textAt("max").orElse("0");
        int again = max.matches("[0-2]") ? Integer.parseInt(max) : 0;
        Set<Terms.Reason> reasons = new HashSet<>();
        for (String when : words(retry.get().at("when"))) {
            switch (when) {
                case "script_failure" -> reasons.add(Terms.Reason.SCRIPT);
                case "stuck_or_timeout_failure", "job_execution_timeout" -> reasons.add(Terms.Reason.TIMEOUT);
                case "runner_system_failure", "api_failure", "scheduler_failure", "unknown_failure" ->
                    reasons.add(Terms.Reason.LOST);
                default -> {}
            }
        }
        Set<Integer> statuses = numbers(retry.get().at("exit_codes"));
        return new Terms.Retry(again, reasons, statuses, Duration.ZERO);
    }

    static Terms.Tolerate tolerance(Planned job) {
        Set<Integer> statuses = numbers(job.job().node().at("allow_failure", "exit_codes"));
        return new Terms.Tolerate(job.allowFailure() && statuses.isEmpty(), statuses);
    }

    private static List<String> words(Optional<Node> node) {
        return node.map(n -> switch (n) {
                    case Node.Scalar s -> List.of(s.value());
                    case Node.Sequence s ->
                        s.items().stream()
                                .map(i -> i instanceof Node.Scalar t ? t.value() : "")
                                .toList();
                    case Node.Mapping m -> List.<String>of();
                })
                .orElse(List.of());
    }

    private static Set<Integer> numbers(Optional<Node> node) {
        Set<Integer> numbers = new HashSet<>();
        words(node).stream().filter(w -> w.matches("\\d{1,3}")).forEach(w -> numbers.add(Integer.parseInt(w)));
        return numbers;
    }
}
