package dev.slipway.pipeline.dialect.github.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What steps write into {@code GITHUB_OUTPUT}, {@code GITHUB_ENV}, {@code GITHUB_STATE} and {@code GITHUB_PATH}. */
final class CommandFiles {
    /** A file that is not of the form. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    private CommandFiles() {}

    /** {@code name=value} and {@code name<<delimiter} lines; of two values of a name the last counts. */
    static Map<String, String> pairs(String text) throws Malformed {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> lines = List.of(text.split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            String line = bare(lines.get(i));
            if (line.isEmpty()) {
                continue;
            }
            int equals = line.indexOf('=');
            int here = line.indexOf("<<");
            if (equals >= 0 && (here < 0 || equals < here)) {
                put(all, line.substring(0, equals), line.substring(equals + 1), line);
            } else if (here >= 0) {
                String end = line.substring(here + 2);
                StringBuilder value = new StringBuilder();
                int at = i + 1;
                while (at < lines.size() && !bare(lines.get(at)).equals(end)) {
                    value.append(value.isEmpty() && at == i + 1 ? "" : "\n").append(bare(lines.get(at)));
                    at++;
                }
                if (at == lines.size() || end.isEmpty()) {
                    throw new Malformed("Matching delimiter not found '" + end + "'");
                }
                put(all, line.substring(0, here), value.toString(), line);
                i = at;
            } else {
                throw new Malformed("Invalid format '" + line + "'");
            }
        }
        return all;
    }

    private static void put(Map<String, String> all, String name, String value, String line) throws Malformed {
        if (name.isEmpty()) {
            throw new Malformed("Invalid format '" + line + "'. Name must not be empty");
        }
        all.put(name, value);
    }

    /** One folder a line. */
    static List<String> paths(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    private static String bare(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
