package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.command.probe.AskedOnce;
import tiryaq.symptom.reading.Symptoms;

/** An output that ends anywhere, as one does whose writer was killed, is examined like any other. */
class CutOutputsTest {
    /** So much of an output's end is cut at every length: no last message is longer. */
    private static final int END = 160;

    private static final List<String> PROGRAMS = List.of(
            "import zqmodule.part",
            "from os import zqname",
            "import os\nos.zqattribute",
            "try:\n    import zqfast\nexcept ImportError:\n    zqfast = None\nzqfast.load('x')",
            "try:\n    import zqfast\nexcept ImportError:\n    pass\nzqfast.load('x')",
            "try:\n    import zqfast\nexcept ImportError as e:\n    raise SystemExit('no speed: %s' % e)",
            "class Reader:\n    def read(self):\n        pass\nReader().read(1)",
            "class Reader:\n    pass\nReader().raed",
            "raise ImportError('/opt/x.so: undefined symbol: zq_symbol')",
            "raise ImportError('libzq.so.1: cannot open shared object file: No such file or directory')",
            "raise ImportError(\"/lib/libc.so.6: version `GLIBC_9.9' not found (required by /opt/x.so)\")",
            "import subprocess\nsubprocess.run(['zq-program', 'a'], check=True)",
            "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import zqmodule'], check=True)",
            "def f(:\n    pass");

    private static final List<String> WORDS = List.of(
            "timeout: failed to run command 'a: b': No such file or directory",
            "worker[1/4]: ./zq-run: No such file or directory",
            "./zq: line 3: /opt/zq/bin/python: No such file or directory",
            "/usr/bin/env: 'python3\\r': No such file or directory",
            "bash: ./zq: /opt/zq/bin/python^M: bad interpreter: No such file or directory",
            "Error relocating /opt/x.so: zq_symbol: symbol not found",
            "Error loading shared library libzq.so.1: No such file or directory (needed by /opt/x.so)",
            "pyenv: version `3.99' is not installed (set by /srv/.python-version)");

    @TempDir
    Path room;

    private final List<String> outputs = new ArrayList<>();
    private RealRun run;
    private AskedOnce asked;

    @BeforeEach
    void runs() throws IOException, InterruptedException {
        FailingProgram program = new FailingProgram(room.toRealPath(), Pythons.three(), room);
        for (String each : PROGRAMS) {
            outputs.add(program.run(each + "\n").printed());
        }
        outputs.addAll(WORDS);
        run = program.run(program(PROGRAMS.size()));
        asked = new AskedOnce(new OnlyThese(run.machine(), Set.of(Pythons.three())));
    }

    private void examine(String text, String program) throws IOException {
        Files.writeString(room.resolve("ask.py"), program);
        assertThatCode(() -> run.examined(Symptoms.in(text), asked)).as(text).doesNotThrowAnyException();
    }

    private String program(int i) {
        return i < PROGRAMS.size() ? PROGRAMS.get(i) + "\n" : "import zqmodule\n";
    }

    @Test
    void anOutputMayEndAnywhere() throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            String text = outputs.get(i).stripTrailing();
            for (int end = Math.max(1, text.length() - END); end <= text.length(); end++) {
                examine(text.substring(0, end), program(i));
            }
        }
    }

    @Test
    void anythingInItMayBeMissing() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 600; round++) {
            int i = random.nextInt(outputs.size());
            StringBuilder text = new StringBuilder(outputs.get(i));
            for (int cuts = 1 + random.nextInt(3); cuts > 0 && text.length() > 1; cuts--) {
                int from = Math.max(0, text.length() - 1 - random.nextInt(Math.min(text.length(), 2 * END)));
                text.delete(from, Math.min(text.length(), from + 1 + random.nextInt(12)));
            }
            examine(text.toString(), program(i));
        }
    }
}
