package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Edit;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FixerTest {
    private static final Checker.Options OPTIONS = Checker.Options.of(LocalDate.of(2026, 11, 24));

    /** Finds a word and says how to mend it. */
    private record Word(String word, String instead, boolean safe) implements Rule.OfText {
        @Override
        public About about() {
            return new About(
                    "test/" + word, "a word", Severity.LOW, Confidence.CERTAIN, "It is one.", "drop it", List.of());
        }

        @Override
        public List<Example> examples() {
            return List.of();
        }

        @Override
        public Set<String> keywords() {
            return Set.of(word);
        }

        @Override
        public void check(TextFile file, Report out) {
            for (int at = file.text().indexOf(word); at >= 0; at = file.text().indexOf(word, at + 1)) {
                Edit edit = new Edit(at, at + word.length(), instead);
                Fix fix = safe ? Fix.safe("exchange it", edit) : Fix.unsafe("exchange it", edit);
                out.at(new dev.slipway.text.Span(1, at + 1, at, at + word.length()), word + " is there", fix);
            }
        }
    }

    private static Fixer.Mended mend(String text, boolean unsafe, Rule... rules) {
        Checker checker = Checker.of(List.of(rules));
        FileView view = FileView.of(Map.of("a/b.txt", text));
        CheckResult before = checker.check(view, Example.NO_MODEL, OPTIONS);
        return Fixer.mend(checker, view, Example.NO_MODEL, OPTIONS, before, unsafe);
    }

    @Test
    void allPlacesAreMendedAndTheRestStaysByteForByte() {
        Fixer.Mended mended = mend("one two\r\n  one # one\tzwö\uFEFF", false, new Word("one", "1", true));
        assertThat(mended.texts()).isEqualTo(Map.of("a/b.txt", "1 two\r\n  1 # 1\tzwö\uFEFF"));
        assertThat(mended.applied()).hasSize(3);
        assertThat(mended.dropped()).isEmpty();
    }

    @Test
    void aFixAfterWhichTheFindingStaysIsDropped() {
        Fixer.Mended mended = mend("one", false, new Word("one", "one one", true));
        assertThat(mended.texts()).isEmpty();
        assertThat(mended.dropped())
                .singleElement()
                .satisfies(d -> assertThat(d.why()).contains("stays"));
    }

    @Test
    void aFixThatMakesSomethingElseAppearIsDropped() {
        Fixer.Mended mended = mend("one", false, new Word("one", "two", true), new Word("two", "2", false));
        assertThat(mended.texts()).isEmpty();
        assertThat(mended.dropped())
                .singleElement()
                .satisfies(d -> assertThat(d.why()).contains("test/two"));
    }

    @Test
    void unsafeFixesWaitForTheirFlag() {
        assertThat(mend("one", false, new Word("one", "1", false)).texts()).isEmpty();
        assertThat(mend("one", true, new Word("one", "1", false)).texts()).containsValue("1");
    }

    @Test
    void editsThatTouchEachOtherGoOneAfterTheOther() {
        Fixer.Mended mended = mend("oneone onetwo", false, new Word("one", "1", true), new Word("onetwo", "x", true));
        assertThat(mended.texts()).containsValue("11 1two");
    }

    @Test
    void twiceChangesNothing() {
        String once = mend("one one", false, new Word("one", "1", true)).texts().getOrDefault("a/b.txt", "");
        assertThat(mend(once, false, new Word("one", "1", true)).texts()).isEmpty();
    }
}
