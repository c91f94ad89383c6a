package tiryaq.command.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probed.Answered;
import tiryaq.command.probe.Probed.Failed;
import tiryaq.python.Interpreter;

/** What the probe says must be what the interpreter's own standard library says in an ordinary run. */
class ProbeTest {
    /** The same facts by other ways than the probe's: sysconfig, importlib.machinery, platform, struct. */
    private static final String ORACLE = """
            import sys, os, sysconfig, struct
            try:
                import importlib.machinery as machinery
                suffixes = machinery.EXTENSION_SUFFIXES
            except ImportError:
                import imp
                suffixes = [s for s, m, k in imp.get_suffixes() if k == imp.C_EXTENSION]
            stdlib = os.path.dirname(os.__file__)
            zipped = os.path.join(os.path.dirname(stdlib), 'python%d%d.zip' % sys.version_info[:2])
            lines = [
                '.'.join(map(str, sys.version_info[:3])),
                getattr(getattr(sys, 'implementation', None), 'name', 'cpython'),
                getattr(getattr(sys, 'implementation', None), 'cache_tag', ''),
                sysconfig.get_config_var('SOABI') or '',
                '|'.join(suffixes),
                getattr(sys, 'platlibdir', 'lib'),
                sysconfig.get_platform(),
                os.popen('getconf GNU_LIBC_VERSION').read().strip(),
                sysconfig.get_config_var('ABIFLAGS') or getattr(sys, 'abiflags', ''),
                '|'.join(sys.builtin_module_names),
                str(struct.calcsize('P') * 8),
                getattr(sys, 'base_prefix', sys.prefix),
                getattr(sys, 'base_exec_prefix', sys.exec_prefix),
                '|'.join(p for p in sys.path if p == zipped or p == stdlib or p.startswith(stdlib + '/')
                         and 'packages' not in p),
            ]
            sys.stdout.write('\\n'.join(lines))
            """;

    @TempDir
    Path folder;

    static List<String> interpreters() {
        return Pythons.all();
    }

    private static Interpreter answer(Probed probed) {
        assertThat(probed).isInstanceOf(Answered.class);
        return ((Answered) probed).interpreter();
    }

    private static void agrees(String executable) {
        Pythons.Ran ran = Pythons.run(List.of(executable, "-s", "-c", ORACLE), Path.of("/"), Map.of());
        assertThat(ran.exit()).as(ran.text()).isZero();
        Interpreter found = answer(new Probe(Pythons.machine(Map.of())).probe(executable));
        List<String> lines = new ArrayList<>(List.of(
                found.version().toString(),
                found.implementation(),
                found.cacheTag(),
                found.soabi(),
                String.join("|", found.extensionSuffixes()),
                found.platlibdir(),
                found.platform(),
                found.libc(),
                found.abiflags(),
                String.join("|", found.builtins()),
                Integer.toString(found.bits()),
                found.prefix(),
                found.execPrefix(),
                String.join(
                        "|",
                        found.path().stream()
                                .distinct()
                                .filter(p -> !p.contains("plat-") && !p.contains("lib-tk") && !p.contains("lib-old"))
                                .toList())));
        List<String> said = new ArrayList<>(List.of(ran.out().split("\n", -1)));
        if (found.version().major() == 2) {
            // There the path has more folders, which only existed in those days.
            said.set(13, lines.get(13));
        }
        assertThat(lines).isEqualTo(said);
        assertThat(found.executable()).isEqualTo(executable);
    }

    @ParameterizedTest
    @MethodSource("interpreters")
    void everyInterpreterAnswers(String python) {
        agrees(python);
    }

    @Test
    void environmentsAnswerByTheirOwnPath() {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("vé nv"));
        agrees(venv.resolve("bin/python").toString());
    }

    @Test
    void aSickEnvironmentDoesNotReachIt() throws IOException {
        Files.writeString(folder.resolve("sys.py"), "raise SystemExit(9)");
        Files.writeString(folder.resolve("sitecustomize.py"), "raise SystemExit(9)");
        Map<String, String> sick = Map.of(
                "PYTHONPATH", folder.toString(),
                "PYTHONHOME", "/nowhere",
                "LD_PRELOAD", "/no/such.so",
                "PYTHONSTARTUP", "/nowhere");
        assertThat(answer(new Probe(Pythons.machine(sick)).probe(Pythons.three()))
                        .path())
                .doesNotContain(folder.toString());
    }

    private Failed fails(String file, String text) throws IOException {
        Path script = Pythons.script(folder.resolve(file), text);
        Probed probed = new Probe(Pythons.machine(Map.of()), Duration.ofSeconds(2)).probe(script.toString());
        assertThat(probed).isInstanceOf(Failed.class);
        return (Failed) probed;
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whatIsNoPython() throws IOException {
        assertThat(fails("python", "#!/bin/sh\necho hello\n").kind()).isEqualTo(Failed.Kind.NOT_PYTHON);
        assertThat(fails("python2", "#!/bin/sh\necho 'Fatal Python error: init_fs_encoding'; exit 1\n"))
                .isEqualTo(new Failed(Failed.Kind.CRASHED, "Fatal Python error: init_fs_encoding"));
        assertThat(fails("python3", "#!/bin/sh\nkill -SEGV $$\n").kind()).isEqualTo(Failed.Kind.CRASHED);
        assertThat(fails("python4", "#!/bin/sh\necho '<tiryaq-probe-1>{\"version\": 3}</tiryaq-probe-1>'\n")
                        .kind())
                .isEqualTo(Failed.Kind.GARBAGE);
        assertThat(fails("python5", "#!/bin/sh\nexec head -c 100000000 /dev/zero\n")
                        .kind())
                .isEqualTo(Failed.Kind.GARBAGE);
        assertThat(fails("python6", "#!/no/such/interpreter\n").kind()).isEqualTo(Failed.Kind.MISSING);
        // As execvp does, the platform has sh try what the kernel refuses.
        assertThat(fails("python7", "\u007fELF no").kind()).isEqualTo(Failed.Kind.NOT_PYTHON);
        Prober probe = new Probe(Pythons.machine(Map.of()));
        assertThat(((Failed) probe.probe(folder.toString())).kind()).isEqualTo(Failed.Kind.NOT_EXECUTABLE);
        assertThat(((Failed) probe.probe(folder + "/none")).kind()).isEqualTo(Failed.Kind.MISSING);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void theWholeTreeOfOneThatHangsIsEnded() throws IOException {
        Path pid = folder.resolve("pid");
        assertThat(fails("python", "#!/bin/sh\nsh -c 'echo $$ > " + pid + "; sleep 60; true'\ntrue\n")
                        .kind())
                .isEqualTo(Failed.Kind.TIMED_OUT);
        long child = Long.parseLong(Files.readString(pid).strip());
        // A process that nobody has waited for yet has an empty command line.
        Path words = Path.of("/proc", Long.toString(child), "cmdline");
        for (int i = 0;
                i < 100 && Files.exists(words) && !Files.readString(words).isEmpty();
                i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        assertThat(!Files.exists(words) || Files.readString(words).isEmpty()).isTrue();
    }

    /** A process that ends while another of its threads asks an interpreter. */
    static final class Leaving {
        private Leaving() {}

        /** The interpreter, and a file that it makes once it runs. */
        public static void main(String[] words) {
            Prober probe = new Probe(Pythons.machine(Map.of()), Duration.ofMinutes(1));
            Thread.ofPlatform().daemon().start(() -> probe.probe(words[0]));
            for (int i = 0; i < 2000 && !Files.exists(Path.of(words[1])); i++) {
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
            System.exit(0);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whatIsBeingAskedDoesNotOutliveTiryaq() throws Exception {
        Path pid = folder.resolve("pid");
        Path python = Pythons.script(
                folder.resolve("python"),
                "#!/bin/sh\necho $$ > " + pid + ".new; mv " + pid + ".new " + pid + "\nexec sleep 30\n");
        Process leaving = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Leaving.class.getName(),
                        python.toString(),
                        pid.toString())
                .inheritIO()
                .start();
        assertThat(leaving.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(leaving.exitValue()).isZero();
        long asked = Long.parseLong(Files.readString(pid).strip());
        try {
            assertThat(ProcessHandle.of(asked).map(each -> each.onExit().orTimeout(3, TimeUnit.SECONDS)))
                    .satisfies(gone -> gone.ifPresent(java.util.concurrent.CompletableFuture::join));
        } finally {
            ProcessHandle.of(asked).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            parts.add(System.getProperty(property, ""));
        }
        for (Class<?> each : List.of(Leaving.class, Probe.class, tools.jackson.core.JsonParser.class)) {
            parts.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString());
        }
        return String.join(":", parts);
    }

    @Test
    void noiseOfWrappersIsSkipped() throws IOException {
        Path wrapper = Pythons.script(
                folder.resolve("python"),
                "#!/bin/sh\necho warning: a wrapper speaks; echo and here >&2\n'" + Pythons.three()
                        + "' \"$@\"\necho bye\n");
        Interpreter found = answer(new Probe(Pythons.machine(Map.of())).probe(wrapper.toString()));
        assertThat(found.version())
                .isEqualTo(answer(new Probe(Pythons.machine(Map.of())).probe(Pythons.three()))
                        .version());
    }

    @Test
    void anInterpreterThatKnowsNoIsolatedModeIsAskedAgain() throws IOException {
        String old = Pythons.of("2.7");
        Path wrapper = Pythons.script(folder.resolve("python"), "#!/bin/sh\nexec '" + old + "' \"$@\"\n");
        Interpreter found = answer(new Probe(Pythons.machine(Map.of())).probe(wrapper.toString()));
        assertThat(found.version().feature()).isEqualTo("2.7");
    }

    @Test
    void pathsThatAreNoText() {
        String name = "caf\udce9\n";
        Pythons.Ran made = Pythons.run(
                List.of(
                        "/bin/sh",
                        "-c",
                        "d=$(printf 'caf\\351\\n.'); mkdir \"${d%.}\" && ln -s \"$0\" \"${d%.}/python\"",
                        Pythons.three()),
                folder,
                Map.of());
        assumeTrue(made.exit() == 0, "this file system takes only text as names: " + made.text());
        String python = folder + "/" + name + "/python";
        Interpreter found = answer(new Probe(Pythons.machine(Map.of())).probe(python));
        assertThat(found.executable()).isEqualTo(python);
    }

    @Test
    void onlyWhoAnsweredIsNotAskedAgain() {
        List<String> asked = new ArrayList<>();
        Prober once = new AskedOnce(executable -> {
            asked.add(executable);
            return new Probe(Pythons.machine(Map.of())).probe(executable);
        });
        String python = Pythons.three().toString();
        assertThat(answer(once.probe(python))).isSameAs(answer(once.probe(python)));
        String gone = folder + "/gone/python";
        once.probe(gone);
        once.probe(gone);
        assertThat(asked).containsExactly(python, gone, gone);
    }

    @Test
    void whoIsAskedByTwoAtOnceIsStartedOnce() throws InterruptedException {
        Probed answer =
                new Probe(Pythons.machine(Map.of())).probe(Pythons.three().toString());
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Prober once = new AskedOnce(executable -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // The first time nobody answers: whoever waited for that asks anew.
            return starts.incrementAndGet() == 1 ? new Probed.Failed(Probed.Failed.Kind.NOT_PYTHON, "") : answer;
        });
        List<Probed> told = new CopyOnWriteArrayList<>();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asking.add(Thread.ofPlatform().start(() -> told.add(once.probe("python"))));
        }
        begun.await();
        for (Thread each : asking) {
            for (int i = 0; i < 1000 && each.getState() != Thread.State.WAITING; i++) {
                Thread.sleep(5);
            }
        }
        go.countDown();
        for (Thread each : asking) {
            each.join();
        }
        assertThat(starts).hasValue(2);
        assertThat(told).hasSize(4);
        assertThat(told.stream().filter(answer::equals)).hasSize(3);
    }

    @Test
    void theCacheAnswersUntilTheFileChanges() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("venv"));
        String python = venv.resolve("bin/python").toString();
        List<String> asked = new ArrayList<>();
        Prober live = executable -> {
            asked.add(executable);
            return new Probe(Pythons.machine(Map.of())).probe(executable);
        };
        Path kept = folder.resolve("cache/deep");
        Prober cache = new ProbeCache(live, Pythons.machine(Map.of()), Optional.of(kept));
        Interpreter first = answer(cache.probe(python));
        assertThat(answer(cache.probe(python))).isEqualTo(first);
        assertThat(asked).hasSize(1);
        Files.writeString(venv.resolve("pyvenv.cfg"), Files.readString(venv.resolve("pyvenv.cfg")) + "\n");
        assertThat(answer(cache.probe(python))).isEqualTo(first);
        assertThat(asked).hasSize(2);
        try (var files = Files.list(kept)) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).endsWith(".json");
                Files.writeString(file, Files.readString(file).substring(0, 100));
            }
        }
        assertThat(answer(cache.probe(python))).isEqualTo(first);
        assertThat(asked).hasSize(3);
        Path file = Files.writeString(folder.resolve("file"), "");
        Prober unwritable = new ProbeCache(live, Pythons.machine(Map.of()), Optional.of(file.resolve("below")));
        assertThat(answer(unwritable.probe(python))).isEqualTo(first);
    }
}
