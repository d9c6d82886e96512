package dev.slipway.proxy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The test of a static site that brings none: {@code SiteLinks FOLDER REPORT}. Each page is one test case, and passes when
 * whatever it refers to on its own site (links, images, scripts, styles) is served. Other sites are not asked, and a page
 * that a script puts together is not looked through. The result is JUnit XML.
 */
public final class SiteLinks {
    /** Pages of one site that are read. */
    private static final int MAX_PAGES = 2_000;

    /** Bytes of a page that is read; a larger one is generated data. */
    private static final long MAX_PAGE_BYTES = 4L << 20;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern REFERENCE =
            Pattern.compile("\\b(?:href|src)\\s*=\\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')");

    /** Another scheme or host, a place on the same page, or a template's placeholder. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#).*|.*(?:\\{\\{|<%|\\$\\{).*");

    private final StaticSite site;

    SiteLinks(StaticSite site) {
        this.site = site;
    }

    /** Tests a folder and writes the report, which the verdict is read from. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[1]), report(new SiteLinks(StaticSite.of(Path.of(args[0]))).pages()));
    }

    /** Each page with the references that lead nowhere. */
    Map<String, List<String>> pages() throws IOException {
        Map<String, List<String>> pages = new TreeMap<>();
        for (String path : new TreeSet<>(site.files().keySet())) {
            StaticSite.Entry entry = site.files().get(path);
            boolean page = path.matches(".*\\.html?") && !path.contains("/node_modules/");
            if (page && pages.size() < MAX_PAGES && entry != null && entry.sizeBytes() <= MAX_PAGE_BYTES) {
                pages.put(path, broken(path, new String(Files.readAllBytes(entry.file()), StandardCharsets.UTF_8)));
            }
        }
        return pages;
    }

    private List<String> broken(String page, String html) {
        List<String> broken = new ArrayList<>();
        Matcher m = REFERENCE.matcher(COMMENT.matcher(html).replaceAll(" "));
        while (m.find()) {
            String reference = (m.group(1) == null ? m.group(2) : m.group(1)).strip();
            if (!reference.isEmpty() && !ELSEWHERE.matcher(reference).matches() && !served(page, reference)) {
                broken.add(reference);
            }
        }
        return broken.stream().distinct().toList();
    }

    private boolean served(String page, String reference) {
        String path;
        try {
            path = URLDecoder.decode(reference.replaceFirst("[?#].*", "").replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (path.isEmpty()) {
            return true;
        }
        String folder = page.substring(0, page.lastIndexOf('/') + 1);
        String absolute = normal(path.startsWith("/") ? path : folder + path);
        // As the server has it: a path without an extension belongs to the page of a single-page application.
        boolean routed = site.notFound().isEmpty()
                && site.fallback().isPresent()
                && !absolute.substring(absolute.lastIndexOf('/') + 1).contains(".");
        return routed || site.folder(absolute) || site.find(absolute).isPresent();
    }

    private static String normal(String path) {
        String normal = Path.of(path).normalize().toString().replace('\\', '/');
        return path.endsWith("/") && !normal.endsWith("/") ? normal + "/" : normal;
    }

    /** JUnit XML, one case a page. */
    static String report(Map<String, List<String>> pages) {
        long failures = pages.values().stream().filter(b -> !b.isEmpty()).count();
        StringBuilder xml = new StringBuilder("<testsuite name=\"links\" tests=\"" + pages.size() + "\" failures=\""
                + failures + "\" errors=\"0\" skipped=\"0\">\n");
        pages.forEach((page, broken) -> {
            xml.append("  <testcase classname=\"links\" name=\"")
                    .append(escaped(page))
                    .append("\">");
            if (!broken.isEmpty()) {
                xml.append("<failure message=\"nothing is served under ")
                        .append(escaped(String.join(", ", broken)))
                        .append("\"/>");
            }
            xml.append("</testcase>\n");
        });
        return xml.append("</testsuite>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x1f]", " ");
    }
}
