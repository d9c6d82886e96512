package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.resources.Origin;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Where a rule says what it sees. For one thread. */
public final class Report {
    /** Findings of one rule in one file that are kept: more say nothing new, and hostile files hold millions. */
    private static final int MAX_PER_FILE = 100;

    /**
     * A finding, where it ends, and how it can be mended.
     *
     * @param end the offset behind it in its file, -1 when unknown
     * @param fixes at most one
     */
    record Said(Finding finding, int end, List<Fix> fixes) {}

    private final About about;
    private final String file;
    private final List<Said> said = new ArrayList<>();
    private final List<CheckResult.Undecided> undecided = new ArrayList<>();

    /** For a rule and the file it looks at; empty for the repository. */
    Report(About about, String file) {
        this.about = about;
        this.file = file;
    }

    /** Something is wrong there. */
    public void at(Span span, String message) {
        say(span.in(file), span.end(), message, List.of());
    }

    /** Something is wrong there, and this mends it. */
    public void at(Span span, String message, Fix fix) {
        say(span.in(file), span.end(), message, List.of(fix));
    }

    /** Something is wrong there, and this mends it; the fix is for the file of the place. */
    public void at(Place place, String message, Fix fix) {
        say(place, -1, message, List.of(fix));
    }

    /** Something is wrong there, in a file of its own. */
    public void at(Origin origin, String message) {
        say(origin.place(), origin.span().end(), message, List.of());
    }

    /** Something is wrong there, and this mends it; the fix is for the file of the origin. */
    public void at(Origin origin, String message, Fix fix) {
        say(origin.place(), origin.span().end(), message, List.of(fix));
    }

    /** The answer depends on something that is not known here. */
    public void undecided(Origin origin, String why) {
        undecided(origin.place(), why);
    }

    /** Something is wrong on this line. */
    public void line(int line, String message) {
        at(Place.of(file, line), message);
    }

    /** Something is wrong there. */
    public void at(Place place, String message) {
        say(place, -1, message, List.of());
    }

    /** Something is wrong there, and it is worse or less bad, surer or less sure than usual. */
    public void at(Place place, Severity severity, Confidence confidence, String message) {
        say(place, severity, confidence, -1, message, List.of());
    }

    /** As {@link #at(Place, Severity, Confidence, String)}, and this mends it; the fix is for the file of the place. */
    public void at(Place place, Severity severity, Confidence confidence, String message, Fix fix) {
        say(place, severity, confidence, -1, message, List.of(fix));
    }

    /** The answer depends on something that is not known here, such as a variable. */
    public void undecided(Span span, String why) {
        undecided(span.in(file), why);
    }

    private void undecided(Place place, String why) {
        if (undecided.size() < MAX_PER_FILE) {
            undecided.add(new CheckResult.Undecided(about.id(), place, why));
        }
    }

    private void say(Place place, int end, String message, List<Fix> fixes) {
        say(place, about.severity(), about.confidence(), end, message, fixes);
    }

    private void say(Place place, Severity severity, Confidence confidence, int end, String message, List<Fix> fixes) {
        if (said.size() < MAX_PER_FILE) {
            said.add(new Said(
                    new Finding(about.id(), severity, confidence, place, message, about.fix(), about.controls()),
                    end,
                    fixes));
        }
    }

    /** The rule broke: a bug of that rule. The others go on, and nobody is told that all is well. */
    void broke(Throwable e) {
        undecided(
                Place.of(file, 1),
                "the rule broke on this file: " + e.getClass().getSimpleName());
    }

    List<Said> said() {
        return said;
    }

    List<CheckResult.Undecided> undecided() {
        return undecided;
    }
}
