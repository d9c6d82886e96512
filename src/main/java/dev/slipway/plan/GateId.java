package dev.slipway.plan;

import java.util.List;
import java.util.Locale;

/** The questions about evidence a plan may need answered. The first five are asked of every deployment. */
public enum GateId {
    /** Tests passed for this digest. */
    TESTS,
    /** This digest was scanned and has no critical finding. */
    SCAN,
    /** The provenance of this digest verifies. */
    PROVENANCE,
    /** There is a way back. */
    ROLLBACK,
    /** Not inside a freeze window. */
    WINDOW,
    /** Distinct people approved this plan for this digest. */
    APPROVAL;

    /** The five that are always asked. */
    public static final List<GateId> FIXED = List.of(TESTS, SCAN, PROVENANCE, ROLLBACK, WINDOW);

    /** The word users write: {@code tests}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
