package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments that take findings away: {@code # slipway:ignore docker/root-user reason=needs port 80 until=2027-01-31}. One on a
 * line of its own speaks for the next line that is no comment, one behind something for that line; each speaks also for
 * findings about the whole file. Without a reason, or after its date, it takes nothing away and is a finding itself; so is
 * one that nothing needs any more. Comments of other tools count too: {@link ForeignComments}.
 */
final class Suppressions {
    static final About NO_REASON = new About(
            "check/suppression-without-reason",
            "A suppression gives no reason",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Nobody can tell later whether the finding was understood or only silenced.",
            "write reason=... behind the rule's id",
            List.of());

    static final About EXPIRED = new About(
            "check/suppression-expired",
            "A suppression is past its date",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "It was meant to hold only until that day; the finding is due again.",
            "fix what it suppresses, or give a new date and reason",
            List.of());

    static final About UNUSED = new About(
            "check/suppression-unused",
            "A suppression suppresses nothing",
            Severity.NOTE,
            Confidence.HIGH,
            "What it was written for is gone; left standing it would hide the next one.",
            "remove the comment",
            List.of());

    private static final Pattern COMMENT =
            Pattern.compile("(?:^|\\s)(?:#|//|--|/\\*|<!--|;)\\s*slipway:ignore\\s+([a-z]+/[a-z0-9,/-]+)([^\\n]*)");
    private static final Pattern UNTIL = Pattern.compile("\\buntil=(\\S+)");
    private static final Pattern REASON = Pattern.compile("\\breason=(.*?)(?:\\s+until=\\S+|\\s*(?:-->|\\*/))?\\s*$");
    private static final Pattern ONLY_COMMENT = Pattern.compile("\\s*(#|//|--|/\\*|<!--|;).*");

    private static final Pattern DOCUMENTATION = Pattern.compile(".*\\.(md|rst|adoc)");

    /** What is known of a file with nothing to suppress. */
    static final Suppressions NONE = new Suppressions("", LocalDate.EPOCH, List.of());

    /** Suppressions of one file that are heard. */
    private static final int MAX_PER_FILE = 200;

    /** Lines of comment that may follow a suppression before what it speaks for. */
    private static final int MAX_COMMENT_LINES = 50;

    private record One(String rule, int line, int speaksFor, String reason, String until) {}

    private final String file;
    private final LocalDate today;
    private final List<ForeignComments.Mute> foreign;
    private final List<One> all = new ArrayList<>();
    private final Set<One> used = new HashSet<>();

    private Suppressions(String file, LocalDate today, List<ForeignComments.Mute> foreign) {
        this.file = file;
        this.today = today;
        this.foreign = foreign;
    }

    static Suppressions of(TextFile file, LocalDate today) {
        if (DOCUMENTATION.matcher(file.name()).matches()) {
            return NONE;
        }
        Suppressions suppressions = new Suppressions(file.path(), today, ForeignComments.read(file, today));
        if (file.text().contains("slipway:ignore")) {
            List<String> lines = file.lines().stream().map(TextFile.Line::text).toList();
            for (int i = 0; i < lines.size() && suppressions.all.size() < MAX_PER_FILE; i++) {
                suppressions.read(lines, i);
            }
        }
        return suppressions.isEmpty() ? NONE : suppressions;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return all.isEmpty() && foreign.isEmpty();
    }

    private void read(List<String> lines, int index) {
        Matcher comment = COMMENT.matcher(lines.get(index));
        if (!comment.find()) {
            return;
        }
        boolean alone = ONLY_COMMENT.matcher(lines.get(index)).matches();
        int speaksFor = index;
        int last = Math.min(lines.size() - 1, index + MAX_COMMENT_LINES);
        while (alone && speaksFor < last && isComment(lines.get(speaksFor))) {
            speaksFor++;
        }
        Matcher reason = REASON.matcher(comment.group(2));
        Matcher until = UNTIL.matcher(comment.group(2));
        String why = reason.find() ? reason.group(1).strip() : "";
        for (String rule : comment.group(1).split(",")) {
            all.add(new One(rule, index + 1, speaksFor + 1, why, until.find(0) ? until.group(1) : ""));
        }
    }

    private static boolean isComment(String line) {
        return line.isBlank() || ONLY_COMMENT.matcher(line).matches();
    }

    /** Forgets what was asked before. */
    void begin() {
        if (!isEmpty()) {
            used.clear();
        }
    }

    /** The reason that takes this finding away; empty when none does. */
    String reasonFor(Finding finding) {
        for (One one : all) {
            int line = finding.place().line();
            boolean meant =
                    one.rule().equals(finding.rule()) && (line == 0 || line == one.speaksFor() || line == one.line());
            if (meant) {
                used.add(one);
                if (!one.reason().isEmpty() && !expired(one)) {
                    return one.reason();
                }
            }
        }
        return foreign.stream()
                .filter(m -> m.covers(finding))
                .map(ForeignComments.Mute::reason)
                .findFirst()
                .orElse("");
    }

    /** What is wrong with the suppressions themselves; asked after all findings. */
    List<Finding> own() {
        List<Finding> own = new ArrayList<>();
        for (One one : all) {
            if (one.reason().isEmpty()) {
                own.add(of(NO_REASON, one, "the suppression of " + one.rule() + " gives no reason and does not count"));
            } else if (expired(one)) {
                own.add(of(
                        EXPIRED,
                        one,
                        "the suppression of " + one.rule() + " was meant until " + printable(one.until())));
            } else if (!used.contains(one)) {
                own.add(of(UNUSED, one, one.rule() + " finds nothing here"));
            }
        }
        return own;
    }

    private Finding of(About about, One one, String message) {
        return new Finding(
                about.id(),
                about.severity(),
                about.confidence(),
                Place.of(file, one.line()),
                message,
                about.fix(),
                about.controls());
    }

    /** A date that is none has passed: nobody meant "for ever" by it. */
    private boolean expired(One one) {
        return past(one.until(), today);
    }

    /** Whether a date is past; no date never is. */
    static boolean past(String until, LocalDate today) {
        if (until.isEmpty()) {
            return false;
        }
        try {
            return LocalDate.parse(until).isBefore(today);
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    private static String printable(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }
}
