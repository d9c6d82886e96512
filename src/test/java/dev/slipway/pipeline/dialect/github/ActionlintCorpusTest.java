package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.check.GithubCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Workflows with and without faults, where they are at hand. */
class ActionlintCorpusTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("slipway.shared", "../shared")).resolve("corpora/github-workflows");
    private static final Pattern PLACE = Pattern.compile("test\\\\?\\.yaml:(\\d+):(\\d+)");

    private static List<Path> files(String folder) throws IOException {
        Path path = FOLDER.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), "no corpus at " + path);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Mistake> check(Path file) throws IOException {
        String text = Files.readString(file).replace("$default-branch", "main").replace("$cron-daily", "17 3 * * *");
        return GithubCheck.workflow(file.getFileName().toString(), text, Sources.none());
    }

    @Test
    void findsNothingInGoodWorkflows() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files("actionlint/ok")) {
            check(file).forEach(m -> wrong.add(m.toString()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void findsTheFaultsOfFaultyWorkflowsAndNoOthers() throws IOException {
        List<String> missed = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        int all = 0;
        for (Path file : files("actionlint/err")) {
            String out = Files.readString(Path.of(file.toString().replaceAll("\\.ya?ml$", ".out")));
            if (out.contains("shellcheck") || out.contains("pyflakes")) {
                continue;
            }
            all++;
            Set<Integer> wanted = new TreeSet<>();
            Matcher m = PLACE.matcher(out);
            while (m.find()) {
                wanted.add(Integer.parseInt(m.group(1)));
            }
            List<Mistake> given = check(file);
            Set<Integer> lines = new TreeSet<>();
            given.forEach(g -> lines.add(g.place().line()));
            if ((wanted.contains(0) || wanted.isEmpty()) && !lines.isEmpty()) {
                continue;
            }
            Set<Integer> more = new TreeSet<>(lines);
            more.removeAll(wanted);
            wanted.removeAll(lines);
            if (!wanted.isEmpty()) {
                missed.add(file.getFileName() + " missed " + wanted + " extra " + more);
            } else if (!more.isEmpty()) {
                extra.add(file.getFileName() + " extra " + more + " "
                        + given.stream()
                                .filter(g -> more.contains(g.place().line()))
                                .toList());
            }
        }
        missed.addAll(extra);
        assertThat(missed.size())
                .as(all + " files\n" + String.join("\n", missed))
                .isLessThanOrEqualTo(all / 10);
    }

    @Test
    void acceptsTheTemplatesThatTheServiceOffers() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files("starter-workflows/ci")) {
            check(file).stream()
                    .filter(m -> !dev.slipway.pipeline.dialect.github.check.Kinds.isWarning(m.kind()))
                    .forEach(m -> wrong.add(m.toString()));
        }
        assertThat(wrong).isEmpty();
    }
}
