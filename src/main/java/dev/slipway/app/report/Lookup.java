package dev.slipway.app.report;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Problem;
import dev.slipway.journal.RunId;
import dev.slipway.store.Database;
import dev.slipway.store.Releases;
import dev.slipway.store.RunTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the run that somebody means. */
final class Lookup {
    /** What the id of a deployment that takes another back ends with. */
    static final String BACK = "-back";

    /** Runs and deployments that a beginning or a near miss is looked for in. */
    private static final int RECENT = 500;

    /** Near misses and choices that are named. */
    private static final int NAMED = 5;

    private final Database database;

    Lookup(Database database) {
        this.database = database;
    }

    /** The latest run for an empty word; else the run, or the run of the newest deployment of the release or version. */
    RunId run(String word) {
        List<RunTable.RunRow> recent = database.inTransaction(tx -> tx.runs().recent(word.isEmpty() ? 1 : RECENT));
        if (recent.isEmpty()) {
            throw Problem.input(
                            "there is no run to report", "nothing was shipped from this home yet", "slipway ship DIR")
                    .asException();
        }
        if (word.isEmpty()) {
            return new RunId(recent.getFirst().id());
        }
        return exact(word)
                .or(() -> release(word))
                .or(() -> one(
                        word,
                        recent.stream()
                                .map(RunTable.RunRow::id)
                                .filter(id -> id.startsWith(word))
                                .toList()))
                .map(RunId::new)
                .orElseThrow(() -> missing(word, recent).asException());
    }

    private Optional<String> exact(String word) {
        return database.inTransaction(tx -> tx.runs().find(word)).map(RunTable.RunRow::id);
    }

    private Optional<String> release(String word) {
        List<Releases.Deployment> found = database
                .inTransaction(tx -> tx.releases().find(word, RECENT))
                .stream()
                .filter(d -> !d.id().endsWith(BACK) && !d.run().isEmpty())
                .toList();
        Optional<Releases.Deployment> named =
                found.stream().filter(d -> d.release().equals(word)).findFirst();
        if (named.isPresent()) {
            return named.map(Releases.Deployment::run);
        }
        List<String> versions =
                found.stream().map(Releases.Deployment::version).distinct().toList();
        return one(word, versions).map(v -> found.getFirst().run());
    }

    /** The one there is; several are a question. */
    private static Optional<String> one(String word, List<String> found) {
        if (found.size() > 1) {
            throw Problem.input(
                            "'" + word + "' means more than one",
                            "it is the beginning of "
                                    + String.join(
                                            ", ", found.stream().limit(NAMED).toList()),
                            "slipway report " + found.getFirst())
                    .asException();
        }
        return found.stream().findFirst();
    }

    private Problem missing(String word, List<RunTable.RunRow> recent) {
        List<Releases.Deployment> deployed =
                database.inTransaction(tx -> tx.releases().recent(RECENT));
        Set<String> known = new LinkedHashSet<>();
        deployed.forEach(d -> known.addAll(List.of(d.release(), d.version())));
        recent.forEach(r -> known.add(r.id()));
        String near = DidYouMean.nearest(word, known)
                .map(n -> "did you mean '" + n + "'?")
                .orElse("the latest are "
                        + String.join(
                                ", ",
                                Stream.concat(
                                                deployed.stream().map(Releases.Deployment::release),
                                                recent.stream().map(RunTable.RunRow::id))
                                        .distinct()
                                        .limit(NAMED)
                                        .toList()));
        return Problem.input("no run, release or version is called '" + word + "'", near, "slipway report");
    }
}
