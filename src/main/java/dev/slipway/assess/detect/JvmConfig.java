package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration that JVM frameworks read from {@code src/main/resources}: flat settings with profile and place, from
 * properties and YAML (several documents too). Keys are compared as the frameworks do, without dashes and case.
 */
final class JvmConfig {
    /** Settings of one component; a configuration with more is not written by people. */
    private static final int MAX_SETTINGS = 20_000;

    private static final int MAX_DEPTH = 24;

    private static final Pattern FILE =
            Pattern.compile("(?:application|bootstrap|microprofile-config)(?:-([\\w.-]+?))?\\.(properties|ya?ml)");
    private static final Pattern PLACEHOLDER = Pattern.compile("[$@]\\{?([\\w.-]+?)(?::([^}]*))?[}@]");

    /**
     * One setting.
     *
     * @param profile empty for the base
     */
    record Setting(String key, String value, String profile, Fact.Evidence evidence) {}

    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, String> buildProperties;

    private JvmConfig(Map<String, String> buildProperties) {
        this.buildProperties = buildProperties;
    }

    /** The settings of these files; {@code buildProperties} resolves what the build filters in. */
    static JvmConfig of(Sources sources, List<FileView.Entry> files, Map<String, String> buildProperties) {
        JvmConfig config = new JvmConfig(buildProperties);
        for (FileView.Entry file : files) {
            Matcher m = FILE.matcher(file.name());
            boolean main = file.path().contains("resources/") || file.folder().endsWith("config");
            if (!m.matches() || !main || file.path().contains("src/test/")) {
                continue;
            }
            String profile = Optional.ofNullable(m.group(1)).orElse("");
            if (m.group(2).equals("properties")) {
                config.properties(sources, file.path(), profile);
            } else {
                sources.yaml(file.path()).forEach(doc -> config.document(sources, file.path(), profile, doc));
            }
        }
        return config;
    }

    private void properties(Sources sources, String path, String fileProfile) {
        Node root = sources.properties(path);
        String active = root.textAt("spring.config.activate.on-profile").orElse("");
        if (!(root instanceof Node.Mapping map)) {
            return;
        }
        for (Node.Entry e : map.entries()) {
            String key = e.key().value();
            String profile = active.isEmpty() ? fileProfile : active;
            if (key.startsWith("%") && key.contains(".")) {
                profile = key.substring(1, key.indexOf('.'));
                key = key.substring(key.indexOf('.') + 1);
            }
            if (e.value() instanceof Node.Scalar s) {
                add(
                        key,
                        s.value(),
                        profile,
                        sources.evidence(path, e.key().span().line()));
            }
        }
    }

    private void document(Sources sources, String path, String fileProfile, Node document) {
        String profile = document.textAt("spring", "config", "activate", "on-profile")
                .or(() -> document.textAt("spring", "profiles"))
                .or(() -> document.textAt("spring.config.activate.on-profile"))
                .orElse(fileProfile);
        flatten(sources, path, profile, "", document, 0);
    }

    private void flatten(Sources sources, String path, String profile, String prefix, Node node, int depth) {
        if (depth > MAX_DEPTH || settings.size() > MAX_SETTINGS) {
            return;
        }
        switch (node) {
            case Node.Mapping m ->
                m.entries().forEach(e -> {
                    String key = e.key().value();
                    boolean quarkusProfile = prefix.isEmpty() && key.startsWith("%");
                    flatten(
                            sources,
                            path,
                            quarkusProfile ? key.substring(1) : profile,
                            quarkusProfile ? "" : prefix.isEmpty() ? key : prefix + "." + key,
                            e.value(),
                            depth + 1);
                });
            case Node.Sequence s -> {}
            case Node.Scalar s ->
                add(prefix, s.value(), profile, sources.evidence(path, s.span().line()));
        }
    }

    private void add(String key, String value, String profile, Fact.Evidence evidence) {
        if (settings.size() <= MAX_SETTINGS) {
            settings.add(new Setting(normal(key), value.strip(), profile, evidence));
        }
    }

    private static String normal(String key) {
        return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** All settings of a key, in order of files. */
    List<Setting> all(String key) {
        String wanted = normal(key);
        return settings.stream().filter(s -> s.key().equals(wanted)).toList();
    }

    /** The base setting of a key; the profile {@code prod} counts as base for Quarkus, which runs in it. */
    Optional<Setting> base(String key) {
        return all(key).stream()
                .filter(s -> s.profile().isEmpty() || s.profile().equals("default"))
                .findFirst();
    }

    /** The base value with its placeholders resolved as far as defaults and build properties go. */
    Optional<String> value(String key) {
        return base(key).map(s -> resolve(s.value()).text());
    }

    /** A resolved text; {@code certain} when no placeholder was in it. */
    record Resolved(String text, boolean certain) {}

    /** Placeholders {@code ${NAME:default}} become the default, {@code @name@} and {@code ${name}} the build's property. */
    Resolved resolve(String value) {
        Matcher m = PLACEHOLDER.matcher(value);
        if (!m.find() || value.length() > 500) {
            return new Resolved(value, true);
        }
        m.reset();
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            Optional<String> fallback = Optional.ofNullable(m.group(2))
                    .or(() -> Optional.ofNullable(buildProperties.get(m.group(1))))
                    .or(() -> value(m.group(1)).filter(v -> !v.contains("${")));
            m.appendReplacement(out, Matcher.quoteReplacement(fallback.orElse(m.group())));
        }
        m.appendTail(out);
        return new Resolved(out.toString(), false);
    }

    /** Adds what a port key says: the base as configuration, each profile apart. */
    void claimPort(String key, Claims<Integer> ports) {
        for (Setting s : all(key)) {
            Resolved value = resolve(s.value());
            if (!value.text().matches("\\d{2,5}") || Integer.parseInt(value.text()) > 65_535) {
                continue;
            }
            int port = Integer.parseInt(value.text());
            if (s.profile().isEmpty() || s.profile().equals("default")) {
                ports.add(
                        Claims.Source.CONFIGURATION,
                        port,
                        value.certain() ? Confidence.CERTAIN : Confidence.HIGH,
                        s.evidence());
            } else {
                ports.add(Claims.Source.PROFILE, port, Confidence.LOW, s.evidence());
            }
        }
    }
}
