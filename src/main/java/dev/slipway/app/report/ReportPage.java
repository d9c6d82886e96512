package dev.slipway.app.report;

import dev.slipway.app.report.pages.JtereportGenerated;
import dev.slipway.base.Digest;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A report as one HTML file: no script, nothing loaded from anywhere. A content security policy says so to the browser and
 * allows one style sheet, by its hash.
 */
public final class ReportPage {
    private static final String STYLE = "report.css";

    private ReportPage() {}

    /** The whole document. */
    public static String html(ReleaseReport report) {
        String style = style();
        StringOutput out = new StringOutput(64 * 1024);
        JtereportGenerated.render(new OwaspHtmlTemplateOutput(out), null, report, style, policy(style));
        return out.toString().strip() + "\n";
    }

    private static String policy(String style) {
        byte[] hash = Digest.sha256().digest(style.getBytes(StandardCharsets.UTF_8));
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException(STYLE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STYLE, e);
        }
    }
}
