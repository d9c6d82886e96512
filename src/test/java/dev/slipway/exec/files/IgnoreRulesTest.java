package dev.slipway.exec.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.class|a/b.class|IGNORED",
                "*.class|a/b.clazz|SILENT",
                "/a|a|IGNORED",
                "/a|b/a|SILENT",
                "a/b|a/b|IGNORED",
                "a/b|x/a/b|SILENT",
                "**/b|x/a/b|IGNORED",
                "a/**|a|SILENT",
                "a/**|a/b/c|IGNORED",
                "a/**/z|a/z|IGNORED",
                "a/**/z|a/b/c/z|IGNORED",
                "a/**/z|a/b/c/y|SILENT",
                "foo**bar|fooxbar|IGNORED",
                "[a-c]?|b1|IGNORED",
                "[!a-c]?|b1|SILENT",
                "[[:digit:]]x|7x|IGNORED",
                "[]a]|]|IGNORED",
                "[a|a|SILENT",
                "\\#x|#x|IGNORED",
                "#x|#x|SILENT",
                "\\!x|!x|IGNORED",
                "!x|x|KEPT",
            })
    void answersAsGitDocumentsIt(String rule, String path, IgnoreRules.Answer answer) {
        assertThat(IgnoreRules.of(rule).answer(path, false)).isEqualTo(answer);
    }

    @Test
    void folderRulesDoNotMatchFiles() {
        assertThat(IgnoreRules.of("a/").answer("a", false)).isEqualTo(IgnoreRules.Answer.SILENT);
        assertThat(IgnoreRules.of("a/").answer("a", true)).isEqualTo(IgnoreRules.Answer.IGNORED);
    }

    @Test
    void theLastRuleWinsAndCarriageReturnsDoNotCount() {
        IgnoreRules rules = IgnoreRules.of("*.log\r\n!keep.log\r\n");
        assertThat(rules.answer("keep.log", false)).isEqualTo(IgnoreRules.Answer.KEPT);
        assertThat(rules.answer("other.log", false)).isEqualTo(IgnoreRules.Answer.IGNORED);
    }

    @Test
    void trailingSpacesCountOnlyWhenEscaped() {
        assertThat(IgnoreRules.of("a  ").answer("a", false)).isEqualTo(IgnoreRules.Answer.IGNORED);
        assertThat(IgnoreRules.of("a\\ ").answer("a ", false)).isEqualTo(IgnoreRules.Answer.IGNORED);
    }

    @Test
    void hostilePatternsTakeNoTime() {
        long begin = System.nanoTime();
        IgnoreRules rules = IgnoreRules.of("*a".repeat(1_000) + "b\n" + "**/a/".repeat(400) + "b");
        rules.answer("a".repeat(3_000) + "c", false);
        rules.answer("a/".repeat(1_500) + "c", false);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    /** Random rules and paths, answered by git itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answersAsGitDoes(long seed, @TempDir Path folder) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/git")) || Files.isExecutable(Path.of("/usr/local/bin/git")),
                "git is not installed");
        git(folder, List.of("init", "-q"), "");
        SplittableRandom random = new SplittableRandom(seed);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            paths.add(path(random));
        }
        for (int round = 0; round < 12; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                text.append(rule(random)).append('\n');
            }
            Files.writeString(folder.resolve(".gitignore"), text);
            List<String> expected =
                    git(folder, List.of("check-ignore", "--no-index", "--stdin"), String.join("\n", paths) + "\n");
            for (String path : paths) {
                assertThat(ignoredWithParents(IgnoreRules.of(text.toString()), path))
                        .as("seed %d, rules %s, path %s", seed, text, path)
                        .isEqualTo(expected.contains(path));
            }
        }
    }

    private static boolean ignoredWithParents(IgnoreRules rules, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (rules.answer(path.substring(0, slash), true) == IgnoreRules.Answer.IGNORED) {
                return true;
            }
        }
        return rules.answer(path, false) == IgnoreRules.Answer.IGNORED;
    }

    private static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder();
        int depth = 1 + random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            path.append(i == 0 ? "" : "/").append(word(random, "ab"));
        }
        return path.toString();
    }

    private static String rule(SplittableRandom random) {
        StringBuilder rule = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
        rule.append(random.nextInt(4) == 0 ? "/" : "");
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            rule.append(i == 0 ? "" : "/").append(random.nextInt(4) == 0 ? "**" : word(random, "ab*?a"));
        }
        return rule.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }

    private static String word(SplittableRandom random, String letters) {
        StringBuilder word = new StringBuilder();
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static List<String> git(Path folder, List<String> arguments, String input)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null"));
        all.addAll(arguments);
        Path out = folder.resolve(".git-out");
        Process git = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = git.getOutputStream()) {
            in.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(git.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out);
    }
}
