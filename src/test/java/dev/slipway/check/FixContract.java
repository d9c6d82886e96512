package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.OverlayView;
import java.util.List;
import java.util.Map;

/**
 * What every fix keeps to, run from the bad examples of its rule: the engine takes it, or drops it because it would bring
 * something else, and mending the result again changes nothing. A rule that says how to mend something is held to it.
 */
final class FixContract {
    private FixContract() {}

    /** Mends an example with this rule's fixes alone being looked at; gives how many findings of the rule were mended. */
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
        // What would bring another finding is rightly dropped; what does not do its work is wrong.
        assertThat(mended.dropped())
                .as("fixes of %s in %s", rule.about().id(), example.files())
                .noneMatch(d -> d.finding().rule().equals(rule.about().id())
                        && (!d.why().endsWith("would appear") || d.why().startsWith("check/")));
        int left = mendable(then, rule).size();
        assertThat(left)
                .as("still there after the fix: %s, dropped: %s", mended.texts(), mended.dropped())
                .isLessThanOrEqualTo((int) mended.dropped().stream()
                        .filter(d -> d.finding().rule().equals(rule.about().id()))
                        .count());
        assertThat(Fixer.mend(checker, after, example.model(), options, then, true)
                        .texts())
                .as("a second time changes nothing")
                .isEqualTo(Map.of());
        return mendable.size() - left;
    }

    private static List<Finding> mendable(CheckResult result, Rule rule) {
        return result.findings().stream()
                .filter(f ->
                        f.rule().equals(rule.about().id()) && !result.fixes(f).isEmpty())
                .toList();
    }
}
