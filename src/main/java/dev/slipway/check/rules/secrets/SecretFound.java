package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import dev.slipway.check.secrets.Family;
import dev.slipway.check.secrets.Found;
import dev.slipway.check.secrets.Kind;
import dev.slipway.check.secrets.kinds.KindExamples;
import dev.slipway.check.secrets.kinds.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A secret of one family stands in a file. All of these rules share one pass over the text.
 *
 * @param family whose kinds it tells
 * @param more examples besides those of its first kinds
 */
record SecretFound(About about, Family family, List<Example> more) implements Rule.OfText {
    /** Kinds whose examples stand for the family; each kind's own are tested with the kinds. */
    private static final int SHOWN_KINDS = 2;

    SecretFound {
        more = List.copyOf(more);
    }

    @Override
    public Set<String> keywords() {
        return Set.of();
    }

    @Override
    public List<Example> examples() {
        List<Example> all = new ArrayList<>(more);
        for (Kind kind : Kinds.of(family).stream().limit(SHOWN_KINDS).toList()) {
            KindExamples.bad(kind).forEach(text -> all.add(Example.bad("deploy/run.txt", text)));
            KindExamples.good(kind).forEach(text -> all.add(Example.good("deploy/run.txt", text)));
        }
        return all;
    }

    @Override
    public void check(TextFile file, Report out) {
        for (Found found : file.secrets().found()) {
            if (found.kind().family() == family) {
                say(file, found, out);
            }
        }
    }

    private void say(TextFile file, Found found, Report out) {
        boolean sure = found.proven() || found.kind().trust() == Kind.Trust.UNMISTAKABLE;
        Place place = new Place(file.path(), found.line(), found.column());
        if (!file.isSample()) {
            Severity severity = sure || about.severity() != Severity.CRITICAL ? about.severity() : Severity.HIGH;
            Confidence confidence = found.proven() ? Confidence.CERTAIN : sure ? Confidence.HIGH : Confidence.MEDIUM;
            out.at(
                    place,
                    severity,
                    about.confidence() == Confidence.MEDIUM ? Confidence.MEDIUM : confidence,
                    found.message());
        } else if (sure) {
            // Keys for tests are made to be public, mostly: told, but not as the end of the world.
            Severity severity = family == Family.PRIVATE_KEY ? Severity.LOW : Severity.MEDIUM;
            out.at(place, severity, Confidence.LOW, found.message());
        }
    }
}
