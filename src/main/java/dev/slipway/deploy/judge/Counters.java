package dev.slipway.deploy.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns cumulative samples into bins. The first reading of a source only sets its base; a falling counter was reset, so
 * that its delta is its new value.
 *
 * @param atMillis of the last sample, 0 before the first
 * @param bases last reading of each source
 */
public record Counters(long atMillis, List<Sample.Reading> bases) {
    /** Before the first sample. */
    public static final Counters NONE = new Counters(0, List.of());

    public Counters {
        bases = List.copyOf(bases);
    }

    /** The counters after a sample, and the bin it closed. */
    public record Step(Counters counters, Bin bin) {}

    /** Takes one sample. A gap keeps the bases: what was counted meanwhile comes with the next reading. */
    public Step take(Sample sample) {
        long length = atMillis == 0 ? 0 : Math.max(0, sample.atMillis() - atMillis);
        if (!sample.gap().isEmpty()) {
            return new Step(new Counters(sample.atMillis(), bases), Bin.gap(length, sample.gap()));
        }
        List<Sample.Reading> next = new ArrayList<>(bases);
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Sample.Reading reading : sample.readings()) {
            Optional<Sample.Reading> base =
                    bases.stream().filter(reading::sameSeries).findFirst();
            next.removeIf(reading::sameSeries);
            next.add(reading);
            base.ifPresent(b -> tallies.merge(reading.metric(), delta(b, reading), Tally::plus));
        }
        List<Bin.Cell> cells = tallies.entrySet().stream()
                .map(e -> new Bin.Cell(e.getKey(), e.getValue()))
                .toList();
        return new Step(new Counters(sample.atMillis(), next), new Bin(length, cells, "", ""));
    }

    private static Tally delta(Sample.Reading base, Sample.Reading now) {
        boolean reset = now.requests() < base.requests() || now.events() < base.events();
        long requests = reset ? now.requests() : now.requests() - base.requests();
        long events = reset ? now.events() : now.events() - base.events();
        // The two counters are not read at one instant: an event may be seen before its request.
        long exposures = Math.max(requests, events);
        return now.newArm() ? new Tally(exposures, events, 0, 0) : new Tally(0, 0, exposures, events);
    }
}
