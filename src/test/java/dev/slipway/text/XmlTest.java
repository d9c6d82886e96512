package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    @Test
    void readsABuildFile() {
        var document = Xml.parse("pom.xml", """
                <?xml version="1.0"?>
                <!-- c -->
                <project xmlns="x" xmlns:m="y">
                  <artifactId> shop </artifactId>
                  <m:name a='1 &lt; &#50;' b="&#x1F600;"><![CDATA[<raw> & ]]>x</m:name>
                  <modules><module>a</module><module>b</module></modules><empty/>
                </project>
                """);
        assertThat(document.errors()).isEmpty();
        var root = document.root().orElseThrow();
        assertThat(root.textAt("artifactId")).contains("shop");
        assertThat(root.at("artifactId").orElseThrow().span().in("pom.xml")).hasToString("pom.xml:4:3");
        assertThat(root.child("name").orElseThrow().attributes())
                .containsEntry("a", "1 < 2")
                .containsEntry("b", "😀");
        assertThat(root.textAt("name")).contains("<raw> & x");
        assertThat(root.at("modules").orElseThrow().children("module")).hasSize(2);
        assertThat(root.child("empty")).isPresent();
    }

    @Test
    void neverResolvesEntities() {
        var document = Xml.parse(
                "a.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY l \"lol\">]><a>&e;&l;</a>");
        assertThat(document.root().orElseThrow().text()).isEqualTo("&e;&l;");
        assertThat(document.errors()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<a>",
                "<a></b>",
                "</a>",
                "<a/><b/>",
                "<a b>",
                "<a b=c/>",
                "<a b=\"c/>",
                "<!-- x",
                "<![CDATA[x",
                "<!DOCTYPE a [",
                "<>",
                "<a>&</a>",
                "<a>&#xFFFFFFF;</a>",
                "<a",
                "<a b=\"1\""
            })
    void reportsWhatIsNotXml(String text) {
        assertThat(Xml.parse("a.xml", text).errors()).isNotEmpty();
    }
}
