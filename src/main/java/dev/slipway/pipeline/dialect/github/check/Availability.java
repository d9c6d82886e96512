package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Names;

/** Which contexts and functions a key may use (provider's page "Contexts reference", context availability). */
final class Availability {
    static final Names NONE = Names.of();
    static final Names WORKFLOW = Names.of("github", "inputs", "vars");
    static final Names WORKFLOW_ENV = WORKFLOW.and("secrets");
    static final Names CALL_OUTPUT = WORKFLOW.and("jobs");
    static final Names NEEDS = WORKFLOW.and("needs");
    static final Names STRATEGY = NEEDS.and("strategy", "matrix");
    static final Names JOB_ENV = STRATEGY.and("secrets");
    static final Names JOB_IF = NEEDS.and("always()", "success()", "failure()", "cancelled()");
    static final Names JOB_DEFAULTS = STRATEGY.and("env");
    static final Names CREDENTIALS = WORKFLOW.and("secrets", "env", "needs", "strategy", "matrix");
    static final Names RUNNER = JOB_ENV.and("steps", "job", "runner", "env");
    static final Names RUNNER_WITHOUT_SECRETS = STRATEGY.and("steps", "job", "runner", "env");
    static final Names STEPS = RUNNER.and("hashFiles()");
    static final Names STEP_IF =
            RUNNER_WITHOUT_SECRETS.and("always()", "success()", "failure()", "cancelled()", "hashFiles()");
    static final Names ACTION_STEPS =
            Names.of("github", "inputs", "strategy", "matrix", "steps", "job", "runner", "env", "hashFiles()");
    static final Names ACTION_STEP_IF = ACTION_STEPS.and("always()", "success()", "failure()", "cancelled()");
    static final Names ACTION_INPUTS = Names.of("inputs");
    static final Names ACTION_DEFAULT = Names.of("github", "strategy", "matrix", "job", "runner", "hashFiles()");
    static final Names ACTION_OUTPUT =
            Names.of("github", "strategy", "matrix", "steps", "inputs", "job", "runner", "env");

    private Availability() {}
}
