package dev.slipway.pipeline.dialect.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The open GitLab configurations: refused where GitLab's local runner refuses, expanded to the same data, else accepted. */
class GitlabCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("slipway.shared", "../shared")).resolve("corpora/gitlab");

    private static final Map<String, String> PUSH = Map.of(
            "CI", "true",
            "GITLAB_CI", "true",
            "CI_PIPELINE_SOURCE", "push",
            "CI_COMMIT_BRANCH", "master",
            "CI_COMMIT_REF_NAME", "master",
            "CI_DEFAULT_BRANCH", "main");

    /** Files of a folder of the corpus. */
    private record Folder(Path root) implements Sources {
        @Override
        public Optional<String> local(String path) {
            try {
                Path file = root.resolve(path);
                return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> foreign(String repository, String ref, String path) {
            return Optional.empty();
        }

        @Override
        public List<String> matching(String glob) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .map(root::relativize)
                        .filter(matcher::matches)
                        .map(Path::toString)
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void expectationsOnTheConfigurationHold() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the checkout");
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String line : Files.readAllLines(CORPUS.resolve("expectations.jsonl"))) {
            Node c = JsonText.parse("expectations.jsonl", line).root();
            Optional<String> problem = check(c);
            if (problem.isPresent()) {
                wrong.add(c.textAt("case").orElse("") + ": " + problem.get());
            } else {
                right++;
            }
        }
        assertThat(right * 100 / (right + wrong.size()))
                .as(() -> String.join("\n", wrong))
                .isGreaterThanOrEqualTo(90);
    }

    private static Optional<String> check(Node c) throws IOException {
        Path folder = CORPUS.resolve("cases").resolve(c.textAt("folder").orElse(""));
        folder = c.textAt("args", "subfolder").map(folder::resolve).orElse(folder);
        String file = c.textAt("args", "file").orElse(".gitlab-ci.yml");
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        Map<String, Node> inputs = new LinkedHashMap<>();
        for (Node i : c.listAt("args", "input")) {
            String[] parts = ((Node.Scalar) i).value().split("=", 2);
            inputs.put(parts[0], Yaml.parse("input", parts[1]).root());
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        GitlabConfig config = GitlabConfig.read(file, text, new Folder(folder), inputs, Map.of());
        boolean refused = c.at("expect", "errorContains").isPresent();
        boolean ok = config.ok()
                && GitlabPlan.of(config, new GitlabContext(PUSH, Map.of(), Optional.empty(), g -> true))
                        .mistakes()
                        .isEmpty();
        if (refused == ok) {
            return Optional.of(refused ? "taken" : "refused: " + config.mistakes());
        }
        Optional<String> expanded = c.textAt("expect", "expandedYaml");
        if (expanded.isPresent() && !refused) {
            String wanted = data(Yaml.parse("expected", expanded.get()).root()).toString();
            String got = data(config.expanded()).toString();
            return wanted.equals(got) ? Optional.empty() : Optional.of("expected " + wanted + "\n   got " + got);
        }
        return Optional.empty();
    }

    private static Object data(Node node) {
        return switch (node) {
            case Node.Scalar s -> s.value();
            case Node.Sequence s ->
                s.items().stream().map(GitlabCorpusTest::data).toList();
            case Node.Mapping m -> {
                Map<String, Object> map = new TreeMap<>();
                m.entries().forEach(e -> map.put(e.key().value(), data(e.value())));
                yield map;
            }
        };
    }
}
