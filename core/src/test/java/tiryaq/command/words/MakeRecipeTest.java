package tiryaq.command.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** What is read from a Makefile against what make itself would run. */
class MakeRecipeTest {
    private static final Path MAKE = Path.of("/usr/bin/make");
    private static final Map<String, String> VARIABLES = Map.of("PATH", "/usr/bin:/bin", "FROM_OUTSIDE", "outside");

    @TempDir
    Path folder;

    @BeforeEach
    void needsMake() {
        assumeTrue(Files.isExecutable(MAKE), "there is no make");
    }

    private Optional<String> read(String... words) {
        LiveMachine machine = new LiveMachine(VARIABLES, new Platform("linux", "x86_64"));
        return MakeRecipe.of(List.of(words), Situation.of(folder.toString(), Map.of(), new TreeSet<>(), machine));
    }

    private List<String> printed(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(words));
        argv.set(0, MAKE.toString());
        argv.add("-n");
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(VARIABLES);
        Process make = builder.start();
        String out = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(make.waitFor()).isZero();
        return out.lines().toList();
    }

    private static List<String> lines(String recipe) {
        return recipe.lines()
                .filter(each -> !each.equals("(") && !each.equals(")"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go:\n\tpython app.py\n",
                "# first\n.PHONY: go other\nPY ?= python3\nARGS = $(PY) -B\n\ngo: before  # and then\n\t@echo $@ $<\nbefore:\n",
                "PY ?= python3\nFLAGS := -W ignore\nFLAGS += -B\n\ngo: before\n\t-$(PY) $(FLAGS) a.py\n\nbefore:\n\t${PY} b.py\n",
                "go:\n\tpython app.py \\\n\t  --long $$HOME\n",
                "all: go other\ngo other: base\n\tpython $@.py $^\nbase:\n\techo $(FROM_OUTSIDE)\n",
                "go:\nother:\n\tpython x.py\ngo: other\n\tpython y.py\n"
            })
    void isWhatMakeWouldRun(String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Makefile"), text);
        for (String words : List.of("make", "make go", "make go PY=pypy -s")) {
            String[] argv = words.split(" ", -1);
            assertThat(lines(read(argv).orElseThrow())).isEqualTo(printed(argv));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include other.mk\ngo:\n\tpython app.py\n",
                "export PATH := bin:$(PATH)\ngo:\n\tpython app.py\n",
                "SHELL = /bin/bash\ngo:\n\tpython app.py\n",
                "go:\n\t$(shell which python) app.py\n",
                "PATH = bin\ngo:\n\tpython app.py\n",
                "go: PY = python\ngo:\n\t$(PY) app.py\n",
                "%:\n\tpython $@.py\n",
                "ifeq (1,1)\ngo:\n\tpython app.py\nendif\n",
                ".ONESHELL:\ngo:\n\tpython app.py\n",
                "go:\n\t$(UNKNOWN) app.py\n"
            })
    void whatOnlyMakeUnderstandsIsNotGuessed(String text) throws IOException {
        Files.writeString(folder.resolve("Makefile"), text);
        assertThat(read("make", "go")).isEmpty();
    }

    @Test
    void otherFilesAndGoalsAreNotRead() throws IOException {
        Files.writeString(folder.resolve("Makefile"), "go:\n\tpython app.py\n");
        assertThat(read("make", "-f", "Makefile", "go")).isEmpty();
        assertThat(read("make", "-C", "/", "go")).isEmpty();
        assertThat(read("make", "gone")).isEmpty();
        Files.writeString(folder.resolve("GNUmakefile"), "go:\n\tpython first.py\n");
        assertThat(lines(read("make", "go").orElseThrow())).containsExactly("python first.py");
    }

    /** Each variable names the next ten times. */
    @Test
    void variablesThatUnfoldWithoutEndAreGivenUp() throws IOException {
        for (String last : List.of("", "x")) {
            StringBuilder file = new StringBuilder("go:\n\tpython $(V0)\n");
            for (int i = 0; i < 18; i++) {
                file.append("V%d = %s\n".formatted(i, "$(V%d)".formatted(i + 1).repeat(10)));
            }
            Files.writeString(folder.resolve("Makefile"), file + "V18 = " + last + "\n");
            assertThat(read("make", "go")).isEmpty();
        }
    }

    /** No shell's script of that length is read either. */
    @Test
    void aRecipeThatUnfoldsToMoreThanIsReadIsGivenUp() throws IOException {
        String value = "A = " + "a".repeat(30_000) + "\n";
        Files.writeString(folder.resolve("Makefile"), value + "go:\n" + "\t$A$A$A\n".repeat(3300));
        assertThat(read("make")).isEmpty();
        Files.writeString(folder.resolve("Makefile"), "go:\n" + "\tpython app.py\n".repeat(900));
        assertThat(read("make").orElseThrow()).hasSizeLessThan(MakeRecipe.LONGEST);
        Files.writeString(folder.resolve("Makefile"), "go:\n" + "\tpython app.py\n".repeat(1100));
        assertThat(read("make")).isEmpty();
    }
}
