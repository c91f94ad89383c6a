package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tiryaq.symptom.reading.Symptoms;

/** Outputs that quote the words of the import system and mean something else. */
class NearMissesTest {
    private static final String FRAME = """
            Traceback (most recent call last):
              File "app.py", line 3, in <module>
                run()
            """;

    static final List<String> OWN_FAILURES = List.of(
            FRAME + "AssertionError: expected \"No module named 'x'\"\n",
            FRAME + "ValueError: upstream said: ModuleNotFoundError: No module named 'yaml'\n",
            FRAME + "RuntimeError: ImportError: cannot import name 'a' from 'b' (/x/b.py)\n",
            FRAME + "app.errors.Refused: /x/y.so: undefined symbol: z\n",
            FRAME + "AttributeError: 'dict' object has no attribute 'module'\n",
            FRAME + "AttributeError: type object 'module' has no attribute 'x'\n",
            FRAME + "AssertionError: lists differ\nModuleNotFoundError: No module named 'yaml'\n",
            FRAME + "ValueError: see:\n  File \"x.py\", line 1\nImportError: No module named yaml\n",
            FRAME + "KeyError: \"bash: python: command not found\"\n",
            FRAME + "ImportError: please install the driver\n",
            FRAME + "ImportError: bad magic number in 'x': b'\\x00'\n",
            FRAME + "OSError: [Errno 2] No such file or directory: '/usr/lib/x.so'\n",
            "ModuleNotFoundError: No module named 'quoted'\n\nall is well\n" + FRAME + "KeyError: 'a'\n",
            """
            Exception ignored in: <function f at 0x7f>
            Traceback (most recent call last):
              File "x.py", line 1, in f
            ModuleNotFoundError: No module named 'yaml'
            """ + FRAME + "KeyError: 'a'\n",
            FRAME + """
            KeyError: 'a'
            Exception ignored in: <function f at 0x7f>
            Traceback (most recent call last):
              File "x.py", line 1, in f
            ModuleNotFoundError: No module named 'yaml'
            """,
            """
            ___________________________________ test_it ____________________________________
            test_app.py:7: in test_it
                assert run() == "No module named 'x'"
            E   AssertionError: assert 'ModuleNotFoundError: No module named yaml' == "x"
            E     - ModuleNotFoundError: No module named 'yaml'
            ----------------------------- Captured stderr call -----------------------------
            Traceback (most recent call last):
              File "x.py", line 1, in f
            ModuleNotFoundError: No module named 'yaml'
            =========================== short test summary info ============================
            FAILED test_app.py::test_it - AssertionError: assert 'ModuleNotFoundError'
            """,
            """
            ___________________________________ test_it ____________________________________

                def test_it():
            >       assert text == "ModuleNotFoundError: No module named 'x'"
            E       assert 'a' == "ModuleNotFoundError..."
            E         ModuleNotFoundError: No module named 'x'

            test_app.py:7: AssertionError
            """);

    static final List<String> NOTHING = List.of(
            "",
            "\n\n\n",
            "all is well\n",
            "ERROR:root:ModuleNotFoundError: No module named 'yaml'\ngoing on\n",
            "2024-05-01 10:00:00,123 WARNING loader: ImportError: No module named yaml\n",
            "optional part is off (ModuleNotFoundError: No module named 'yaml')\n",
            "  ModuleNotFoundError: No module named 'yaml'\n",
            "usage: tool [-h]\n  --strict  fail on \"No module named\" errors\n",
            "> bash: python: command not found\n",
            "the shell said: bash: python: command not found\n",
            "The module of that day was not found.\n",
            "Error: Could not import 'all of it'.\n",
            "cat: notes.txt: No such file or directory\n",
            "ls: cannot access '/x/python': No such file or directory\n",
            "bash: ./in/data.txt: No such file or directory\n",
            "page not found\n",
            "GET /a 404: not found\n",
            "main.c:3:1: error: expected ';'\n",
            "ERROR: 3 tests failed\n",
            "FAILED: No matching files\n",
            "E         ModuleNotFoundError: No module named 'x'\n",
            "he wrote: 'Traceback (most recent call last):'\n",
            "Traceback (most recent call last)\n");

    @ParameterizedTest
    @FieldSource("OWN_FAILURES")
    void aProgramsOwnFailureStaysItsOwn(String output) {
        Symptom symptom = Symptoms.in(output);
        assertThat(symptom.incidents()).isNotEmpty();
        assertThat(symptom.incidents().getFirst().failure()).isInstanceOf(Failure.OtherException.class);
        assertThat(symptom.incidents().getFirst().frames()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("NOTHING")
    void talkIsNoFailure(String output) {
        Symptom read = Symptoms.in(output);
        assertThat(read.incidents()).isEmpty();
        assertThat(read.text()).isTrue();
    }
}
