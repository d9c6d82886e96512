package dev.slipway.app;

import dev.slipway.base.Caller;
import dev.slipway.exec.files.Home;
import dev.slipway.store.Database;

/** The composition root on a home of a test's own: for tests that drive the executor themselves. */
public final class RoomsForTests {
    private RoomsForTests() {}

    /** On a database that is open. */
    public static Rooms on(Home home, Database database) {
        return new Rooms(home, Caller.human("tester@here"), () -> database);
    }

    /** On the embedded database of this home; closed by whoever asks. */
    public static Rooms at(Home home) {
        return new Rooms(home, Caller.human("tester@here"), "");
    }
}
