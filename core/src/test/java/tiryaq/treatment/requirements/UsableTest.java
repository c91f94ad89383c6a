package tiryaq.treatment.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;
import tiryaq.packaging.Specifiers;
import tiryaq.packaging.Version;
import tiryaq.treatment.Pythons;

class UsableTest {
    @TempDir
    Path project;

    private final Machine machine = Pythons.machine(Map.of("HOME", "/nowhere"));

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }

    private Optional<Usable> usable(String... wrong) {
        return Usable.of(machine, Declared.in(machine, project.toString(), null), Set.of(wrong));
    }

    @Test
    void aFileIsTakenAsItIsWhereAnInstallerLeavesNothingBehind() throws IOException {
        write("requirements.txt", "zq==1\nzr @ git+https://h/r\nhttps://h/zs-1.tar.gz\n-e git+https://h/t#egg=zt\n");
        Usable part = usable().orElseThrow();
        assertThat(part.listed().words()).containsExactly("-r", project + "/requirements.txt");
        assertThat(part.leftOut()).isEmpty();
        assertThat(Usable.labels(part.listed().built())).isEqualTo("zr, zs-1.tar.gz, zt");
        assertThat(part.title("/e", "Python", List.of()).places()).containsEntry("built", "zr, zs-1.tar.gz, zt");
    }

    @Test
    void whatIsBuiltInItsOwnFolderIsLeftOutAndTold() throws IOException {
        write(
                "requirements.txt",
                "-r base.txt\n\n# ours\n./libs/foo[all] ; python_version > '3'\n-e .\nfile:libs/bar\n");
        write("base.txt", "zq==1 # pinned\nzw @ file:///w/zw-1-py3-none-any.whl\n");
        Usable part = usable().orElseThrow();
        assertThat(part.listed().words()).containsExactly("zq==1", "zw @ file:///w/zw-1-py3-none-any.whl");
        assertThat(part.leftOut())
                .extracting(Line::place)
                .containsExactly(
                        project + "/requirements.txt:4",
                        project + "/requirements.txt:5",
                        project + "/requirements.txt:6");
        assertThat(part.title("/e", "Python", List.of()).places())
                .containsEntry(
                        "leftOutOf",
                        String.join(
                                ", ", part.leftOut().stream().map(Line::place).toList()));
    }

    /** Hashes and options hold for the whole file: torn apart, its lines would mean something else. */
    @Test
    void linesThatCannotStandAloneAreNotTornApart() throws IOException {
        for (String other : List.of("--index-url https://h", "zq==1 --hash=sha256:aa", "zq==1 \\", "-c other.txt")) {
            write("requirements.txt", other + "\n-e .\n");
            assertThat(usable()).as(other).isEmpty();
        }
        write("requirements.txt", "-e .\n");
        assertThat(usable()).as("nothing is left").isEmpty();
    }

    @Test
    void theWrongOneIsLeftOut() throws IOException {
        write("requirements.txt", "Zq_Stranger>=1\nzr\n");
        assertThat(usable("zq-stranger").orElseThrow().listed().words()).containsExactly("zr");
        assertThat(usable("zq-other").orElseThrow().listed().words()).contains("-r");
        write("requirements.txt", "zq-stranger\n");
        assertThat(usable("zq-stranger").orElseThrow().leftOut()).hasSize(1);
    }

    @Test
    void anEmptyListDeclaresNothing() throws IOException {
        for (String text : List.of("", "\n\n", "# nothing yet\n", "--index-url https://h\n", "-r base.txt\n")) {
            write("requirements.txt", text);
            write("base.txt", "# nor here\n");
            assertThat(Declared.in(machine, project.toString(), null)).as(text).isEqualTo(new Declared.Nothing());
        }
        write("base.txt", "zq\n");
        assertThat(Declared.in(machine, project.toString(), null)).isInstanceOf(Declared.Listed.class);
    }

    @Test
    void aLineOfAnotherFileFormatHasItsNumberToo() throws IOException {
        write("pyproject.toml", "[project]\nname = 'x'\ndependencies = [\n  'zq',\n  'zr @ git+https://h/r',\n]\n");
        assertThat(usable().orElseThrow().listed().built())
                .containsExactly(new Line(project + "/pyproject.toml", 5, "zr @ git+https://h/r"));
    }

    @Test
    void whatTheFileSaysIsAPartOfThePlan() throws IOException {
        write("requirements.txt", "zq==1\n-r base.txt\n");
        write("base.txt", "zr==1\n");
        List<String> words = List.of("-r", project + "/requirements.txt");
        String before = Declared.content(machine, words);
        write("base.txt", "zr==2\n");
        Machine now = Pythons.machine(Map.of("HOME", "/nowhere"));
        assertThat(Declared.content(now, words)).isNotEqualTo(before).isNotEmpty();
        assertThat(Declared.content(now, List.of("zr==2"))).isEmpty();
    }

    /** pip reads constraints from beside the file that names them, and what these include. */
    @Test
    void whatConstrainsTheFileIsAPartOfThePlan() throws IOException {
        Files.createDirectory(project.resolve("pins"));
        List<String> words = List.of("-r", project + "/requirements.txt");
        write("requirements.txt", "zq\n-r pins/base.txt\n");
        for (String line : List.of("-c all.txt", "-call.txt", "--constraint=all.txt", "--constraint all.txt # why")) {
            for (String more : List.of("-r more.txt", "-c more.txt")) {
                Set<String> seen = new HashSet<>();
                write("pins/base.txt", "zr\n" + line + "\n");
                write("pins/more.txt", "zr==1\n");
                for (String all : List.of("zq==1\n", "zq==2\n", more + "\n")) {
                    write("pins/all.txt", all);
                    assertThat(seen.add(content(words))).as(line + all).isTrue();
                }
                write("pins/more.txt", "zr==2\n-c all.txt\n");
                assertThat(seen.add(content(words))).as(line + more).isTrue();
            }
        }
    }

    private static String content(List<String> words) {
        return Declared.content(Pythons.machine(Map.of("HOME", "/nowhere")), words);
    }

    /** What pip takes for a path without a dot in front leaves its traces there, too. */
    @Test
    void aWordWithASlashIsAPath() throws IOException {
        write("requirements.txt", """
                packages/core
                packages/web[all] ; python_version > '3'
                ~/own
                dist/zq-1.tar.gz
                dist/zr-1-py3-none-any.whl
                zs @ https://h/a/b-1-py3-none-any.whl
                zt; platform_version == 'a/b'
                zu --config-settings=a/b
                """);
        Declared.NeedsBuild needs = (Declared.NeedsBuild) Declared.in(machine, project.toString(), null);
        assertThat(needs.lines()).extracting(Line::number).containsExactly(1, 2, 3);
        assertThat(needs.whole().built()).extracting(Line::number).containsExactly(4);
    }

    /** Who leaves a line out of a list has to know the whole of it. */
    @Test
    void aFileThatCannotBeReadIsNotPassedOver() throws IOException {
        write("base.txt", "zr\n");
        for (String include : List.of(
                "-r https://user:word@h/reqs.txt", "-r gone.txt", "-r ${WHERE}/base.txt", "--requirement=x/y")) {
            write("requirements.txt", "zq\n-r base.txt\n" + include + "\n");
            Declared declared = Declared.in(machine, project.toString(), null);
            assertThat(declared).as(include).isInstanceOf(Declared.NeedsBuild.class);
            assertThat(((Declared.NeedsBuild) declared).lines())
                    .as(include)
                    .containsExactly(new Line(project + "/requirements.txt", 3, include));
            assertThat(usable()).as(include).isEmpty();
            assertThat(usable("zq")).as(include).isEmpty();
        }
        write("requirements.txt", "zq\n-r base.txt\n-r base.txt\n");
        assertThat(usable()).isPresent();
    }

    @Test
    void aLineOfAScriptsOwnBlockHasTheNumberThatItHasThere() throws IOException {
        String script = project + "/s.py";
        write("s.py", """
                #!/usr/bin/env python3
                import zq

                # /// script
                # requires-python = ">=3.12"
                # dependencies = [
                #   "zr",
                #   "lib @ file:///w/lib",
                #   "zs @ git+https://h/r",
                # ]
                # ///
                """);
        Declared.NeedsBuild needs = (Declared.NeedsBuild) Declared.in(machine, project.toString(), script);
        assertThat(needs.lines()).containsExactly(new Line(script, 8, "lib @ file:///w/lib"));
        assertThat(needs.whole().built()).containsExactly(new Line(script, 9, "zs @ git+https://h/r"));
        Specifiers python = Objects.requireNonNull(
                Demanded.by(machine, project.toString(), script).python());
        assertThat(python.contains(Version.parse("3.12.1").orElseThrow(), true)).isTrue();
        assertThat(python.contains(Version.parse("3.9.18").orElseThrow(), true)).isFalse();
    }

    /** Far more than anybody declares, but no more than a file may hold. */
    @Test
    void aHostileListIsReadInAMoment() throws IOException {
        StringBuilder toml = new StringBuilder("[project]\ndependencies = [\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            toml.append("'z").append(i).append(" @ git+https://h/r',\n");
            lines.append("./a").append(i).append('\n');
        }
        write("pyproject.toml", toml + "]\n");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(usable().orElseThrow().listed().built()).hasSize(100_000);
            write("requirements.txt", lines + "zq\n");
            assertThat(usable().orElseThrow().leftOut()).hasSize(100_000);
        });
    }
}
