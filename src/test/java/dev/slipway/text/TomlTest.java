package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.text.Node.Kind;
import dev.slipway.text.Node.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTest {
    @Test
    void readsAProjectFile() {
        Parsed parsed = Toml.parse("pyproject.toml", """
                # comment
                [project]
                name = "shop"   # trailing
                requires-python = '>=3.11'
                dependencies = [
                  "flask>=3", # one
                  "psycopg[binary]",
                ]
                [project.scripts]
                shop = "shop.main:run"
                [tool.poetry.dependencies]
                fastapi = {version = "^0.1", extras = ["all"], nested.key = 1}
                [[package]]
                name = "a"
                [package.metadata]
                x.y = 1_000
                [[package]]
                name = "b"
                when = 1979-05-27T07:32:00Z
                "quoted key" = true
                pi = 3.14
                """);
        assertThat(parsed.errors()).isEmpty();
        Node root = parsed.root();
        assertThat(root.textAt("project", "name")).contains("shop");
        assertThat(root.textAt("project", "dependencies", "1")).contains("psycopg[binary]");
        assertThat(root.textAt("project", "scripts", "shop")).contains("shop.main:run");
        assertThat(root.textAt("tool", "poetry", "dependencies", "fastapi", "nested", "key"))
                .contains("1");
        assertThat(root.textAt("package", "0", "metadata", "x", "y")).contains("1000");
        assertThat(root.textAt("package", "1", "name")).contains("b");
        assertThat(((Scalar) root.at("package", "1", "when").orElseThrow()).kind())
                .isEqualTo(Kind.TEXT);
        assertThat(((Scalar) root.at("package", "1", "quoted key").orElseThrow()).kind())
                .isEqualTo(Kind.BOOLEAN);
        assertThat(root.at("project", "name").orElseThrow().span().in("p")).hasToString("p:3:8");
    }

    @Test
    void readsAllStrings() {
        Parsed parsed = Toml.parse(
                "a.toml",
                "a = \"\"\"\nx\\\n   y \"\"z\"\"\"\"\nb = '''\r\nl\\n'''\nc = \"\\u00e4\\U0001F600\\t\"\nd = 'a\\b'\n");
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.root().textAt("a")).contains("xy \"\"z\"");
        assertThat(parsed.root().textAt("b")).contains("l\\n");
        assertThat(parsed.root().textAt("c")).contains("ä😀\t");
        assertThat(parsed.root().textAt("d")).contains("a\\b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = ",
                "a",
                "= 1",
                "a = b",
                "a = 01",
                "a = \"x",
                "[a",
                "[[a]",
                "a = [1",
                "a = {x = 1",
                "a = 1\na = 2",
                "[t]\n[t]",
                "a = 1 b = 2",
                "a = 1\n[a.b]",
                "a = \"\\q\"",
                "[[a]]\n[a]"
            })
    void reportsWhatIsNotToml(String text) {
        assertThat(Toml.parse("a.toml", text).errors()).isNotEmpty();
    }

    @Test
    void goesOnAfterABadLine() {
        Parsed parsed = Toml.parse("a.toml", "good = 1\nbad line\n[t]\nx = 2\n");
        assertThat(parsed.errors()).hasSize(1);
        assertThat(parsed.errors().getFirst().line()).isEqualTo(2);
        assertThat(parsed.root().textAt("t", "x")).contains("2");
    }
}
