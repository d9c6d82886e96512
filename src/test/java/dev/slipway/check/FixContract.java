package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.OverlayView;
import java.util.List;
import java.util.Map;

/**
 * What every fix keeps to, run from the bad examples of its rule: the engine takes it (so the finding goes and nothing else
 * comes), and mending the result again changes nothing. A rule that says how to mend something is held to it.
 */
final class FixContract {
    private FixContract() {}

    /** Mends an example with this rule's fixes alone being looked at; gives how many findings of the rule had a fix. */
    static int check(Checker checker, Rule rule, Example example, Checker.Options options) {
        FileView view = FileView.of(example.files());
        CheckResult before = checker.check(view, example.model(), options);
        List<Finding> mendable = mendable(before, rule);
        if (mendable.isEmpty()) {
            return 0;
        }
        Fixer.Mended mended = Fixer.mend(checker, view, example.model(), options, before, true);
        FileView after = OverlayView.of(view, mended.texts());
        CheckResult then = checker.check(after, example.model(), options);
        // It may also have gone with the fix of another rule.
        assertThat(mendable(then, rule))
                .as("still there after the fix: %s, dropped: %s", mended.texts(), mended.dropped())
                .isEmpty();
        assertThat(Fixer.mend(checker, after, example.model(), options, then, true)
                        .texts())
                .as("a second time changes nothing")
                .isEqualTo(Map.of());
        return mendable.size();
    }

    private static List<Finding> mendable(CheckResult result, Rule rule) {
        return result.findings().stream()
                .filter(f ->
                        f.rule().equals(rule.about().id()) && !result.fixes(f).isEmpty())
                .toList();
    }
}
