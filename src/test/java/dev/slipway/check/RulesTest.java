package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.files.FileView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule's examples are its test; they come from the list, so a new rule is tested by being on it. */
class RulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Checker CHECKER = Checker.of(Rules.all());

    /** Examples of each kind that a rule has at least. */
    private static final int EXAMPLES = 1;

    /** Rules that can mend what they find, at least. */
    private static final int MENDING = 0;

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
                CHECKER.check(FileView.of(c.example().files()), c.example().model(), TODAY);
        List<String> found = result.findings().stream()
                .filter(f -> f.rule().equals(c.rule().about().id()))
                .map(f -> f.place() + " " + f.message())
                .toList();
        assertThat(found.isEmpty())
                .as("%s: %s", c.example().files(), found)
                .isNotEqualTo(c.example().bad());
        assertThat(result.undecided()).noneMatch(u -> u.why().contains("the rule broke"));
    }

    @Test
    void everyFixKeepsItsPromise() {
        Set<String> mending = new TreeSet<>();
        SoftAssertions all = new SoftAssertions();
        cases().filter(c -> c.example().bad())
                .forEach(c -> all.check(() -> {
                    if (FixContract.check(CHECKER, c.rule(), c.example(), Checker.Options.of(TODAY)) > 0) {
                        mending.add(c.rule().about().id());
                    }
                }));
        all.assertAll();
        assertThat(mending).hasSizeGreaterThanOrEqualTo(MENDING);
    }

    @Test
    void everyRuleSaysWhatItIsAndShowsIt() {
        assertThat(Rules.all()).hasSizeGreaterThanOrEqualTo(49);
        assertThat(Rules.all()).extracting(r -> r.about().id()).doesNotHaveDuplicates();
        for (Rule r : Rules.all()) {
            About about = r.about();
            assertThat(r.examples().stream().filter(Example::bad).count())
                    .as("bad examples of %s", about.id())
                    .isGreaterThanOrEqualTo(EXAMPLES);
            assertThat(r.examples().stream().filter(e -> !e.bad()).count())
                    .as("good examples of %s", about.id())
                    .isGreaterThanOrEqualTo(EXAMPLES);
            assertThat(about.title()).as(about.id()).hasSizeBetween(8, 200).doesNotEndWith(".");
            assertThat(about.why()).as(about.id()).hasSizeBetween(15, 600).endsWith(".");
            assertThat(about.fix()).as(about.id()).hasSizeBetween(3, 300).doesNotMatch(".*[^.][.]");
        }
    }
}
