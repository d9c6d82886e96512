package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.resources.Origin;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a rule says what it sees. For one thread. */
public final class Report {
    /** Findings of one rule in one file that are kept: more say nothing new, and hostile files hold millions. */
    private static final int MAX_PER_FILE = 100;

    private final About about;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding, Fix> fixes = new HashMap<>();
    private final List<CheckResult.Undecided> undecided = new ArrayList<>();

    /** For a rule and the file it looks at; empty for the repository. */
    Report(About about, String file) {
        this.about = about;
        this.file = file;
    }

    /** Something is wrong there. */
    public void at(Span span, String message) {
        at(span.in(file), message);
    }

    /** Something is wrong there, and this mends it. */
    public void at(Span span, String message, Fix fix) {
        at(span.in(file), message, fix);
    }

    /** Something is wrong there, and this mends it; the fix is for the file of the place. */
    public void at(Place place, String message, Fix fix) {
        int before = findings.size();
        at(place, message);
        if (findings.size() > before) {
            fixes.put(findings.getLast(), fix);
        }
    }

    /** Something is wrong there, in a file of its own. */
    public void at(Origin origin, String message) {
        at(origin.place(), message);
    }

    /** The answer depends on something that is not known here. */
    public void undecided(Origin origin, String why) {
        if (undecided.size() < MAX_PER_FILE) {
            undecided.add(new CheckResult.Undecided(about.id(), origin.place(), why));
        }
    }

    /** Something is wrong on this line. */
    public void line(int line, String message) {
        at(Place.of(file, line), message);
    }

    /** Something is wrong there. */
    public void at(Place place, String message) {
        at(place, about.severity(), about.confidence(), message);
    }

    /** Something is wrong there, and it is worse or less bad, surer or less sure than usual. */
    public void at(Place place, Severity severity, Confidence confidence, String message) {
        if (findings.size() < MAX_PER_FILE) {
            findings.add(new Finding(about.id(), severity, confidence, place, message, about.fix(), about.controls()));
        }
    }

    /** The answer depends on something that is not known here, such as a variable. */
    public void undecided(Span span, String why) {
        if (undecided.size() < MAX_PER_FILE) {
            undecided.add(new CheckResult.Undecided(about.id(), span.in(file), why));
        }
    }

    Map<Finding, Fix> fixes() {
        return fixes;
    }

    List<Finding> findings() {
        return findings;
    }

    List<CheckResult.Undecided> undecided() {
        return undecided;
    }
}
