package tiryaq.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tiryaq.trials.product.Answer;
import tiryaq.trials.product.Product;
import tiryaq.trials.room.BareInterpreter;
import tiryaq.trials.room.Pythons;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.Room;
import tiryaq.trials.wheels.LoopbackIndex;
import tiryaq.trials.wheels.Wheelhouse;

/** What nobody should hand over, and somebody will: a clear error or an honest partial answer, in bounded time. */
@Tag("live")
final class BadInputTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "/srv/app/fetch.py", line 3, in <module>
                from supabase import create_client
            ModuleNotFoundError: No module named 'supabase'
            """;

    private LoopbackIndex index;
    private Room room;
    private String tiryaq = "";

    @BeforeEach
    void enter() throws IOException, InterruptedException {
        Optional<Path> launcher = Product.launcher();
        assumeTrue(launcher.isPresent(), "the launcher is not there");
        tiryaq = Oracle.quoted(launcher.get().toString());
        index = new LoopbackIndex(new Wheelhouse(Path.of("target"), List.of()));
        room = new Room(index);
        String python = Pythons.find("3.13")
                .or(() -> Pythons.find("3.12"))
                .or(() -> Pythons.find("3.11"))
                .orElse("");
        assumeTrue(!python.isEmpty(), "Python 3.11, 3.12 or 3.13");
        String version = python.substring(python.lastIndexOf("python") + "python".length());
        room.offer(BareInterpreter.of(python, version).toString(), "python3", "python");
    }

    @AfterEach
    void leave() throws IOException {
        if (room != null) {
            room.close();
            index.close();
        }
    }

    private Ran sh(String script) throws IOException, InterruptedException {
        Ran ran = room.sh(script, GENEROUS);
        Answer.clean(ran);
        return ran;
    }

    private Ran log(byte[] bytes) throws IOException, InterruptedException {
        Files.write(room.root().resolve("work/bad.log"), bytes);
        return sh("exec " + tiryaq + " diagnose --log bad.log");
    }

    @Test
    void anEmptyLogSaysNothing() throws IOException, InterruptedException {
        assertThat(log(new byte[0]).exit()).isEqualTo(2);
        assertThat(sh("exec " + tiryaq + " diagnose --log - < /dev/null").exit())
                .isEqualTo(2);
    }

    @Test
    void aBinaryLogIsWrongUsage() throws IOException, InterruptedException {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        Ran ran = log(noise);
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(2);
        assertThat(ran.err()).contains("The log bad.log is not text");
    }

    @Test
    void aTracebackInUtf16IsRead() throws IOException, InterruptedException {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String text = charset.equals(StandardCharsets.UTF_16) ? TRACEBACK : "\ufeff" + TRACEBACK;
            Ran ran = log(text.replace("\n", "\r\n").getBytes(charset));
            assertThat(ran.exit()).as(charset + ": " + ran).isEqualTo(1);
            assertThat(ran.out()).contains("supabase");
        }
    }

    @Test
    @Tag("wide")
    void aGigabyteIsReadInBoundedMemory() throws IOException, InterruptedException {
        Path maker = room.root().resolve("work/make.py");
        Files.writeString(maker, """
                import sys

                line = b"x" * 1023 + b"\\n"
                for _ in range(1 << 10):
                    sys.stdout.buffer.write(line * 1024)
                sys.stdout.buffer.write(sys.argv[1].encode())
                """);
        Files.writeString(room.root().resolve("work/peak.py"), """
                import resource, subprocess, sys

                code = subprocess.run(sys.argv[1:]).returncode
                print("KiB", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
                sys.exit(code)
                """);
        String pipe = "python3 make.py " + Oracle.quoted(TRACEBACK) + " | python3 peak.py " + tiryaq
                + " diagnose --log - --format json -o found.json";
        Ran ran = room.sh(pipe, Duration.ofMinutes(3));
        Answer.clean(ran);
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(1);
        assertThat(Files.readString(room.root().resolve("work/found.json"))).contains("supabase");
        assertThat(ran.err()).doesNotContain("OutOfMemory");
        // 512 MiB of heap, and what a Java machine needs beside it.
        assertThat(Long.parseLong(ran.out().strip().substring("KiB ".length()))).isLessThan(640 << 10);
    }

    @Test
    void aGigabyteOfNothing() throws IOException, InterruptedException {
        Ran ran = sh("truncate -s 1G hole.log && printf '\\n%s' " + Oracle.quoted(TRACEBACK) + " >> hole.log && exec "
                + tiryaq + " diagnose --log hole.log");
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(1);
        assertThat(ran.out()).contains("supabase");
    }

    @Test
    @Tag("wide")
    void aDeviceThatNeverEnds() throws IOException, InterruptedException {
        Ran ran = room.sh("exec " + tiryaq + " diagnose --log /dev/zero", Duration.ofMinutes(3));
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(2);
        assertThat(ran.err()).contains("The log /dev/zero is not text").contains("Reading the log");
    }

    @Test
    void aCommandThatPrintsWithoutMeasure() throws IOException, InterruptedException {
        Files.writeString(room.root().resolve("work/loud.py"), """
                import sys

                for _ in range(200):
                    sys.stderr.write("y" * 1023 + "\\n" + "z" * (1 << 20))
                import qunobo
                """);
        Ran ran = sh("exec " + tiryaq + " diagnose -o found.txt -- python3 loud.py 2> /dev/null");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(Files.readString(room.root().resolve("work/found.txt"))).contains("qunobo");
    }

    @Test
    void oneLineOfAHundredMegabytes() throws IOException, InterruptedException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(room.root().resolve("work/long.log")))) {
            byte[] block = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.write(("\n" + TRACEBACK).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sh("exec " + tiryaq + " diagnose --log long.log").exit()).isEqualTo(1);
    }

    @Test
    void aMissingLogIsWrongUsage() throws IOException, InterruptedException {
        Ran ran = sh("exec " + tiryaq + " diagnose --log nowhere.log");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("nowhere.log");
    }

    @Test
    void aFolderForALogIsWrongUsage() throws IOException, InterruptedException {
        assertThat(sh("exec " + tiryaq + " diagnose --log .").exit()).isEqualTo(2);
        Ran piped = sh("exec " + tiryaq + " diagnose < .");
        assertThat(piped.exit()).as(piped.err()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoLongerThere() throws IOException, InterruptedException {
        String gone = "mkdir gone && cd gone && rmdir ../gone && exec ";
        for (String verb : List.of("diagnose", "fix")) {
            Ran ran = sh(gone + tiryaq + " " + verb + " -- python3 -c 'import nosuch'");
            assertThat(ran.exit()).as(ran.toString()).isEqualTo(2);
            assertThat(ran.err()).contains("no longer there").doesNotContain("initialization of VM");
        }
        Ran run = sh(gone + tiryaq + " run python3 -c 'import nosuch'");
        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("No module named 'nosuch'", "no longer there");
    }

    @Test
    void aCommandThatDoesNotExist() throws IOException, InterruptedException {
        Ran run = sh("exec " + tiryaq + " run -- no-such-command-here x");
        assertThat(run.exit()).isEqualTo(127);
        assertThat(run.err()).contains("no-such-command-here");
        assertThat(sh("exec " + tiryaq + " diagnose -- no-such-command-here x").exit())
                .isEqualTo(4);
    }

    @Test
    void aFileThatMayNotBeExecuted() throws IOException, InterruptedException {
        Files.writeString(room.root().resolve("work/plain"), "x");
        assertThat(sh("exec " + tiryaq + " run -- ./plain").exit()).isEqualTo(126);
    }

    @Test
    void aShebangWhoseInterpreterIsGone() throws IOException, InterruptedException {
        String script = "printf '#!/no/such/python3\\nimport x\\n' > s && chmod +x s && exec " + tiryaq;
        assertThat(sh(script + " diagnose -- ./s").exit()).isEqualTo(4);
        assertThat(sh("exec " + tiryaq + " run -- ./s").exit()).isEqualTo(127);
    }

    @Test
    void aNamedInterpreterThatIsMissing() throws IOException, InterruptedException {
        Ran ran = sh("exec " + tiryaq + " diagnose --python /no/such/python3 -- python3 -c 'import qunobo'");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("/no/such/python3");
    }

    @Test
    void linksThatLoop() throws IOException, InterruptedException {
        Ran ran = sh("mkdir libs && ln -s a libs/b && ln -s b libs/a && ln -s . libs/self && ln -s .. libs/up\n"
                + "printf 'loop\\n' > libs/x.pth && ln -s y.pth libs/y.pth\n"
                + "export PYTHONPATH=$PWD/libs:$PWD/libs/a\nexec " + tiryaq
                + " diagnose -- python3 -c 'import qunobo'");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.out()).contains("qunobo");
    }

    @Test
    void anInterpreterThatIsALinkToItself() throws IOException, InterruptedException {
        Ran ran = sh("ln -s loop.b loop.a && ln -s loop.a loop.b && exec " + tiryaq + " diagnose -- ./loop.a x.py");
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(4);
        assertThat(ran.out()).contains("loop.a");
    }

    @Test
    void aVirtualEnvironmentWhoseInterpreterIsGone() throws IOException, InterruptedException {
        String made = "mkdir -p venv/bin && ln -s /no/such/python3.9 venv/bin/python && "
                + "printf 'home = /no/such\\nversion = 3.9.1\\n' > venv/pyvenv.cfg && "
                + "printf '#!%s/venv/bin/python\\nimport x\\n' \"$PWD\" > venv/bin/tool && chmod +x venv/bin/tool";
        assertThat(room.sh(made, GENEROUS).exit()).isZero();
        for (String command : List.of("venv/bin/python x.py", "venv/bin/tool")) {
            Ran ran = sh("exec " + tiryaq + " diagnose -- " + command);
            assertThat(ran.exit()).as(command + ": " + ran).isEqualTo(4);
            assertThat(ran.out() + ran.err()).as(command).contains("venv/bin");
        }
    }

    @Test
    void foldersThatMayNotBeRead() throws IOException, InterruptedException {
        String as = "";
        String python = "python3";
        if (room.sh("test \"$(id -u)\" = 0", GENEROUS).exit() == 0) {
            // Root reads everything, so another user asks.
            as = "setpriv --reuid=65534 --clear-groups ";
            Ran able = room.sh(
                    "chmod -R a+rX .. && chmod 777 . ../home ../home/.cache ../tmp && " + as + tiryaq + " --version",
                    GENEROUS);
            assumeTrue(able.exit() == 0, "another user can start the launcher");
            // One of a user's own folder is shut to others.
            Ran found = room.sh(
                    "IFS=:\nall=" + Oracle.quoted(System.getenv().getOrDefault("PATH", "")) + "\nfor each in $all; do "
                            + "test -x \"$each/python3\" && setpriv --reuid=65534 --clear-groups "
                            + "\"$each/python3\" -c pass 2> /dev/null && echo \"$each/python3\" && exit\ndone",
                    GENEROUS);
            python = found.out().strip();
            assumeTrue(!python.isEmpty(), "another user can start a python3");
        }
        Ran ran = sh("mkdir -m 0 shut && mkdir -m 711 half\nexport PYTHONPATH=$PWD/shut:$PWD/half:$PWD/shut/x\nexec "
                + as + tiryaq + " diagnose -- " + python + " -c 'import qunobo'");
        assertThat(ran.exit()).as(ran.toString()).isEqualTo(4);
        assertThat(ran.out()).contains("qunobo is not installed");
        assertThat(room.sh("chmod 755 shut half", GENEROUS).exit()).isZero();
    }

    @Test
    @Tag("wide")
    void aHundredThousandDistributions() throws IOException, InterruptedException {
        Files.writeString(room.root().resolve("work/fill.py"), """
                import os

                os.mkdir("many")
                for i in range(100000):
                    folder = "many/dist%06d-1.0.dist-info" % i
                    os.mkdir(folder)
                    with open(folder + "/METADATA", "w") as out:
                        out.write("Metadata-Version: 2.1\\nName: dist%06d\\nVersion: 1.0\\n" % i)
                """);
        assertThat(room.sh("python3 fill.py", Duration.ofMinutes(3)).exit()).isZero();
        Ran ran = sh("export PYTHONPATH=$PWD/many\nexec " + tiryaq + " diagnose -- python3 -c 'import qunobo'");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err()).doesNotContain("OutOfMemory");
    }

    @Test
    void hostileNamesAreNeverShownRaw() throws IOException, InterruptedException {
        Files.writeString(room.root().resolve("work/make.py"), """
                import os

                os.makedirs("libs/bad\\x1b[2J\\nname\\x07-1.0.dist-info")
                for name in (b"qunobo.cpython-299-\\x1b]0;owned\\x07.so", b"qunobo.\\xff\\xfe\\n.so", b"\\x1b[31mred",
                             "\\u202eqilp\\u2066.py".encode()):
                    with open(b"libs/" + name, "w"):
                        pass
                with open("libs/\\x1b[2Jrun\\n.py", "w") as out:
                    out.write("import qunobo\\n")
                """);
        assertThat(room.sh("python3 make.py", GENEROUS).exit()).isZero();
        String command = " -- python3 \"$(printf 'libs/\\033[2Jrun\\n.py')\"";
        for (String form : List.of("text", "json", "text -v")) {
            Ran ran = sh("export PYTHONPATH=$PWD/libs\nexec " + tiryaq + " diagnose --format " + form + command);
            // An empty compiled file is the likely cause, whatever its name says, and so the name is shown.
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.out())
                    .as(form)
                    .contains("native-file-damaged", "qunobo.cpython-299-")
                    .doesNotContain("\u001b[2J", "\u001b]0;", "\u0007", "\u001b[31mred", "\u202e");
        }
        Ran log = log(("\u001b]0;owned\u0007\u001b[2J" + TRACEBACK.replace("supabase", "s\u001b[2Jb"))
                .getBytes(StandardCharsets.UTF_8));
        assertThat(log.out() + log.err()).doesNotContain("\u001b[2J", "\u001b]0;", "\u0007");
    }

    @Test
    void wrongUsage() throws IOException, InterruptedException {
        for (String words :
                List.of("diagnose --no-such-option", "no-such-command", "diagnose", "undo no-such-journal")) {
            Ran ran = sh("exec " + tiryaq + " " + words + " < /dev/null");
            // A word that is no verb is a command to run, which ends as in a shell.
            assertThat(ran.exit()).as(words + ": " + ran).isEqualTo(words.equals("no-such-command") ? 127 : 2);
            assertThat(ran.err()).as(words).isNotBlank();
        }
    }
}
