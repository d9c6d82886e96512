package dev.slipway.app.check;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.base.wire.Json;
import dev.slipway.check.Baseline;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Fixer;
import dev.slipway.check.Rule;
import dev.slipway.check.Sarif;
import dev.slipway.check.output.GithubCommands;
import dev.slipway.check.output.GitlabReport;
import dev.slipway.check.output.HtmlPage;
import dev.slipway.check.output.JUnitXml;
import dev.slipway.check.output.Terminal;
import dev.slipway.check.output.UnifiedDiff;
import dev.slipway.exec.files.FileView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answer of {@code slipway check}.
 *
 * @param rules that were asked
 * @param failOn findings of this severity and above fail
 * @param view what was looked at
 * @param root what paths are relative to
 * @param mended new texts, not yet written
 */
public record CheckReport(
        CheckResult result, List<Rule> rules, Severity failOn, FileView view, Path root, Fixer.Mended mended) {
    public CheckReport {
        rules = List.copyOf(rules);
    }

    /** Stable JSON. */
    public record Document(List<Finding> findings, int files, int suppressed, List<CheckResult.Undecided> undecided) {
        public Document {
            findings = List.copyOf(findings);
            undecided = List.copyOf(undecided);
        }
    }

    /** How a report can be written. */
    public enum Form {
        TEXT,
        JSON,
        SARIF,
        JUNIT,
        GITLAB,
        GITHUB,
        HTML
    }

    /** Whether nothing was found that fails. */
    public boolean clean() {
        return result.findings().stream().allMatch(f -> f.severity().compareTo(failOn) > 0);
    }

    /** For scripts. */
    public Document document() {
        return new Document(
                result.findings(), result.files(), result.suppressed().size(), result.undecided());
    }

    /** For people, without colour. */
    public List<String> text() {
        return text(false);
    }

    /** For people. */
    public List<String> text(boolean colour) {
        return Terminal.write(result, excerpts()::line, colour);
    }

    /** For people, of some files only; the counts are of all. */
    public List<String> text(Set<String> files, boolean colour) {
        CheckResult some = result.with(result.findings().stream()
                .filter(f -> files.contains(f.place().file()))
                .toList());
        List<String> lines = new ArrayList<>(Terminal.write(some, excerpts()::line, colour));
        lines.removeLast();
        return lines;
    }

    /** In one of the forms. */
    public String write(Form form, String version) {
        return switch (form) {
            case TEXT -> String.join("\n", text()) + "\n";
            case JSON -> Json.answer(document()) + "\n";
            case SARIF -> Sarif.write(result, rules, version);
            case JUNIT -> JUnitXml.write(result, failOn);
            case GITLAB -> GitlabReport.write(result);
            case GITHUB -> String.join("\n", GithubCommands.write(result)) + "\n";
            case HTML -> HtmlPage.write(result, excerpts()::line);
        };
    }

    /** The findings as a baseline. */
    public String baseline() {
        return Baseline.write(result);
    }

    /** What mending changes, file by file. */
    public List<String> diff() {
        List<String> lines = new ArrayList<>();
        mended.texts()
                .forEach((path, text) ->
                        lines.addAll(UnifiedDiff.of(path, view.text(path).orElse(""), text)));
        return lines;
    }

    /** What was mended and what was not, a line each. */
    public List<String> mendedText() {
        List<String> lines = new ArrayList<>();
        mended.applied()
                .forEach(a -> lines.add("mended    " + a.finding().place() + "  "
                        + a.finding().rule() + ": " + a.fix().title()));
        mended.dropped()
                .forEach(d -> lines.add("not done  " + d.finding().place() + "  "
                        + d.finding().rule() + ": " + d.fix().title() + " (" + d.why() + ")"));
        return lines;
    }

    /** The bytes of mended files: as they were, mark and all, but for the edits. */
    public Map<Path, byte[]> mendedFiles() {
        Map<Path, byte[]> files = new HashMap<>();
        mended.texts().forEach((path, text) -> {
            byte[] old = view.bytes(path, Integer.MAX_VALUE).orElse(new byte[0]);
            files.put(root.resolve(path), (mark(old) + text).getBytes(StandardCharsets.UTF_8));
        });
        return files;
    }

    /** Whether an edit of the text leaves the other bytes of the file as they are: not so in UTF-16. */
    static boolean editable(FileView view, String path) {
        byte[] old = view.bytes(path, Integer.MAX_VALUE).orElse(new byte[0]);
        return Arrays.equals(old, (mark(old) + view.text(path).orElse("")).getBytes(StandardCharsets.UTF_8));
    }

    private static String mark(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? "\uFEFF" : "";
    }

    private Excerpts excerpts() {
        return new Excerpts(view);
    }

    /** Lines of files, the last file's kept: findings come file by file. */
    private static final class Excerpts {
        private final FileView view;
        private String file = "";
        private String[] lines = {};

        Excerpts(FileView view) {
            this.view = view;
        }

        String line(Finding finding) {
            // The line of a secret is the secret.
            if (finding.place().line() == 0
                    || finding.rule().startsWith("secret/")
                    || finding.rule().contains("secret")) {
                return "";
            }
            if (!finding.place().file().equals(file)) {
                file = finding.place().file();
                lines = view.text(file).orElse("").split("\\r?\\n|\\r", -1);
            }
            int index = finding.place().line() - 1;
            return index < lines.length ? lines[index] : "";
        }
    }
}
