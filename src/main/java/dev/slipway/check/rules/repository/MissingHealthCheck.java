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
import dev.slipway.intent.Intent;
import java.util.List;

/** A web service has no health check that we found. */
public final class MissingHealthCheck implements Rule.OfRepository {
    private static final About ABOUT = new About(
            "repository/missing-health-check",
            "A web service has no health check that we found",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Without one, \"it started\" is all that a rollout can wait for.",
            "answer GET /health with 200 when the service can do its work, and declare the path",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Examples.service(true, true, false),
                Examples.service(true, true, false, "javascript", "22", "package.json"),
                Examples.service(false, true, true),
                Examples.service(false, true, true, "javascript", "22", "package.json"));
    }

    @Override
    public void check(FileView view, ProjectModel model, Report out) {
        for (ProjectModel.Component service : model.services()) {
            boolean web = service.role()
                    .orCustomary()
                    .filter(r -> r == Intent.Role.WEB)
                    .isPresent();
            if (web && service.health().known().isEmpty()) {
                out.at(Place.of(Places.of(view, service)), "no health path is known for " + service.name());
            }
        }
    }
}
