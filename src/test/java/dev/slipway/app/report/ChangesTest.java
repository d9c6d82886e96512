package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.report.ReleaseReport.Change;
import org.junit.jupiter.api.Test;

class ChangesTest {
    @Test
    void namesVariablesAndReferencesAndNoValue() {
        var changes =
                Changes.between(Sample.spec("web", "a1b2c3d", Sample.OLD), Sample.spec("web", "b2c3d4e", Sample.NEW));
        assertThat(changes)
                .contains(
                        new Change("version", "a1b2c3d", "b2c3d4e"),
                        new Change("image", Sample.OLD.value(), Sample.NEW.value()),
                        new Change("variable CACHE", "", "set"),
                        new Change("variable LOG_LEVEL", "a value", "another value"),
                        new Change(
                                "secret DB_PASSWORD",
                                "shop/web/local/local/DB_PASSWORD@1",
                                "shop/web/local/local/DB_PASSWORD@2"));
        assertThat(changes.toString()).doesNotContain("debug-value", "info-value", "on-value");
        assertThat(changes).noneMatch(c -> c.what().equals("variable PORT"));
    }

    @Test
    void findsNothingBetweenEqualReleases() {
        var release = Sample.spec("web", "a1b2c3d", Sample.OLD);
        assertThat(Changes.between(release, release)).isEmpty();
    }
}
