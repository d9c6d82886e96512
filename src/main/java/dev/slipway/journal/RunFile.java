package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.AppendFile;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run as a file of lines: how it began, each claim, each event. A fold over the lines gives the run. */
record RunFile(RunId id, Path path) {
    /** Bytes beyond which states of machines that were replaced are dropped. */
    private static final long COMPACT_BYTES = 4L << 20;

    /** A line. {@code event} is {@code begun}, {@code taken} or one of {@link EventText}. */
    record Line(long seq, String at, long epoch, String event, String action, String key, String body) {}

    /** The body of the first line. */
    record Begun(Plan plan, Caller caller, Owner owner, List<Verdict> verdicts, String why, long generation) {}

    static RunFile create(Path path, RunId id, Begun begun, boolean granted, Instant now) {
        long epoch = granted ? 1 : 0;
        String line = Json.write(new Line(0, now.toString(), epoch, "begun", "", "", Json.write(begun)));
        DurableFiles.write(path, line + "\n");
        return new RunFile(id, path);
    }

    private AppendFile file() {
        return new AppendFile(path);
    }

    long sizeBytes() {
        return file().sizeBytes();
    }

    void take(Owner owner, long epoch, Instant now) {
        append(List.of(new Line(0, now.toString(), epoch, "taken", "", "", Json.write(owner))));
    }

    /** Appends events after sequence number {@code last}; gives the new last. States take none. */
    long append(List<Event> events, long last, long epoch, Instant now) {
        List<Line> lines = new ArrayList<>();
        long seq = last;
        for (Event event : events) {
            EventText t = EventText.of(event);
            lines.add(new Line(
                    event instanceof Event.State ? seq : ++seq,
                    now.toString(),
                    epoch,
                    t.event(),
                    t.action(),
                    t.key(),
                    t.body()));
        }
        append(lines);
        if (sizeBytes() > COMPACT_BYTES) {
            compact();
        }
        return seq;
    }

    private void append(List<Line> lines) {
        file().append(lines.stream().map(Json::write).toList());
    }

    private List<Line> lines() {
        return file().lines().stream()
                .map(l -> Json.read(l, Line.class, path.toString()))
                .toList();
    }

    /** Only the last state of each machine matters. */
    private void compact() {
        List<Line> lines = lines();
        Map<String, Line> latest = new HashMap<>();
        lines.stream().filter(l -> l.event().equals("state")).forEach(l -> latest.put(l.action(), l));
        List<String> kept = lines.stream()
                .filter(l -> !l.event().equals("state") || l.equals(latest.get(l.action())))
                .map(Json::write)
                .toList();
        DurableFiles.write(path, String.join("\n", kept) + "\n");
    }

    /** The run, by folding the lines. The time of the lease is kept elsewhere and handed in. */
    Run read(Instant leaseUntil) {
        List<Line> lines = lines();
        if (lines.isEmpty() || !lines.getFirst().event().equals("begun")) {
            throw new IllegalStateException("run file without a beginning: " + path);
        }
        Begun begun = Json.read(lines.getFirst().body(), Begun.class, path.toString());
        long epoch = lines.getFirst().epoch();
        Owner owner = begun.owner();
        Phase phase = epoch == 0 ? Phase.REFUSED : Phase.RUNNING;
        String why = begun.why();
        List<Run.Recorded> events = new ArrayList<>();
        Map<String, Run.MachineState> machines = new HashMap<>();
        for (Line line : lines.subList(1, lines.size())) {
            if (line.event().equals("taken")) {
                epoch = line.epoch();
                owner = Json.read(line.body(), Owner.class, path.toString());
                continue;
            }
            Instant at = Instant.parse(line.at());
            Event event = new EventText(line.event(), line.action(), line.key(), line.body()).event(id);
            switch (event) {
                case Event.State(String action, String state, String summary) ->
                    machines.put(action, new Run.MachineState(state, summary, at));
                case Event.Unwinding(String reason) -> {
                    phase = Phase.UNWINDING;
                    why = reason;
                }
                case Event.Ended(Phase end, String reason) -> {
                    phase = end;
                    why = reason;
                }
                case Event.Intended e -> {}
                case Event.Done e -> {}
                case Event.Failed e -> {}
            }
            if (!(event instanceof Event.State)) {
                events.add(new Run.Recorded(line.seq(), at, line.epoch(), event));
            }
        }
        Instant created = Instant.parse(lines.getFirst().at());
        Fence fence = new Fence(begun.generation(), epoch);
        return new Run(
                id,
                begun.plan(),
                begun.caller(),
                phase,
                fence,
                owner,
                leaseUntil,
                begun.verdicts(),
                why,
                created,
                events,
                machines);
    }
}
