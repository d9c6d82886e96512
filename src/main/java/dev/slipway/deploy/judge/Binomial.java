package dev.slipway.deploy.judge;

import java.util.List;

/** Exact tails of binomial and Poisson-binomial distributions, and Clopper-Pearson bounds. */
public final class Binomial {
    /** Halvings of [0, 1]: more than a double's precision needs. */
    private static final int HALVINGS = 80;

    /** Terms below this share of the sum no longer change it. */
    private static final double NEGLIGIBLE = 1e-17;

    /** Events up to which the Poisson-binomial tail is convolved exactly: 16 million operations at most. */
    private static final long MAX_CONVOLVED = 4_000;

    private Binomial() {}

    /** The one-sided upper bound of a rate at this confidence after {@code events} of {@code requests}. 0 of n: 3/n. */
    public static double upperBound(long events, long requests, double confidence) {
        if (events >= requests) {
            return 1;
        }
        double low = (double) events / requests;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (atMost(events, requests, middle) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The one-sided lower bound of a rate. */
    public static double lowerBound(long events, long requests, double confidence) {
        return events == 0 ? 0 : 1 - upperBound(requests - events, requests, confidence);
    }

    /** P(X &le; k) for X of n trials with chance p. */
    static double atMost(long k, long n, double p) {
        if (k < 0) {
            return 0;
        }
        if (k >= n || p <= 0) {
            return 1;
        }
        if (p >= 1) {
            return 0;
        }
        if (k > n * p) {
            return 1 - atMost(n - k - 1, n, 1 - p);
        }
        double term = Math.exp(logTerm(k, n, p));
        double sum = 0;
        for (long i = k; i >= 0 && term > sum * NEGLIGIBLE; i--) {
            sum += term;
            term *= i * (1 - p) / ((n - i + 1) * p);
        }
        return Math.min(1, sum);
    }

    /** P(X &ge; k). */
    static double atLeast(long k, long n, double p) {
        return atMost(n - k, n, 1 - p);
    }

    /**
     * P(X &ge; k) where X sums binomials of different chances. Above {@value #MAX_CONVOLVED} events the normal
     * approximation with continuity correction stands in: at that size its error is far below the level it is used at.
     */
    static double atLeast(long k, List<JudgeState.Share> shares) {
        long events = shares.stream().mapToLong(JudgeState.Share::events).sum();
        if (k <= 0) {
            return 1;
        }
        if (shares.size() == 1) {
            return atLeast(k, events, shares.getFirst().share());
        }
        if (events > MAX_CONVOLVED) {
            double mean =
                    shares.stream().mapToDouble(s -> s.events() * s.share()).sum();
            double variance = shares.stream()
                    .mapToDouble(s -> s.events() * s.share() * (1 - s.share()))
                    .sum();
            return normalTail((k - 0.5 - mean) / Math.sqrt(variance));
        }
        double[] mass = {1};
        for (JudgeState.Share share : shares) {
            mass = convolve(mass, masses((int) share.events(), share.share()));
        }
        double tail = 0;
        for (int i = mass.length - 1; i >= k; i--) {
            tail += mass[i];
        }
        return Math.min(1, tail);
    }

    private static double[] masses(int n, double p) {
        double[] masses = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            masses[i] = Math.exp(logTerm(i, n, p));
        }
        return masses;
    }

    private static double[] convolve(double[] a, double[] b) {
        double[] sum = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                sum[i + j] += a[i] * b[j];
            }
        }
        return sum;
    }

    private static double logTerm(long k, long n, double p) {
        return logFactorial(n)
                - logFactorial(k)
                - logFactorial(n - k)
                + (k == 0 ? 0 : k * Math.log(p))
                + (n == k ? 0 : (n - k) * Math.log1p(-p));
    }

    /** Stirling's series at n + 1, shifted by 8 so that the first five terms give full precision (A&amp;S 6.1.41). */
    private static double logFactorial(long n) {
        double z = n + 1.0;
        double shift = 0;
        while (z < 9) {
            shift += Math.log(z);
            z += 1;
        }
        double z2 = z * z;
        double series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / (1188.0 * z2)) / z2) / z2) / z2) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    /** P(Z &ge; z), by the continued fraction of Mills' ratio for z &ge; 1 and the series below (A&amp;S 26.2.14, .10). */
    private static double normalTail(double z) {
        if (z < 0) {
            return 1 - normalTail(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z >= 1) {
            double fraction = z;
            for (int i = 200; i >= 1; i--) {
                fraction = z + i / fraction;
            }
            return density / fraction;
        }
        double term = z;
        double sum = z;
        for (int i = 1; i < 40; i++) {
            term *= z * z / (2 * i + 1);
            sum += term;
        }
        return 0.5 - density * sum;
    }
}
