package dev.slipway.app.ship;

import dev.slipway.app.Catalogue;
import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Finding;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Checker;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Step 4: the files are checked; contradictions that the assessment found are findings among the others, worst first. */
public final class Checking {
    private Checking() {}

    /** The rules of the catalogue over these files. */
    public static CheckResult check(FileView view, ProjectModel model) {
        CheckResult rules = Checker.check(view, model, Catalogue.RULES);
        List<Finding> all = new ArrayList<>(rules.findings());
        all.addAll(model.conflicts());
        all.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::place)
                .thenComparing(Finding::rule));
        return rules.with(all);
    }

    static Checked check(Assessed assessed) {
        CheckResult result = check(assessed.view(), assessed.model());
        return new Checked(result.findings(), result.files());
    }
}
