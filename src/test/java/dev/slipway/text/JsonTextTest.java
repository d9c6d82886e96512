package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.text.Node.Kind;
import dev.slipway.text.Node.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void readsAllValuesWithPlaces() {
        String text = "\uFEFF{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e4\\ud83d\\ude00\"],\r\n \"😀\": {}}";
        Parsed parsed = JsonText.parse("p.json", text);
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.root().textAt("a", "4")).contains("x\nä😀");
        assertThat(((Scalar) parsed.root().at("a", "1").orElseThrow()).kind()).isEqualTo(Kind.DECIMAL);
        assertThat(parsed.root().textAt("a", "3")).isEmpty();
        assertThat(parsed.root().at("😀").orElseThrow().span().in("p.json")).hasToString("p.json:2:7");
        assertThat(parsed.root().at("a").orElseThrow().span().column()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "01",
                "1.",
                "-",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "{} {}",
                "// c\n1",
                "\"\n\"",
                "{a:1}",
                "NaN"
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(JsonText.parse("p.json", text).errors()).hasSize(1);
    }

    @Test
    void saysWhatWasExpectedAndWhere() {
        var error = JsonText.parse("p.json", "{\n  \"a\": 1\n  \"b\": 2\n}")
                .errors()
                .getFirst();
        assertThat(error).isEqualTo(new Parsed.SyntaxError(3, 3, "expected ',' or '}', found '\"'"));
    }

    @Test
    void takesCommentsOnlyWhenAsked() {
        Parsed parsed = JsonText.parseWithComments("tsconfig.json", "{ // c\n \"a\": [1, /* x */ 2,],\n}");
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.root().listAt("a")).hasSize(2);
        assertThat(JsonText.parseWithComments("t.json", "/* {}").errors()).hasSize(1);
    }
}
