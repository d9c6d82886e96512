package dev.slipway.pipeline.dialect.github.check;

import static dev.slipway.pipeline.dialect.github.check.Shape.ANY;
import static dev.slipway.pipeline.dialect.github.check.Shape.BOOL;
import static dev.slipway.pipeline.dialect.github.check.Shape.NUM;
import static dev.slipway.pipeline.dialect.github.check.Shape.TEXT;
import static dev.slipway.pipeline.dialect.github.check.Shape.WORDS;
import static dev.slipway.pipeline.dialect.github.check.Shape.either;
import static dev.slipway.pipeline.dialect.github.check.Shape.fields;
import static dev.slipway.pipeline.dialect.github.check.Shape.list;
import static dev.slipway.pipeline.dialect.github.check.Shape.mapOf;
import static dev.slipway.pipeline.dialect.github.check.Shape.word;

import dev.slipway.pipeline.dialect.github.check.Shape.Field;
import dev.slipway.pipeline.dialect.github.check.Shape.Fields;
import dev.slipway.pipeline.dialect.github.check.Shape.In;
import dev.slipway.pipeline.dialect.github.expr.Names;
import java.util.List;
import java.util.Map;

/** The shape of {@code action.yml} (provider's page "Metadata syntax reference"). */
final class ActionShape {
    private static final Shape USING = word("docker", "node12", "node16", "node20", "node24", "composite");
    private static final Shape CONDITION = in(
            Names.of(
                    "runner",
                    "github",
                    "job",
                    "strategy",
                    "matrix",
                    "env",
                    "inputs",
                    "always()",
                    "success()",
                    "failure()",
                    "cancelled()",
                    "hashFiles()"),
            TEXT);
    private static final Shape STEP_TEXT = in(Availability.ACTION_STEPS, TEXT);
    private static final Shape STEP_ENV = in(Availability.ACTION_STEPS, mapOf("env", TEXT));
    private static final Shape STEP_IF = in(Availability.ACTION_STEP_IF, TEXT);
    private static final Shape CONTINUE = in(Availability.ACTION_STEPS, BOOL);

    private static final Shape STEP = either(
            fields(
                    "step",
                    "name",
                    STEP_TEXT,
                    "id",
                    WORDS,
                    "if",
                    STEP_IF,
                    "run!",
                    STEP_TEXT,
                    "shell!",
                    STEP_TEXT,
                    "env",
                    STEP_ENV,
                    "continue-on-error",
                    CONTINUE,
                    "working-directory",
                    STEP_TEXT),
            fields(
                    "step",
                    "name",
                    STEP_TEXT,
                    "id",
                    WORDS,
                    "if",
                    STEP_IF,
                    "uses!",
                    WORDS,
                    "with",
                    in(Availability.ACTION_STEPS, mapOf("with", TEXT)),
                    "env",
                    STEP_ENV,
                    "continue-on-error",
                    CONTINUE));

    private static final Shape RUNS = either(
            fields("runs", "using!", USING, "steps!", list(STEP)),
            fields(
                    "runs", "using!", USING, "main!", WORDS, "pre", WORDS, "pre-if", CONDITION, "post", WORDS,
                    "post-if", CONDITION),
            fields(
                    "runs",
                    "using!",
                    USING,
                    "image!",
                    WORDS,
                    "entrypoint",
                    WORDS,
                    "args",
                    list(in(Availability.ACTION_INPUTS, TEXT)),
                    "env",
                    in(Availability.ACTION_INPUTS, mapOf("env", TEXT)),
                    "pre-entrypoint",
                    WORDS,
                    "pre-if",
                    CONDITION,
                    "post-entrypoint",
                    WORDS,
                    "post-if",
                    CONDITION));

    private static final Shape INPUT = new Fields(
            "inputs",
            Map.of(
                    "required", new Field(BOOL, false),
                    "default", new Field(in(Availability.ACTION_DEFAULT, either(TEXT, BOOL, NUM)), false),
                    "description", new Field(TEXT, false),
                    "deprecationMessage", new Field(TEXT, false)),
            List.of(ANY));

    static final Shape ROOT = fields(
            "action",
            "name!",
            WORDS,
            "author",
            TEXT,
            "description",
            TEXT,
            "inputs",
            mapOf("inputs", either(INPUT, Shape.NOTHING)),
            "outputs",
            mapOf("outputs", fields("outputs", "description", TEXT, "value", in(Availability.ACTION_OUTPUT, TEXT))),
            "runs!",
            RUNS,
            "branding",
            fields(
                    "branding",
                    "icon",
                    WORDS,
                    "color",
                    word("white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark")));

    private ActionShape() {}

    private static Shape in(Names names, Shape shape) {
        return new In(names, shape);
    }
}
