package dev.slipway.exec.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Exit;
import dev.slipway.base.Place;
import dev.slipway.base.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolboxTest {
    private final Toolbox toolbox = new Toolbox(new Processes());

    @Test
    void findsProgramsOnThePathOnly(@TempDir Path folder) throws IOException {
        Path program = Files.createFile(
                folder.resolve("tool"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createFile(folder.resolve("text"));
        Files.createDirectory(folder.resolve("folder"));
        assertThat(Programs.find("tool", "/nowhere:" + folder, Path.of("/"))).contains(program);
        assertThat(Programs.find("text", folder.toString(), Path.of("/"))).isEmpty();
        assertThat(Programs.find("folder", folder.toString(), Path.of("/"))).isEmpty();
        assertThat(Programs.find("./tool", "", folder)).contains(folder.resolve("./tool"));
        assertThat(Programs.find("a\0b", folder.toString(), folder)).isEmpty();
    }

    @Test
    void aMissingToolIsAProblemThatNamesItAndTheFactThatNeedsIt() {
        assertThatThrownBy(() -> toolbox.require("no-such-tool", "3", Place.of("web/package.json", 7)))
                .isInstanceOfSatisfying(SlipwayException.class, e -> {
                    var problem = e.problems().getFirst();
                    assertThat(problem.exit()).isEqualTo(Exit.SURROUNDINGS);
                    assertThat(problem.what()).isEqualTo("no-such-tool 3 or newer is needed and not here");
                    assertThat(problem.where()).isEqualTo("web/package.json:7");
                });
    }

    @Test
    void aJdkThatNobodyHasIsAProblemThatListsWhatIsThere() {
        assertThatThrownBy(() -> toolbox.require("java", "999", Place.of("pom.xml", 12)))
                .isInstanceOfSatisfying(
                        SlipwayException.class,
                        e -> assertThat(e.problems().getFirst().cause()).startsWith("found only "));
    }

    @Test
    void ourOwnJdkIsFound() throws Exception {
        int ours = Runtime.version().feature();
        Toolbox.Tool java = toolbox.require("java", Integer.toString(ours), Place.of("pom.xml"));
        assertThat(java.path()).isExecutable();
        assertThat(Jdks.feature(java.version())).isGreaterThanOrEqualTo(ours);
    }

    @Test
    void programsSayTheirVersion() throws Exception {
        assertThat(toolbox.findWithVersion("sh")).isPresent();
        assertThat(toolbox.findWithVersion("java").orElseThrow().version()).matches("[\\d.]+.*");
    }

    @Test
    void picksTheSmallestJdkThatSatisfies(@TempDir Path folder) throws IOException {
        for (String version : List.of("1.8.0_402", "17.0.2", "21.0.1", "26-ea")) {
            Path home = folder.resolve("jdk-" + version);
            Files.createDirectories(home.resolve("bin"));
            Files.createFile(
                    home.resolve("bin/javac"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        Files.createDirectories(folder.resolve("no-jdk/bin"));
        List<Jdks.Jdk> installed = Jdks.read(List.of(
                folder.resolve("no-jdk"),
                folder.resolve("jdk-21.0.1"),
                folder.resolve("jdk-17.0.2"),
                folder.resolve("jdk-1.8.0_402"),
                folder.resolve("jdk-26-ea"),
                folder.resolve("jdk-21.0.1")));
        assertThat(installed).hasSize(4);
        assertThat(Jdks.find(8, installed).orElseThrow().feature()).isEqualTo(8);
        assertThat(Jdks.find(11, installed).orElseThrow().version()).isEqualTo("17.0.2");
        assertThat(Jdks.find(25, installed).orElseThrow().feature()).isEqualTo(26);
        assertThat(Jdks.find(27, installed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "18.2.1,18,0",
        "18,18.2,-1",
        "3.9.1,3.11,-1",
        "3.11,3.9,1",
        "20.1,>=18,1",
        "1.22,1.22.0,0",
        "1.22.3,1.22,0"
    })
    void comparesDottedNumbers(String have, String want, int expected) {
        assertThat(Integer.signum(Toolbox.compare(have, want.replace(">=", ""))))
                .isEqualTo(expected);
    }
}
