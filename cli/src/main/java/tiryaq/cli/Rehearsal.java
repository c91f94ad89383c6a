package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.command.probe.Probed;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonVersion;
import tiryaq.tree.Tree;

/** A diagnosis of a small sick folder under an interpreter that is only told of, so that no Python need be there. */
final class Rehearsal {
    private static final String SUFFIX = ".cpython-313-x86_64-linux-gnu.so";
    private static final String FOREIGN = ".cpython-311-x86_64-linux-gnu.so";

    /** What a Rust module prints before the exception, as its importer sees it, reaches Python. */
    private static final String PANIC = """
            ModuleNotFoundError: No module named '_half'
            thread '<unnamed>' panicked at src/err/mod.rs:790:5:
            Python API call failed
            stack backtrace:
               0: std::panicking::begin_panic
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """;

    private final Path room;

    private Rehearsal(Path room) {
        this.room = room;
    }

    /**
     * Plays it through, with text and JSON.
     *
     * @throws IOException when the temporary folder cannot be used
     */
    static void play() throws IOException {
        Path room = Files.createTempDirectory("tiryaq").toRealPath();
        try {
            Rehearsal rehearsal = new Rehearsal(room);
            rehearsal.furnish();
            for (String form : new String[] {"text", "json"}) {
                rehearsal.diagnose(form, "declaring", "", "_half", "ModuleNotFoundError: No module named '_half'");
                rehearsal.diagnose(form, "bare", PANIC, "rust", "pyo3_runtime.PanicException: Python API call failed");
                rehearsal.diagnose(form, "bare", "", "half.gone", "ModuleNotFoundError: No module named 'half.gone'");
                String torn = room + "/packages/_torn" + SUFFIX;
                rehearsal.diagnose(form, "bare", "", "_torn", "ImportError: " + torn + ": file too short");
            }
        } finally {
            Tree.remove(room);
        }
    }

    private void furnish() throws IOException {
        byte[] library = Files.readAllBytes(
                Path.of(System.getProperty("java.home", "/"), "lib", System.mapLibraryName("jimage")));
        file("bin/python3.13", library);
        Files.setPosixFilePermissions(room.resolve("bin/python3.13"), PosixFilePermissions.fromString("rwxr-xr-x"));
        file("lib/python3.13/os.py", new byte[0]);
        file("lib/python3.13/site.py", new byte[0]);
        distribution("client", "2.0", "half[fast]>=1; python_version>'3'");
        distribution("half", "1.0", "extra; extra == 'fast'");
        distribution("extra", "3.1", "client>=1,<3");
        file("packages/_half" + FOREIGN, library);
        file("packages/rust.abi3.so", library);
        file("packages/_torn" + SUFFIX, Arrays.copyOf(library, 1000));
        for (String project : new String[] {"declaring", "bare"}) {
            file(project + "/main.py", text("import os, client\nfrom half import (\n    half,\n)\n"));
        }
        file("declaring/requirements.txt", text("client==2.0\n"));
    }

    private void distribution(String name, String version, String requires) throws IOException {
        file("packages/" + name + "/__init__.py", text("import half\nimport _half\n"));
        file(
                "packages/" + name + "-" + version + ".dist-info/METADATA",
                text("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\nProvides-Extra: fast\n"
                        + "Requires-Dist: " + requires + "\n"));
        file(
                "packages/" + name + "-" + version + ".dist-info/RECORD",
                text("_half" + FOREIGN + ",,8\n" + name + "/__init__.py,,13\n"));
    }

    private void file(String name, byte[] content) throws IOException {
        Path path = room.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void diagnose(String form, String project, String before, String imported, String words) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> variables = Map.of(
                "PYTHONPATH", room + "/packages", "HOME", room + "/home", "PATH", room + "/bin", "LANG", "C.UTF-8");
        Options options = new Options("diagnose", Map.of("--format", form, "--offline", ""), List.of());
        Session session = new Session(
                options, variables, Optional.empty(), new ByteArrayInputStream(new byte[0]), nowhere, nowhere, "");
        String output = before + "Traceback (most recent call last):\n"
                + frame(project + "/main.py", "import os, client")
                + frame("packages/client/__init__.py", "import half")
                + frame("packages/half/__init__.py", "import " + imported)
                + words + "\n";
        Command command = Command.of(List.of(room + "/bin/python3.13", "main.py"), room + "/" + project);
        Finished finished = new Finished(1, 0, new Output(text(output), new byte[0], false));
        Consultation consultation =
                new Consultation(session, machine -> executable -> new Probed.Answered(interpreter(executable)));
        consultation.prepare(command);
        Consulted consulted = consultation.examine(command, finished);
        session.show(consulted.finding(), consulted.code());
    }

    private String frame(String file, String line) {
        return "  File \"" + room + "/" + file + "\", line 1, in <module>\n    " + line + "\n";
    }

    private Interpreter interpreter(String executable) {
        return new Interpreter(
                executable,
                new PythonVersion(3, 13, 0),
                "cpython",
                "cpython-313",
                "cpython-313-x86_64-linux-gnu",
                List.of(SUFFIX, ".abi3.so", ".so"),
                room.toString(),
                room.toString(),
                "lib",
                "linux-x86_64",
                "glibc 2.36",
                "",
                List.of("sys"),
                List.of(room + "/lib/python3.13"),
                64);
    }
}
