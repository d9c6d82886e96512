package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.report.Trace.Count;
import dev.slipway.deploy.Observer;
import dev.slipway.deploy.rollout.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static Observer.Point point(long at, String state, Observation.Arm... arms) {
        return new Observer.Point(at, state, state, 1_000, List.of(arms), new Observer.Judged(1, 1));
    }

    private static Observation.Arm arm(String release, long visitors, long errors, long verified, long wrong) {
        return new Observation.Arm(release, visitors, errors, 0, verified, wrong, 0, 0);
    }

    @Test
    void countsWhatCameDuringTheRollout() {
        Trace trace = Trace.of(
                List.of(
                        point(100, "Judging", arm("old", 5_000, 7, 0, 0), arm("new", 0, 0, 0, 0)),
                        point(350, "Judging", arm("old", 5_040, 7, 30, 0), arm("new", 4, 1, 30, 9))),
                "new",
                "old");
        assertThat(trace.beganMillis()).isEqualTo(100);
        assertThat(trace.millis()).isEqualTo(250);
        assertThat(trace.looks().getFirst().old()).isEqualTo(new Count(0, 0));
        assertThat(trace.looks().getLast().old()).isEqualTo(new Count(70, 0));
        assertThat(trace.looks().getLast().fresh()).isEqualTo(new Count(34, 10));
    }

    @Test
    void losesNothingWhenTheCountersBeginAnew() {
        Trace trace = Trace.of(
                List.of(
                        point(0, "Judging", arm("new", 10, 2, 0, 0)),
                        point(1, "Judging", arm("new", 30, 4, 0, 0)),
                        point(2, "Judging", arm("new", 5, 1, 0, 0)),
                        point(3, "Judging", arm("new", 8, 1, 0, 0))),
                "new",
                "old");
        assertThat(trace.looks().getLast().fresh()).isEqualTo(new Count(28, 3));
        assertThat(trace.looks().getLast().old()).isEqualTo(new Count(0, 0));
    }

    @Test
    void isNothingWithoutPoints() {
        assertThat(Trace.of(List.of(), "new", "")).isEqualTo(Trace.NONE);
        assertThat(Trace.NONE.millis()).isZero();
    }
}
