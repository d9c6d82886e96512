package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our sources keep the rules that only sources show, and each of these rules notices when it is broken. */
class SourcesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final String INFO = "/** Some room. */\n@NullMarked\npackage a;\n";

    @Test
    void ourSourcesKeepTheRules() throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(MAIN)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.put(file.toString().replace('\\', '/'), Files.readString(file));
            }
        }
        assertThat(sources).hasSizeGreaterThan(20);
        assertThat(String.join("\n", SourceRules.violations(sources))).isEmpty();
    }

    @Test
    void aGoodSourceIsLeftAlone() {
        assertThat(check("""
                        package a;

                        /** Two ways to end. */
                        public sealed interface End {
                            record Well() implements End {}
                            record Badly(String why) implements End {}

                            static String text(End end) {
                                return switch (end) {
                                    case Well w -> "well";
                                    case Badly(String why) -> why;
                                };
                            }

                            static String clean(String text) {
                                return text.replaceAll("a+" + "b", "");
                            }
                        }
                        """)).isEmpty();
    }

    @Test
    void noticesAPublicTypeWithoutJavadoc() {
        assertThat(check("package a;\n\npublic class Bad {}\n"))
                .containsExactly("a/A.java:3: public type Bad has no javadoc");
        assertThat(check("package a;\n\n/** */\npublic class Bad {}\n")).hasSize(1);
        assertThat(check("package a;\n\nclass Quiet { public record Inner() {} }\n"))
                .hasSize(1);
        assertThat(check("package a;\n\nclass Quiet {}\n")).isEmpty();
    }

    @Test
    void noticesAPackageThatIsNotNullMarkedOrNotDescribed() {
        assertThat(SourceRules.violations(Map.of("a/A.java", "package a;\nclass A {}\n")))
                .containsExactly("a/:1: no package-info.java");
        assertThat(SourceRules.violations(Map.of("a/package-info.java", "/** Some room. */\npackage a;\n")))
                .containsExactly("a/package-info.java:1: needs javadoc and @NullMarked");
        assertThat(SourceRules.violations(Map.of("a/package-info.java", "@NullMarked\npackage a;\n")))
                .hasSize(1);
    }

    @Test
    void noticesALongFile() {
        assertThat(check("package a;\nclass A {\n" + "\n".repeat(597) + "}\n")).isEmpty();
        assertThat(check("package a;\nclass A {\n" + "\n".repeat(598) + "}\n"))
                .containsExactly("a/A.java:1: 601 lines, more than 600");
    }

    @Test
    void noticesALongMethod() {
        assertThat(check("package a;\nclass A {\n  void m() {\n" + "\n".repeat(68) + "  }\n}\n"))
                .isEmpty();
        assertThat(check("package a;\nclass A {\n  void m() {\n" + "\n".repeat(69) + "  }\n}\n"))
                .containsExactly("a/A.java:3: m has 71 lines, more than 70");
    }

    @Test
    void noticesADefaultInASwitchOverAClosedChoice() {
        var choice =
                "package a;\nsealed interface End { record Well() implements End {} record Badly() implements End {}\n";
        assertThat(check(choice + "static int a(End e) { return switch (e) { case Well w -> 1; default -> 2; }; } }"))
                .containsExactly("a/A.java:3: a switch over a closed choice has a default");
        assertThat(check(choice
                        + "static void b(End e) { switch (e) { case Well() -> {} case null, default -> {} } } }"))
                .hasSize(1);
        assertThat(check(choice
                        + "static int c(Object o) { return switch (o) { case String s -> 1; default -> 2; }; } }"))
                .isEmpty();
    }

    @Test
    void noticesARegularExpressionThatSomebodyElseWrote() {
        var type = "package a;\nimport java.util.regex.Pattern;\nclass A { static final String OURS = \"a\";\n";
        assertThat(check(type + "Pattern a(String user) { return Pattern.compile(user); } }"))
                .singleElement()
                .asString()
                .startsWith("a/A.java:4: a regular expression that is not a constant");
        assertThat(check(type + "boolean b(String user) { return Pattern.matches(user, \"x\"); } }"))
                .hasSize(1);
        assertThat(check(type + "String c(String user) { return \"x\".replaceAll(user, \"\"); } }"))
                .hasSize(1);
        assertThat(check(type + "Pattern d() { return Pattern.compile(OURS + \"b\"); } }"))
                .isEmpty();
    }

    @Test
    void leavesTheRowsOfATableAlone() {
        var type = "package a;\nimport java.util.regex.Pattern;\nclass A { static final Row ROW = new Row(\"a\");\n";
        assertThat(check(type + "private record Row(Pattern p) { Row(String s) { this(Pattern.compile(s)); } } }"))
                .isEmpty();
        assertThat(check(type + "record Row(Pattern p) { Row(String s) { this(Pattern.compile(s)); } } }"))
                .hasSize(1);
        assertThat(check(type + "private record Row() { Pattern of(String s) { return Pattern.compile(s); } } }"))
                .hasSize(1);
    }

    private static java.util.List<String> check(String source) {
        return SourceRules.violations(Map.of("a/A.java", source, "a/package-info.java", INFO));
    }
}
