package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightsTest {
    @Test
    void splitsWithinATenthOfAPercentAfterTenThousandPicksAndWithinOneAfterAThousand() {
        long seed = 20_261_124;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int first = random.nextInt(Weights.WHOLE + 1);
            int second = random.nextInt(Weights.WHOLE - first + 1);
            int[] weights = {first, second, Weights.WHOLE - first - second};
            for (int n : new int[] {1_000, 10_000}) {
                Weights choice = new Weights(weights, random.nextLong());
                int[] seen = new int[3];
                for (int i = 0; i < n; i++) {
                    seen[choice.next()]++;
                }
                for (int i = 0; i < 3; i++) {
                    assertThat(Math.abs(seen[i] / (double) n - weights[i] / (double) Weights.WHOLE))
                            .as("seed %d, weights %s, picks %s", seed, Arrays.toString(weights), Arrays.toString(seen))
                            .isLessThan(n == 1_000 ? 0.01 : 0.001);
                }
            }
        }
    }

    @Test
    void splitsWithinOnePercentForAVisitorWhoAsksTwoThingsInTurn() {
        Weights choice = new Weights(new int[] {9_000, 1_000}, 0);
        int[] canary = new int[2];
        for (int i = 0; i < 10_000; i++) {
            canary[i % 2] += choice.next();
        }
        assertThat(canary[0]).isBetween(450, 550);
        assertThat(canary[1]).isBetween(450, 550);
    }

    @Test
    void picksNothingWhenNothingHasWeight() {
        assertThat(new Weights(new int[] {0, 0}, 1).next()).isEqualTo(-1);
        assertThat(new Weights(new int[0], 1).next()).isEqualTo(-1);
    }
}
