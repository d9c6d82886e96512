package dev.slipway.check;

import dev.slipway.base.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments by which other checkers are silenced, so that who comes from one of them need not write everything again. An id
 * counts where {@link ForeignIds} knows what we call the same; what has no id ({@code kics-scan ignore-line}) speaks for all
 * rules, and what is only about secrets for those.
 */
final class ForeignComments {
    /** Comments of one file that are heard. */
    private static final int MAX_PER_FILE = 200;

    /** A rule id that stands for all rules, or for all of a format when a format stands before the star. */
    private static final String ALL = "*";

    private static final String SECRETS = "secret/*";

    private static final WordIndex MARKS = WordIndex.of(List.of(Set.of(
            "checkov:skip=",
            "trivy:ignore:",
            "tfsec:ignore:",
            "kics-scan ",
            "hadolint ",
            "nosec",
            "gitleaks:allow",
            "zizmor:",
            "tflint-ignore:",
            "pragma: allowlist")));

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)(?:#|//|--|/\\*|<!--|;)\\s*");
    private static final Pattern CHECKOV = Pattern.compile("checkov:skip=\\s*([\\w-]+)(?:\\s*:\\s*(.*))?");
    private static final Pattern TRIVY = Pattern.compile("(?:trivy|tfsec):ignore:([\\w-]+)");
    private static final Pattern EXPIRY = Pattern.compile("\\bexp:(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern KICS = Pattern.compile("kics-scan (ignore-line|ignore-block|ignore)\\b");
    private static final Pattern HADOLINT = Pattern.compile("hadolint (global )?ignore=([\\w, ]+)");
    private static final Pattern ZIZMOR = Pattern.compile("zizmor:\\s*ignore\\[([\\w, -]+)]");
    private static final Pattern TFLINT = Pattern.compile("tflint-ignore:\\s*([\\w, -]+)");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(#?nosec|gitleaks:allow|pragma: allowlist (nextline )?secret)\\b");

    /**
     * Takes findings away.
     *
     * @param rules ids; one that ends with a star stands for all that begin so
     * @param from first line
     * @param to last line
     */
    record Mute(List<String> rules, int from, int to, String reason) {
        Mute {
            rules = List.copyOf(rules);
        }

        boolean covers(Finding finding) {
            int line = finding.place().line();
            return (line == 0 || (line >= from && line <= to))
                    && rules.stream().anyMatch(r -> covers(r, finding.rule()));
        }

        private static boolean covers(String pattern, String rule) {
            if (rule.startsWith("check/")) {
                return false;
            }
            return pattern.endsWith(ALL)
                    ? rule.startsWith(pattern.substring(0, pattern.length() - 1))
                    : pattern.equals(rule);
        }
    }

    private final List<String> lines;
    private final boolean dockerfile;
    private final LocalDate today;
    private final List<Mute> found = new ArrayList<>();

    private ForeignComments(TextFile file, LocalDate today) {
        this.lines = file.lines().stream().map(TextFile.Line::text).toList();
        this.dockerfile = DockerFile.isName(file.name());
        this.today = today;
    }

    static List<Mute> read(TextFile file, LocalDate today) {
        if (MARKS.find(file.text()).isEmpty()) {
            return List.of();
        }
        ForeignComments comments = new ForeignComments(file, today);
        for (int i = 0; i < comments.lines.size() && comments.found.size() < MAX_PER_FILE; i++) {
            Matcher comment = COMMENT.matcher(comments.lines.get(i));
            if (comment.find()) {
                comments.read(i, comments.lines.get(i).substring(comment.end()));
            }
        }
        return List.copyOf(comments.found);
    }

    private void read(int index, String comment) {
        Matcher kics = KICS.matcher(comment);
        if (kics.find()) {
            switch (kics.group(1)) {
                case "ignore-line" -> mute(List.of(ALL), index + 1, index + 1, "kics-scan ignore-line");
                case "ignore-block" -> mute(List.of(ALL), index + 1, endOfBlock(index + 1), "kics-scan ignore-block");
                // Only on the first line does it speak for the file.
                default -> mute(List.of(ALL), 0, index == 0 ? lines.size() : 0, "kics-scan ignore");
            }
        }
        Matcher secret = SECRET.matcher(comment);
        if (secret.find()) {
            int line = secret.group(2) == null ? index : index + 1;
            mute(List.of(SECRETS), line, line, secret.group(1).toLowerCase(Locale.ROOT));
        }
        hadolint(index, comment);
        Matcher checkov = CHECKOV.matcher(comment);
        if (checkov.find()) {
            String why = checkov.group(2) == null || checkov.group(2).isBlank() ? "checkov:skip" : checkov.group(2);
            int top = dockerfile ? 0 : topOfBlock(index);
            mute(ForeignIds.rules(checkov.group(1)), top, dockerfile ? lines.size() : endOfBlock(top), why.strip());
        }
        Matcher expiry = EXPIRY.matcher(comment);
        if (!expiry.find() || !Suppressions.past(expiry.group(1), today)) {
            Matcher trivy = TRIVY.matcher(comment);
            while (trivy.find()) {
                int from = alone(index) ? index + 1 : index;
                mute(ForeignIds.rules(trivy.group(1)), from, alone(index) ? endOfBlock(from) : from, trivy.group());
            }
        }
        ids(ZIZMOR, "github/", index, comment);
        ids(TFLINT, "terraform/", index, comment);
    }

    private void hadolint(int index, String comment) {
        Matcher hadolint = HADOLINT.matcher(comment);
        if (hadolint.find()) {
            boolean global = hadolint.group(1) != null;
            int to = index + 1;
            while (to < lines.size() - 1 && lines.get(to).stripTrailing().endsWith("\\")) {
                to++;
            }
            for (String id : hadolint.group(2).split("[, ]+")) {
                mute(ForeignIds.rules(id), global ? 0 : index + 1, global ? lines.size() : to, "hadolint ignore=" + id);
            }
        }
    }

    /** Tools whose ids say what ours say, in other punctuation. */
    private void ids(Pattern pattern, String format, int index, String comment) {
        Matcher ids = pattern.matcher(comment);
        if (ids.find()) {
            int line = alone(index) ? index + 1 : index;
            for (String id : ids.group(1).split("[, ]+")) {
                String name = id.replaceFirst("^terraform_", "").replace('_', '-');
                mute(List.of(format + name), line, line, ids.group());
            }
        }
    }

    /** Lines here count from 0, in findings from 1. */
    private void mute(List<String> rules, int from, int to, String reason) {
        if (!rules.isEmpty() && found.size() < MAX_PER_FILE) {
            found.add(new Mute(rules, from + 1, to + 1, reason));
        }
    }

    private boolean alone(int index) {
        Matcher comment = COMMENT.matcher(lines.get(index));
        return comment.lookingAt()
                || (comment.find()
                        && lines.get(index).substring(0, comment.start()).isBlank());
    }

    /** The last line of the block that begins on a line: by indentation, with the bracket that closes it. */
    private int endOfBlock(int first) {
        if (first >= lines.size()) {
            return first;
        }
        int indent = indent(lines.get(first));
        int last = first;
        for (int i = first + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            boolean closes =
                    indent(line) == indent && "}])".indexOf(line.strip().charAt(0)) >= 0;
            if (!closes && indent(line) <= indent) {
                break;
            }
            last = i;
            if (closes) {
                break;
            }
        }
        return last;
    }

    /** The line without indentation that begins the block which a line lies in. */
    private int topOfBlock(int index) {
        int top = index;
        while (top > 0 && (lines.get(top).isBlank() || indent(lines.get(top)) > 0)) {
            top--;
        }
        return top;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
            indent++;
        }
        return indent;
    }
}
