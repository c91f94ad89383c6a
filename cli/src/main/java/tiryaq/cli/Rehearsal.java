package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
import tiryaq.report.Finding;
import tiryaq.tree.Tree;

/** A diagnosis of a small sick folder under an interpreter that is only told of, so that no Python need be there. */
final class Rehearsal {
    private static final String SUFFIX = ".cpython-313-x86_64-linux-gnu.so";
    private static final String OTHER = "bin/python3.11";
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

    private static final String PANICKED = "pyo3_runtime.PanicException: Python API call failed";
    private static final String NO_MODULE = "ModuleNotFoundError: No module named ";

    /** The lines of every package; a traceback that quotes others would prove nothing. */
    private static final List<String> IMPORTS =
            List.of("import half", "import _half", "import rust", "import half.gone", "import _torn");

    private final Path room;

    private Rehearsal(Path room) {
        this.room = room;
    }

    /**
     * Plays it through, with text and JSON, and gives what was found each time.
     *
     * @throws IOException when the temporary folder cannot be used
     */
    static List<Finding> play() throws IOException {
        Path room = Files.createTempDirectory("tiryaq").toRealPath();
        try {
            Rehearsal rehearsal = new Rehearsal(room);
            rehearsal.furnish();
            String torn = "ImportError: " + room + "/packages/_torn" + SUFFIX + ": file too short";
            List<Finding> found = new ArrayList<>();
            for (String form : new String[] {"text", "json"}) {
                found.add(rehearsal.diagnose(form, "declaring", "", "_half", NO_MODULE + "'_half'"));
                found.add(rehearsal.diagnose(form, "bare", PANIC, "rust", PANICKED));
                found.add(rehearsal.diagnose(form, "bare", "", "half.gone", NO_MODULE + "'half.gone'"));
                found.add(rehearsal.diagnose(form, "bare", "", "_torn", torn));
            }
            return found;
        } finally {
            Tree.remove(room);
        }
    }

    private void furnish() throws IOException {
        byte[] library = Files.readAllBytes(
                Path.of(System.getProperty("java.home", "/"), "lib", System.mapLibraryName("jimage")));
        for (String python : new String[] {"bin/python3.13", OTHER}) {
            file(python, library);
            Files.setPosixFilePermissions(room.resolve(python), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String part : new String[] {"os", "site", "venv/__init__", "ensurepip/__init__"}) {
            file("lib/python3.13/" + part + ".py", new byte[0]);
        }
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
        file("packages/" + name + "/__init__.py", text(String.join("\n", IMPORTS) + "\n"));
        file(
                "packages/" + name + "-" + version + ".dist-info/METADATA",
                text("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\nProvides-Extra: fast\n"
                        + "Requires-Dist: " + requires + "\n"));
        file(
                "packages/" + name + "-" + version + ".dist-info/RECORD",
                text("_half" + FOREIGN + ",,8\n" + name + "/__init__.py,,\n" + name + "/gone.py,,\n"));
    }

    private void file(String name, byte[] content) throws IOException {
        Path path = room.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Finding diagnose(String form, String project, String before, String imported, String words) {
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
        // It writes into the room, which goes away afterwards.
        consultation.prepare(command);
        consultation.prepared();
        consultation.overhear(command, finished.output());
        Consulted consulted = consultation.examine(command, finished);
        session.show(consulted.finding(), consulted.code());
        return consulted.finding();
    }

    private String frame(String file, String line) {
        int number = Math.max(0, IMPORTS.indexOf(line)) + 1;
        return "  File \"" + room + "/" + file + "\", line " + number + ", in <module>\n    " + line + "\n";
    }

    /** One that cannot load what is there, and one that can. */
    private Interpreter interpreter(String executable) {
        int minor = executable.endsWith(OTHER) ? 11 : 13;
        return new Interpreter(
                executable,
                new PythonVersion(3, minor, 0),
                "cpython",
                "cpython-3" + minor,
                "cpython-3" + minor + "-x86_64-linux-gnu",
                List.of(minor == 13 ? SUFFIX : FOREIGN, ".abi3.so", ".so"),
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
