package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.base.Secret;
import dev.slipway.intent.Declaration.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Variables of a service: {@code env_file} first, {@code environment} over it; secret ones never in clear. */
final class VariableReader {
    /** Variables of one service. */
    private static final int MAX_VARIABLES = 500;

    private final Reading reading;
    private final Section service;
    /** Names in {@code x-slipway.secrets}. */
    private final Set<String> declaredSecrets;
    /** Names whose value stands literally in the Compose file. */
    private final Set<String> literal;

    private final Map<String, Variable> result = new LinkedHashMap<>();

    VariableReader(Reading reading, Section service, Set<String> declaredSecrets, Set<String> literal) {
        this.reading = reading;
        this.service = service;
        this.declaredSecrets = declaredSecrets;
        this.literal = literal;
    }

    Map<String, Variable> read() {
        service.get("env_file").ifPresent(this::envFiles);
        service.get("environment").ifPresent(tree -> {
            switch (tree) {
                case Tree.Items list ->
                    service.items("environment", list, MAX_VARIABLES).forEach(this::listed);
                case Tree.Fields map -> map.fields().forEach((name, field) -> mapped(name, field));
                case Tree.Leaf leaf -> service.wrong("environment", leaf, "a map or a list of NAME=VALUE");
            }
        });
        return result;
    }

    private void listed(Tree item) {
        if (!(item instanceof Tree.Leaf leaf)) {
            service.wrong("environment", item, "NAME=VALUE");
            return;
        }
        int equals = leaf.value().indexOf('=');
        if (equals < 0) {
            passThrough(leaf.value(), leaf.place());
        } else {
            String name = leaf.value().substring(0, equals);
            put(name, leaf.value().substring(equals + 1), leaf.place(), leaf.variables());
            isLiteral(name, leaf.variables());
        }
    }

    private void mapped(String name, Tree.Field field) {
        switch (field.value()) {
            case Tree.Leaf leaf when leaf.isNull() -> passThrough(name, field.key());
            case Tree.Leaf leaf -> {
                put(name, leaf.value(), leaf.place(), leaf.variables());
                isLiteral(name, leaf.variables());
            }
            case Tree.Items list -> service.wrong("environment", list, "a single value for " + Problems.shown(name));
            case Tree.Fields map -> service.wrong("environment", map, "a single value for " + Problems.shown(name));
        }
    }

    private void isLiteral(String name, Set<String> variables) {
        if (variables.isEmpty()) {
            literal.add(name);
        }
    }

    /** A name alone takes the value of the surroundings; without one it is not set. */
    private void passThrough(String name, Place place) {
        String value = reading.variables.get(name);
        if (value != null) {
            put(name, value, place, Set.of(name));
        } else if (checked(name, place)) {
            reading.note(place, Problems.shown(name) + " is passed through and not set here");
        }
    }

    private boolean checked(String name, Place place) {
        boolean usable = !name.isEmpty()
                && name.length() <= 256
                && name.codePoints().noneMatch(c -> c == '=' || Character.isISOControl(c) || Character.isWhitespace(c));
        if (!usable) {
            service.problem(
                    place,
                    service.path("environment") + ": '" + Problems.shown(name) + "' is no name of a variable",
                    "a name is 1 to 256 characters without space, '=' and control characters",
                    "rename the variable");
        }
        return usable;
    }

    private void put(String name, String value, Place place, Set<String> from) {
        if (!checked(name, place)) {
            return;
        }
        if (value.indexOf('\0') >= 0) {
            service.problem(
                    place,
                    service.path("environment") + "." + Problems.shown(name) + " holds a NUL character",
                    "no process can be given it",
                    "encode the value, for example as base64");
            return;
        }
        if (result.size() >= MAX_VARIABLES && !result.containsKey(name)) {
            service.problem(
                    service.keyPlace("environment"),
                    service.path("environment") + " has more than " + MAX_VARIABLES + " variables",
                    "",
                    "put them in a file that the application reads");
            return;
        }
        boolean secret = declaredSecrets.contains(name)
                || SecretNames.isSecret(name)
                || from.stream().anyMatch(SecretNames::isSecret)
                || SecretNames.isSecretValue(value);
        // An empty value hides nothing, and is told apart from a secret by those who read the plan.
        Variable.Content content = secret && !value.isEmpty()
                ? new Variable.Content.Hidden(Secret.of(value))
                : new Variable.Content.Plain(value);
        result.remove(name);
        result.put(name, new Variable(name, content, place));
    }

    private void envFiles(Tree tree) {
        for (Tree item : service.items("env_file", tree)) {
            switch (item) {
                case Tree.Leaf leaf -> envFile(leaf.value(), leaf.place(), true);
                case Tree.Fields map -> {
                    Section file = new Section(map, service.path("env_file"), service.problems());
                    boolean required = file.flag("required").toOptional().orElse(true);
                    file.knows(java.util.List.of("format"));
                    file.text("path").toOptional().ifPresent(p -> envFile(p, map.place(), required));
                    file.finishLoosely(Map.of());
                }
                case Tree.Items list -> service.wrong("env_file", list, "a path");
            }
        }
    }

    private void envFile(String written, Place place, boolean required) {
        var path = Paths.inRepository(".", written);
        if (path.isEmpty()) {
            service.problem(
                    place,
                    service.path("env_file") + " leads out of the repository",
                    "'" + Problems.shown(written) + "'",
                    "move the file into the repository");
            return;
        }
        var text = reading.view.namedText(path.get());
        if (text.isEmpty()) {
            if (required) {
                reading.note(place, "env_file " + Problems.shown(path.get()) + " is absent and not read");
            }
            return;
        }
        Variables.read(path.get(), text.get(), reading.variables, reading.problems)
                .forEach((name, value) -> put(
                        name, value.text().value(), value.place(), value.text().used()));
    }
}
