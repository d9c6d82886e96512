package dev.slipway.deploy.rollout;

import dev.slipway.base.Problem;
import dev.slipway.base.wire.Json;
import java.util.Arrays;

/**
 * States, effects and commands as JSON: the record's own object with one more key, {@code type}, the record's name.
 */
public final class RolloutCodec {
    private RolloutCodec() {}

    private record Typed(String type) {}

    /** One line of JSON. */
    public static String write(RolloutState state) {
        return typed(state);
    }

    /** One line of JSON. */
    public static String write(Effect effect) {
        return typed(effect);
    }

    /** One line of JSON. */
    public static String write(Command command) {
        return typed(command);
    }

    /** Throws a SlipwayException (input) when the text is no state; {@code where} names its origin. */
    public static RolloutState readState(String text, String where) {
        return read(text, RolloutState.class, where);
    }

    /** Throws a SlipwayException (input) when the text is no effect. */
    public static Effect readEffect(String text, String where) {
        return read(text, Effect.class, where);
    }

    /** Throws a SlipwayException (input) when the text is no command. */
    public static Command readCommand(String text, String where) {
        return read(text, Command.class, where);
    }

    private static String typed(Object record) {
        String body = Json.write(record);
        String head = "{\"type\":\"" + record.getClass().getSimpleName() + "\"";
        return head + (body.equals("{}") ? "}" : "," + body.substring(1));
    }

    private static <T> T read(String text, Class<T> sealed, String where) {
        String type = Json.read(text, Typed.class, where).type();
        return find(sealed, type)
                .map(found -> sealed.cast(Json.read(text, found, where)))
                .orElseThrow(() -> Problem.input(
                                "unknown " + sealed.getSimpleName() + " '" + type + "'",
                                where,
                                "it was written by another version of Slipway; use that one")
                        .asException());
    }

    private static java.util.Optional<? extends Class<?>> find(Class<?> sealed, String type) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(c ->
                        c.isInterface() ? Arrays.stream(c.getPermittedSubclasses()) : java.util.stream.Stream.of(c))
                .filter(c -> c.getSimpleName().equals(type))
                .findFirst();
    }
}
