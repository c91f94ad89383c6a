package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Another project of the same name, in a failure whose words name no module. The outputs are those of {@code slugify}
 * 0.0.1, {@code docx} 0.2.4 and {@code jwt} 1.4.0 under Python 3.12, with other names in them.
 */
class NamesakesTest extends CauseCases {
    @BeforeEach
    void namesake() throws IOException {
        patient.known(x + "\tpython-" + x + "\t" + x)
                .file("py/lib/python3.13/site-packages/" + x + ".py", "import re\n\ndef " + x + "(string):\n    pass\n")
                .distribution(x, "0.0.1", x + ".py");
    }

    @Test
    void callThatDoesNotFitIsAnAssumption() throws IOException {
        Diagnosis answer = misfit("from " + x + " import " + x + "\n");
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(answer.distribution()).isEqualTo("python-" + x);
    }

    @Test
    void requirementsOfTheProjectShowIt() throws IOException {
        patient.file("app/requirements.txt", "python-" + x + ">=8\n");
        Diagnosis answer = misfit("from " + x + " import " + x + "\n");
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void programThatRequiresTheInstalledOneMeansIt() throws IOException {
        patient.file("app/requirements.txt", x + "==0.0.1\n");
        Diagnosis answer = misfit("from " + x + " import " + x + "\n");
        assertThat(answer.cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void nameThatOnlyTheOtherHasShowsIt() throws IOException {
        Diagnosis answer = misfit("import " + x + "\n\nRULES = " + x + ".UniqueRules\n");
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().places()).containsEntry("attribute", "UniqueRules");
    }

    @Test
    void failureWhileItIsImportedIsItsOwn() throws IOException {
        Diagnosis answer = run("import " + x + "\nprint('d', " + x + ".Document())\n", """
                  File "@/app/main.py", line 1, in <module>
                    import %1$s
                  File "%2$s/%1$s.py", line 30, in <module>
                    from exceptions import PendingDeprecationWarning
                ModuleNotFoundError: No module named 'exceptions'
                """);
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().places()).containsEntry("attribute", "Document");
    }

    @Test
    void itsOwnMissingRequirementIsNoMistakeOfTheProgram() throws IOException {
        Diagnosis answer =
                run("import " + x + "\nd = " + x + "." + x + "('" + x + ".Document')  # " + x + ".Page\n", """
                  File "@/app/main.py", line 1, in <module>
                    import %1$s
                  File "%2$s/%1$s.py", line 2, in <module>
                    import lxml
                ModuleNotFoundError: No module named 'lxml'
                """);
        assertThat(answer.cause()).isNotEqualTo("wrong-distribution");
    }

    @Test
    void itsOwnCodeForAnotherPython() throws IOException {
        Diagnosis answer = run("from " + x + " import " + x + "\nprint(" + x + "('Hello'))\n", """
                  File "@/app/main.py", line 2, in <module>
                    print(%1$s('Hello'))
                          ^^^^^^^^^^^^^^
                  File "%2$s/%1$s.py", line 24, in %1$s
                    unicode(
                    ^^^^^^^
                NameError: name 'unicode' is not defined
                """);
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void whatItRaisesOnPurposeIsTheProgramsOwn() throws IOException {
        Diagnosis answer = run("from " + x + " import " + x + "\nprint(" + x + "(''))\n", """
                  File "@/app/main.py", line 2, in <module>
                    print(%1$s(''))
                  File "%2$s/%1$s.py", line 4, in %1$s
                    raise ValueError("empty")
                ValueError: empty
                """);
        assertThat(answer.cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void misfitOfTheProgramsOwnFunction() throws IOException {
        Diagnosis answer = run("import " + x + "\ndef own(a):\n    pass\nown(1, b=2)\n", """
                  File "@/app/main.py", line 4, in <module>
                    own(1, b=2)
                TypeError: own() got an unexpected keyword argument 'b'
                """);
        assertThat(answer.cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void rightOneBesideItIsNotMissing() throws IOException {
        patient.distribution("python-" + x, "8.0", x + "_other.py");
        patient.installed(x + "_other.py");
        Diagnosis answer = misfit("from " + x + " import " + x + "\n");
        assertThat(answer.cause()).isEqualTo("not-an-environment-failure");
    }

    /** That the other one has the name is proved by its wheel alone; one that lacks it, too, is no cure. */
    @Test
    void nameThatTheOtherHasOrHasNot() throws IOException {
        patient.file("app/main.py", "from " + x + " import UniqueRules\n");
        String output = Patient.traceback(
                "ImportError: cannot import name 'UniqueRules' from '" + x + "' (" + patient.site() + "/" + x + ".py)",
                "@/app/main.py",
                "from " + x + " import UniqueRules");
        Diagnosis unasked = patient.answer(output);
        assertThat(unasked.cause()).isEqualTo("wrong-distribution");
        assertThat(unasked.certainty()).isEqualTo(Certainty.LIKELY);
        Diagnosis shown = patient.indexed("python-" + x, x, x + ":UniqueRules").answer(output);
        assertThat(shown.cause()).isEqualTo("wrong-distribution");
        assertThat(shown.certainty()).isEqualTo(Certainty.PROVED);
        Diagnosis lacking = patient.indexed("python-" + x, x).answer(output);
        assertThat(lacking.cause()).isNotEqualTo("wrong-distribution");
        assertThat(lacking.distribution()).isNotEqualTo("python-" + x);
    }

    /** The program, and below it the call that its module does not take. */
    private Diagnosis misfit(String program) throws IOException {
        int line = program.split("\n").length + 1;
        return run(program + "print(" + x + "('Hello', max_length=5))\n", """
                  File "@/app/main.py", line @line, in <module>
                    print(%1$s('Hello', max_length=5))
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                TypeError: %1$s() got an unexpected keyword argument 'max_length'
                """.replace("@line", String.valueOf(line)));
    }

    /** The traceback comes without its first line, with the module and its folder as {@code %1$s} and {@code %2$s}. */
    private Diagnosis run(String program, String traceback) throws IOException {
        patient.file("app/main.py", program);
        return patient.answer("Traceback (most recent call last):\n" + traceback.formatted(x, patient.site()));
    }
}
