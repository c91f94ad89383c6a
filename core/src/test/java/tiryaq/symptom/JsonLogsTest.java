package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.reading.Symptoms;

/** Tracebacks within JSON, as a real interpreter's own module writes it, beside the same ones as they were printed. */
class JsonLogsTest {
    /** The HTML characters are escaped as Go does it, in which Docker is written. */
    private static final String WRAP = """
            import json, sys
            form, text = sys.argv[1], open('plain.txt', encoding='utf-8').read()
            def go(value):
                line = json.dumps(value, separators=(',', ':'))
                return line.replace('<', '\\\\u003c').replace('>', '\\\\u003e').replace('&', '\\\\u0026')
            def docker(line):
                return go({'log': line, 'stream': 'stderr', 'time': '2024-05-01T10:00:00.000000000Z'})
            def structlog(**more):
                return json.dumps({'event': 'it failed: "x"', 'level': 'error', **more, 'pid': 7})
            if form == 'docker':
                out = [docker(line + '\\n') for line in text.splitlines()]
            elif form == 'tty':
                out = [docker('\\033[31m' + line + '\\033[0m\\r\\n') for line in text.splitlines()]
            elif form == 'whole':
                out = [docker(text)]
            elif form == 'exc_info':
                out = [structlog(exc_info=text.rstrip())]
            elif form == 'stack_trace':
                out = [structlog(stack_trace=text, error={'type': 'x'})]
            elif form == 'message':
                out = [json.dumps({'message': 'it failed\\n' + text})]
            elif form == 'nested':
                out = [docker(structlog(exception=text) + '\\n')]
            elif form == 'kubernetes':
                out = ['2024-05-01T10:00:00.000000000Z stderr F ' + structlog(exception=text)]
            print('\\n'.join(out))
            """;

    private static final List<String> FORMS =
            List.of("docker", "tty", "whole", "exc_info", "stack_trace", "message", "nested", "kubernetes");

    private static final int CHARACTERS = 1_000_000;
    private static final int LINES = 100_000;

    @TempDir
    Path folder;

    private String python = "";

    @BeforeEach
    void files() throws IOException {
        python = Pythons.three();
        Files.writeString(folder.resolve("wrap.py"), WRAP);
        Files.writeString(folder.resolve("helper.py"), "def load():\n    import absent_zq\n");
        Files.writeString(folder.resolve("main.py"), "import helper\nhelper.load()\n");
    }

    private String printed(String script) throws IOException {
        Pythons.Ran ran = Pythons.run(List.of(python, "-S", script), folder, Map.of());
        assertThat(ran.exit()).isEqualTo(1);
        Files.writeString(folder.resolve("plain.txt"), ran.text());
        return ran.text();
    }

    private String wrapped(String form) {
        Pythons.Ran ran = Pythons.run(List.of(python, "wrap.py", form), folder, Map.of());
        assertThat(ran.exit()).as(ran.text()).isZero();
        return ran.out() + "\n";
    }

    private static void same(String form, Symptom wrapped, Symptom plain) {
        assertThat(wrapped.incidents()).as(form).hasSameSizeAs(plain.incidents());
        Incident first = wrapped.incidents().getFirst();
        assertThat(first.failure())
                .as(form)
                .isEqualTo(plain.incidents().getFirst().failure());
        assertThat(first.frames())
                .as(form)
                .isEqualTo(plain.incidents().getFirst().frames());
        assertThat(first.words())
                .as(form)
                .isEqualTo(plain.incidents().getFirst().words());
        assertThat(wrapped.truncated()).as(form).isFalse();
    }

    @Test
    void aTracebackInEveryForm() throws IOException {
        Symptom plain = Symptoms.in(printed("main.py"));
        assertThat(plain.incidents().getFirst().failure()).isEqualTo(new MissingModule("absent_zq", false));
        assertThat(plain.incidents().getFirst().frames()).hasSize(2);
        for (String form : FORMS) {
            same(form, Symptoms.in(wrapped(form)), plain);
            same(form, Symptoms.in("{\"event\":\"starting\"}\n" + wrapped(form)), plain);
        }
    }

    @Test
    void chainedTracebacks() throws IOException {
        Files.writeString(
                folder.resolve("chain.py"),
                "try:\n    import helper; helper.load()\nexcept ImportError as e:\n    raise RuntimeError('a \"b\"\\\\') from e\n");
        Symptom plain = Symptoms.in(printed("chain.py"));
        assertThat(plain.incidents().getFirst().wrappers()).hasSize(1);
        for (String form : FORMS) {
            Symptom read = Symptoms.in(wrapped(form));
            same(form, read, plain);
            assertThat(read.incidents().getFirst().wrappers())
                    .isEqualTo(plain.incidents().getFirst().wrappers());
        }
    }

    /** What a logger wrote, and the program outlived, explains no later end. */
    @Test
    void aProgramThatGoesOnAfterItLogged() throws IOException {
        printed("main.py");
        String goingOn = "{\"event\":\"going on\"}\n".repeat(70) + "Traceback (most recent call last):\n"
                + "  File \"/a/main.py\", line 9, in <module>\n    run()\nKeyError: 'mine'\n";
        Symptom read = Symptoms.in(wrapped("exc_info") + goingOn);
        assertThat(read.incidents().getFirst().failure()).isInstanceOf(Failure.OtherException.class);
        assertThat(read.incidents().get(1).survived()).isTrue();
    }

    @Test
    void linesOfOneKindAlone() {
        assertThat(Symptoms.in("{\"log\":\"ModuleNotFoundError: No module named 'zq'\\n\",\"stream\":\"stderr\"}\n")
                        .incidents())
                .extracting(Incident::failure)
                .containsExactly(new MissingModule("zq", false));
        assertThat(Symptoms.in("{\"log\":\"/usr/bin/python3: No module named zq\\n\",\"stream\":\"stderr\"}\n")
                        .incidents())
                .extracting(Incident::failure)
                .containsExactly(new MissingModule("zq", false));
    }

    /** A reader that went over each line, or each record, again for every other one would not end in time. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoRecordEnds() {
        for (String piece : List.of(
                "{\"log\":\"Traceback (most recent call last)",
                "{\"log\":\"{\\\"log\\\":\\\"Traceback (most recent call last):\\\\n",
                "{\"\\",
                "{\"a\":\"\\u12",
                "{\"log\":")) {
            assertThat(inOneLine(piece).incidents()).as(piece).isEmpty();
            assertThat(inManyLines(piece).incidents()).as(piece).isEmpty();
        }
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsCutOffIsReadAsFarAsItGoes() {
        String piece = "{\"log\":\"Traceback (most recent call last):\\n  File \\\"x\\\", line 1, in f\\n";
        for (Symptom read : List.of(inOneLine(piece), inManyLines(piece))) {
            assertThat(read.truncated()).isTrue();
            assertThat(read.incidents()).hasSize(1);
            assertThat(read.incidents().getFirst().frames()).containsExactly(new Frame("x", 1, "f", null));
        }
        assertThat(inOneLine(piece).incidents().getFirst().line())
                .as("the last")
                .isEqualTo(3);
        assertThat(inManyLines(piece).incidents().getFirst().line())
                .as("the last")
                .isEqualTo(LINES);
    }

    private static Symptom inOneLine(String piece) {
        return Symptoms.in(piece + "\n" + piece.repeat(CHARACTERS / piece.length()) + "\n" + piece);
    }

    private static Symptom inManyLines(String piece) {
        return Symptoms.in((piece + "\n").repeat(LINES));
    }
}
