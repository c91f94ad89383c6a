package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.Ran;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.python.Interpreter;
import tiryaq.python.ModuleNames;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;

/** How much is asked of the index, and that nothing which lies in an environment keeps it from answering. */
class IndexProvidersTest extends ProgramCases {
    private static final int MODULES = 40;

    @Test
    void theInstallerIsLookedForOnce() throws IOException {
        Path calls = Files.writeString(folder.resolve("calls"), "");
        Path uv = Files.createDirectories(folder.resolve("bin")).resolve("uv");
        Files.writeString(uv, """
                #!/bin/sh
                echo "$1" >>%s
                [ "$1" = --version ] && echo 'uv 0.9.9'
                """.formatted(calls));
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = Map.of("PATH", folder + "/bin:/usr/bin:/bin", "HOME", folder.toString());
        IndexProviders index = new IndexProviders(Pythons.machine(variables), Pythons.any(), folder.toString(), true);
        for (String module : List.of("absent_a", "absent_b", "absent_c")) {
            assertThat(index.among(List.of(module), module)).isEmpty();
        }
        assertThat(Files.readAllLines(calls)).containsOnlyOnce("--version");
    }

    /** What is known from before is still told without a network; the rest is unknown, and why is said. */
    @Test
    void offlineWhatIsNotKnownIsNotDenied() throws IOException {
        Path uv = Files.createDirectories(folder.resolve("bin")).resolve("uv");
        Files.writeString(uv, """
                #!/bin/sh
                [ "$1" = --version ] && echo 'uv 0.9.9' && exit
                while [ $# -gt 1 ]; do
                    [ "$1" = --target ] && mkdir -p "$2/zq" && echo 'one = 1' >"$2/zq/__init__.py"
                    shift
                done
                """);
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = Map.of("PATH", folder + "/bin:/usr/bin:/bin", "HOME", folder.toString());
        IndexProviders online = new IndexProviders(Pythons.machine(variables), Pythons.any(), folder.toString(), false);
        assertThat(online.has("zq", "zq")).isEqualTo(ModuleNames.Answer.YES);
        assertThat(online.obstacle()).isEmpty();
        IndexProviders offline = new IndexProviders(Pythons.machine(variables), Pythons.any(), folder.toString(), true);
        assertThat(offline.has("zq", "zq:one")).isEqualTo(ModuleNames.Answer.UNKNOWN);
        assertThat(offline.obstacle()).isPresent();
        assertThat(offline.has("zq", "zq")).isEqualTo(ModuleNames.Answer.YES);
        assertThat(offline.has("zq", "zqother")).isEqualTo(ModuleNames.Answer.NO);
        assertThat(offline.has("absent", "zq")).isEqualTo(ModuleNames.Answer.UNKNOWN);
    }

    /** A program that does without many modules, and says of one that it is required. */
    @Test
    void notWhatAProgramGoesOnWithout() throws Exception {
        StringBuilder text = new StringBuilder("try:\n    import tabulate\nexcept ImportError:\n    tabulate = None\n");
        for (int i = 0; i < MODULES; i++) {
            text.append("try:\n    import zqname%d\nexcept ImportError:\n    zqname%d = None\n".formatted(i, i));
        }
        text.append("try:\n    import zqboth\nexcept ImportError:\n    pass\nif tabulate:\n    import zqboth\n");
        text.append("raise RuntimeError('tabulate is required, please install it')\nimport zqfirm\n");
        RealRun run = program.run(text.toString());
        List<String> asked = new ArrayList<>();
        Examined examined = new Examination(
                        run.machine(),
                        new OnlyThese(run.machine(), Set.of(program.python())),
                        python -> (distributions, module) -> {
                            asked.addAll(distributions);
                            return Optional.empty();
                        })
                .of(run.symptom(), new Ran(run.command(), run.code(), null, null));
        isMissing(examined, "tabulate", "tabulate");
        Interpreter python = examined.patient().environment().orElseThrow().interpreter();
        Set<String> imports = examined.patient().imports().foreign();
        assertThat(imports).hasSizeGreaterThan(MODULES);
        Needed.of(
                examined.patient(),
                List.of(examined.answer()),
                examined.patient().environment().orElseThrow(),
                imports,
                python,
                null);
        assertThat(asked).contains("zqfirm").doesNotContain("zqname0", "zqname39");
    }

    private IndexProviders counting(Path calls) throws IOException {
        Path uv = Files.createDirectories(folder.resolve("bin")).resolve("uv");
        Files.writeString(uv, """
                #!/bin/sh
                [ "$1" = --version ] && echo 'uv 0.9.9' && exit
                echo "$1" >>%s
                echo 'No solution found' >&2
                exit 1
                """.formatted(calls));
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = Map.of("PATH", folder + "/bin:/usr/bin:/bin", "HOME", folder.toString());
        return new IndexProviders(Pythons.machine(variables), Pythons.any(), folder.toString(), false);
    }

    /** What was not asked about is not told as missing from the index. */
    @Test
    void onlySoMany() throws IOException {
        Path calls = Files.writeString(folder.resolve("calls"), "");
        IndexProviders index = counting(calls);
        assertThat(index.among(List.of("zqname0"), "zqname0")).isEmpty();
        assertThat(index.obstacle()).isEmpty();
        for (int i = 0; i < MODULES; i++) {
            // Twice: what the index does not have is not asked again.
            assertThat(index.has("zqname" + i, "zqname" + i)).isEqualTo(ModuleNames.Answer.UNKNOWN);
            assertThat(index.has("zqname" + i, "zqname" + i)).isEqualTo(ModuleNames.Answer.UNKNOWN);
        }
        assertThat(Files.readAllLines(calls)).hasSize(12);
        assertThat(index.obstacle().orElseThrow().key()).isEqualTo("note.index-unasked.enough");
    }

    /** An installer that is killed has said nothing about the index. */
    @Test
    void whoWasEndedHasNotAnswered() throws IOException {
        IndexProviders index = counting(folder.resolve("calls"));
        Path uv = folder.resolve("bin/uv");
        Files.writeString(uv, "#!/bin/sh\n[ \"$1\" = --version ] && echo 'uv 0.9.9' && exit\nkill -9 $$\n");
        assertThat(index.among(List.of("zqname"), "zqname")).isEmpty();
        assertThat(index.obstacle().orElseThrow().key()).isEqualTo("note.index-unasked.ended");
    }

    /** Metadata that nobody can read to its end: pip would wait for it, or take all memory. */
    @Test
    @Timeout(value = 50, unit = TimeUnit.SECONDS)
    void whateverTheEnvironmentHolds() throws Exception {
        OfflineProject project = OfflineProject.in(folder, "project");
        String name = TinyWheel.freshName();
        TinyWheel.pure(project.wheels(), name, "1.0", List.of());
        String python = program.python();
        Path packages = program.packages();
        Path strange = Files.createDirectories(packages.resolve("Evil-1.0.dist-info"));
        assertThat(ended("mkfifo", strange.resolve("METADATA").toString())).isZero();
        // With the pip of its base, and with one of its own.
        for (boolean own : new boolean[] {false, true}) {
            if (own) {
                Files.move(strange, folder.resolve("kept"));
                assertThat(ended(python, "-I", "-m", "ensurepip")).isZero();
                Files.move(folder.resolve("kept"), strange);
            }
            IndexProviders index =
                    new IndexProviders(project.machine(), Pythons.describe(Path.of(python)), folder.toString(), false);
            assertThat(index.among(List.of(name), name))
                    .as("%s %s", own, index.obstacle())
                    .isPresent();
        }
    }

    private static int ended(String... words) throws Exception {
        return new ProcessBuilder(words).start().waitFor();
    }
}
