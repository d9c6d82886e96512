package dev.slipway.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.ProxyReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowBoundTest {
    private static List<Long> histogram(int bucket, long count) {
        List<Long> all = new ArrayList<>(Collections.nCopies(ProxyReport.LATENCY_BOUNDS_MILLIS.size() + 1, 0L));
        all.set(bucket, count);
        return all;
    }

    @Test
    void isTheBucketOfTheNinthDecileButNeverBelowTheFloor() {
        assertThat(SlowBound.choose(histogram(2, 1_000))).isEqualTo(300);
        int eighthSecond = ProxyReport.LATENCY_BOUNDS_MILLIS.indexOf(800);
        assertThat(SlowBound.choose(histogram(eighthSecond, 1_000))).isEqualTo(800);
    }

    @Test
    void isNotMeasuredWithTooFewRequestsOrBeyondAllBuckets() {
        assertThat(SlowBound.choose(histogram(2, 99))).isZero();
        assertThat(SlowBound.choose(histogram(ProxyReport.LATENCY_BOUNDS_MILLIS.size(), 1_000)))
                .isZero();
        assertThat(SlowBound.above(histogram(3, 10), 0)).isZero();
    }

    @Test
    void countsRequestsAboveTheBound() {
        int bucket = ProxyReport.LATENCY_BOUNDS_MILLIS.indexOf(300);
        assertThat(SlowBound.above(histogram(bucket, 7), 300)).isZero();
        assertThat(SlowBound.above(histogram(bucket + 1, 7), 300)).isEqualTo(7);
    }
}
