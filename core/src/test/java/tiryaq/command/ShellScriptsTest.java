package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.words.Situation;

/** What is read from a script against what real shells do with it: the same, or nothing is said. */
class ShellScriptsTest {
    @TempDir
    Path temporary;

    private Path room;
    private Path records;

    /** A script, and under which shells it is so plain that it has to be understood. */
    record Script(String kind, String text, String shell) {
        boolean plain() {
            return kind.equals("plain") || kind.equals(shell);
        }

        @Override
        public String toString() {
            return shell + ": " + text.replace("\n", "; ");
        }
    }

    static List<Script> scripts() throws IOException {
        List<Script> all = new ArrayList<>();
        try (InputStream stream =
                Objects.requireNonNull(ShellScriptsTest.class.getResourceAsStream("shell-scripts.txt"))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.substring(5).split("\n#### |^#### ")) {
                int line = part.indexOf('\n');
                for (String shell : List.of("sh", "bash")) {
                    all.add(new Script(part.substring(0, line).strip(), part.substring(line + 1), shell));
                }
            }
        }
        return all;
    }

    @BeforeEach
    void furnish() throws IOException {
        room = temporary.toRealPath().resolve("room");
        records = temporary.resolve("records");
        for (String folder : List.of("sub/deep", "lib", "bin", "second", "env/bin", "env2/bin", "deep")) {
            Files.createDirectories(room.resolve(folder));
        }
        for (String file : List.of("app.py", "other.py", "x.py", "sub/app.py", "sub/other.py", "one.py", "two")) {
            Files.writeString(room.resolve(file), "\n");
        }
        Files.writeString(room.resolve("names"), "second/python\nsecond/python\n");
        Files.writeString(room.resolve("more"), "cd sub\n");
        Files.createSymbolicLink(room.resolve("link"), Path.of("app.py"));
        Files.createSymbolicLink(room.resolve("link-to-deep"), Path.of("sub/deep"));
        for (String environment : List.of("env", "env2")) {
            Files.writeString(room.resolve(environment + "/pyvenv.cfg"), "home = /nowhere\n");
            String made = room + "/" + (environment.equals("env2") ? "env23" : "env");
            Files.writeString(
                    room.resolve(environment + "/bin/activate"),
                    "VIRTUAL_ENV='" + made + "'\nexport VIRTUAL_ENV\nPATH=\"$VIRTUAL_ENV/bin:$PATH\"\nexport PATH\n");
        }
        Pythons.script(room.resolve("manage.py"), "#!/usr/bin/env python\n");
        Pythons.script(room.resolve("bin/pytest"), "#!" + room.resolve("bin/python") + "\n");
        Pythons.script(room.resolve("second.sh"), "#!/bin/sh\nsecond/python x.py\n");
    }

    private void pythons(String text) throws IOException {
        for (String python : List.of("bin/python", "bin/python3", "second/python", "env/bin/python")) {
            Pythons.script(room.resolve(python), text);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatIsReadIsWhatRuns(Script script) throws IOException {
        Map<String, String> variables =
                Map.of("PATH", room + "/bin:/usr/bin:/bin", "HOME", room + "/lib", "PYTHONPATH", "", "OLDPWD", "/");
        assumeTrue(
                Pythons.run(List.of(script.shell(), "-c", ":"), room, variables).exit() == 0,
                script.shell() + " is missing");
        Files.writeString(room.resolve("run.sh"), script.text() + "\n");
        List<String> words = List.of(script.shell(), "./run.sh", "one", "two");
        // No first line: to the reader it is a program, and then the shell runs what writes down how it was started.
        pythons("\u007fELF\u0000");
        Resolution found = Resolver.resolve(Command.of(words, room.toString()), Pythons.machine(variables));
        pythons("#!/bin/sh\n{ printf '%s\\037' \"$(pwd -P)\" \"$PYTHONPATH\" \"$0\" \"$@\"; echo; } >>'" + records
                + "'\n");
        Pythons.Ran ran = Pythons.run(words, room, variables);
        List<String> lines = Files.exists(records) ? Files.readAllLines(records) : List.of();
        if (script.plain()) {
            assertThat(found).isInstanceOf(Invocation.class);
            assertThat(lines).as(ran.text()).isNotEmpty();
        }
        if (found instanceof Invocation python) {
            for (String line : lines) {
                agrees(python, Arrays.asList(line.split("\u001f", -1)), variables);
            }
        }
    }

    private static void agrees(Invocation found, List<String> record, Map<String, String> variables)
            throws IOException {
        String folder = record.get(0);
        assertThat(Path.of(found.folder()).toRealPath()).hasToString(folder);
        assertThat(found.environment(variables).getOrDefault("PYTHONPATH", "")).isEqualTo(record.get(1));
        Path executable = Path.of(folder).resolve(record.get(2)).normalize();
        assertThat(Path.of(found.executable()).normalize()).isEqualTo(executable);
        List<String> arguments = record.subList(3, record.size() - 1);
        PythonWords words = PythonWords.of(
                arguments, Situation.of(found.folder(), Map.of(), new TreeSet<>(), Pythons.machine(variables)));
        assertThat(found.flags()).isEqualTo(words.flags());
        assertThat(found.interpreterArguments()).isEqualTo(words.options());
        if (!(found.target() instanceof Target.Other)) {
            assertThat(found.target()).isEqualTo(words.target());
        }
    }
}
