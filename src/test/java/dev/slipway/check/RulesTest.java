package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.files.FileView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule's examples are its test; they come from the list, so a new rule is tested by being on it. */
class RulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    record Case(Rule rule, int number, Example example) {
        @Override
        public String toString() {
            return rule.about().id()
                    + (example.bad() ? " finds it in example " : " finds nothing in example ")
                    + number;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Rule rule : Rules.all()) {
            for (Example example : rule.examples()) {
                cases.add(new Case(rule, cases.size(), example));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRuleAnswersItsExamplesAsItSays(Case c) {
        CheckResult result =
                Checker.check(FileView.of(c.example().files()), c.example().model(), Rules.all(), TODAY);
        List<String> found = result.findings().stream()
                .filter(f -> f.rule().equals(c.rule().about().id()))
                .map(f -> f.place() + " " + f.message())
                .toList();
        assertThat(found.isEmpty())
                .as("%s: %s", c.example().files(), found)
                .isNotEqualTo(c.example().bad());
    }

    @Test
    void everyRuleHasABadAndAGoodExample() {
        assertThat(Rules.all()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Rules.all()).extracting(r -> r.about().id()).doesNotHaveDuplicates();
        assertThat(Rules.all()).allSatisfy(r -> {
            assertThat(r.examples()).as(r.about().id()).anyMatch(Example::bad).anyMatch(e -> !e.bad());
        });
    }
}
