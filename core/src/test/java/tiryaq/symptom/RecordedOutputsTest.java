package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.symptom.Failure.Killed;
import tiryaq.symptom.Failure.MissingAttribute;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.MissingName;
import tiryaq.symptom.Failure.NativeRefused;
import tiryaq.symptom.Failure.OtherException;
import tiryaq.symptom.Failure.StartFailed;
import tiryaq.symptom.reading.Symptoms;

class RecordedOutputsTest {
    static final List<String> VERSIONS = Recordings.VERSIONS;
    private static final String APP = "/home/user/app/";

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void everyProgramIsUnderstood(String version) {
        Map<String, String> outputs = Recordings.of("python-" + version + ".txt");
        assertThat(outputs).hasSizeGreaterThan(22);
        for (Map.Entry<String, String> each : outputs.entrySet()) {
            Symptom symptom = Symptoms.in(each.getValue());
            assertThat(symptom.incidents()).as(each.getKey()).isNotEmpty();
            expect(each.getKey(), version, symptom);
        }
    }

    private static void expect(String program, String version, Symptom symptom) {
        Incident first = symptom.incidents().getFirst();
        boolean two = version.equals("2.7");
        Failure absent = new MissingModule("absent", false);
        switch (program) {
            case "missing" -> {
                assertThat(first.failure()).isEqualTo(two ? new MissingModule("absent.part", false) : absent);
                assertThat(first.frames())
                        .filteredOn(frame -> !frame.internal())
                        .extracting(Frame::line)
                        .containsExactly(1, 3, 2);
                assertThat(first.frames().getLast().function()).isEqualTo("load");
                assertThat(first.frames().getLast().source()).isEqualTo("import absent.part");
                assertThat(symptom.truncated()).isFalse();
            }
            case "name" -> {
                MissingName name = (MissingName) first.failure();
                assertThat(name.name()).isEqualTo("absent");
                assertThat(name.module()).isEqualTo(before37(version) ? "" : "helper");
                assertThat(name.file()).isEqualTo(before37(version) ? null : APP + "helper.py");
            }
            case "name-circular" -> {
                MissingName name = (MissingName) first.failure();
                assertThat(name.name()).isEqualTo("a");
                assertThat(name.partial()).isEqualTo(!two && !version.equals("3.6") && !version.equals("3.7"));
                assertThat(first.frames()).hasSize(3);
            }
            case "attribute" ->
                assertThat(first.failure()).isEqualTo(new MissingAttribute(two ? "" : "helper", "absent", null, false));
            case "shadow" -> {
                MissingAttribute attribute = (MissingAttribute) first.failure();
                assertThat(attribute.module()).isEqualTo("colorsys");
                assertThat(attribute.attribute()).isEqualTo("hsv_to_rgb");
                assertThat(attribute.file()).isEqualTo(version.equals("3.13") ? APP + "colorsys.py" : null);
            }
            case "shadow-name" -> assertThat(first.failure()).isInstanceOf(MissingName.class);
            case "no-package" ->
                assertThat(first.failure())
                        .isEqualTo(two ? new MissingModule("part", false) : new MissingModule("helper.part", true));
            case "context", "cause" -> wrapped(first, two);
            case "fallback" -> {
                assertThat(first.failure()).isEqualTo(new MissingModule("json_that_is_absent", false));
                assertThat(symptom.incidents()).hasSize(two ? 1 : 2);
            }
            case "handler-bug" -> other(first, "KeyError", "'key'");
            case "recursion" -> {
                assertThat(first.failure()).isInstanceOf(OtherException.class);
                assertThat(first.frames()).hasSizeBetween(2, 128);
                assertThat(first.frames().getFirst().function()).isEqualTo("<module>");
                assertThat(first.frames().getLast().function()).isEqualTo("f");
            }
            case "syntax", "syntax-imported" -> {
                assertThat(first.failure())
                        .isInstanceOfSatisfying(
                                OtherException.class,
                                failure -> assertThat(failure.type()).isEqualTo("SyntaxError"));
                assertThat(first.frames().getLast().line()).isEqualTo(1);
                assertThat(symptom.truncated()).isFalse();
            }
            case "own" -> other(first, "ValueError", "upstream said: ModuleNotFoundError: No module named 'yaml'");
            case "own-assert" -> other(first, "AssertionError", "expected \"No module named 'x'\"");
            case "own-lines" -> {
                other(first, "AssertionError", "expected:");
                assertThat(symptom.incidents()).hasSize(1);
            }
            case "long-call", "coloured", "unittest", "group" ->
                assertThat(first.failure()).isEqualTo(absent);
            case "child" -> {
                assertThat(first.failure()).isEqualTo(absent);
                assertThat(first.frames())
                        .singleElement()
                        .satisfies(frame -> assertThat(frame.file()).endsWith("child.py"));
                assertThat(first.wrappers()).singleElement().asString().startsWith("subprocess.CalledProcessError: ");
                assertThat(symptom.incidents()).hasSize(1);
            }
            case "thread", "logged" -> {
                other(first, "KeyError", "'mine'");
                assertThat(symptom.incidents().get(1).failure()).isEqualTo(absent);
            }
            case "short-native" ->
                assertThat(first.failure())
                        .isEqualTo(new NativeRefused(APP + "native.so", NativeRefused.Fault.FILE_TOO_SHORT, ""));
            case "text-native" ->
                assertThat(first.failure())
                        .isEqualTo(new NativeRefused(APP + "native.so", NativeRefused.Fault.NOT_A_LIBRARY, ""));
            case "crash" -> {
                assertThat(first.failure()).isEqualTo(new Killed("SIGSEGV"));
                assertThat(first.frames()).extracting(Frame::line).containsExactly(5, 4);
            }
            case "module" -> assertThat(first.failure()).isEqualTo(two ? new MissingModule("absent", false) : absent);
            case "no-home" -> {
                if (two) {
                    assertThat(first.failure()).isEqualTo(new MissingModule("site", false));
                    assertThat(symptom.truncated()).isFalse();
                } else {
                    assertThat(first.failure()).isInstanceOf(StartFailed.class);
                    assertThat(symptom.incidents().get(1).failure()).isEqualTo(new MissingModule("encodings", false));
                }
            }
            default -> throw new AssertionError("nothing is expected of " + program);
        }
    }

    private static boolean before37(String version) {
        return version.equals("2.7") || version.equals("3.6");
    }

    private static void wrapped(Incident first, boolean two) {
        if (two) {
            other(first, "RuntimeError", "please configure a driver");
            return;
        }
        assertThat(first.failure()).isEqualTo(new MissingModule("yaml_that_is_absent", false));
        assertThat(first.wrappers()).singleElement().asString().startsWith("RuntimeError: ");
        assertThat(first.frames()).extracting(Frame::line).containsExactly(8, 4);
    }

    private static void other(Incident incident, String type, String message) {
        assertThat(incident.failure()).isEqualTo(new OtherException(type, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"panic", "panic-backtrace"})
    void aPanicOverAnImportIsTheImport(String program) {
        String output = Objects.requireNonNull(Recordings.of("panic.txt").get(program));
        assertFounding(output);
        assertThat(Symptoms.in(output + "\n").incidents()).hasSize(1);
        assertFounding(output.replace("\n", "\r\n"));
        assertFounding(output.replaceAll("(?m)^", "2024-05-01T10:00:00.0000000Z "));
        assertFounding(output.replaceAll("(?m)^", "#12 3.456 "));
        assertFounding(output.replaceAll("(?m)^", "web_1  | "));
        assertFounding(output.replaceAll("(?m)^", "2024-05-01T10:00:00.000000Z 01E "));
        assertFounding(output.replaceAll("(?m)^", "2024-05-01T10:00:00.0000000Z ##[error]"));
        assertFounding(output.replaceAll("(?m)^", "ERROR:root:"));
        assertFounding(output.replaceAll("(?m)^", "\u001b[31m").replaceAll("(?m)$", "\u001b[0m"));
        assertFounding("making ready\n" + output + output);
    }

    private static void assertFounding(String output) {
        Symptom symptom = Symptoms.in(output);
        Incident first = symptom.incidents().getFirst();
        assertThat(first.failure()).isEqualTo(new MissingModule("_cffi_backend", false));
        assertThat(first.wrappers()).containsExactly("pyo3_runtime.PanicException: Python API call failed");
        assertThat(first.words()).isEqualTo("ModuleNotFoundError: No module named '_cffi_backend'");
        assertThat(first.frames()).extracting(Frame::file).first().asString().endsWith("fetch.py");
        assertThat(first.frames()).extracting(Frame::file).last().asString().endsWith("cryptography/exceptions.py");
        assertThat(first.frames()).hasSize(5);
        assertThat(symptom.truncated()).isFalse();
    }

    @Test
    void whatIsRecordedCoversTheVersions() {
        TreeSet<String> programs = new TreeSet<>();
        for (String version : VERSIONS) {
            programs.addAll(Recordings.of("python-" + version + ".txt").keySet());
        }
        assertThat(programs).hasSize(29);
    }
}
