package dev.slipway.pipeline.dialect.gitlab;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Globs of {@code changes} and {@code exists} (Ruby's File.fnmatch with path, dot and brace options). Linear in the text. */
final class Globs {
    private Globs() {}

    static boolean matches(String glob, String path) {
        try {
            return Pattern.compile(pattern(glob.replaceFirst("^\\./", ""))).matches(path);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    static String pattern(String glob) {
        StringBuilder out = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else {
                braces += c == '{' ? 1 : c == '}' && braces > 0 ? -1 : 0;
                out.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            case '{' -> "(?:";
                            case '}' -> ")";
                            case ',' -> braces > 0 ? "|" : ",";
                            default -> Character.isLetterOrDigit(c) || c == '/' ? "" + c : "\\" + c;
                        });
            }
        }
        return out.toString();
    }
}
