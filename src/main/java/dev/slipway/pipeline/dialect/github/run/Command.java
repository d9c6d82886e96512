package dev.slipway.pipeline.dialect.github.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A command in the output of a step: {@code ::name key=value,key=value::data}, or the older {@code ##[name key=value]data}.
 *
 * @param name in lower case
 */
record Command(String name, Map<String, String> properties, String data) {
    /** The command of a line, if it is one. */
    static Optional<Command> of(String line) {
        String text = line.stripLeading();
        if (text.startsWith("::")) {
            int end = text.indexOf("::", 2);
            return end < 0 ? Optional.empty() : of(text.substring(2, end), text.substring(end + 2), false);
        }
        int old = text.indexOf("##[");
        int end = old < 0 ? -1 : text.indexOf(']', old);
        return end < 0 ? Optional.empty() : of(text.substring(old + 3, end), text.substring(end + 1), true);
    }

    private static Optional<Command> of(String head, String data, boolean old) {
        int space = head.indexOf(' ');
        String name = (space < 0 ? head : head.substring(0, space)).toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z-]+")) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (space >= 0) {
            for (String pair : head.substring(space + 1).strip().split(old ? ";" : ",")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    properties.put(
                            pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            unescape(pair.substring(equals + 1))
                                    .replace("%3A", ":")
                                    .replace("%2C", ",")
                                    .replace("%25", "%"));
                }
            }
        }
        return Optional.of(new Command(name, properties, unescape(data).replace("%25", "%")));
    }

    private static String unescape(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n");
    }

    String property(String key) {
        return properties.getOrDefault(key, "");
    }

    int number(String key) {
        String text = property(key);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
