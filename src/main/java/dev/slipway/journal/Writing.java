package dev.slipway.journal;

import java.util.List;
import java.util.Optional;

/** The driver's pen: what it writes to the journal it also knows. */
record Writing(Journal journal, Lease lease, Progress progress) {
    void write(Event... events) {
        write(List.of(events));
    }

    void write(List<Event> events) {
        journal.write(lease, events);
        events.forEach(progress::apply);
    }

    Optional<Ask> takeAsk() {
        return journal.takeAsk(lease);
    }
}
