package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditTest {
    @Test
    void leavesAllOtherBytesAlone() {
        String text = "\uFEFFa:   'x'  # keep\r\n😀: [1,  2]\r\nb: {c: \"old\"}\t\r\n";
        Node root = Yaml.parse("a.yaml", text).root();
        String edited = Edit.apply(
                text,
                List.of(
                        Edit.replace(root.at("b", "c").orElseThrow().span(), "\"new\""),
                        Edit.replace(root.at("a").orElseThrow().span(), "'y'"),
                        Edit.insert(text.length(), "z: 1\r\n")));
        assertThat(edited).isEqualTo("\uFEFFa:   'y'  # keep\r\n😀: [1,  2]\r\nb: {c: \"new\"}\t\r\nz: 1\r\n");
    }

    @Test
    void replacingEachScalarByItsOwnSourceChangesNothing() {
        String text = Samples.YAML;
        List<Edit> edits = new ArrayList<>();
        collect(text, Yaml.parse("a.yaml", text).root(), edits);
        assertThat(edits).hasSizeGreaterThan(10);
        // Merged entries stand twice in the tree and once in the file.
        assertThat(Edit.apply(text, edits.stream().distinct().toList())).isEqualTo(text);
    }

    private static void collect(String text, Node node, List<Edit> into) {
        switch (node) {
            case Node.Scalar s ->
                into.add(new Edit(
                        s.span().start(),
                        s.span().end(),
                        text.substring(s.span().start(), s.span().end())));
            case Node.Sequence s -> s.items().forEach(i -> collect(text, i, into));
            case Node.Mapping m ->
                m.entries().forEach(e -> {
                    collect(text, e.key(), into);
                    collect(text, e.value(), into);
                });
        }
    }

    @Test
    void refusesOverlapsAndPartsOutside() {
        assertThatThrownBy(() -> Edit.apply("abcdef", List.of(new Edit(0, 3, ""), new Edit(2, 4, ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Edit.apply("abc", List.of(new Edit(2, 9, ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Edit(3, 2, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Edit.apply("ab", List.of(Edit.insert(1, "1"), Edit.insert(1, "2"))))
                .isEqualTo("a12b");
    }
}
