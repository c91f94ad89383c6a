package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.OtherException;
import tiryaq.symptom.reading.Symptoms;

/** One log that has the lines of several processes in turn: each is read by itself. */
class SeveralProcessesTest {
    private static final String WEB = """
            Traceback (most recent call last):
              File "/srv/web.py", line 1, in <module>
                import yaml
            ModuleNotFoundError: No module named 'yaml'
            """;
    private static final String WORKER = """
            Traceback (most recent call last):
              File "/srv/work.py", line 3, in <module>
                go()
              File "/srv/work.py", line 2, in go
                import toml
            ModuleNotFoundError: No module named 'toml'
            """;
    private static final String KEY = """
            Traceback (most recent call last):
              File "/srv/work.py", line 3, in <module>
                {}["port"]
                ~~^^^^^^^^
            KeyError: 'port'
            """;
    private static final Frame OF_WEB = new Frame("/srv/web.py", 1, "<module>", "import yaml");

    /** A line of each in turn, as long as there are any. */
    private static String inTurn(String one, String first, String other, String second) {
        List<String> ones = one.lines().toList();
        List<String> others = other.lines().toList();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
            if (i < ones.size()) {
                all.add(first.replace("~", String.valueOf(i % 10)) + ones.get(i));
            }
            if (i < others.size()) {
                all.add(second.replace("~", String.valueOf(i % 10)) + others.get(i));
            }
        }
        return String.join("\n", all) + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'web-1     | ','worker-1  | '",
                "'web-1  | ','web-2  | '",
                "'web-1  | 2024-05-01T10:00:00.12345~Z ','worker-1  | 2024-05-01T10:00:00.12345~Z '",
                "'2024-05-01T10:00:00.~00Z web-1 | ','2024-05-01T10:00:00.~50Z web-2 | '",
                "'10:00:0~ web.1    | ','10:00:0~ worker.1 | '",
                "'[pod/web-1/app] ','[pod/worker-1/app] '",
                "'[4711] ','[4712] '",
                "'[rank0]: ','[rank1]: '",
                "'[default0]:','[default1]:'",
                "'[1,0]<stderr>:','[1,1]<stderr>:'",
                "'(train pid=4711) ','(train pid=4712) '",
                "'(train pid=4711, ip=10.0.0.1) ','(train pid=4711, ip=10.0.0.2) '",
                "'May  1 10:00:0~ host web[4711]: ','May  1 10:00:0~ host web[4712]: '",
                "'2024-05-01T10:00:0~+0000 host web[4711]: ','2024-05-01T10:00:0~+0000 host web[4712]: '",
                "'2024-05-01T10:00:0~+00:00 app[web.1]: ','2024-05-01T10:00:0~+00:00 app[worker.1]: '",
                "'#12 3.45~ ','#14 3.45~ '",
            })
    void theyAreTakenApartByWhatNamesThem(String first, String second) {
        Symptom imports = Symptoms.in(inTurn(WEB, first, WORKER, second));
        assertThat(imports.incidents()).hasSize(2).allSatisfy(each -> {
            boolean web = each.failure().equals(new MissingModule("yaml", false));
            assertThat(each.frames())
                    .isEqualTo(
                            web
                                    ? List.of(OF_WEB)
                                    : List.of(
                                            new Frame("/srv/work.py", 3, "<module>", "go()"),
                                            new Frame("/srv/work.py", 2, "go", "import toml")));
        });
        assertThat(imports.truncated()).isFalse();
        Symptom mixed = Symptoms.in(inTurn(WEB, first, KEY, second));
        assertThat(mixed.incidents().getFirst().failure())
                .as("the environment failed one of them, which the other did not end")
                .isEqualTo(new MissingModule("yaml", false));
        assertThat(mixed.incidents().getFirst().frames()).containsExactly(OF_WEB);
        assertThat(mixed.incidents().getLast().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
    }

    @Test
    void anothersWordsAreNotTheExceptionOfATraceback() {
        Symptom symptom = Symptoms.in("""
                web-1  | Traceback (most recent call last):
                cache-1  | redis.errors.Refused: no
                web-1  |   File "/srv/web.py", line 1, in <module>
                cache-1  | ValueError: not yet
                web-1  |     import yaml
                cache-1  |   File "/etc/cache.conf", line 7
                web-1  | ModuleNotFoundError: No module named 'yaml'
                cache-1  | ready
                """);
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new MissingModule("yaml", false));
        assertThat(symptom.incidents().getFirst().frames()).containsExactly(OF_WEB);
        assertThat(symptom.incidents().getFirst().survived()).isFalse();
    }

    @Test
    void whatOneLogsAndSurvivesComesAfterWhatEndedAnother() {
        String logged = "ERROR:root:without yaml\n" + WEB + "started\n";
        Symptom symptom = Symptoms.in(inTurn(logged, "web-1  | ", KEY, "worker-1  | "));
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
    }

    @Test
    void withoutNamesNothingTellsWhichFramesLedToAnException() {
        Symptom symptom = Symptoms.in(inTurn(WEB, "", WORKER, ""));
        assertThat(symptom.truncated()).isTrue();
        assertThat(symptom.incidents())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.frames()).hasSizeLessThanOrEqualTo(2));
    }

    /** One after the other they are what they were: what ended the last one ended the run. */
    @Test
    void whatComesOneAfterTheOtherIsNoMixture() {
        Symptom symptom = Symptoms.in(WEB + KEY);
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
        assertThat(symptom.truncated()).isFalse();
    }

    @Test
    void aNameBeforeTheFirstLineAloneBelongsToTheRest() {
        for (String name : List.of("[worker] ", "[4711] ", "app-1 | ")) {
            Symptom symptom = Symptoms.in("starting\n" + name + WEB);
            assertThat(symptom.incidents())
                    .singleElement()
                    .satisfies(each -> assertThat(each.frames()).containsExactly(OF_WEB));
            assertThat(symptom.truncated()).isFalse();
        }
    }

    @Test
    void barsInAMessageNameNoProcess() {
        Symptom symptom = Symptoms.in("""
                Traceback (most recent call last):
                  File "/srv/web.py", line 1, in <module>
                    check()
                app.TableError: these differ
                name | value
                port | 80
                ImportError | none
                """);
        assertThat(symptom.incidents())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.failure()).isEqualTo(new OtherException("app.TableError", "these differ")));
    }

    private static String before(String prefix, String output) {
        return output.lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'May  1 10:00:00 host web[4711]: ','May  2 10:00:00 host web[4712]: '",
                "'#12 3.456 ','#13 0.100 '",
                "'[4711] ','[4712] '",
                "'web-1  | ','web-2  | '",
            })
    void ofSeveralOneAfterTheOtherTheLastOneIsTold(String first, String second) {
        Symptom symptom = Symptoms.in(before(first, WEB) + before(second, KEY));
        assertThat(symptom.incidents()).hasSize(2);
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
        Symptom reversed = Symptoms.in(before(first, KEY) + before(second, WEB));
        assertThat(reversed.incidents().getFirst().failure()).isEqualTo(new MissingModule("yaml", false));
    }

    @Test
    void ofSeveralRunsOfOneOfThemTheLastOneCounts() {
        String twice = WEB + "starting again: error\n" + KEY;
        Symptom symptom = Symptoms.in(inTurn(twice, "web-1  | ", KEY.repeat(2), "worker-1  | "));
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
    }

    @Test
    void manyThatTellNothingLeaveRoomForThoseThatFail() {
        StringBuilder log = new StringBuilder();
        for (int pid = 100; pid < 300; pid++) {
            log.append("May  1 09:00:00 host sshd[").append(pid).append("]: error: no more sessions, failed\n");
            log.append("May  1 09:00:00 host CRON[").append(pid).append("]: ImportError is what it looks for\n");
        }
        log.append(inTurn(WEB, "May  1 10:00:0~ host web[4711]: ", WORKER, "May  1 10:00:0~ host web[4712]: "));
        Symptom symptom = Symptoms.in(log.toString());
        assertThat(symptom.incidents())
                .extracting(each -> each.failure())
                .containsExactlyInAnyOrder(new MissingModule("yaml", false), new MissingModule("toml", false));
        assertThat(symptom.truncated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'[171455760~] '",
                "'[000~] '",
                "'[~] '",
                "'[1~] '",
                "'[1~/20] '",
                "'web-1  | [171455760~] '",
                "'[2024-05-0~] '"
            })
    void numbersThatOnlyGoOnNameNoProcess(String stamp) {
        Symptom symptom =
                Symptoms.in(inTurn("starting\nerror: none\n" + WORKER + "\nthe end: failed\n", stamp, "", ""));
        assertThat(symptom.incidents()).singleElement().satisfies(each -> {
            assertThat(each.failure()).isEqualTo(new MissingModule("toml", false));
            assertThat(each.frames()).hasSize(2);
        });
        assertThat(symptom.truncated()).isFalse();
        List<String> chained = (WEB + "\nDuring handling of the above exception, another exception occurred:\n\n" + KEY)
                .lines()
                .toList();
        StringBuilder counted = new StringBuilder();
        for (int i = 0; i < chained.size(); i++) {
            counted.append(stamp.replace("~", String.valueOf(i)))
                    .append(chained.get(i))
                    .append('\n');
        }
        assertThat(Symptoms.in(counted.toString()).incidents())
                .extracting(Incident::failure)
                .containsExactly(new OtherException("KeyError", "'port'"), new MissingModule("yaml", false));
    }

    @Test
    void whatALoggerSaysBeforeTheFirstTracebackOfOneIsHeard() {
        String logged = "ERROR:root:without yaml\n" + WEB + "started\n" + "listening\n".repeat(30) + KEY;
        Symptom symptom = Symptoms.in(before("web-1  | ", logged));
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
        assertThat(Symptoms.in(before("web-1  | ", "bad: ERROR in yaml\n" + WEB + "started\n"))
                        .incidents()
                        .getFirst()
                        .survived())
                .isTrue();
    }

    @Test
    void linesOfOthersAreNoDistance() {
        String others = "cache-1  | ready\n".repeat(7);
        String thread = "web-1  | Exception in thread Thread-1 (go):\n"
                + others
                + before("web-1  | ", WEB)
                + others
                + before("web-1  | ", KEY)
                + others;
        Symptom died = Symptoms.in(before("web-1  | ", KEY) + thread.replace(before("web-1  | ", KEY), ""));
        assertThat(died.incidents().getFirst().failure())
                .as("a thread's death is not the program's")
                .isEqualTo(new OtherException("KeyError", "'port'"));
        String message = """
                web-1  | Traceback (most recent call last):
                web-1  |   File "/srv/web.py", line 1, in <module>
                web-1  |     import numpy
                web-1  | ImportError:
                """;
        List<String> told = List.of(
                "IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!",
                "Original error was: No module named 'numpy._core._multiarray_umath'");
        String whole = message + "web-1  | \n" + others.repeat(5) + "web-1  | " + told.getFirst() + "\n" + "web-1  | \n"
                + others.repeat(5) + "web-1  | " + told.getLast() + "\n";
        String alone =
                message + "web-1  | \nweb-1  | " + told.getFirst() + "\nweb-1  | \nweb-1  | " + told.getLast() + "\n";
        assertThat(Symptoms.in(whole).incidents().getFirst().failure())
                .isEqualTo(Symptoms.in(alone).incidents().getFirst().failure());
        assertThat(Symptoms.in(whole).incidents().getFirst().words())
                .isEqualTo(Symptoms.in(alone).incidents().getFirst().words());
    }

    @Test
    void whereOthersLinesStoodBetweenTheLastFailureIsStillTheLast() {
        String others = "cache-1  | ready: error\n".repeat(40);
        Symptom symptom =
                Symptoms.in(others + before("web-1  | ", WEB) + others + before("web-1  | ", KEY) + "cache-1  | bye\n");
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("KeyError", "'port'"));
        assertThat(symptom.incidents().getFirst().line()).isEqualTo(40 + 4 + 40 + 5);
    }
}
