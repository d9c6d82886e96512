package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteLinksTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void site() throws IOException {
        Files.createDirectories(folder.resolve("docs/img"));
        Files.writeString(folder.resolve("style.css"), "");
        Files.writeString(folder.resolve("docs/img/a b.png"), "");
        Files.writeString(folder.resolve("docs/index.html"), """
                <a href="../index.html">up</a> <a href='/docs/'>here</a> <img src="img/a%20b.png?v=1">
                """);
    }

    @Test
    void passesAPageWhoseReferencesAreAllServed() throws IOException {
        Files.writeString(folder.resolve("index.html"), """
                <link href="style.css"><a href="docs">docs</a><a href="https://elsewhere.example/x.html">x</a>
                <a href="#top">top</a><a href="mailto:a@b.example">mail</a><!-- <a href="gone.html">old</a> -->
                """);
        Map<String, List<String>> pages = new SiteLinks(StaticSite.of(folder)).pages();
        assertThat(pages).containsOnlyKeys("/index.html", "/docs/index.html");
        assertThat(pages.values()).allSatisfy(broken -> assertThat(broken).isEmpty());
    }

    @Test
    void namesEachReferenceThatLeadsNowhere() throws IOException {
        Files.writeString(folder.resolve("index.html"), "<img src='logo.png'><a href=\"../outside.html\">x</a>");
        Map<String, List<String>> pages = new SiteLinks(StaticSite.of(folder)).pages();
        assertThat(pages.get("/index.html")).containsExactly("logo.png", "../outside.html");
        assertThat(SiteLinks.report(pages))
                .contains("tests=\"2\" failures=\"1\"")
                .contains("nothing is served under logo.png, ../outside.html");
    }
}
