package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.machine.Remembering;

/** Whole examinations of programs that are very long, each of whose readers is bounded, in a full environment. */
class HostileProgramsTest {
    private static final int DISTRIBUTIONS = 200;
    private static final int LONG = 900_000;
    private static final String GUARD =
            "try:\n    import zz\nexcept ImportError:\n    print('please install zz')\n    sys.exit(1)\n";

    private static final String NO_MODULE = "ModuleNotFoundError: No module named 'zz'";
    private static final String NO_NAME = "NameError: name 'zz' is not defined";
    private static final String NONE = "AttributeError: 'NoneType' object has no attribute 'load'";
    private static final String OWN = "RuntimeError: zz: please install zz";

    /** What the program said of itself. */
    private static final String SAID = "please install zz";

    @TempDir
    private static Path folder;

    private static Path python;

    enum Shape {
        IMPORTS(many("import m#\n"), NO_MODULE, NO_NAME, SAID),
        IMPORTS_OF_A_LINE("import " + many("m#, ") + "os\n", NO_MODULE, NO_NAME, SAID),
        NAMES_OF_A_MODULE("from zz import (" + many("m#, ") + ")\n", NO_MODULE, NO_NAME, SAID),
        GUARDED_NAMES(
                "try:\n    from zz import (" + many("m#, ") + ")\nexcept ImportError:\n    pass\n", NO_MODULE, SAID),
        GUARDED_IMPORTS("try:\n    import " + many("m#, ") + "os\nexcept ImportError:\n    pass\n", NO_MODULE, NO_NAME),
        GUARDS(many("try:\n    import m#\nexcept ImportError:\n    m# = None\n"), NO_MODULE, NO_NAME, NONE),
        GUARDS_OF_ONE(many("try:\n    import zz\nexcept ImportError:\n    zz = None\n"), NO_NAME, NONE, OWN, SAID),
        FLAGS(
                many("try:\n    import zz\n    HAS = True\nexcept ImportError:\n    HAS = False\n"),
                NO_MODULE,
                NO_NAME,
                SAID),
        EXITS(
                many("try:\n    import zz\nexcept ImportError as e:\n    print('no zz #')\n    sys.exit(1)\n"),
                NO_NAME,
                NONE,
                SAID),
        EXITS_IN_THE_SAME_WORDS(many(GUARD), NONE, SAID),
        EXITS_FOR_EACH(
                many("try:\n    import m#\nexcept ImportError:\n    print('please install m#')\n    sys.exit(1)\n"),
                NONE,
                "please install m7"),
        BESIDE_EACH_OTHER(many("if zz:\n    zz = 1\nelse:\n    import zz\n"), NO_MODULE, NONE);

        private final String text;
        /** A line each. */
        private final String ends;

        Shape(String text, String... ends) {
            this.text = text;
            this.ends = String.join("\n", ends);
        }

        private static String many(String line) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; all.length() < LONG; i++) {
                all.append(line.replace("#", String.valueOf(i)));
            }
            return all.toString();
        }
    }

    @BeforeAll
    static void environment() throws IOException {
        folder = folder.toRealPath();
        Pythons.venv(Pythons.three(), folder.resolve("venv"));
        python = folder.resolve("venv/bin/python");
        Path packages = Pythons.packages(python.toString(), folder);
        for (int i = 0; i < DISTRIBUTIONS; i++) {
            Path metadata = Files.createDirectories(packages.resolve("has%d-1.0.dist-info".formatted(i)));
            Path init = Files.createDirectories(packages.resolve("has" + i)).resolve("__init__.py");
            Files.writeString(init, "");
            Files.writeString(metadata.resolve("METADATA"), "Metadata-Version: 2.1\nName: has%d\n".formatted(i));
            Files.writeString(metadata.resolve("RECORD"), "has%d/__init__.py,,\n".formatted(i));
        }
    }

    /** What is found of a program that ended so, in the last of these lines. */
    private static Examined examine(String text, String end) throws IOException {
        String last = end.equals(NO_MODULE) ? "import zz" : end.equals(OWN) ? "raise RuntimeError()" : "zz.load";
        String program = "import sys\n" + text + "\n" + last + "\n";
        Path script = Files.writeString(folder.resolve("app.py"), program);
        String printed = !end.contains("Error: ")
                ? end + "\n"
                : """
                Traceback (most recent call last):
                  File "%s", line %d, in <module>
                    %s
                %s
                """.formatted(script, program.lines().count(), last, end);
        Command command = Command.of(List.of(python.toString(), "app.py"), folder.toString());
        return new RealRun(command, new Remembering(Pythons.machine(Map.of()), false), printed, 1).examined();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isExaminedToAnEnd(Shape shape) throws IOException {
        for (String end : shape.ends.split("\n", -1)) {
            Examined examined = examine(shape.text, end);
            assertThat(examined.diagnoses()).as(end).isNotEmpty();
        }
    }

    /** Each guard is the same failure: that is examined once. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsSaidAgainAndAgainIsOneFailure() throws IOException {
        Examined examined = examine(GUARD.repeat(1500), SAID);
        assertThat(examined.answer().module()).isEqualTo("zz");
        assertThat(examined.beside()).isEmpty();
        assertThat(examined.more()).isZero();
    }

    @Test
    void whatIsNotReadInFullProvesNothing() throws IOException {
        Examined examined = examine(Shape.GUARDS.text, NONE);
        assertThat(examined.answer().certainty()).isNotEqualTo(Certainty.PROVED);
        assertThat(examined.answer().notes()).extracting(each -> each.key()).contains("note.read-in-part");
        Examined whole = examine(Shape.GUARDS.text.substring(0, 20_000).replaceFirst("try:[^:]*$", ""), NONE);
        assertThat(whole.answer().notes()).extracting(each -> each.key()).doesNotContain("note.read-in-part");
    }
}
