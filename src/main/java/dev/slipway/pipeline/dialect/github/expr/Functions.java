package dev.slipway.pipeline.dialect.github.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The functions. */
final class Functions {
    /** Characters of a text that an expression may build: nested {@code format} grows without bound otherwise. */
    static final int MAX_TEXT = 10_000_000;

    private final Scope scope;
    private final Evaluator evaluator;

    Functions(Scope scope, Evaluator evaluator) {
        this.scope = scope;
        this.evaluator = evaluator;
    }

    Value call(Expr.Call call) {
        String name = call.function().toLowerCase(Locale.ROOT);
        if (name.equals("case")) {
            return choose(call);
        }
        List<Value> arguments = new ArrayList<>();
        call.arguments().forEach(a -> arguments.add(evaluator.evaluate(a)));
        return switch (name) {
            case "contains" -> Value.of(contains(arguments.get(0), arguments.get(1)));
            case "startswith" ->
                Value.of(bothPrimitive(arguments) && folded(arguments, 0).startsWith(folded(arguments, 1)));
            case "endswith" ->
                Value.of(bothPrimitive(arguments) && folded(arguments, 0).endsWith(folded(arguments, 1)));
            case "format" -> Value.of(format(arguments, call));
            case "join" -> Value.of(join(arguments, call));
            case "tojson" -> Value.of(bounded(JsonValues.pretty(arguments.getFirst(), MAX_TEXT), call));
            case "fromjson" -> fromJson(arguments.getFirst().text(), call);
            case "hashfiles" ->
                Value.of(scope.hashFiles(arguments.stream().map(Value::text).toList()));
            default ->
                Value.of(scope.status(name, arguments.stream().map(Value::text).toList()));
        };
    }

    private static boolean bothPrimitive(List<Value> arguments) {
        return arguments.stream().allMatch(Value::isPrimitive);
    }

    private static String folded(List<Value> arguments, int i) {
        return Fold.fold(arguments.get(i).text());
    }

    private Value choose(Expr.Call call) {
        List<Expr> parts = call.arguments();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            if (!(evaluator.evaluate(parts.get(i)) instanceof Value.Bool b)) {
                throw failed(
                        "case predicate must evaluate to a boolean value",
                        parts.get(i).position());
            }
            if (b.value()) {
                return evaluator.evaluate(parts.get(i + 1));
            }
        }
        return evaluator.evaluate(parts.getLast());
    }

    private static boolean contains(Value where, Value what) {
        if (where instanceof Value.Arr a) {
            return a.items().stream().anyMatch(item -> Evaluator.isEqual(item, what));
        }
        return where.isPrimitive()
                && what.isPrimitive()
                && Fold.fold(where.text()).contains(Fold.fold(what.text()));
    }

    private static String join(List<Value> arguments, Expr.Call call) {
        Value from = arguments.getFirst();
        if (!(from instanceof Value.Arr a)) {
            return from.isPrimitive() ? from.text() : "";
        }
        Value separator = arguments.size() > 1 ? arguments.get(1) : Value.of(",");
        String between = separator.isPrimitive() ? separator.text() : ",";
        StringBuilder out = new StringBuilder();
        for (Value item : a.items()) {
            out.append(out.isEmpty() && item == a.items().getFirst() ? "" : between)
                    .append(item.text());
            bounded(out.length(), call);
        }
        return out.toString();
    }

    private static Value fromJson(String json, Expr.Call call) {
        return JsonValues.read(json)
                .orElseThrow(() -> failed(
                        "Error parsing fromJson: " + JsonValues.refusal(json).orElse("not JSON"), call.position()));
    }

    /** {@code {N}} is an argument, {@code {{} and }}} a brace. */
    private static String format(List<Value> arguments, Expr.Call call) {
        String form = arguments.getFirst().text();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            boolean twice = i + 1 < form.length() && form.charAt(i + 1) == c;
            if (c != '{' && c != '}') {
                out.append(c);
            } else if (twice) {
                out.append(c);
                i++;
            } else {
                int end = c == '{' ? form.indexOf('}', i) : -1;
                out.append(argument(form, i, end, arguments, call));
                i = end;
            }
            bounded(out.length(), call);
        }
        return out.toString();
    }

    private static String argument(String form, int start, int end, List<Value> arguments, Expr.Call call) {
        String index = end < 0 ? "" : form.substring(start + 1, end);
        if (!index.matches("[0-9]{1,3}")) {
            throw failed("The following format string is invalid: " + form, call.position());
        }
        int at = Integer.parseInt(index) + 1;
        if (at >= arguments.size()) {
            throw failed(
                    "The following format string references more arguments than were supplied: " + form,
                    call.position());
        }
        return arguments.get(at).text();
    }

    private static String bounded(String text, Expr.Call call) {
        bounded(text.length(), call);
        return text;
    }

    private static void bounded(int length, Expr.Call call) {
        if (length > MAX_TEXT) {
            throw failed("the text becomes longer than " + MAX_TEXT + " characters", call.position());
        }
    }

    private static ExpressionError failed(String message, int position) {
        return new ExpressionError(Phase.EVALUATION, position, message);
    }
}
