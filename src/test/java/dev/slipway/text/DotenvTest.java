package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DotenvTest {
    @Test
    void readsQuotesCommentsAndExports() {
        Parsed parsed = Dotenv.parse(
                ".env",
                "\uFEFF# c\nA=1 # one\nexport B='x # $Y'\r\nC=\"two\\nlines \\\"q\\\"\nreal\"\nD=a#b\nE=\nF\nG = spaced \nH: y\n");
        assertThat(parsed.errors()).isEmpty();
        Node root = parsed.root();
        assertThat(root.textAt("A")).contains("1");
        assertThat(root.textAt("B")).contains("x # $Y");
        assertThat(root.textAt("C")).contains("two\nlines \"q\"\nreal");
        assertThat(root.textAt("D")).contains("a#b");
        assertThat(root.textAt("E")).contains("");
        assertThat(root.textAt("F")).isEmpty();
        assertThat(root.textAt("G")).contains("spaced");
        assertThat(root.textAt("H")).contains("y");
        assertThat(root.at("A").orElseThrow().span().in(".env")).hasToString(".env:2:3");
    }

    @Test
    void reportsBadLinesAndGoesOn() {
        Parsed parsed = Dotenv.parse(".env", "=x\nA B\nC=\"open\nD=1");
        assertThat(parsed.errors()).extracting(Parsed.SyntaxError::line).containsExactly(1, 2, 3);
        assertThat(parsed.root().textAt("D")).contains("1");
    }
}
