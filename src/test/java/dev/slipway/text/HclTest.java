package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class HclTest {
    private static Hcl parse(String text) {
        return Hcl.parse("main.tf", text);
    }

    @Test
    void blocksKeepTheirLabelsAndPlaces() {
        Hcl file =
                parse("# a\nresource \"aws_vpc\" \"main\" {\n  cidr = \"10.0.0.0/16\"\n  tags = { a = 1, b : 2 }\n}\n");
        assertThat(file.errors()).isEmpty();
        Hcl.Block block = file.body().blocks("resource").getFirst();
        assertThat(block.label(0)).isEqualTo("aws_vpc");
        assertThat(block.header().line()).isEqualTo(2);
        Hcl.Attribute cidr = block.body().attribute("cidr").orElseThrow();
        assertThat(cidr.value().span().line()).isEqualTo(3);
        assertThat(cidr.value().span().column()).isEqualTo(10);
    }

    @Test
    void anIndentedHeredocLosesTheBlanksThatAllItsLinesShare() {
        Hcl file = parse("a = <<-EOT\n    one ${x}\n      two\n    EOT\n");
        assertThat(file.errors()).isEmpty();
        HclExpression.Template text = (HclExpression.Template)
                file.body().attribute("a").orElseThrow().value();
        assertThat(text.heredoc()).isTrue();
        assertThat(text.parts().getFirst()).isEqualTo(new HclExpression.Part.Words("one "));
        assertThat(text.parts().getLast()).isEqualTo(new HclExpression.Part.Words("\n  two\n"));
    }

    @Test
    void everythingOfTheGrammarIsRead() {
        assertThat(parse(Samples.HCL).errors()).isEmpty();
    }

    @Test
    void aBrokenBlockCostsOnlyItself() {
        Hcl file = parse("""
                resource "a" "one" {
                  x = [1, 2
                }
                resource "a" "two" {
                  y = )
                  z = 1
                }
                locals {
                  k = "v"
                }
                """);
        assertThat(file.errors()).isNotEmpty();
        assertThat(file.body().blocks("locals")).hasSize(1);
        assertThat(file.body().blocks("resource")).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void aBlockThatIsNotClosedEndsAtTheNextTopBlock() {
        Hcl file = parse("resource \"a\" \"b\" {\n  x = 1\n\nresource \"c\" \"d\" {\n  y = 2\n}\n");
        assertThat(file.errors()).hasSize(1);
        assertThat(file.body().blocks("resource")).hasSize(2);
    }

    @Test
    void jsonIsTheSameLanguage() {
        Hcl file = Hcl.parse(
                "main.tf.json", "{\"resource\": {\"aws_vpc\": {\"main\": {\"cidr\": \"${var.cidr}\", \"n\": 1}}}}");
        assertThat(file.errors()).isEmpty();
        Hcl.Block block = file.body().blocks("resource").getFirst();
        assertThat(block.label(1)).isEqualTo("main");
        assertThat(block.body().attribute("cidr").orElseThrow().value())
                .isInstanceOfSatisfying(
                        HclExpression.Template.class,
                        t -> assertThat(t.parts()).hasSize(1).first().isInstanceOf(HclExpression.Part.Insert.class));
    }

    @Test
    void theWordsOfAFileAreTheFile() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(Samples.HCL);
            for (int edit = 0; edit < i % 9; edit++) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(4)),
                        "\"${}\n%{<\u00e9".substring(random.nextInt(8)));
            }
            String given = text.toString();
            StringBuilder joined = new StringBuilder();
            Guard.read(given, guard -> {
                HclTokens tokens = HclTokens.of(guard);
                for (int t = 0; t < tokens.count(); t++) {
                    joined.append(tokens.shown(t));
                }
            });
            assertThat(joined.toString()).as("seed 11, round %s", i).isEqualTo(given);
        }
    }
}
