package dev.slipway.evidence;

import dev.slipway.base.SlipwayException;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import dev.slipway.plan.Verdict.Answer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The five gates, and approval, as pure functions. A verdict says what decided and never claims more than was looked at; of
 * several results of one kind the newest that counts decides. A waiver opens a gate only where the environment's
 * {@code waivable} names it, and stays visible.
 */
public final class Gates {
    /** With the offset, so that a time in the hour that comes twice is one time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx VV", Locale.ROOT);

    private Gates() {}

    /** One verdict for each gate asked, in their order. */
    public static List<Verdict> evaluate(GateInput input) {
        CountedEvidence evidence = CountedEvidence.of(input);
        return input.gates().stream()
                .map(gate -> waive(input, judge(gate, input, evidence)))
                .toList();
    }

    /**
     * One verdict for each gate over several digests: the worst answer decides, and says for which digest.
     *
     * @param inputs at least one; all ask the same gates
     */
    public static List<Verdict> evaluateAll(List<GateInput> inputs) {
        if (inputs.size() == 1) {
            return evaluate(inputs.getFirst());
        }
        List<List<Verdict>> each = inputs.stream().map(Gates::evaluate).toList();
        List<Verdict> merged = new ArrayList<>();
        for (int g = 0; g < inputs.getFirst().gates().size(); g++) {
            merged.add(worst(inputs, each, g));
        }
        return merged;
    }

    private static Verdict worst(List<GateInput> inputs, List<List<Verdict>> each, int gate) {
        int worst = 0;
        List<String> all = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            Verdict v = each.get(i).get(gate);
            all.addAll(v.inputs());
            if (badness(v.answer()) > badness(each.get(worst).get(gate).answer())) {
                worst = i;
            }
        }
        Verdict v = each.get(worst).get(gate);
        if (v.gate() == GateId.WINDOW || v.gate() == GateId.APPROVAL) {
            return v;
        }
        String decided = v.answer() == Answer.PASS
                ? v.decided() + " (and so for all " + inputs.size() + " images)"
                : inputs.get(worst).subject().abbreviated() + ": " + v.decided();
        return new Verdict(v.gate(), v.answer(), decided, all, v.closes());
    }

    private static int badness(Answer answer) {
        return switch (answer) {
            case PASS -> 0;
            case WAIVED -> 1;
            case WAIT -> 2;
            case FAIL -> 3;
        };
    }

    private static Verdict judge(GateId gate, GateInput input, CountedEvidence evidence) {
        return switch (gate) {
            case TESTS -> tests(input, evidence);
            case SCAN -> ScanGate.judge(input, evidence);
            case PROVENANCE -> provenance(input, evidence);
            case ROLLBACK -> rollback(input, evidence);
            case WINDOW -> window(input);
            case APPROVAL -> ApprovalGate.judge(input);
        };
    }

    private static Verdict waive(GateInput input, Verdict v) {
        String waiver = input.waivers().getOrDefault(v.gate().word(), "");
        if (v.open() || waiver.isEmpty()) {
            return v;
        }
        List<String> inputs = new ArrayList<>(v.inputs());
        inputs.add("waiver: " + waiver);
        if (!input.environment().waivable().contains(v.gate())) {
            String refused = v.decided() + "; the waiver is refused: environment "
                    + input.environment().name() + " does not name " + v.gate().word() + " under waivable";
            return new Verdict(v.gate(), v.answer(), refused, inputs, v.closes());
        }
        return new Verdict(v.gate(), Answer.WAIVED, "waived by " + waiver + " (was: " + v.decided() + ")", inputs, "");
    }

    private static Verdict tests(GateInput input, CountedEvidence evidence) {
        String subject = input.subject().abbreviated();
        String closes = closes(input, evidence, "--junit FILE");
        Optional<CountedEvidence.Found<Predicate.TestResult>> found = evidence.newest(Predicate.TestResult.class);
        if (found.isEmpty()) {
            return missing(GateId.TESTS, "no test result for " + subject + " counts", evidence, closes);
        }
        Predicate.TestResult t = found.get().predicate();
        List<String> inputs = List.of(found.get().item().text());
        if (t.failed() > 0) {
            String decided = t.failed() + " of " + (t.passed() + t.failed()) + " tests failed";
            return new Verdict(GateId.TESTS, Answer.FAIL, decided, inputs, closes);
        }
        if (t.passed() == 0) {
            String decided = t.skipped() > 0 ? "all " + t.skipped() + " tests were skipped" : "no tests were found";
            String add = "add a test and run `slipway ship`" + orWaive(input, GateId.TESTS);
            return new Verdict(GateId.TESTS, Answer.FAIL, decided, inputs, add);
        }
        String skipped = t.skipped() > 0 ? ", " + t.skipped() + " skipped" : "";
        String how = t.origin().imported() ? ", imported from " + t.origin().from() : "";
        return new Verdict(GateId.TESTS, Answer.PASS, t.passed() + " passed" + skipped + how, inputs, "");
    }

    private static Verdict provenance(GateInput input, CountedEvidence evidence) {
        Optional<CountedEvidence.Found<Predicate.Built>> found = evidence.newest(Predicate.Built.class);
        if (found.isEmpty()) {
            String decided = "no provenance of " + input.subject().abbreviated() + " verifies";
            String closes = "build it with `slipway ship`, or bring the builder's: slipway evidence import --digest "
                    + input.subject() + " --provenance FILE" + orWaive(input, GateId.PROVENANCE);
            return missing(GateId.PROVENANCE, decided, evidence, closes);
        }
        var built = found.get().predicate().provenance();
        var parameters = built.buildDefinition().externalParameters();
        String version = parameters.version().isEmpty() ? parameters.revision() : parameters.version();
        String decided = "built by " + built.runDetails().builder().id()
                + (version.isEmpty() ? "" : " from " + version)
                + (parameters.dirty() ? " with uncommitted changes" : "")
                + ", signed by " + found.get().item().signer().text();
        return new Verdict(
                GateId.PROVENANCE,
                Answer.PASS,
                decided,
                List.of(found.get().item().text()),
                "");
    }

    private static Verdict rollback(GateInput input, CountedEvidence evidence) {
        List<CountedEvidence.Item> ways = evidence.items().stream()
                .filter(i -> i.predicate() instanceof Predicate.RollbackPath)
                .toList();
        List<String> inputs = new ArrayList<>();
        List<String> decided = new ArrayList<>();
        for (String scope : input.scopes()) {
            Optional<CountedEvidence.Item> way = ways.stream()
                    .filter(i -> i.predicate() instanceof Predicate.RollbackPath r
                            && r.scope().equals(scope))
                    .findFirst();
            if (way.isPresent() && way.get().predicate() instanceof Predicate.RollbackPath r) {
                inputs.add(way.get().text());
                decided.add(back(r));
            }
        }
        if (decided.isEmpty()) {
            String closes = "run `slipway ship`, which looks for one" + orWaive(input, GateId.ROLLBACK);
            return missing(GateId.ROLLBACK, "no way back is known", evidence, closes);
        }
        return new Verdict(
                GateId.ROLLBACK,
                Answer.PASS,
                String.join("; ", decided.stream().distinct().toList()),
                inputs,
                "");
    }

    private static String back(Predicate.RollbackPath r) {
        return switch (r.back()) {
            case REMOVE_ROUTE -> "first release: the way back is to remove the route";
            case PREVIOUS -> "back to " + r.release() + (r.rehearsed() ? ", rehearsed" : "");
        };
    }

    private static Verdict window(GateInput input) {
        List<String> inputs = new ArrayList<>();
        inputs.add("now " + input.now());
        Optional<ZonedDateTime> until = Optional.empty();
        String inside = "";
        for (String text : input.environment().freeze()) {
            inputs.add("freeze " + text);
            try {
                Optional<ZonedDateTime> end = FreezeWindow.parse(text).endIfInside(input.now());
                if (end.isPresent() && (until.isEmpty() || until.get().isBefore(end.get()))) {
                    until = end;
                    inside = text;
                }
            } catch (SlipwayException e) {
                // Not read is not "not frozen".
                String what = e.problems().getFirst().what();
                return new Verdict(
                        GateId.WINDOW,
                        Answer.FAIL,
                        what,
                        inputs,
                        "correct `freeze` of the environment in slipway.yaml");
            }
        }
        if (until.isEmpty()) {
            String decided = input.environment().freeze().isEmpty()
                    ? "no freeze window is declared"
                    : "outside of all " + input.environment().freeze().size() + " freeze windows";
            return new Verdict(GateId.WINDOW, Answer.PASS, decided, inputs, "");
        }
        String end = TIME.format(until.get());
        return new Verdict(
                GateId.WINDOW,
                Answer.WAIT,
                "inside the freeze window '" + inside + "' until " + end,
                inputs,
                "try again after " + end + orWaive(input, GateId.WINDOW));
    }

    static Verdict missing(GateId gate, String decided, CountedEvidence evidence, String closes) {
        String why =
                evidence.refused().isEmpty() ? "" : " (" + evidence.refused().size() + " not counted, see the inputs)";
        return new Verdict(gate, Answer.FAIL, decided + why, evidence.refused(), closes);
    }

    /** What we built ourselves is built again; for what came from elsewhere results are imported. */
    static String closes(GateInput input, CountedEvidence evidence, String importFlag) {
        boolean ours = evidence.newest(Predicate.Built.class)
                .filter(b -> b.item().signer().local())
                .isPresent();
        return ours ? "slipway ship" : "slipway evidence import --digest " + input.subject() + " " + importFlag;
    }

    static String orWaive(GateInput input, GateId gate) {
        return input.environment().waivable().contains(gate)
                ? ", or add --waive " + gate.word() + " --reason TEXT"
                : "";
    }
}
