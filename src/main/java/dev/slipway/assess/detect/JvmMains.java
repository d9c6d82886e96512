package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.exec.files.FileView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The classes of a component that have a main method. */
final class JvmMains {
    private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)");
    private static final Pattern JAVA_MAIN = Pattern.compile(
            "\\b((?:static\\s+(?:public\\s+)?)?void\\s+main)\\s*\\(\\s*(?:final\\s+)?(?:String\\b|\\))");
    private static final Pattern KOTLIN_MAIN = Pattern.compile("^(?:suspend\\s+)?(fun\\s+main)\\s*\\(");
    private static final Pattern MARKED = Pattern.compile("@(SpringBootApplication|QuarkusMain)\\b");
    private static final Pattern USUAL = Pattern.compile("(?:Main|App|Application|Server|Launcher|Bootstrap)");

    private record Main(String type, boolean marked, boolean isStatic, int line, SourceText text) {
        boolean usual() {
            String simple = type.substring(type.lastIndexOf('.') + 1);
            return USUAL.matcher(simple).matches() || simple.endsWith("Application") || simple.endsWith("Main");
        }
    }

    private JvmMains() {}

    /** Adds the main classes that the sources show: marked ones first, then those with a usual name. */
    static void claim(Sources sources, List<FileView.Entry> files, Claims<String> claims) {
        List<Main> mains = files.stream()
                .map(FileView.Entry::path)
                .filter(p -> p.endsWith(".java") || p.endsWith(".kt"))
                .flatMap(p -> sources.text(p).stream())
                .flatMap(t -> main(t).stream())
                .sorted(Comparator.comparing((Main m) -> !m.marked())
                        .thenComparing(m -> !m.usual())
                        .thenComparing(m -> !m.isStatic())
                        .thenComparing(Main::type))
                .toList();
        for (int i = 0; i < mains.size(); i++) {
            Main m = mains.get(i);
            boolean clear =
                    mains.size() == 1 || (i == 0 && (m.marked() != mains.get(1).marked()));
            Confidence confidence = clear ? Confidence.HIGH : i == 0 && m.usual() ? Confidence.MEDIUM : Confidence.LOW;
            claims.add(Claims.Source.CODE, m.type(), confidence, m.text().evidence(m.line()));
        }
    }

    private static Optional<Main> main(SourceText text) {
        boolean kotlin = text.path().endsWith(".kt");
        if (text.lineWith(" main") == 0) {
            return Optional.empty();
        }
        return text.first(kotlin ? KOTLIN_MAIN : JAVA_MAIN).map(hit -> {
            String file = text.path().substring(text.path().lastIndexOf('/') + 1);
            String simple = kotlin ? file.replaceFirst("\\.kt$", "Kt") : file.replaceFirst("\\.java$", "");
            String prefix = text.first(PACKAGE).map(p -> p.value() + ".").orElse("");
            return new Main(
                    prefix + simple,
                    text.first(MARKED).isPresent(),
                    kotlin || hit.value().contains("static"),
                    hit.line(),
                    text);
        });
    }
}
