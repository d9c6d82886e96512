package dev.slipway.check.secrets.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.secrets.Form;
import dev.slipway.check.secrets.Found;
import dev.slipway.check.secrets.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind is found in its bad examples and not in its good ones; a new row is tested by being in its list. */
class KindsTest {
    static Stream<Kind> kinds() {
        return Kinds.ALL.stream();
    }

    private static List<String> found(String text) {
        return Kinds.search().in(text).found().stream().map(f -> f.kind().id()).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isFoundInItsBadExamplesAndNamedOnce(Kind kind) {
        assertThat(KindExamples.bad(kind)).hasSize(2).doesNotHaveDuplicates().allSatisfy(text -> {
            List<Found> all = Kinds.search().in(text).found();
            assertThat(all).as(text).isNotEmpty();
            // Vendors share forms: whichever of them it is called, its family is right.
            assertThat(all).as(text).anyMatch(f -> f.kind().family() == kind.family());
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isNotFoundInItsGoodExamples(Kind kind) {
        assertThat(KindExamples.good(kind))
                .hasSize(2)
                .allSatisfy(text -> assertThat(found(text)).as(text).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noMessageHoldsTheSecret(Kind kind) {
        for (String text : KindExamples.bad(kind)) {
            for (Found f : Kinds.search().in(text).found()) {
                assertThat(f.shown().length()).isLessThanOrEqualTo(7);
                if (!f.decoded()) {
                    assertThat(f.toString()).doesNotContain(text.substring(f.start(), f.end()));
                }
            }
        }
    }

    @Test
    void thereAreEnoughAndTheirNamesDiffer() {
        assertThat(Kinds.ALL).hasSizeGreaterThanOrEqualTo(150);
        assertThat(Kinds.ALL).extracting(Kind::id).doesNotHaveDuplicates();
        assertThat(Kinds.ALL).allSatisfy(k -> assertThat(k.id()).matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(Kinds.ALL)
                .filteredOn(k -> k.form() instanceof Form.Token)
                .allSatisfy(k -> assertThat(((Form.Token) k.form()).shape().keywords())
                        .allSatisfy(w -> assertThat(w.length()).isGreaterThanOrEqualTo(2)));
    }

    /** How many kinds are told by their own name in their own examples; the rest share a form with another vendor. */
    @Test
    void mostAreCalledByTheirOwnName() {
        long own = Kinds.ALL.stream()
                .filter(k -> KindExamples.bad(k).stream().allMatch(t -> found(t).contains(k.id())))
                .count();
        List<String> others = Kinds.ALL.stream()
                .filter(k -> KindExamples.bad(k).stream().anyMatch(t -> !found(t).contains(k.id())))
                .map(Kind::id)
                .toList();
        assertThat(own).as("not by their own: %s", others).isGreaterThan(Kinds.ALL.size() * 95L / 100);
    }
}
