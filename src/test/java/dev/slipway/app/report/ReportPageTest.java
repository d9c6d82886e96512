package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.report.ReleaseReport.Result;
import dev.slipway.app.report.ReleaseReport.Span;
import dev.slipway.app.report.ReleaseReport.WayBack;
import dev.slipway.base.Digest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportPageTest {
    private static final String EVIL = "<script>alert('x')</script>\" onload=\"x";

    static List<ReleaseReport> samples() {
        return List.of(Sample.good(), Sample.rolledBack(), Sample.first(), nothing(), evil());
    }

    /** A run that was refused before anything ran. */
    private static ReleaseReport nothing() {
        ReleaseReport r = Sample.good();
        return new ReleaseReport(
                Result.REFUSED,
                "shop was not deployed: the tests gate is closed.",
                "tests: none",
                "",
                r.subject(),
                List.of(),
                List.of(),
                r.gates(),
                List.of(),
                List.of(),
                List.of(),
                r.written());
    }

    /** Hostile words wherever words go. */
    private static ReleaseReport evil() {
        var old = Sample.spec(EVIL, EVIL, Sample.OLD);
        var service = Sample.service(EVIL, "rolled back", EVIL, List.of(old), Sample.badEvidence(), Sample.badTrace());
        var span = new Span(Span.Kind.STEP, EVIL, EVIL, EVIL, Sample.BEGAN, Sample.BEGAN.plusSeconds(1));
        return Sample.report(
                Result.ROLLED_BACK, EVIL, EVIL, EVIL, List.of(service), List.of(span), new WayBack(EVIL, EVIL, EVIL));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void loadsNothingAndRunsNothing(ReleaseReport report) {
        String html = ReportPage.html(report);
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<script")
                .doesNotContainPattern("<[^>]+\\s(src|srcset|data|action|formaction|background|poster)=")
                .doesNotContainPattern("<(link|iframe|object|embed|base|form|img|audio|video)\\b")
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContainPattern("<[^>]+\\son[a-z]+=\"")
                .doesNotContainPattern("<[^>]+\\sstyle=");
        assertThat(html).doesNotContainPattern("href=\"(?!#)");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isOneDocumentWithUniqueIdsAndNoBrokenAnchor(ReleaseReport report) {
        String html = ReportPage.html(report);
        assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        var ids = new HashSet<String>();
        Matcher id = Pattern.compile("\\sid=\"([^\"]*)\"").matcher(html);
        while (id.find()) {
            assertThat(ids.add(id.group(1))).as("id " + id.group(1)).isTrue();
        }
        Matcher anchor = Pattern.compile("href=\"#([^\"]*)\"").matcher(html);
        while (anchor.find()) {
            assertThat(ids).contains(anchor.group(1));
        }
        for (String tag : List.of("section", "table", "tr", "td", "details", "svg", "dl", "p", "div", "header")) {
            assertThat(count(html, "<" + tag + "[\\s>]")).as(tag).isEqualTo(count(html, "</" + tag + ">"));
        }
    }

    private static long count(String html, String pattern) {
        return Pattern.compile(pattern).matcher(html).results().count();
    }

    @Test
    void allowsItsOwnStyleSheetAndNothingElse() {
        String html = ReportPage.html(Sample.good());
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(
                        Digest.sha256().digest(style.group(1).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Matcher policy = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1).replace("&#39;", "'"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
        assertThat(style.find()).isFalse();
    }

    @Test
    void keepsHostileWordsAsText() {
        String html = ReportPage.html(evil());
        assertThat(html).contains("&lt;script&gt;alert(");
        assertThat(html).doesNotContain("<script").doesNotContainPattern("<[^>]*\\sonload=");
    }

    @Test
    void tellsAGoodRelease() {
        String html = ReportPage.html(Sample.good());
        assertThat(html)
                .contains("<h1>shop b2c3d4e is live: web and worker replaced a1b2c3d in 19.4 s.</h1>")
                .contains("http://web.localhost:7070")
                .contains("web: traffic during the rollout")
                .contains("web: evidence during the rollout")
                .contains("E = 200 and above rolls back")
                .contains("tolerated: 2 %")
                .contains("slipway rollback web --env local")
                .contains("14 passed, 0 failed, 0 skipped")
                .contains("org.postgresql:postgresql")
                .contains("<summary>Show 2 components</summary>")
                .contains("local key of anna@boat")
                .contains("does not count: signed by the unknown key")
                .contains("waived by anna@boat: a rehearsal")
                .contains("shop/web/local/local/DB_PASSWORD@2")
                .contains("not looked at")
                .contains("slipway audit verify")
                .doesNotContain("debug-value");
    }

    @Test
    void tellsWhyAReleaseWasRolledBack() {
        String html = ReportPage.html(Sample.rolledBack());
        assertThat(html)
                .contains("<header class=\"bad\">")
                .contains("shop b2c3d4e was rolled back to a1b2c3d after 3.4 s.")
                .contains("26 of 121 requests badly")
                .contains("E = 4,210 passed the alarm at 200")
                .contains("Visitors got 9 bad answers from the new version")
                .contains(">route back<")
                .contains("there is nothing to roll back")
                .doesNotContain("<pre>slipway rollback");
    }

    @Test
    void comparesAFirstReleaseWithNothing() {
        String html = ReportPage.html(Sample.first());
        assertThat(html)
                .contains("Nothing ran here before.")
                .contains("A first release is compared with nothing")
                .contains("slipway stop web --env local")
                .contains("upper bound")
                .doesNotContain("E: evidence that the new version is worse")
                .doesNotContain(">old<");
    }

    @Test
    void drawsNoTrafficForAServiceWithoutARoute() {
        String html = ReportPage.html(Sample.good());
        assertThat(html).doesNotContain("worker: traffic").contains("1 instance, 0 ended in 10.0 s");
    }

    @Test
    void isSmall() {
        assertThat(ReportPage.html(Sample.good()).length()).isLessThan(100_000);
    }
}
