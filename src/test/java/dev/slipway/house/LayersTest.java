package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.slipway.house.HouseRules.Library;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house keeps its rules, and each rule notices when it is broken: the same rule, asked about a fixture package, must
 * name every class there whose name begins with {@code Bad} and none whose name begins with {@code Good}, and likewise for
 * methods.
 */
class LayersTest {
    private static final String HOUSE = "dev.slipway";
    private static final String FIXTURES = "dev.slipway.house.fixtures";

    private static JavaClasses house;
    private static JavaClasses fixtures;

    /** A rule for a root, and the fixture that breaks it. */
    private record Rule(String fixture, Function<String, ArchRule> of) {
        @Override
        public String toString() {
            return of.apply(HOUSE).getDescription();
        }
    }

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(HOUSE);
        fixtures = new ClassFileImporter().importPackages(FIXTURES);
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule("order", HouseRules::roomsImportOnlyDownward),
                new Rule("cycle", HouseRules::roomsHaveNoCycles),
                new Rule("processes", HouseRules::processesImportLittle),
                new Rule("pure", HouseRules::pureRoomsTouchNothing),
                new Rule("process", HouseRules::onlyExecStartsProcesses),
                new Rule("connection", HouseRules::onlyExecOpensConnections),
                new Rule("print", HouseRules::onlyCliPrints),
                new Rule("exit", HouseRules::onlyMainClassesExit),
                new Rule("secret", HouseRules::onlyOwnersRevealSecrets),
                new Rule("door", HouseRules::useCasesPassTheDoor),
                new Rule("faces", HouseRules::facesReachOnlyTheFacade),
                new Rule("state", HouseRules::noStaticMutableState),
                new Rule("names", HouseRules::noEmptyNames));
    }

    static Stream<Library> libraries() {
        return HouseRules.libraries();
    }

    @Test
    void classesWereRead() {
        assertThat(house).hasSizeGreaterThan(20);
        assertThat(fixtures).hasSizeGreaterThan(40);
    }

    @Test
    void namedPureClassesExist() {
        var names = house.stream().map(c -> c.getName()).toList();
        assertThat(HouseRules.PURE_CLASSES).allSatisfy(c -> assertThat(names).contains(HOUSE + "." + c));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(Rule rule) {
        rule.of().apply(HOUSE).check(house);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBrokenRuleIsNoticed(Rule rule) {
        var root = FIXTURES + "." + rule.fixture();
        assertNoticed(rule.of().apply(root), root, "Bad");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void onlyItsOwnersSee(Library library) {
        HouseRules.onlyOwnersSeeALibrary(HOUSE, library).check(house);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aForeignLibraryIsNoticed(Library library) {
        var root = FIXTURES + ".libraries";
        assertNoticed(HouseRules.onlyOwnersSeeALibrary(root, library), root, "Bad" + fixtureName(library));
    }

    /** The fixture of {@code Vert.x} is {@code BadVertx}. */
    private static String fixtureName(Library library) {
        var name = library.name().replace(".", "");
        return name.equals("SQL") ? "Sql" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void assertNoticed(ArchRule rule, String root, String names) {
        var result = rule.evaluate(fixtures);
        var report = String.join("\n", result.getFailureReport().getDetails());
        var bad = fixtures.stream()
                .filter(c -> c.getPackageName().startsWith(root + "."))
                .filter(c -> c.getSimpleName().startsWith(names))
                .toList();
        var badMethods = fixtures.stream()
                .filter(c -> c.getPackageName().startsWith(root + "."))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getName().startsWith("bad"))
                .toList();
        assertThat(bad.size() + badMethods.size())
                .as("violations in the fixture")
                .isPositive();
        assertThat(bad).allSatisfy(c -> assertThat(report).contains(c.getName()));
        assertThat(badMethods).allSatisfy(m -> assertThat(report).contains(m.getFullName()));
        // A good class may be what a bad one wrongly reaches for, but never the one that reaches.
        assertThat(result.getFailureReport().getDetails())
                .noneMatch(detail ->
                        detail.matches("(?s)\\w+ <" + root.replace(".", "\\.") + "\\.[^>]*\\.(Good|good|Main).*"));
    }
}
