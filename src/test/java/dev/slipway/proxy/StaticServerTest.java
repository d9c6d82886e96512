package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticServerTest {
    @TempDir
    Path folder;

    private Path site;
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        site = folder.resolve("site");
        file("index.html", "<h1>home</h1>");
        file("about.html", "about");
        file("docs/index.html", "docs");
        file("assets/app.3f9a1c2b.js", "js");
        file("assets/plain-name.js", "js");
        file("a b+c.txt", "spaces");
        file(".env", "SECRET=1");
        file(".git/config", "x");
        file(".well-known/security.txt", "contact");
        Files.writeString(folder.resolve("outside.txt"), "outside");
        Files.createSymbolicLink(site.resolve("link.txt"), folder.resolve("outside.txt"));
        port = new StaticServer(StaticSite.of(site)).listen(vertx, 0);
    }

    private void file(String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void end() {
        vertx.close().await();
    }

    @Test
    void servesFilesWithTypeAndCacheRules() throws IOException {
        RawHttp.Answer home = RawHttp.get(port, "/");
        assertThat(home.text()).isEqualTo("<h1>home</h1>");
        assertThat(home.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(home.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(RawHttp.get(port, "/", "If-None-Match: " + home.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(RawHttp.get(port, "/assets/app.3f9a1c2b.js").header("Cache-Control"))
                .contains("immutable");
        assertThat(RawHttp.get(port, "/assets/plain-name.js").header("Cache-Control"))
                .isEqualTo("no-cache");
        assertThat(RawHttp.get(port, "/a%20b+c.txt").text()).isEqualTo("spaces");
        assertThat(RawHttp.get(port, "/about").text()).isEqualTo("about");
        assertThat(RawHttp.get(port, "/docs?x=1").header("Location")).isEqualTo("/docs/?x=1");
        assertThat(RawHttp.get(port, "/docs/").text()).isEqualTo("docs");
        assertThat(RawHttp.get(port, "/.well-known/security.txt").text()).isEqualTo("contact");
        assertThat(RawHttp.get(port, "/healthz").text()).isEqualTo("ok\n");
        RawHttp.Answer part = RawHttp.get(port, "/", "Range: bytes=4-7");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("home");
        try (RawHttp http = new RawHttp(port)) {
            assertThat(http.exchange(RawHttp.request("HEAD", "/")).header("Content-Length"))
                    .isEqualTo("13");
            assertThat(http.exchange(RawHttp.request("POST", "/")).status()).isEqualTo(405);
        }
    }

    @Test
    void givesThePageToPathsThatAnApplicationRoutesItselfButNotToMissingFiles() throws IOException {
        assertThat(RawHttp.get(port, "/orders/42").text()).isEqualTo("<h1>home</h1>");
        assertThat(RawHttp.get(port, "/missing.js").status()).isEqualTo(404);
    }

    @Test
    void servesNothingOutsideTheFolderAndNothingHidden() throws IOException {
        for (String path : new String[] {
            "/../outside.txt",
            "/..%2foutside.txt",
            "/%2e%2e/outside.txt",
            "/docs/../../outside.txt",
            "/..\\outside.txt",
            "//etc/passwd",
            "/link.txt",
            "/.env",
            "/.git/config",
            "/%00",
            "/%zz"
        }) {
            RawHttp.Answer answer = RawHttp.get(port, path);
            assertThat(answer.text()).as(path).doesNotContain("outside", "SECRET", "root:");
            assertThat(answer.status()).as(path).isIn(200, 400, 404);
        }
    }
}
