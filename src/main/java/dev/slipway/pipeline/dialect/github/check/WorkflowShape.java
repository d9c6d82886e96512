package dev.slipway.pipeline.dialect.github.check;

import static dev.slipway.pipeline.dialect.github.check.Shape.ANY;
import static dev.slipway.pipeline.dialect.github.check.Shape.BOOL;
import static dev.slipway.pipeline.dialect.github.check.Shape.NOTHING;
import static dev.slipway.pipeline.dialect.github.check.Shape.NUM;
import static dev.slipway.pipeline.dialect.github.check.Shape.TEXT;
import static dev.slipway.pipeline.dialect.github.check.Shape.WORDS;
import static dev.slipway.pipeline.dialect.github.check.Shape.either;
import static dev.slipway.pipeline.dialect.github.check.Shape.fields;
import static dev.slipway.pipeline.dialect.github.check.Shape.list;
import static dev.slipway.pipeline.dialect.github.check.Shape.mapOf;
import static dev.slipway.pipeline.dialect.github.check.Shape.oneOrMore;
import static dev.slipway.pipeline.dialect.github.check.Shape.word;

import dev.slipway.pipeline.dialect.github.check.Shape.Field;
import dev.slipway.pipeline.dialect.github.check.Shape.Fields;
import dev.slipway.pipeline.dialect.github.check.Shape.In;
import dev.slipway.pipeline.dialect.github.check.Shape.Later;
import dev.slipway.pipeline.dialect.github.expr.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of a workflow file (provider's page "Workflow syntax for GitHub Actions"). */
final class WorkflowShape {
    private static final Shape LEVEL = word("read", "write", "none");

    /** Every permission with its levels. */
    static final Map<String, List<String>> PERMISSIONS = permissionLevels();

    static final Shape PERMISSION = either(permissionFields(), word("read-all", "write-all"));

    private static final Shape SHELL_DEFAULTS = fields("run", "shell", WORDS, "working-directory", WORDS);

    private static final Shape CONCURRENCY =
            fields("concurrency", "group!", WORDS, "cancel-in-progress", BOOL, "queue", word("single", "max"));

    private static final Shape CREDENTIALS =
            in(Availability.CREDENTIALS, fields("credentials", "username", WORDS, "password", WORDS));

    private static final Shape CONTAINER = fields("container", containerKeys(false));
    private static final Shape SERVICE = fields("services", containerKeys(true));

    private static final Shape STEP_ENV = in(Availability.STEPS, mapOf("env", TEXT));
    private static final Shape STEP_TEXT = in(Availability.STEPS, TEXT);
    private static final Shape CONTINUE = in(Availability.STEPS, BOOL);
    private static final Shape STEP_IF = in(Availability.STEP_IF, TEXT);
    private static final Shape MINUTES = in(Availability.STEPS, NUM);

    private static final Shape RUN_STEP = fields(
            "step",
            "name",
            STEP_TEXT,
            "id",
            WORDS,
            "if",
            STEP_IF,
            "timeout-minutes",
            MINUTES,
            "run!",
            STEP_TEXT,
            "continue-on-error",
            CONTINUE,
            "env",
            STEP_ENV,
            "working-directory",
            STEP_TEXT,
            "shell",
            WORDS,
            "background",
            BOOL);

    private static final Shape USES_STEP = fields(
            "step",
            "name",
            STEP_TEXT,
            "id",
            WORDS,
            "if",
            STEP_IF,
            "continue-on-error",
            CONTINUE,
            "timeout-minutes",
            MINUTES,
            "uses!",
            WORDS,
            "with",
            in(Availability.STEPS, mapOf("with", TEXT)),
            "env",
            STEP_ENV,
            "background",
            BOOL);

    static final Shape STEP = either(
            RUN_STEP,
            USES_STEP,
            fields("step", "name", STEP_TEXT, "id", WORDS, "continue-on-error", CONTINUE, "wait!", oneOrMore(WORDS)),
            fields(
                    "step",
                    "name",
                    STEP_TEXT,
                    "id",
                    WORDS,
                    "continue-on-error",
                    CONTINUE,
                    "wait-all!",
                    either(NOTHING, BOOL)),
            fields("step", "name", STEP_TEXT, "id", WORDS, "continue-on-error", CONTINUE, "cancel!", WORDS),
            fields("step", "parallel!", list(new Later(WorkflowShape::step))));

    private static final Shape STRATEGY =
            in(Availability.NEEDS, fields("strategy", "fail-fast", BOOL, "max-parallel", NUM, "matrix", matrix()));

    private static final Shape JOB = fields(
            "job",
            "needs",
            oneOrMore(WORDS),
            "if",
            in(Availability.JOB_IF, TEXT),
            "strategy",
            STRATEGY,
            "name",
            in(Availability.STRATEGY, TEXT),
            "runs-on!",
            in(
                    Availability.STRATEGY,
                    either(WORDS, list(WORDS), fields("runs-on", "group", WORDS, "labels", oneOrMore(WORDS)))),
            "timeout-minutes",
            in(Availability.STRATEGY, NUM),
            "cancel-timeout-minutes",
            in(Availability.STRATEGY, NUM),
            "continue-on-error",
            in(Availability.STRATEGY, BOOL),
            "container",
            in(Availability.STRATEGY, either(TEXT, CONTAINER)),
            "services",
            in(Availability.STRATEGY, mapOf("services", either(WORDS, SERVICE))),
            "env",
            in(Availability.JOB_ENV, mapOf("env", TEXT)),
            "environment",
            in(
                    Availability.STRATEGY,
                    either(
                            TEXT,
                            fields(
                                    "environment",
                                    "name!",
                                    TEXT,
                                    "url",
                                    in(Availability.RUNNER_WITHOUT_SECRETS, TEXT),
                                    "deployment",
                                    BOOL))),
            "permissions",
            PERMISSION,
            "concurrency",
            in(Availability.STRATEGY, either(WORDS, CONCURRENCY)),
            "outputs",
            mapOf("outputs", in(Availability.RUNNER, TEXT)),
            "defaults",
            fields("defaults", "run", in(Availability.JOB_DEFAULTS, SHELL_DEFAULTS)),
            "steps",
            list(STEP),
            "snapshot",
            either(
                    WORDS,
                    fields("snapshot", "image-name!", WORDS, "if", in(Availability.STRATEGY, TEXT), "version", WORDS)));

    private static final Shape CALL = fields(
            "job",
            "name",
            in(Availability.STRATEGY, TEXT),
            "uses!",
            WORDS,
            "with",
            in(Availability.STRATEGY, mapOf("with", either(TEXT, BOOL, NUM))),
            "secrets",
            in(Availability.JOB_ENV, either(mapOf("secrets", either(TEXT, BOOL, NUM)), word("inherit"))),
            "needs",
            oneOrMore(WORDS),
            "if",
            in(Availability.JOB_IF, TEXT),
            "permissions",
            PERMISSION,
            "concurrency",
            in(Availability.STRATEGY, either(WORDS, CONCURRENCY)),
            "strategy",
            STRATEGY);

    static final Shape ROOT = fields(
            "workflow",
            "name",
            TEXT,
            "description",
            TEXT,
            "run-name",
            in(Availability.WORKFLOW, TEXT),
            "on!",
            on(),
            "permissions",
            PERMISSION,
            "env",
            in(Availability.WORKFLOW_ENV, mapOf("env", TEXT)),
            "defaults",
            fields("defaults", "run", SHELL_DEFAULTS),
            "concurrency",
            in(Availability.WORKFLOW, either(TEXT, CONCURRENCY)),
            "jobs!",
            mapOf("jobs", either(JOB, CALL)));

    private WorkflowShape() {}

    private static Shape step() {
        return STEP;
    }

    private static Shape in(Names names, Shape shape) {
        return new In(names, shape);
    }

    private static Object[] containerKeys(boolean service) {
        Shape env = mapOf("env", in(Availability.RUNNER, TEXT));
        Object[] both = {
            "image",
            WORDS,
            "options",
            TEXT,
            "env",
            env,
            "ports",
            list(WORDS),
            "volumes",
            list(WORDS),
            "credentials",
            CREDENTIALS
        };
        if (!service) {
            return both;
        }
        Object[] more = java.util.Arrays.copyOf(both, both.length + 4);
        more[both.length] = "entrypoint";
        more[both.length + 1] = TEXT;
        more[both.length + 2] = "command";
        more[both.length + 3] = TEXT;
        return more;
    }

    private static Shape matrix() {
        Shape rows = list(mapOf("matrix", ANY));
        return new Fields(
                "matrix",
                Map.of("include", new Field(rows, false), "exclude", new Field(rows, false)),
                List.of(list(ANY)));
    }

    private static Map<String, List<String>> permissionLevels() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String name :
                ("actions artifact-metadata attestations checks code-quality contents deployments discussions"
                                + " drives issues packages pages pull-requests repository-projects security-events statuses")
                        .split(" ")) {
            all.put(name, List.of("read", "write", "none"));
        }
        all.put("copilot-requests", List.of("write", "none"));
        all.put("id-token", List.of("write", "none"));
        all.put("models", List.of("read", "none"));
        all.put("vulnerability-alerts", List.of("read", "none"));
        return java.util.Collections.unmodifiableMap(all);
    }

    private static Shape permissionFields() {
        Map<String, Field> known = new LinkedHashMap<>();
        // The level that an id-token or a model may not have is told by a rule, in its own words.
        PERMISSIONS.keySet().forEach(name -> known.put(name, new Field(LEVEL, false)));
        return new Fields("permissions", known, List.of());
    }

    private static Shape on() {
        Map<String, Field> events = new LinkedHashMap<>();
        for (String event : Events.TYPES.keySet()) {
            events.put(event, new Field(event(event), false));
        }
        Shape names = word(Events.TYPES.keySet().toArray(String[]::new));
        return either(names, list(names), new Fields("on", events, List.of()));
    }

    private static Shape event(String event) {
        return switch (event) {
            case "schedule" -> list(fields("schedule", "cron!", WORDS, "timezone", WORDS));
            case "workflow_call" -> either(NOTHING, workflowCall());
            case "workflow_dispatch" -> either(NOTHING, workflowDispatch());
            default -> {
                Map<String, Field> known = new LinkedHashMap<>();
                for (String filter : Events.filters(event)) {
                    known.put(filter, new Field(oneOrMore(WORDS), false));
                }
                // A filter that an event lacks is told by a rule, which knows who has it.
                yield either(NOTHING, new Fields(event, known, List.of()));
            }
        };
    }

    private static Shape workflowCall() {
        Shape input = fields(
                "inputs",
                "description",
                TEXT,
                "deprecationMessage",
                TEXT,
                "type!",
                word("string", "boolean", "number"),
                "required",
                BOOL,
                "default",
                in(Availability.WORKFLOW, either(TEXT, BOOL, NUM)));
        Shape secret = either(NOTHING, fields("secrets", "description", TEXT, "required", BOOL));
        Shape output = fields("outputs", "description", TEXT, "value!", in(Availability.CALL_OUTPUT, TEXT));
        return fields(
                "workflow_call",
                "inputs",
                mapOf("inputs", input),
                "secrets",
                mapOf("secrets", secret),
                "outputs",
                mapOf("outputs", output));
    }

    private static Shape workflowDispatch() {
        Shape input = either(
                NOTHING,
                fields(
                        "inputs",
                        "description",
                        TEXT,
                        "deprecationMessage",
                        TEXT,
                        "type",
                        word("string", "boolean", "number", "environment", "choice"),
                        "required",
                        BOOL,
                        "default",
                        either(TEXT, BOOL, NUM),
                        "options",
                        list(TEXT)));
        return fields("workflow_dispatch", "inputs", mapOf("inputs", input));
    }
}
