package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry of our own on loopback: plain HTTP, with the token dance. */
class RegistryImagesTest {
    @TempDir
    Path temp;

    private HttpServer server;
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private PackedImage image;
    private String reference;
    private Home home;

    @BeforeEach
    void serve() throws Exception {
        image = Samples.image(temp, "remote");
        OciLayout layout = new OciLayout(image.layout());
        byte[] manifest = Files.readAllBytes(layout.blob(image.digest()));
        manifests.put(image.digest().value(), manifest);
        manifests.put("v1", manifest);
        try (var files = Files.list(image.layout().resolve("blobs/sha256"))) {
            for (Path p : files.toList()) {
                blobs.put("sha256:" + p.getFileName(), Files.readAllBytes(p));
            }
        }
        home = new Home(temp.resolve("home"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        reference = "localhost:" + server.getAddress().getPort() + "/shop/web";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesByDigestOnceAndWhole() throws Exception {
        ImageSource source = ImageSource.parse(reference + "@" + image.digest());
        PackedImage fetched = new RegistryImages(home).fetch(source);
        assertThat(fetched.digest()).isEqualTo(image.digest());
        assertThat(fetched.fresh()).isTrue();
        assertThat(new Unpacker(home).unpack(fetched).folder().resolve("app/file"))
                .hasContent("remote");
        assertThat(asked).contains("/token?service=test&scope=repository%3Ashop%2Fweb%3Apull");

        int before = asked.size();
        assertThat(new RegistryImages(home).fetch(source).fresh()).isFalse();
        assertThat(asked).hasSize(before);
    }

    @Test
    void takesTheImageOfThisMachineFromAnIndex() throws Exception {
        Oci.Index index = new Oci.Index(
                2,
                Oci.INDEX,
                List.of(
                        variant(Digest.of("another"), "s390x"),
                        variant(image.digest(), ImageRequest.thisArchitecture())));
        byte[] bytes = Json.write(index).getBytes(StandardCharsets.UTF_8);
        manifests.put(Digest.of(bytes).value(), bytes);
        ImageSource source = ImageSource.parse(reference + "@" + Digest.of(bytes));
        assertThat(new RegistryImages(home).fetch(source).digest()).isEqualTo(image.digest());
    }

    @Test
    void standsOnABaseFromTheRegistry() throws Exception {
        Path component = Files.createDirectories(temp.resolve("top"));
        Files.writeString(component.resolve("x"), "x");
        var recipe = new dev.slipway.assess.Recipe(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new dev.slipway.assess.Recipe.Output(
                        "x",
                        "/app/x",
                        dev.slipway.assess.Recipe.Layer.APPLICATION,
                        dev.slipway.assess.Recipe.How.COPY,
                        List.of())),
                List.of("/app/x"),
                Map.of(),
                List.of());
        PackedImage top = new ImageBuilder(home, new RegistryImages(home))
                .build(ImageRequest.of(
                        recipe, component, temp.resolve("o"), Map.of(), new Base.Registry(reference + ":v1")));
        assertThat(top.base()).isEqualTo(image.digest().value());
        assertThat(top.layers()).hasSize(2);
    }

    @Test
    void refusesBytesThatDoNotHaveTheDigest() {
        blobs.put(image.layers().getFirst().digest().value(), "evil".getBytes(StandardCharsets.UTF_8));
        ImageSource source = ImageSource.parse(reference + "@" + image.digest());
        assertThatThrownBy(() -> new RegistryImages(home).fetch(source)).hasMessageContaining("not whole");

        Digest wanted = Digest.of("wanted");
        manifests.put(wanted.value(), manifests.get("v1"));
        assertThatThrownBy(() -> new RegistryImages(home).fetch(ImageSource.parse(reference + "@" + wanted)))
                .satisfies(e -> assertThat(((dev.slipway.base.SlipwayException) e)
                                .problems()
                                .getFirst()
                                .cause())
                        .contains("another digest"));
    }

    @Test
    void saysWhatCouldNotBeFetched() {
        ImageSource source = ImageSource.parse(reference + "@" + Digest.of("unknown"));
        assertThatThrownBy(() -> new RegistryImages(home).fetch(source))
                .satisfies(e -> assertThat(((dev.slipway.base.SlipwayException) e)
                                .problems()
                                .getFirst()
                                .cause())
                        .contains("does not know this image (status 404)"));
        ImageSource nobody = ImageSource.parse("localhost:1/shop/web@" + Digest.of("x"));
        assertThatThrownBy(() -> new RegistryImages(home).fetch(nobody)).hasMessageContaining("cannot fetch the image");
    }

    private static Oci.Variant variant(Digest digest, String architecture) {
        return new Oci.Variant(Oci.MANIFEST, digest, 1, Map.of(), new Oci.Platform(architecture, "linux"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestURI().toString());
        if (path.equals("/token")) {
            send(exchange, 200, "{\"token\":\"secret\"}".getBytes(StandardCharsets.UTF_8));
        } else if (!"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer realm=\"http://localhost:"
                                    + server.getAddress().getPort() + "/token\",service=\"test\"");
            send(exchange, 401, new byte[0]);
        } else if (path.contains("/blobs/") && !path.startsWith("/elsewhere")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere" + path);
            send(exchange, 307, new byte[0]);
        } else {
            String name = path.substring(path.lastIndexOf('/') + 1);
            byte[] bytes = path.contains("/manifests/") ? manifests.get(name) : blobs.get(name);
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            send(exchange, bytes == null ? 404 : 200, bytes == null ? new byte[0] : bytes);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
