package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Service;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.Judge;
import dev.slipway.plan.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The words around a verdict: of the judge and of a gate. */
public final class Judgement {
    private Judgement() {}

    /** What was seen, in a sentence; empty when nothing was judged. */
    public static String text(Service s) {
        String text = Sentences.shown(s.evidence());
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What the judge could not see. */
    public static List<String> limits(Service s) {
        List<String> limits = new ArrayList<>();
        if (s.release().routed() && s.release().verify().isEmpty()) {
            limits.add("Only the health path was asked: a wrong answer with status 200 would not have been noticed."
                    + " Requests under x-slipway.verify say what \"works\" means.");
        }
        if (s.release().routed() && !s.release().verify().isEmpty()) {
            limits.add("Asked: " + Changes.checks(s.release().verify()) + ".");
        }
        if (s.first()) {
            limits.add("A first release is compared with nothing: only its own error rate counts.");
        }
        return limits;
    }

    /** Which part of the rule decided. */
    public static String basis(Evidence.Basis basis) {
        return switch (basis) {
            case FAST_PATH -> "the fast path";
            case SEQUENTIAL -> "the sequential test against the old version";
            case END_TEST -> "the exact test at the end of a step";
            case RELATIVE -> "the sequential test for \"as good as the old version\"";
            case ABSOLUTE -> "the bound of the new version's own error rate";
            case EXITS -> "restarts and exits";
            case DECREE -> "a person or a policy";
            case NONE -> "nothing";
        };
    }

    /** {@code 40 %}. */
    public static String percent(double share) {
        return Judge.percent(share);
    }

    /** A gate's answer, readable without colour. */
    public static String answer(Verdict.Answer answer) {
        return switch (answer) {
            case PASS -> "✓ passed";
            case FAIL -> "✗ failed";
            case WAIT -> "… waits";
            case WAIVED -> "! waived";
        };
    }

    /** Its class in the style sheet. */
    public static String look(Verdict.Answer answer) {
        return switch (answer) {
            case PASS -> "good-text";
            case FAIL -> "bad-text";
            case WAIT, WAIVED -> "wait-text";
        };
    }
}
