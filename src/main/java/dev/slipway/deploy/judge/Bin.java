package dev.slipway.deploy.judge;

import java.util.List;
import java.util.Optional;

/**
 * What happened between two looks. Weights may change between bins, not within one.
 *
 * @param lengthMillis time the bin covers
 * @param cells one a metric; a metric without a cell was not measured in this bin
 * @param gap why there is no data (provider away, value missing); empty when there is
 * @param fatal a fact that needs no statistics (crash loop, no ready instance); empty when there is none
 */
public record Bin(long lengthMillis, List<Cell> cells, String gap, String fatal) {
    public Bin {
        cells = List.copyOf(cells);
        if (lengthMillis < 0) {
            throw new IllegalArgumentException("a bin of " + lengthMillis + " ms");
        }
    }

    /** One metric's counts in a bin. */
    public record Cell(String metric, Tally tally) {}

    /** A bin with data. */
    public static Bin of(long lengthMillis, Cell... cells) {
        return new Bin(lengthMillis, List.of(cells), "", "");
    }

    /** Time without data. */
    public static Bin gap(long lengthMillis, String why) {
        return new Bin(lengthMillis, List.of(), why, "");
    }

    /** The same bin with a fatal fact. */
    public Bin withFatal(String fact) {
        return new Bin(lengthMillis, cells, gap, fact);
    }

    /** This metric's counts. */
    public Optional<Tally> tally(String metric) {
        return cells.stream()
                .filter(c -> c.metric().equals(metric))
                .map(Cell::tally)
                .findFirst();
    }
}
