package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;
import tiryaq.machine.Machine;

/**
 * {@code pyvenv.cfg} means to us what it means to real interpreters. Two folders are laid out like installations; from
 * which of them a Python has its standard library tells which {@code home} it took.
 */
class VirtualEnvironmentTest {
    private static final String REPORT = "import os, sys; print(os.__file__); print(sys.prefix)";
    private final Machine machine = Pythons.machine(Map.of());

    @TempDir
    private Path temporary;

    private Path folder = Path.of("/");

    @BeforeEach
    void resolve() throws IOException {
        folder = temporary.toRealPath();
    }

    /** What stands in the file of the environment, as templates: [A] and [B] are the folders of two interpreters. */
    private static final List<String> CLEAR = List.of(
            "home = [A]\nhome = [B]\n",
            "home = [A]\r\n",
            "# home = [A]\nhome = [B]\n",
            "version = 3\ninclude-system-site-packages = false\nhome = [A]\n",
            "Home\nhome = [B]\nhome = [A]\n");

    /** What only Python 3.11 and later take for a home. */
    private static final List<String> LOOSE =
            List.of("HoMe = [A]\n", "home=[A]\n", "  home  =   [A]  \n", "home = [A]", "home=[A]\nhome = [B]\n");

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.8", "3.10", "3.11", "3.12", "3.13"})
    void theHomeIsWhereACopiedInterpreterHasItsLibraryFrom(String feature) throws IOException {
        String python = environment(feature, true);
        for (String text : CLEAR) {
            write("pyvenv.cfg", text);
            assertThat(ours(python)).as(text).isEqualTo(library(python));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11", "3.12", "3.13"})
    void theHomeIsWhereALinkHasItsLibraryFrom(String feature) throws IOException {
        String python = environment(feature, false);
        for (String text : CLEAR) {
            write("pyvenv.cfg", text);
            assertThat(ours(python)).as(text).isEqualTo(library(python));
        }
        for (String text : LOOSE) {
            write("pyvenv.cfg", text);
            assertThat(ours(python)).as(text).isEqualTo(library(python));
        }
        for (String beside : List.of("home = [B]\n", "x = y\n")) {
            write("pyvenv.cfg", "home = [A]\n");
            write("bin/pyvenv.cfg", beside);
            assertThat(ours(python)).as(beside).isEqualTo(library(python));
        }
        Files.delete(folder.resolve("env/pyvenv.cfg"));
        write("bin/pyvenv.cfg", "home = [B]\n");
        assertThat(ours(python)).isEqualTo(library(python));
    }

    /** A file may speak to an old Python only, or lie where only an old one looks first: none of it may be missed. */
    @ParameterizedTest
    @CsvSource({"3.6, 4", "3.8, 4", "3.10, 4", "3.11, 3", "3.12, 3", "3.13, 3"})
    void everyHomeThatIsTakenIsAmongTheHomes(String feature, int times) throws IOException {
        String python = environment(feature, true);
        int taken = 0;
        for (String text : List.of("home=[A]\nhome = [B]\n", "home =\nhome = [B]\n", "home = [B]\nhome = [A]\n")) {
            write("pyvenv.cfg", text);
            taken += assertAmongHomes(python, text);
        }
        write("bin/pyvenv.cfg", "home = [A]\n");
        write("pyvenv.cfg", "home = [B]\n");
        taken += assertAmongHomes(python, "both files");
        assertThat(taken).as("homes that were taken").isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.8", "3.10"})
    void aHomeBehindTheEndOfWhatIsReadIsAnUnknownOne(String feature) throws IOException {
        String python = environment(feature, true);
        write("pyvenv.cfg", "x = y\n".repeat(20_000) + "home = [A]\n");
        assertThat(library(python)).isEqualTo(folder.resolve("A").toString());
        assertThat(VirtualEnvironment.homes(python, machine)).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.13"})
    void whichPackagesAreVisibleIsTheWordOfSite(String feature) throws IOException {
        String python = environment(feature, true);
        for (String beside : List.of("true", "false", "True", "yes", "true\ninclude-system-site-packages = no")) {
            write("pyvenv.cfg", "home = [A]\ninclude-system-site-packages = " + beside + "\n");
            assertVisible(python, beside);
        }
        write("bin/pyvenv.cfg", "home = [A]\nInclude-System-Site-Packages=true\n");
        assertVisible(python, "beside it");
        write("bin/pyvenv.cfg", "home = [A]\n");
        assertVisible(python, "not said beside it");
    }

    private void assertVisible(String python, String text) {
        String said = says(python, "import site, sys; print(len(site.PREFIXES) > 1)");
        VirtualEnvironment environment = VirtualEnvironment.of(python, machine).orElseThrow();
        assertThat(environment.systemSite()).as(text).isEqualTo(said.equals("True"));
        assertThat(environment.prefix())
                .isEqualTo(says(python, REPORT).lines().toList().get(1));
    }

    /** 1 where it takes one of the homes that are written there; 0 where it takes that of the file it was made from. */
    private int assertAmongHomes(String python, String text) {
        String taken = library(python);
        boolean written = taken.startsWith(folder.toString());
        if (written) {
            assertThat(VirtualEnvironment.homes(python, machine)).as(text).contains(taken + "/bin");
        }
        return written ? 1 : 0;
    }

    /** The installation that the home means to us. */
    private String ours(String python) {
        String home = VirtualEnvironment.of(python, machine).orElseThrow().home();
        assertThat(home).endsWith("/bin");
        assertThat(VirtualEnvironment.homes(python, machine)).contains(home);
        return home.substring(0, home.length() - "/bin".length());
    }

    /** The installation that it really has its standard library from. */
    private String library(String python) {
        String os = says(python, REPORT).lines().toList().getFirst();
        return Path.of(os).resolve("../../..").normalize().toString();
    }

    private String says(String python, String code) {
        Pythons.Ran ran = Pythons.run(List.of(python, "-c", code), folder, Map.of());
        assertThat(ran.exit()).as(ran.text()).isZero();
        return ran.out();
    }

    private void write(String file, String text) throws IOException {
        String filled = text.replace("[A]", folder + "/A/bin").replace("[B]", folder + "/B/bin");
        Files.writeString(folder.resolve("env").resolve(file), filled);
    }

    /** An interpreter in an environment that has no file yet, and two installations that it may have for its home. */
    private String environment(String feature, boolean copied) throws IOException {
        Path real = Path.of(Pythons.of(feature)).toRealPath();
        Path library = real.resolve("../../lib/python" + feature).normalize();
        assumeTrue(Files.isRegularFile(library.resolve("os.py")), "the library of " + real + " is not beside it");
        for (String base : List.of("A", "B")) {
            Files.createDirectories(folder.resolve(base + "/bin"));
            Files.createDirectories(folder.resolve(base + "/lib"));
            Files.createSymbolicLink(folder.resolve(base + "/lib/python" + feature), library);
        }
        Path python = folder.resolve("env/bin/python");
        Files.createDirectories(folder.resolve("env/bin"));
        if (copied) {
            Files.copy(real, python);
        } else {
            Files.createSymbolicLink(python, real);
        }
        Pythons.Ran ran = Pythons.run(List.of(python.toString(), "-c", ""), folder, Map.of());
        assumeTrue(ran.exit() == 0, "a Python " + feature + " does not run from elsewhere: " + ran.text());
        return python.toString();
    }
}
