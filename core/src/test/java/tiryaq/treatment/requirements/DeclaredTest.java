package tiryaq.treatment.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;
import tiryaq.treatment.Pythons;

class DeclaredTest {
    @TempDir
    Path project;

    private Declared declared(@Nullable String script) {
        return Declared.in(
                Pythons.machine(Map.of("HOME", "/nowhere")),
                project.toString(),
                script == null ? null : project.resolve(script).toString());
    }

    private Declared.Listed whole(Line... built) {
        String file = project + "/requirements.txt";
        return new Declared.Listed(List.of("-r", file), file, "", List.of(built));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }

    @Test
    void readsDependenciesOutOfAnyTidyOrUntidyToml() throws IOException {
        write("pyproject.toml", """
                # a [project] in a comment
                [build-system]
                requires = ["hatchling"]
                dependencies = ["not-this"]
                [project]
                name = 'x' # dependencies = ["nor this"]
                description = \"\"\"
                [project]
                dependencies = ["nor this either"]
                \"\"\"
                classifiers = [["a"], {b = "c"}]
                requires-python = ">=3.9"
                dependencies = [
                  "supabase[realtime]>=2 ; python_version < \\"4\\"", # why
                  'cffi', ]
                [project.optional-dependencies]
                dependencies = ["never"]
                """);
        assertThat(declared(null))
                .isEqualTo(new Declared.Listed(
                        List.of("supabase[realtime]>=2 ; python_version < \"4\"", "cffi"),
                        project + "/pyproject.toml",
                        ">=3.9"));
    }

    @Test
    void survivesWhatIsNoToml() throws IOException {
        for (String text : List.of(
                "",
                "[",
                "\"",
                "'''",
                "a = [",
                "[project]\ndependencies = [\"x",
                "= = =\n]]\n{",
                "[project]\ndependencies")) {
            write("pyproject.toml", text);
            assertThat(declared(null)).isNotNull();
        }
    }

    @Test
    void theScriptsOwnBlockComesFirst() throws IOException {
        write("requirements.txt", "other\n");
        write(
                "s.py",
                "import x\n# /// script\n# requires-python = \">=3.11\"\n# dependencies = [\n#   \"rich\",\n# ]\n# ///\n");
        assertThat(declared("s.py")).isEqualTo(new Declared.Listed(List.of("rich"), project + "/s.py", ">=3.11"));
        write("s.py", "# /// script\n# dependencies = [\"rich\"]\nimport x\n");
        assertThat(declared("s.py"))
                .asInstanceOf(type(Declared.Listed.class))
                .satisfies(listed -> assertThat(listed.words()).containsExactly("-r", project + "/requirements.txt"));
    }

    @Test
    void aLockFileNamesItsTool() throws IOException {
        write("requirements.txt", "other\n");
        write("uv.lock", "");
        assertThat(declared(null)).isEqualTo(new Declared.OwnTool("uv", project + "/uv.lock", List.of("uv", "sync")));
    }

    @Test
    void whatNeedsABuildSaysWhichLine() throws IOException {
        write("requirements.txt", "-r base.txt\nfoo @ https://h/f-1-py3-none-any.whl\n");
        write("base.txt", "a==1\n-r requirements.txt\nbar @ git+https://h/r\n");
        assertThat(declared(null)).isEqualTo(whole(new Line(project + "/base.txt", 3, "bar @ git+https://h/r")));
        write("base.txt", "a==1\n-e .\n");
        assertThat(declared(null))
                .isEqualTo(new Declared.NeedsBuild(whole(), List.of(new Line(project + "/base.txt", 2, "-e ."))));
        write("base.txt", "a==1 # see https://example.org\n");
        assertThat(declared(null)).isInstanceOf(Declared.Listed.class);
    }

    private void chain(int length, String last) throws IOException {
        write("requirements.txt", "-r r1.txt\n");
        for (int i = 1; i < length; i++) {
            write("r" + i + ".txt", (i % 2 == 0 ? "-rr" : "--requirement=r") + (i + 1) + ".txt\n");
        }
        write("r" + length + ".txt", last);
    }

    @Test
    void noIncludedFileIsPassedOverInSilence() throws IOException {
        chain(12, "-e .\n");
        assertThat(declared(null))
                .isEqualTo(new Declared.NeedsBuild(whole(), List.of(new Line(project + "/r12.txt", 1, "-e ."))));
        chain(12, "a==1\n");
        assertThat(declared(null)).isInstanceOf(Declared.Listed.class);
        chain(40, "-e .\n");
        assertThat(declared(null))
                .isEqualTo(new Declared.NeedsBuild(whole(), List.of(new Line(project + "/r16.txt", 1, "-rr17.txt"))));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            many.append("-r s").append(i).append(".txt\n");
            write("s" + i + ".txt", i < 149 ? "a==1\n" : "-e .\n");
        }
        write("requirements.txt", many.toString());
        assertThat(declared(null))
                .isEqualTo(new Declared.NeedsBuild(
                        whole(), List.of(new Line(project + "/requirements.txt", 100, "-r s99.txt"))));
        write("requirements.txt", many.substring(0, many.indexOf("-r s90")));
        assertThat(declared(null)).isInstanceOf(Declared.Listed.class);
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(declared(null)).isEqualTo(new Declared.Nothing());
        write("pyproject.toml", "[tool.black]\n");
        assertThat(declared("none.py")).isEqualTo(new Declared.Nothing());
    }

    @Test
    void theProjectIsTheNearestFolderWithAMarker() throws IOException {
        Path deep = Files.createDirectories(project.resolve("a/b"));
        Machine machine = Pythons.machine(Map.of("HOME", project.toString()));
        assertThat(ProjectFolder.of(machine, deep.toString())).isEqualTo(deep.toString());
        write("requirements.txt", "");
        assertThat(ProjectFolder.of(machine, deep.toString()))
                .as("a home is no project")
                .isEqualTo(deep.toString());
        Files.createDirectory(project.resolve("a/.git"));
        assertThat(ProjectFolder.of(machine, deep.toString())).isEqualTo(project + "/a");
    }
}
