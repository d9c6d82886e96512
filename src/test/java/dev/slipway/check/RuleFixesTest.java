package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Edit;
import dev.slipway.text.JsonText;
import dev.slipway.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fixes that rules about Dockerfiles, Compose files and objects offer for their own bad examples. */
class RuleFixesTest {
    record Case(Rule rule, String path, String text) {
        @Override
        public String toString() {
            return rule.about().id() + " " + Integer.toHexString(text.hashCode());
        }
    }

    static Stream<Case> cases() {
        return Rules.all().stream()
                .filter(r -> r instanceof Rule.OfManifest || r instanceof Rule.OfDockerfile || r instanceof Rule.OfCompose)
                .flatMap(r -> r.examples().stream()
                        .filter(e -> e.bad() && e.files().size() == 1)
                        .flatMap(e -> e.files().entrySet().stream())
                        .map(f -> new Case(r, f.getKey(), f.getValue())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFixTakesItsFindingAwayAndLeavesTheFileReadable(Case c) {
        Report before = run(c.rule(), c.path(), c.text());
        for (Map.Entry<Finding, Fix> entry : before.fixes().entrySet()) {
            String mended = Edit.apply(c.text(), entry.getValue().edits());
            assertThat(errors(c.path(), mended)).as(mended).isEmpty();
            assertThat(run(c.rule(), c.path(), mended).findings())
                    .as(entry.getKey().message() + "\n" + mended)
                    .hasSizeLessThan(before.findings().size());
            assertThat(mended.lines().count()).isGreaterThanOrEqualTo(c.text().lines().count() - 1);
        }
    }

    @Test
    void manyRulesOfferAFix() {
        long fixable = Rules.all().stream()
                .filter(r -> cases().anyMatch(c -> c.rule() == r && !run(r, c.path(), c.text()).fixes().isEmpty()))
                .count();
        assertThat(fixable).isGreaterThanOrEqualTo(70);
    }

    private static List<?> errors(String path, String text) {
        if (DockerFile.isName(path)) {
            return Dockerfile.parse(path, text).errors();
        }
        return (path.endsWith(".json") ? JsonText.parse(path, text) : Yaml.parse(path, text)).errors();
    }

    private static Report run(Rule rule, String path, String text) {
        Report out = new Report(rule.about(), path);
        switch (rule) {
            case Rule.OfDockerfile r ->
                r.check(DockerFile.of(path, Dockerfile.parse(path, text), FileView.of(Map.of(path, text))), out);
            case Rule.OfCompose r -> r.check(new ComposeFile(path, Yaml.parse(path, text).root()), out);
            case Rule.OfManifest r -> {
                List<SourceFile> sources = new ArrayList<>();
                sources.add(Formats.recognise(path, text));
                for (Manifests set : Manifests.read(sources)) {
                    for (Manifest m : set.all()) {
                        if (r.kinds().isEmpty() || r.kinds().contains(m.kind())) {
                            r.check(m, set, out);
                        }
                    }
                }
            }
            case Rule.OfText r -> {}
            case Rule.OfTree r -> {}
            case Rule.OfResource r -> {}
            case Rule.OfRepository r -> {}
            case Rule.OfEngine r -> {}
        }
        return out;
    }
}
