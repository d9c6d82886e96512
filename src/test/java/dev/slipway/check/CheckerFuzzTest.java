package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.files.FileView;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Examples of all rules, cut, doubled and mixed: no rule breaks, no file takes long. {@code -Dslipway.fuzz=SECONDS} for longer. */
class CheckerFuzzTest {
    private static final Checker.Options OPTIONS = Checker.Options.of(LocalDate.of(2026, 11, 24));
    private static final Checker CHECKER = Checker.of(Rules.all());
    private static final int SECONDS = Integer.getInteger("slipway.fuzz", 3);

    @Test
    void noTextBreaksARule() {
        long seed = Long.getLong("slipway.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Map.Entry<String, String>> examples = new ArrayList<>();
        Rules.all()
                .forEach(
                        r -> r.examples().forEach(e -> examples.addAll(e.files().entrySet())));
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (System.nanoTime() - end < 0) {
            Map.Entry<String, String> one = examples.get(random.nextInt(examples.size()));
            String other = examples.get(random.nextInt(examples.size())).getValue();
            String text = mutate(one.getValue(), other, random);
            long begin = System.nanoTime();
            CheckResult result = CHECKER.check(FileView.of(Map.of(one.getKey(), text)), Example.NO_MODEL, OPTIONS);
            assertThat(result.undecided())
                    .as("seed %d, %s:\n%s", seed, one.getKey(), text)
                    .noneMatch(u -> u.why().contains("rule broke"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("seed %d, %s:\n%s", seed, one.getKey(), text)
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    private static String mutate(String text, String other, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = mutant.isEmpty() ? 0 : random.nextInt(mutant.length());
            int length = Math.min(mutant.length() - at, random.nextInt(20));
            switch (random.nextInt(6)) {
                case 0 -> mutant.delete(at, at + length);
                case 1 -> mutant.insert(at, mutant.substring(at, at + length));
                case 2 -> {
                    int from = other.isEmpty() ? 0 : random.nextInt(other.length());
                    mutant.insert(at, other, from, Math.min(other.length(), from + 30));
                }
                case 3 -> mutant.insert(at, "\"'{}[]:&*!|>%@`#,\t\n\\${\u0000\uD800".charAt(random.nextInt(24)));
                case 4 -> mutant.insert(at, "[".repeat(random.nextInt(200)));
                default -> {
                    int line = mutant.indexOf("\n", at);
                    mutant.insert(line < 0 ? at : line, "\n" + " ".repeat(random.nextInt(8)));
                }
            }
        }
        return mutant.toString();
    }
}
