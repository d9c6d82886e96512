package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpotTest {
    private static String put(String text, String value, String... path) {
        Node root = Yaml.parse("a.yaml", text).root();
        String mended = Spot.put(root, value, path)
                .map(e -> Edit.apply(text, List.of(e)))
                .orElse(text);
        assertThat(Yaml.parse("a.yaml", mended).errors()).as(mended).isEmpty();
        return mended;
    }

    @Test
    void whatIsThereIsReplacedAndTheRestStays() {
        assertThat(put("a: # why\n  b: true # here\n  c: 1\n", "false", "a", "b"))
                .isEqualTo("a: # why\n  b: false # here\n  c: 1\n");
    }

    @Test
    void whatIsMissingIsAddedBehindTheFirstKeyWithItsMaps() {
        assertThat(put("- name: x # first\n  image: y\n", "1", "a")).isEqualTo("- name: x # first\n  image: y\n");
        assertThat(put("name: x # first\nimage: y\n", "1", "a", "b"))
                .isEqualTo("name: x # first\na:\n  b: 1\nimage: y\n");
        assertThat(put("only: x\n", "1", "a")).isEqualTo("a: 1\nonly: x\n");
    }

    @Test
    void bracesStayBraces() {
        assertThat(put("{name: x, image: y}\n", "1", "a", "b")).isEqualTo("{name: x, \"a\": {\"b\": 1}, image: y}\n");
        assertThat(put("{\"name\": \"x\"}", "1", "a")).isEqualTo("{\"a\": 1, \"name\": \"x\"}");
    }

    @Test
    void anEmptyOrOtherValueIsLeftAlone() {
        assertThat(Spot.put(Yaml.parse("a.yaml", "a:\n").root(), "1", "a", "b")).isEmpty();
        assertThat(Spot.put(Yaml.parse("a.yaml", "a: [1]\n").root(), "1", "a", "b"))
                .isEmpty();
        assertThat(Spot.put(Yaml.parse("a.yaml", "a: text\n").root(), "1", "a", "b"))
                .isEmpty();
    }

    @Test
    void anEntryIsDroppedFirstInTheMiddleAndLast() {
        Node root = Yaml.parse("a.yaml", "a: 1\nb: 2\nc: 3\n").root();
        String text = "a: 1\nb: 2\nc: 3\n";
        assertThat(Edit.apply(text, List.of(Spot.drop(root, "a").orElseThrow())))
                .isEqualTo("b: 2\nc: 3\n");
        assertThat(Edit.apply(text, List.of(Spot.drop(root, "b").orElseThrow())))
                .isEqualTo("a: 1\nc: 3\n");
        assertThat(Edit.apply(text, List.of(Spot.drop(root, "c").orElseThrow())))
                .isEqualTo("a: 1\nb: 2\n");
        assertThat(Spot.drop(Yaml.parse("a.yaml", "a: 1\n").root(), "a")).isEmpty();
    }
}
