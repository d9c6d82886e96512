package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages below {@code docs/rules} are made from the rules: {@code mvn test -Dtest=RuleDocsTest -Dslipway.write=true}. */
class RuleDocsTest {
    private static final Path FOLDER = Path.of("docs/rules");

    /** Examples of each kind that a page shows; a rule may have more as tests. */
    private static final int EXAMPLES = 2;

    @Test
    void thePagesSayWhatTheRulesSay() throws IOException {
        Map<Path, String> pages = pages();
        if (Boolean.getBoolean("slipway.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<Path, String> page : pages.entrySet()) {
                Files.writeString(page.getKey(), page.getValue());
            }
        }
        assertThat(FOLDER).exists();
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            assertThat(page.getKey()).hasContent(page.getValue());
        }
        try (Stream<Path> there = Files.list(FOLDER)) {
            assertThat(there).allSatisfy(p -> assertThat(pages).containsKey(p));
        }
    }

    private static Map<Path, String> pages() {
        Map<String, List<Rule>> formats = new TreeMap<>();
        Rules.all().stream()
                .sorted(Comparator.comparing(r -> r.about().id()))
                .forEach(r -> formats.computeIfAbsent(format(r), f -> new ArrayList<>())
                        .add(r));
        Map<Path, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder("# Rules\n\n");
        index.append(Rules.all().size())
                .append(" rules, made from their source. `slipway check --explain RULE` prints one.\n");
        formats.forEach((format, rules) -> {
            pages.put(FOLDER.resolve(format + ".md"), page(format, rules));
            index.append("\n## [").append(format).append("](").append(format).append(".md)\n\n");
            index.append("| id | what is wrong | severity |\n|---|---|---|\n");
            rules.forEach(r -> index.append("| `")
                    .append(r.about().id())
                    .append("` | ")
                    .append(r.about().title())
                    .append(" | ")
                    .append(r.about().severity().word())
                    .append(" |\n"));
        });
        pages.put(FOLDER.resolve("README.md"), index.toString());
        return pages;
    }

    private static String format(Rule rule) {
        return rule.about().id().substring(0, rule.about().id().indexOf('/'));
    }

    private static String page(String format, List<Rule> rules) {
        StringBuilder page = new StringBuilder("# Rules: " + format + "\n");
        for (Rule rule : rules) {
            About about = rule.about();
            page.append("\n## ")
                    .append(about.id())
                    .append("\n\n**")
                    .append(about.title())
                    .append(".** ");
            page.append(about.severity().word()).append("; confidence ");
            page.append(about.confidence().name().toLowerCase(java.util.Locale.ROOT))
                    .append(".\n\n");
            page.append(about.why())
                    .append("\n\nWhat to do: ")
                    .append(about.fix())
                    .append(".\n");
            if (!about.controls().isEmpty()) {
                page.append("\nControls: ")
                        .append(String.join(", ", about.controls()))
                        .append(".\n");
            }
            // What looks like a token is taken for one by scanners of pages.
            if (!format.equals("secret")) {
                for (boolean bad : List.of(true, false)) {
                    rule.examples().stream()
                            .filter(e -> e.bad() == bad)
                            .limit(EXAMPLES)
                            .forEach(e -> example(e, page));
                }
            }
        }
        return page.toString();
    }

    private static void example(Example example, StringBuilder page) {
        page.append("\n")
                .append(example.bad() ? "Finds something:" : "Finds nothing:")
                .append("\n");
        new TreeMap<>(example.files()).forEach((path, text) -> {
            String fence = text.contains("```") ? "````" : "```";
            page.append("\n`")
                    .append(path)
                    .append("`\n\n")
                    .append(fence)
                    .append(language(path).orElse(""))
                    .append("\n");
            page.append(text.strip()).append("\n").append(fence).append("\n");
        });
    }

    private static Optional<String> language(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.toLowerCase(java.util.Locale.ROOT).contains("dockerfile")) {
            return Optional.of("dockerfile");
        }
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? Optional.empty() : Optional.of(name.substring(dot + 1));
    }
}
