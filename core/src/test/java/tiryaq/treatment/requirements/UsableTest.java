package tiryaq.treatment.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;
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
}
