package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;

/** Code for a newer Python than the one that ran: every Python here is asked which it reads. */
class NewerPythonTest {
    private static final List<String> VERSIONS =
            List.of("2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "match command:\n    case 1:\n        pass",
                "if (n := 10) > 5:\n    pass",
                "def f(a, /, b):\n    pass",
                "try:\n    pass\nexcept* ValueError:\n    pass",
                "type Vector = list[float]",
                "def first[T](l):\n    pass",
                "class Box[T]:\n    pass",
                "name = f'{1}'",
                "async def f():\n    pass",
                "def f(x) -> int:\n    pass",
                "def f(x: int | None = None):\n    pass",
                "def f(x: dict[str, int]):\n    pass",
                "from __future__ import annotations",
                "x = 1\nprint(f'{x=}')",
                "d = {'a': 1}\nprint(f'{d['a']}')",
                "print(f'{chr(10) + '\\n'}')",
                "print('a.txt'.removesuffix('.txt'), b'ab'.removeprefix(b'a'))",
                "print((5).bit_count())",
                "print('a'.isascii())",
            })
    void isNoMistakeOfTheProgram(String text) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("ask.py"), (text.contains("command") ? "command = 1\n" : "") + text + "\n");
        List<String> refuse = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (String version : VERSIONS) {
            if (Pythons.find(version).isEmpty()) {
                continue;
            }
            asked.add(version);
            RealRun run = RealRun.of(
                    List.of(Pythons.of(version), script.toString()), folder, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
            if (run.code() == 0) {
                continue;
            }
            refuse.add(version);
            Examined examined = run.examined();
            assertThat(examined.answer().cause())
                    .as(version + ": " + run.printed())
                    .isEqualTo("unknown");
            assertThat(examined.answer().summary().key()).endsWith(".newer");
            String least = String.valueOf(examined.answer().summary().places().get("version"));
            // What an older Python lacks, the next one that is here has: the version named lies between.
            String next =
                    asked.size() == refuse.size() ? String.valueOf(VERSIONS.get(VERSIONS.indexOf(version) + 1)) : "";
            assertThat(minor(least)).as(version + " → " + least + ", " + next).isGreaterThan(minor(version));
        }
        assumeTrue(!refuse.isEmpty(), "no Python here that is too old for it");
        assertThat(refuse).isNotEqualTo(asked);
    }

    /** Below 3 all are minus one: 3.0 is newer. */
    private static int minor(String version) {
        return version.startsWith("2.") ? -1 : Integer.parseInt(version.substring(2));
    }

    @Test
    void aMistakeStaysOne() throws IOException, InterruptedException {
        for (String text : List.of(
                "match = = 1",
                "case = )",
                "x = 1 +",
                "type (1",
                "print('match x:'",
                "class C:\nx = 1",
                "f(':= ' ",
                "a, b = 1 | 'x'",
                "int['a: b']",
                "print(f'{d[')",
                "print(f'{1')",
                "'a'.removeprefixes()",
                "match.x y")) {
            Path script = Files.writeString(folder.resolve("ask.py"), text + "\n");
            for (String version : List.of("3.8", "3.12")) {
                assumeTrue(Pythons.find(version).isPresent(), "no Python " + version);
                RealRun run = RealRun.of(List.of(Pythons.of(version), script.toString()), folder, Map.of());
                assertThat(run.code()).isNotZero();
                assertThat(run.examined().ownFailure())
                        .as(text + "\n" + run.printed())
                        .isTrue();
            }
        }
    }
}
