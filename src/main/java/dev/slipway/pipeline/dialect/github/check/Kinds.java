package dev.slipway.pipeline.dialect.github.check;

import java.util.Set;

/** The words for kinds of mistakes, and which of them only warn. */
public final class Kinds {
    static final String SYNTAX = "syntax";
    static final String UNKNOWN_KEY = "unknown-key";
    static final String MISSING_KEY = "missing-key";
    static final String DUPLICATE_KEY = "duplicate-key";
    static final String TYPE = "type";
    static final String VALUE = "value";
    static final String EXPRESSION = "expression";
    static final String REFERENCE = "reference";
    static final String CYCLE = "cycle";
    static final String LIMIT = "limit";
    static final String ID = "id";
    static final String EVENT = "event";
    static final String GLOB = "glob";
    static final String PERMISSION = "permission";
    static final String CREDENTIALS = "credentials";
    static final String CALL = "workflow-call";
    /** The service takes it and the value is empty. */
    static final String UNDEFINED = "undefined";

    /** The types in an expression do not fit each other: it has a value, but never one that was meant. */
    static final String EXPRESSION_TYPE = "expression-type";

    /** An expression's value is not what its key takes; the service sees only in the run what it becomes. */
    static final String EXPRESSION_VALUE = "expression-value";

    /** A label of a hosted runner that is no longer there: the job never starts. */
    static final String RETIRED = "retired-runner";

    /** A command that the service refuses: the step fails. */
    static final String REFUSED_COMMAND = "refused-command";

    static final String MATRIX = "matrix";
    static final String ACTION = "action";
    static final String CONDITION = "constant-condition";
    static final String LABEL = "runner-label";
    static final String DEPRECATED = "deprecated-command";
    static final String INCOMPLETE = "incomplete";
    static final String IGNORED_KEY = "ignored-key";
    static final String UNTRUSTED = "untrusted";

    /** What the service accepts although it can hardly be meant: told, but no reason to refuse the file. */
    private static final Set<String> WARNINGS = Set.of(
            UNDEFINED,
            EXPRESSION_VALUE,
            MATRIX,
            ACTION,
            CONDITION,
            LABEL,
            DEPRECATED,
            INCOMPLETE,
            IGNORED_KEY,
            UNTRUSTED);

    private Kinds() {}

    /** Whether a mistake of this kind leaves the file acceptable. */
    public static boolean isWarning(String kind) {
        return WARNINGS.contains(kind);
    }
}
