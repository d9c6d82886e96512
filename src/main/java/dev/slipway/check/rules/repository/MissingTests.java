package dev.slipway.check.rules.repository;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.FileView;
import java.util.List;

/** A service has no tests. */
public final class MissingTests implements Rule.OfRepository {
    private static final About ABOUT = new About(
            "repository/missing-tests",
            "A service has no tests",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Nothing says that a new version works before its users do.",
            "write one test of what the service is for, run by its build tool",
            List.of("SOC2-CC8.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Examples.service(true, false, true),
                Examples.service(true, false, true, "javascript", "22", "package.json"),
                Examples.service(false, true, true),
                Examples.service(false, true, true, "javascript", "22", "package.json"));
    }

    @Override
    public void check(FileView view, ProjectModel model, Report out) {
        for (ProjectModel.Component service : model.services()) {
            if (service.recipe().test().isEmpty()) {
                out.at(Place.of(Places.of(view, service)), "no tests were found for " + service.name());
            }
        }
    }
}
