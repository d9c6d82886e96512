package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.text.Node.Kind;
import dev.slipway.text.Node.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
    @Test
    void readsMapsListsAndScalarsWithPlaces() {
        Parsed parsed =
                Yaml.parse("a.yaml", "name: shop\nlist:\n  - one\n  - {k: 2} # c\nlast: |\n  a\n  b\n\n# end\n");
        assertThat(parsed.errors()).isEmpty();
        Node root = parsed.root();
        assertThat(root.textAt("name")).contains("shop");
        assertThat(root.textAt("list", "1", "k")).contains("2");
        assertThat(root.at("list", "1", "k").orElseThrow().span().in("a.yaml")).hasToString("a.yaml:4:9");
        assertThat(root.textAt("last")).contains("a\nb\n");
    }

    @ParameterizedTest
    @CsvSource({
        "12,INTEGER",
        "-0x1F,TEXT",
        "0x1F,INTEGER",
        "0o17,INTEGER",
        "1.5,DECIMAL",
        "1e3,DECIMAL",
        ".inf,DECIMAL",
        "true,BOOLEAN",
        "yes,TEXT",
        "on,TEXT",
        "~,NULL",
        "null,NULL",
        "'\"12\"',TEXT",
        "22:22,TEXT",
        "!!str 1,TEXT",
        "!!int 1,INTEGER",
        "!Ref x,TEXT",
        "! 1,TEXT"
    })
    void resolvesByTheCoreSchema(String source, Kind kind) {
        Parsed parsed = Yaml.parse("a.yaml", "k: " + source);
        assertThat(parsed.errors()).isEmpty();
        assertThat(((Scalar) parsed.root().at("k").orElseThrow()).kind()).isEqualTo(kind);
    }

    @Test
    void spansCoverTheSourceBehindMarkCrlfAndAstralCharacters() {
        String text = "\uFEFFa: \"😀😀\"\r\nb: [x, '😀']\r\n😀: plain   # c\r\nd:\r\n  e: f\r\n  # comment\r\ng: h\r\n";
        Node root = Yaml.parse("a.yaml", text).root();
        assertThat(covered(text, root.at("a").orElseThrow())).isEqualTo("\"😀😀\"");
        assertThat(covered(text, root.at("b").orElseThrow())).isEqualTo("[x, '😀']");
        assertThat(covered(text, root.at("b", "1").orElseThrow())).isEqualTo("'😀'");
        assertThat(covered(text, root.at("😀").orElseThrow())).isEqualTo("plain");
        assertThat(covered(text, root.at("d").orElseThrow())).isEqualTo("e: f");
        assertThat(root.at("a").orElseThrow().span().column()).isEqualTo(4);
        assertThat(root.at("😀").orElseThrow().span().column()).isEqualTo(4);
        assertThat(root.at("g").orElseThrow().span().line()).isEqualTo(7);
    }

    @Test
    void mergesKeysAndKeepsDuplicates() {
        Parsed parsed = Yaml.parse("a.yaml", """
                base: &b {x: 1, y: 2}
                more: &m {y: 3, z: 4}
                one: {<<: *b, x: 9}
                two: {<<: [*b, *m]}
                twice: {k: 1, k: 2}
                quoted: {"<<": 1}
                """);
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.root().textAt("one", "x")).contains("9");
        assertThat(parsed.root().textAt("one", "y")).contains("2");
        assertThat(parsed.root().textAt("two", "y")).contains("2");
        assertThat(parsed.root().textAt("two", "z")).contains("4");
        assertThat(parsed.root().entriesAt("twice")).hasSize(2);
        assertThat(parsed.root().textAt("twice", "k")).contains("2");
        assertThat(parsed.root().textAt("quoted", "<<")).contains("1");
        assertThat(Yaml.parse("a.yaml", "a: {<<: 1}").errors()).hasSize(1);
    }

    @Test
    void readsSeveralDocumentsAndKeepsThoseBeforeAnError() {
        assertThat(Yaml.parse("a.yaml", "a: 1\n---\nb: 2\n---\n").documents()).hasSize(3);
        Parsed broken = Yaml.parse("a.yaml", "a: 1\n---\nb: [\n");
        assertThat(broken.documents()).hasSize(1);
        assertThat(broken.errors()).hasSize(1);
        assertThat(Yaml.parse("a.yaml", "").documents()).isEmpty();
        assertThat(Yaml.parse("a.yaml", "# only\n").errors()).isEmpty();
    }

    @Test
    void keepsAKeyThatIsNoScalarAsItsSource() {
        Parsed parsed = Yaml.parse("a.yaml", "{{ .Values.x }}: 1\n");
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.root().entriesAt()).hasSize(1);
        assertThat(parsed.root().entriesAt().getFirst().key().value()).startsWith("{{");
    }

    @Test
    void saysWhereTheTextIsNotYaml() {
        var error = Yaml.parse("a.yaml", "a: 1\nb: c: d\n").errors().getFirst();
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(5);
        assertThat(error.message()).contains("not allowed");
        assertThat(Yaml.parse("a.yaml", "a: \u0000").errors().getFirst().message())
                .contains("U+0000");
        assertThat(Yaml.parse("a.yaml", "a: *x").errors().getFirst().message()).contains("no anchor '&x'");
        assertThat(Yaml.parse("a.yaml", "a: &x [*x]").errors().getFirst().message())
                .contains("stands in");
    }

    @Test
    void refusesABillionLaughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [l,l,l,l,l,l,l,l,l,l]\n");
        for (int i = 1; i < 20; i++) {
            String alias = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", java.util.Collections.nCopies(10, alias))));
        }
        assertThat(Yaml.parse("a.yaml", text.toString()).errors().getFirst().message())
                .contains("aliases");
    }

    private static String covered(String text, Node node) {
        return text.substring(node.span().start(), node.span().end());
    }

    @Test
    void tagsAreKeptAsWritten() {
        Node root = Yaml.parse("t.yml", "a: !Ref b\nc: !reference [x, y]\nd: !Sub {e: f}\ng: !!str 1\nh: i\n")
                .root();

        assertThat(root.at("a").orElseThrow().tag()).isEqualTo("!Ref");
        assertThat(root.at("c").orElseThrow().tag()).isEqualTo("!reference");
        assertThat(root.at("d").orElseThrow().tag()).isEqualTo("!Sub");
        assertThat(root.at("g").orElseThrow().tag()).isEmpty();
        assertThat(root.at("h").orElseThrow().tag()).isEmpty();
    }
}
