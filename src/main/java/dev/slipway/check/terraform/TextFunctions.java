package dev.slipway.check.terraform;

import dev.slipway.base.Digest;
import dev.slipway.check.Patterns;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions on texts. Arguments are known. */
final class TextFunctions {
    private TextFunctions() {}

    static Optional<Value> call(String name, List<Value> args, Origin at) {
        if (args.isEmpty()) {
            return Optional.empty();
        }
        return switch (name) {
            case "lower" -> text(Functions.text(args, 0).toLowerCase(Locale.ROOT), at);
            case "upper" -> text(Functions.text(args, 0).toUpperCase(Locale.ROOT), at);
            case "title" -> text(title(Functions.text(args, 0)), at);
            case "trimspace" -> text(Functions.text(args, 0).strip(), at);
            case "chomp" -> text(Functions.text(args, 0).replaceAll("[\\r\\n]+\\z", ""), at);
            case "strrev" ->
                text(new StringBuilder(Functions.text(args, 0)).reverse().toString(), at);
            case "trim" -> text(trim(Functions.text(args, 0), Functions.text(args, 1)), at);
            case "trimprefix" -> text(prefix(Functions.text(args, 0), Functions.text(args, 1)), at);
            case "trimsuffix" -> text(suffix(Functions.text(args, 0), Functions.text(args, 1)), at);
            case "startswith" -> truth(Functions.text(args, 0).startsWith(Functions.text(args, 1)), at);
            case "endswith" -> truth(Functions.text(args, 0).endsWith(Functions.text(args, 1)), at);
            case "strcontains" -> truth(Functions.text(args, 0).contains(Functions.text(args, 1)), at);
            case "substr" ->
                text(substr(Functions.text(args, 0), Functions.whole(args, 1), Functions.whole(args, 2)), at);
            case "indent" -> text(Functions.text(args, 1).replace("\n", "\n" + " ".repeat(indent(args))), at);
            case "split" -> split(Functions.text(args, 0), Functions.text(args, 1), at);
            case "join" -> join(args, at);
            case "replace" -> replace(Functions.text(args, 0), Functions.text(args, 1), Functions.text(args, 2), at);
            case "regex" -> regex(Functions.text(args, 0), Functions.text(args, 1), at);
            case "regexall" -> regexAll(Functions.text(args, 0), Functions.text(args, 1), at);
            case "format" -> format(args, at);
            case "formatlist" -> formatList(args, at);
            default -> encoding(name, args, at);
        };
    }

    private static Optional<Value> encoding(String name, List<Value> args, Origin at) {
        return switch (name) {
            case "base64encode" ->
                text(Base64.getEncoder().encodeToString(Functions.text(args, 0).getBytes(StandardCharsets.UTF_8)), at);
            case "base64decode" ->
                text(new String(Base64.getDecoder().decode(Functions.text(args, 0)), StandardCharsets.UTF_8), at);
            case "urlencode" -> text(URLEncoder.encode(Functions.text(args, 0), StandardCharsets.UTF_8), at);
            case "sha256" -> text(Digest.of(Functions.text(args, 0)).hex(), at);
            case "basename" -> text(Functions.text(args, 0).replaceAll(".*/", ""), at);
            case "dirname" -> {
                String path = Functions.text(args, 0);
                yield text(path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".", at);
            }
            case "pathexpand", "abspath" -> text(Functions.text(args, 0), at);
            case "tostring" ->
                args.getFirst().absent() ? Optional.of(args.getFirst()) : text(Functions.text(args, 0), at);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> text(String text, Origin at) {
        return Optional.of(Values.text(text, at));
    }

    private static Optional<Value> truth(boolean truth, Origin at) {
        return Optional.of(Values.truth(truth, at));
    }

    private static int indent(List<Value> args) {
        return Math.clamp(Functions.whole(args, 0), 0, 100);
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || out.charAt(i - 1) == ' ') {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    private static String trim(String text, String set) {
        int from = 0;
        int to = text.length();
        while (from < to && set.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && set.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String prefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String suffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String substr(String text, int offset, int length) {
        int from = Math.clamp(offset < 0 ? (long) text.length() + offset : offset, 0, text.length());
        int to = length < 0 ? text.length() : (int) Math.min(text.length(), (long) from + length);
        return text.substring(from, to);
    }

    private static Optional<Value> split(String separator, String text, Origin at) {
        List<Value> parts = new ArrayList<>();
        String[] cut = separator.isEmpty() ? text.split("") : text.split(Pattern.quote(separator), -1);
        for (String part : cut) {
            parts.add(new Value.Text(part, at));
        }
        return Optional.of(Values.items(parts, at));
    }

    private static Optional<Value> join(List<Value> args, Origin at) {
        List<String> parts = new ArrayList<>();
        for (Value list : args.subList(1, args.size())) {
            for (Value item : list.items()) {
                if (item.unknown()) {
                    return Optional.of(Values.unknownOf(at, item, list));
                }
                parts.add(Values.asText(item).orElse(""));
            }
        }
        long size = parts.stream().mapToLong(String::length).sum()
                + (long) parts.size() * Functions.text(args, 0).length();
        return size > Values.MAX_TEXT
                ? Optional.of(Values.unknown("a text that is too long", at))
                : text(String.join(Functions.text(args, 0), parts), at);
    }

    private static Optional<Value> replace(String text, String what, String with, Origin at) {
        if ((long) text.length() * (with.length() + 1) > 16L * Values.MAX_TEXT) {
            return Optional.of(Values.unknown("a text that is too long", at));
        }
        if (what.length() > 1 && what.startsWith("/") && what.endsWith("/")) {
            return text(matcher(what.substring(1, what.length() - 1), text).replaceAll(with), at);
        }
        return text(text.replace(what, with), at);
    }

    private static Optional<Value> regex(String pattern, String text, Origin at) {
        Matcher matcher = matcher(pattern, text);
        return Optional.of(matcher.find() ? match(matcher, at) : Values.error("the pattern does not match", at));
    }

    private static Optional<Value> regexAll(String pattern, String text, Origin at) {
        Matcher matcher = matcher(pattern, text);
        List<Value> all = new ArrayList<>();
        while (all.size() < Values.MAX_ITEMS && matcher.find()) {
            all.add(match(matcher, at));
        }
        return Optional.of(Values.items(all, at));
    }

    private static Matcher matcher(String pattern, String text) {
        // Terraform writes a named group as (?P<name>...).
        return Patterns.theirs(pattern.replace("(?P<", "(?<")).matcher(new Watched(text, new int[1]));
    }

    /** A text that a pattern may look at only so often: a hostile pattern ends instead of trying for ever. */
    private record Watched(CharSequence text, int[] looks) implements CharSequence {
        private static final int MAX_LOOKS = 1_000_000;

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MAX_LOOKS) {
                throw new IllegalArgumentException("the pattern takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** The whole match, a list of groups, or a map of named ones. */
    private static Value match(Matcher matcher, Origin at) {
        Map<String, Integer> named = matcher.namedGroups();
        if (!named.isEmpty()) {
            Map<String, Value> groups = new LinkedHashMap<>();
            named.forEach((n, i) -> groups.put(n, group(matcher, i, at)));
            return Values.block(groups, at);
        }
        if (matcher.groupCount() == 0) {
            return group(matcher, 0, at);
        }
        List<Value> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(group(matcher, i, at));
        }
        return Values.items(groups, at);
    }

    private static Value group(Matcher matcher, int index, Origin at) {
        String text = matcher.group(index);
        return text == null ? new Value.Absent(at) : new Value.Text(text, at);
    }

    private static Optional<Value> format(List<Value> args, Origin at) {
        String spec = Functions.text(args, 0);
        StringBuilder out = new StringBuilder();
        int next = 1;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int end = i + 1;
            while (end < spec.length() && "0123456789.+- #".indexOf(spec.charAt(end)) >= 0) {
                end++;
            }
            if (end >= spec.length()) {
                return Optional.of(Values.error("not a format", at));
            }
            if (spec.charAt(end) == '%') {
                out.append('%');
            } else {
                out.append(formatted(spec.substring(i + 1, end), spec.charAt(end), args.get(next++)));
            }
            i = end;
        }
        return text(out.toString(), at);
    }

    private static String formatted(String flags, char verb, Value value) {
        boolean plain = flags.isEmpty() || !flags.matches("[0-]?\\d{1,3}");
        String text = verb == 'q'
                ? "\"" + Values.asText(value).orElse("") + "\""
                : Values.asText(value).orElse("");
        if (plain) {
            return text;
        }
        int width = Integer.parseInt(flags.replace("-", ""));
        String pad = (flags.startsWith("0") ? "0" : " ").repeat(Math.max(0, width - text.length()));
        return flags.startsWith("-") ? text + pad : pad + text;
    }

    private static Optional<Value> formatList(List<Value> args, Origin at) {
        int length = args.stream()
                .filter(a -> a instanceof Value.Items)
                .mapToInt(a -> a.items().size())
                .max()
                .orElse(1);
        List<Value> out = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<Value> row = new ArrayList<>();
            for (Value arg : args) {
                row.add(arg instanceof Value.Items items ? items.items().get(i) : arg);
            }
            out.add(Functions.call("format", row, at, new Budget()));
        }
        return Optional.of(Values.items(out, at));
    }
}
