package dev.slipway.app.ship;

import dev.slipway.app.Catalogue;
import dev.slipway.base.Finding;
import dev.slipway.check.Checker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Step 4: the files are checked; contradictions that the assessment found are findings among the others. */
final class Checking {
    private Checking() {}

    static Checked check(Assessed assessed) {
        var result = Checker.check(assessed.view(), assessed.model(), Catalogue.RULES);
        List<Finding> all = new ArrayList<>(result.findings());
        all.addAll(assessed.model().conflicts());
        all.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::place)
                .thenComparing(Finding::rule));
        return new Checked(all, result.files());
    }
}
