package dev.slipway.check.output;

import static dev.slipway.check.output.JUnitXml.escape;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import java.util.function.Function;

/** Findings as one page without anything from elsewhere: no script, no picture, no font. */
public final class HtmlPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>slipway check</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #1c1e21; }
            h2 { font-size: 1.05em; margin: 2em 0 .3em; font-family: ui-monospace, monospace; }
            article { border-left: .3em solid #999; padding: .2em 0 .2em .8em; margin: .6em 0; }
            .critical, .high { border-color: #b3261e; } .medium { border-color: #b26a00; }
            p { margin: .15em 0; } pre { background: #f3f4f6; padding: .4em .6em; overflow-x: auto; margin: .3em 0; }
            .fix, .rule { color: #55595f; font-size: .93em; }
            @media (prefers-color-scheme: dark) {
              body { background: #16181c; color: #e6e7e9; } pre { background: #22252b; } .fix, .rule { color: #a5a9b0; }
            }
            </style>
            </head>
            <body>
            <h1>Findings</h1>
            """;

    private HtmlPage() {}

    /** @param excerpt the line of a finding, empty when there is none to show */
    public static String write(CheckResult result, Function<Finding, String> excerpt) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>")
                .append(result.findings().size())
                .append(" findings in ")
                .append(result.files());
        page.append(" files: ");
        for (Severity severity : Severity.values()) {
            page.append(result.count(severity))
                    .append(' ')
                    .append(severity.word())
                    .append(", ");
        }
        page.append(result.suppressed().size())
                .append(" suppressed, ")
                .append(result.undecided().size());
        page.append(" undecided.</p>\n");
        String file = "";
        for (Finding finding : result.findings()) {
            if (!finding.place().file().equals(file)) {
                file = finding.place().file();
                page.append("<h2>").append(escape(file)).append("</h2>\n");
            }
            article(page, finding, excerpt.apply(finding));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void article(StringBuilder page, Finding finding, String line) {
        String word = finding.severity().word();
        page.append("<article class=\"")
                .append(word)
                .append("\">\n<p><strong>")
                .append(word)
                .append("</strong> line ");
        page.append(finding.place().line())
                .append(": ")
                .append(escape(finding.message()))
                .append("</p>\n");
        if (!line.isBlank()) {
            page.append("<pre>").append(escape(line)).append("</pre>\n");
        }
        page.append("<p class=\"rule\">").append(escape(finding.rule())).append("</p>\n<p class=\"fix\">");
        page.append(escape(finding.fix())).append("</p>\n</article>\n");
    }
}
