package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Java feature release a component asks for. */
final class JvmVersion {
    private static final Pattern JAVA_FILE =
            Pattern.compile("^\\s*(?:openjdk-|temurin-|corretto-|zulu-)?(?:1\\.)?(\\d{1,2})\\b");
    private static final Pattern SDKMAN = Pattern.compile("^\\s*java\\s*=\\s*(\\d{1,2})");
    private static final Pattern TOOL_VERSIONS = Pattern.compile("^\\s*java\\s+\\D*(\\d{1,2})");

    private JvmVersion() {}

    /** {@code 1.8} is 8, {@code 17.0.2} is 17; empty when it is no release. */
    static Optional<String> feature(String text) {
        String s = text.strip().replaceFirst("^1\\.(?=\\d)", "").replaceFirst("\\..*$", "");
        return s.matches("[1-9]\\d?") ? Optional.of(s) : Optional.empty();
    }

    /** Adds the version files of the component's folder and the root, and reports one that asks for another release. */
    static void claimFiles(Sources sources, String folder, Claims<String> claims) {
        for (String at : folder.equals(".") ? List.of(".") : List.of(folder, ".")) {
            file(sources, Sources.path(at, ".java-version"), JAVA_FILE, claims);
            file(sources, Sources.path(at, ".sdkmanrc"), SDKMAN, claims);
            file(sources, Sources.path(at, ".tool-versions"), TOOL_VERSIONS, claims);
        }
    }

    private static void file(Sources sources, String path, Pattern pattern, Claims<String> claims) {
        sources.text(path)
                .flatMap(t -> t.first(pattern))
                .ifPresent(h -> claims.add(
                        Claims.Source.CONFIGURATION, h.value(), Confidence.MEDIUM, sources.evidence(path, h.line())));
    }

    /** A tool-version file below the release that the build compiles for is a contradiction. */
    static Fact<String> checked(Sources sources, Fact<String> version) {
        if (version instanceof Fact.Known<String> k) {
            for (Fact.Alternative<String> a : k.alternatives()) {
                Fact.Evidence e = a.evidence().getFirst();
                boolean toolFile = e.place().file().matches(".*\\.(?:java-version|sdkmanrc|tool-versions)");
                if (toolFile && Integer.parseInt(a.value()) < Integer.parseInt(k.value())) {
                    sources.report(Findings.of(
                            "ASSESS-JAVA-VERSION",
                            Severity.MEDIUM,
                            Confidence.HIGH,
                            e.place(),
                            "asks for Java " + a.value() + ", but the build compiles for " + k.value() + " ("
                                    + k.evidence().getFirst().place() + ")",
                            "set both to the same release"));
                }
            }
        }
        return version;
    }

    /** A hit as a claim of the build. */
    static void claim(Claims<String> claims, Sources sources, String path, SourceText.Hit hit, Confidence confidence) {
        feature(hit.value())
                .ifPresent(
                        v -> claims.add(Claims.Source.DECLARATION, v, confidence, sources.evidence(path, hit.line())));
    }
}
