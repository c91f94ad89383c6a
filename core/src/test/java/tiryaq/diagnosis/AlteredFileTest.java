package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edit in an installed file is the reason of what it can be the reason of, and of nothing else. */
class AlteredFileTest extends CauseCases {
    private static final String CODE = "distribution-damaged";
    private static final String WHOLE =
            "import json\n\nclass Cache:\n    def get(self):\n        return json.loads('')\n";

    private void installedAs(String before, String after) throws IOException {
        patient.installed(x + "/__init__.py", before.getBytes(StandardCharsets.UTF_8))
                .distribution(x, "1.0", x + "/__init__.py")
                .installed(x + "/__init__.py", after.getBytes(StandardCharsets.UTF_8));
    }

    private String init() {
        return patient.site() + "/" + x + "/__init__.py";
    }

    private String raised(String error, String line, String function) {
        return """
                Traceback (most recent call last):
                  File "@/app/main.py", line 2, in <module>
                    %s
                  File "%s", line 5, in %s
                    return json.loads('')
                %s
                """.formatted(line, init(), function, error);
    }

    @Test
    void failureOfAFunctionIsTheProgramsOwn() throws IOException {
        installedAs(WHOLE, WHOLE + "# note\n");
        is(
                raised("ConnectionRefusedError: [Errno 111] Connection refused", x + ".Cache().get()", "get"),
                "not-an-environment-failure");
        is(raised("KeyError: 'a'", x + ".Cache().get()", "get"), "not-an-environment-failure");
        is(
                raised(
                        "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
                        x + ".Cache().get()",
                        "get"),
                "not-an-environment-failure");
    }

    @Test
    void failureWhileTheFileIsLoadedIsLikelyOfTheEdit() throws IOException {
        installedAs(WHOLE, WHOLE + "Cache.gett\n");
        Diagnosis answer = patient.answer(raised("NameError: name 'Cach' is not defined", "import " + x, "<module>"));
        assertThat(answer.cause()).isEqualTo(CODE);
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void fileThatCannotBeCompiledIsProof() throws IOException {
        installedAs(WHOLE, WHOLE + "def (:\n");
        Diagnosis answer = patient.answer("""
                Traceback (most recent call last):
                  File "@/app/main.py", line 1, in <module>
                    import %s
                  File "%s", line 6
                    def (:
                        ^
                SyntaxError: invalid syntax
                """.formatted(x, init()));
        assertThat(answer.cause()).isEqualTo(CODE);
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
    }

    @Test
    void misspeltNamesAreNotOfTheEdit() throws IOException {
        installedAs(WHOLE, WHOLE + "# note\n");
        assertThat(patient.answer(lackingName("NoSuch")).cause()).isNotEqualTo(CODE);
        assertThat(patient.answer(lacking("Cach").replace("'Cach'", "'Cach'. Did you mean: 'Cache'?"))
                        .cause())
                .isNotEqualTo(CODE);
    }

    @Test
    void nameThatACutFileLacksIsLikelyOfTheCut() throws IOException {
        installedAs(WHOLE, "import json\n");
        Diagnosis answer = patient.answer(lackingName("Cache"));
        assertThat(answer.cause()).isEqualTo(CODE);
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void uninstalledNeedOfAnEditedFileIsMissing() throws IOException {
        installedAs(WHOLE, WHOLE + "# note\n");
        patient.known(x + "need\tPy" + x + "\t" + x + "need");
        is(
                raised("ModuleNotFoundError: No module named '" + x + "need'", "import " + x, "<module>"),
                "distribution-missing");
    }

    @Test
    void fileThatTheFailureIsAboutComesFirstAndAllAreCounted() throws IOException {
        patient.installed(x + "/__init__.py")
                .distribution(
                        x,
                        "1.0",
                        x + "/__init__.py",
                        x + "/fonts/__init__.py",
                        x + "/fonts/one.flf",
                        x + "/fonts/two.flf",
                        x + "/version.py");
        Diagnosis answer = patient.answer(missing(x + ".version"));
        assertThat(answer.cause()).isEqualTo(CODE);
        assertThat(answer.summary().places())
                .containsEntry("path", patient.site() + "/" + x + "/version.py")
                .containsEntry("count", "4");
    }

    /** Half of an upgrade: one file is of a later release, the one that it asks for is not there or as it was. */
    @Test
    void partThatOnlyAnotherReleaseHasIsLikelyOfTheFileThatAsks() throws IOException {
        String part = x + "/parts.py";
        for (String after : List.of("", "from " + x + "._fresh import late\n")) {
            patient.installed(x + "/__init__.py")
                    .installed(part, "EARLY = 1\n".getBytes(StandardCharsets.UTF_8))
                    .distribution(x, "1.0", x + "/__init__.py", part)
                    .installed(part, (after + "EARLY = 1\n").getBytes(StandardCharsets.UTF_8));
            Diagnosis answer =
                    patient.answer(asking(part, "No module named '" + x + "._fresh'", "ModuleNotFoundError"));
            assertThat(answer.cause().equals(CODE)).as(after).isEqualTo(!after.isEmpty());
            if (!after.isEmpty()) {
                assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
                assertThat(answer.summary().places()).containsEntry("path", patient.site() + "/" + part);
            }
            String words = "cannot import name 'late' from '" + x + "' (" + init() + ")";
            assertThat(patient.answer(asking(part, words, "ImportError"))
                            .cause()
                            .equals(CODE))
                    .as(after)
                    .isEqualTo(!after.isEmpty());
        }
    }

    private String asking(String file, String words, String type) {
        return """
                Traceback (most recent call last):
                  File "@/app/main.py", line 1, in <module>
                    from %s import parts
                  File "%s/%s", line 1, in <module>
                    from %s._fresh import late
                %s: %s
                """.formatted(x, patient.site(), file, x, type, words);
    }

    private String lackingName(String name) {
        return Patient.traceback(
                "ImportError: cannot import name '" + name + "' from '" + x + "' (" + init() + ")",
                "@/app/main.py",
                "from " + x + " import " + name);
    }
}
