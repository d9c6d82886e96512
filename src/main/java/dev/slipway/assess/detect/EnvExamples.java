package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.assess.StoreUrls;
import dev.slipway.base.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What example environment files say about stores: the scheme of a URL tells its kind. */
final class EnvExamples {
    private static final List<String> NAMES =
            List.of(".env.example", ".env.sample", ".env.template", ".env.dist", "env.example");
    private static final Pattern URL =
            Pattern.compile("^\\s*(?:export\\s+)?\\w+\\s*=\\s*[\"']?([a-z0-9+:]{3,30}:[^\\s]*)");

    private EnvExamples() {}

    /** Adds what the files of this folder say; a URL alone is medium, with a driver high. */
    static void claim(Sources sources, String folder, String stack, Map<String, Claims<String>> found) {
        for (String name : NAMES) {
            Optional<SourceText> text = sources.text(Sources.path(folder, name));
            text.ifPresent(t -> t.find(URL).forEach(hit -> {
                String kind = StoreUrls.kind(hit.value());
                if (!kind.isEmpty()) {
                    NeedsTable.add(
                            found, stack, kind, Claims.Source.CONFIGURATION, Confidence.MEDIUM, t.evidence(hit.line()));
                }
            }));
        }
    }
}
