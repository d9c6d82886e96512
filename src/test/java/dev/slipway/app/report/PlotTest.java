package dev.slipway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.report.Plot.Event;
import dev.slipway.app.report.Plot.Form;
import dev.slipway.app.report.Plot.Limit;
import dev.slipway.app.report.Plot.Panel;
import dev.slipway.app.report.Plot.Series;
import dev.slipway.app.report.Plot.Xy;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotTest {
    private static Plot plot(List<Xy> points, Form form) {
        return new Plot(
                "p",
                "a title",
                "a description",
                Axis.time(10_000),
                "time",
                List.of(new Panel(
                        "panel", 100, Axis.counts(10, ""), List.of(new Series("s", "new", form, points)), List.of())),
                List.of());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void isWellFormedAndNamedForThoseWhoDoNotSeeIt() throws Exception {
        var svg = parsed(plot(List.of(new Xy(0, 0), new Xy(10_000, 10)), Form.LINE)
                        .svg())
                .getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("p-t p-d");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a title");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("a description");
    }

    @Test
    void saysThatNothingWasRecordedInsteadOfDrawingNothing() throws Exception {
        String svg = plot(List.of(), Form.AREA).svg();
        parsed(svg);
        assertThat(svg).contains("nothing was recorded").doesNotContain("<path");
    }

    @Test
    void drawsOnePointAsADot() throws Exception {
        String svg = plot(List.of(new Xy(5_000, 5)), Form.STEP).svg();
        parsed(svg);
        assertThat(svg)
                .contains("<circle class=\"dot new\"")
                .doesNotContain("<path")
                .doesNotContain("NaN");
    }

    @Test
    void holdsAValueUntilTheNextPointInSteps() {
        assertThat(plot(List.of(new Xy(0, 0), new Xy(5_000, 10), new Xy(10_000, 10)), Form.STEP)
                        .svg())
                .contains("d=\"M64.0 130.0H504.0V30.0H944.0V30.0\"");
    }

    @Test
    void keepsWhatLiesOutsideOnTheBorder() {
        String svg =
                plot(List.of(new Xy(-50, -5), new Xy(20_000, 1e300)), Form.LINE).svg();
        assertThat(svg).contains("d=\"M64.0 130.0L944.0 30.0\"");
    }

    @Test
    void boundsWhatIsDrawn() {
        List<Xy> points = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            points.add(new Xy(i / 10.0, i % 10));
        }
        assertThat(plot(points, Form.LINE).svg().length()).isLessThan(60_000);
    }

    @Test
    void keepsWordsFromBecomingMarkup() throws Exception {
        String evil = "</text><script>alert(1)</script>\u0000\"'&";
        String svg = new Plot(
                        "p",
                        evil,
                        evil,
                        Axis.time(1_000),
                        evil,
                        List.of(new Panel(
                                evil,
                                50,
                                Axis.fixed(0, 1, 1, ""),
                                List.of(
                                        new Series(evil, "new", Form.LINE, List.of()),
                                        new Series(evil, "old", Form.LINE, List.of())),
                                List.of(new Limit(0.5, evil)))),
                        List.of(new Event(500, evil)))
                .svg();
        assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).doesNotContain("<script");
    }

    @Test
    void putsNoTwoLabelsOfEventsOverEachOther() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(new Event(i * 330, "event " + i));
        }
        String svg = new Plot(
                        "p",
                        "t",
                        "d",
                        Axis.time(10_000),
                        "time",
                        List.of(new Panel("panel", 50, Axis.fixed(0, 1, 1, ""), List.of(), List.of())),
                        events)
                .svg();
        Matcher m = Pattern.compile("<text class=\"event-text( end)?\" x=\"([0-9.]+)\"[^>]*>([^<]*)<")
                .matcher(svg);
        double free = 0;
        int labels = 0;
        while (m.find()) {
            double x = Double.parseDouble(m.group(2));
            double width = m.group(3).length() * 6.4;
            double from = m.group(1) == null ? x : x - width;
            assertThat(from).isGreaterThanOrEqualTo(free);
            free = from + width;
            labels++;
        }
        assertThat(labels).isBetween(5, 30);
    }

    @Test
    void marksAxesAtRoundNumbers() {
        assertThat(texts(Axis.counts(87, ""))).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(texts(Axis.counts(0, ""))).containsExactly("0", "1");
        assertThat(texts(Axis.counts(12_345, ""))).containsExactly("0", "5,000", "10,000", "15,000");
        assertThat(texts(Axis.time(10_000))).containsExactly("0 s", "2 s", "4 s", "6 s", "8 s", "10 s");
        assertThat(texts(Axis.time(0))).startsWith("0 s", "0.2 s");
        assertThat(texts(Axis.time(600_000))).startsWith("0 min", "2 min");
        assertThat(texts(Axis.time(36_000_000))).startsWith("0 h", "2 h");
        assertThat(texts(Axis.decades(-1, 3, ""))).containsExactly("1,000", "100", "10", "1", "0.1");
        assertThat(texts(Axis.decades(-1, 2, " %"))).containsExactly("100 %", "10 %", "1 %", "0.1 %");
        assertThat(texts(Axis.decades(-4, 6, ""))).hasSizeLessThanOrEqualTo(6);
    }

    private static List<String> texts(Axis axis) {
        return axis.marks().stream().map(Axis.Mark::text).toList();
    }
}
