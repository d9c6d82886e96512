package dev.slipway.exec.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One HTTP/1.1 client for probes, verification requests and the proxy's counters. Thread-safe; redirects are answers. */
public final class Http implements AutoCloseable {
    /** Bytes of an answer that are read; the rest is dropped. */
    private static final int MAX_BODY = 1 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** What came back. */
    public sealed interface Answer {
        /** An HTTP answer; the body is cut at one mebibyte. */
        record Got(int status, String body, Map<String, String> headers, Duration took) implements Answer {}

        /** No answer: refused, broken, too late. */
        record None(String why) implements Answer {}
    }

    /** Asks with GET; {@code limit} covers connect, headers and body. */
    public Answer get(URI uri, Map<String, String> headers, Duration limit) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limit).GET();
        headers.forEach(request::header);
        long begin = System.nanoTime();
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
                Map<String, String> answered = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                response.headers().map().forEach((name, values) -> answered.put(name, String.join(", ", values)));
                return new Answer.Got(
                        response.statusCode(), text, answered, Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (IOException e) {
            String why = e.getMessage();
            return new Answer.None(e.getClass().getSimpleName() + (why == null ? "" : ": " + why));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
