package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1\nb: 2\nc 3\nd\n# x\n! y\n  e  =  f  \n",
                "long=one, \\\n   two, \\\r\n\tthree\n",
                "k\\=ey=v\\u00e4\\n\\t\\\\ \\z\n",
                "a\\:b:c\\\n\n=x\n",
                "dup=1\ndup=2\rmac=3",
                "a=\\",
                "a \\\n = b\n"
            })
    void readsAsTheJdkDoes(String text) throws Exception {
        var expected = new java.util.Properties();
        expected.load(new StringReader(text));
        Node root = Properties.parse("a.properties", text).root();
        assertThat(root.entriesAt().stream().map(e -> e.key().value()).distinct())
                .containsExactlyInAnyOrderElementsOf(expected.stringPropertyNames());
        expected.forEach((k, v) -> assertThat(root.textAt((String) k)).contains((String) v));
    }

    @Test
    void knowsPlaces() {
        Node root = Properties.parse("a.properties", "\uFEFF# c\r\nserver.port = 9090\r\n")
                .root();
        assertThat(root.at("server.port").orElseThrow().span().in("p")).hasToString("p:2:15");
        assertThat(Properties.parse("a.properties", "a=\\u12").errors()).hasSize(1);
    }
}
