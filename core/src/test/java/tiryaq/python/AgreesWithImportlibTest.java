package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.machine.Machine;
import tiryaq.machine.Remembering;

/** Modules and distributions as the interpreter's own import system and metadata see them. */
class AgreesWithImportlibTest {
    @TempDir
    Path folder;

    static List<String> pythons() {
        return Pythons.all().stream().filter(path -> !path.contains("/2.7")).toList();
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void modules(String python) throws IOException {
        folder = folder.toRealPath();
        shapes(probed(python));
        Map<String, String> set =
                Map.of("PYTHONPATH", folder + "/a:" + folder + "/lib.zip:" + folder + "/b", "LC_ALL", "C.UTF-8");
        Path script = resource("modules.py");
        Pythons.Ran ran = Pythons.run(List.of(python, "-B", script.toString()), folder, set);
        assertThat(ran.exit()).as(ran.text()).isZero();
        Modules modules = environment(python, set).modules();
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (String line : ran.out().lines().toList()) {
            String[] fields = line.split("\t", -1);
            asked++;
            String model =
                    modules.find(fields[0]).map(AgreesWithImportlibTest::shown).orElse("none\t");
            if (!model.equals(fields[1] + "\t" + fields[2])) {
                differences.add(line + " but the model says " + model);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asked).isGreaterThan(300);
    }

    private static String shown(Module module) {
        return switch (module.kind()) {
            case NAMESPACE -> "namespace\t" + String.join("|", module.folders());
            case BUILTIN -> "builtin\t";
            case SOURCE, BYTECODE, NATIVE -> "file\t" + module.file();
        };
    }

    /** Namespace portions, packages beside modules, native beside source, sourceless files, odd names. */
    private void shapes(Interpreter interpreter) throws IOException {
        String suffix = interpreter.extensionSuffixes().getFirst();
        String last = interpreter.extensionSuffixes().getLast();
        for (String file : List.of(
                "a/spaced/one/__init__.py",
                "b/spaced/two.py",
                "a/both.py",
                "a/both/__init__.py",
                "a/late/inner/x.txt",
                "b/late/__init__.py",
                "a/hidden.py",
                "b/hidden/__init__.py",
                "a/compiled" + suffix,
                "a/compiled.py",
                "a/untagged" + last,
                "a/foreign.cpython-399-x86_64-linux-gnu.so",
                "a/pack/__init__" + suffix,
                "a/pack/sub.py",
                "a/sourceless.pyc",
                "a/cached/__pycache__/gone.cpython-311.pyc",
                "a/folderonly.py/inside.py",
                "b/folderonly/__init__.py",
                "a/Case.py",
                "a/empty_folder/.keep",
                "a/deep/er/still/__init__.py")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("lib.zip")))) {
            for (String name : List.of(
                    "zipped/__init__.py", "zipped/deep/__init__.py", "zipped/deep/down.py", "zipone.py", "both.py")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
            if (interpreter.version().atLeast(3, 8)) {
                // Before, zipimport knew no comments.
                zip.setComment("a comment after the end");
            }
        }
        Files.createSymbolicLink(folder.resolve("a/dangling.py"), Path.of("nowhere.py"));
        Files.createSymbolicLink(folder.resolve("a/aliased"), Path.of("both"));
        Files.createDirectories(folder.resolve("a/real_folder.py"));
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void distributions(String python) throws IOException {
        assumeTrue(probed(python).version().atLeast(3, 8), "importlib.metadata came with 3.8");
        folder = folder.toRealPath();
        metadata("a/Plain_Name-1.0.dist-info/METADATA", "Plain_Name", "1.0");
        metadata("a/two.dots-2.0.post1.dist-info/METADATA", "two.dots", "2.0.post1");
        metadata("b/plain_name-2.0.dist-info/METADATA", "plain_name", "2.0");
        metadata("b/eggish-3.1.egg-info/PKG-INFO", "eggish", "3.1");
        metadata("b/eggish_versioned-3.1-py3.11.egg-info/PKG-INFO", "eggish_versioned", "3.1");
        metadata("b/bare.egg-info/PKG-INFO", "bare", "9");
        Files.writeString(folder.resolve("b/old-4.0.egg-info"), "Metadata-Version: 1.1\nName: old\nVersion: 4.0\n");
        Files.writeString(
                folder.resolve("a/Plain_Name-1.0.dist-info/RECORD"),
                "plain_name/__init__.py,,\n\"odd,name.py\",,\n../outside.py,,\nPlain_Name-1.0.dist-info/METADATA,,\n");
        for (String file : List.of("a/plain_name/__init__.py", "a/odd,name.py", "outside.py")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "");
        }
        Map<String, String> set = Map.of("PYTHONPATH", folder + "/a:" + folder + "/b", "LC_ALL", "C.UTF-8");
        Pythons.Ran ran =
                Pythons.run(List.of(python, "-B", resource("distributions.py").toString()), folder, set);
        assertThat(ran.exit()).as(ran.text()).isZero();
        Distributions distributions = environment(python, set).distributions();
        Set<String> real = new TreeSet<>();
        Set<String> model = new TreeSet<>();
        List<String> differences = new ArrayList<>();
        int files = 0;
        for (String line : ran.out().lines().toList()) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("dist")) {
                real.add(fields[1] + " " + fields[2] + " " + fields[3]);
            } else if (fields[0].equals("file")) {
                files++;
                if (distributions.owners(fields[2]).stream()
                        .noneMatch(owner -> owner.metadata().equals(fields[1]))) {
                    differences.add(line);
                }
            }
        }
        for (Distribution each : distributions.all()) {
            model.add(each.metadata() + " " + distributions.displayName(each) + " "
                    + distributions.metadata(each).map(found -> found.version()).orElse(""));
        }
        real.stream().filter(each -> !model.contains(each)).forEach(each -> differences.add("not seen: " + each));
        model.stream().filter(each -> !real.contains(each)).forEach(each -> differences.add("seen alone: " + each));
        assertThat(differences).isEmpty();
        assertThat(files).isGreaterThan(3);
    }

    private void metadata(String file, String name, String version) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    }

    private static PythonEnvironment environment(String python, Map<String, String> set) {
        Machine machine = new Remembering(Pythons.machine(set), false);
        // The script that asks lies in a folder of its own.
        return new PythonEnvironment(probed(python), Start.plain(null, "/"), machine);
    }

    private static Interpreter probed(String python) {
        return ((Probed.Answered) new Probe(Pythons.machine(Map.of())).probe(python)).interpreter();
    }

    private Path resource(String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve("asking")).resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.write(
                    file,
                    ("import sys; sys.path.pop(0)\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
