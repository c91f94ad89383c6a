package tiryaq.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import tiryaq.catalogue.Catalogue;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.PythonVersion;
import tiryaq.python.Start;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** A machine in a folder of its own: an interpreter by description, files by name, and what was printed. */
final class Patient {
    private static final Random RANDOM = new Random();

    final Path root;
    final String name = fresh();
    private final Map<String, String> variables = new TreeMap<>();
    private final List<PythonEnvironment> others = new ArrayList<>();
    private String table = "";
    private Providers index = Providers.NONE;

    Patient(Path root) throws IOException {
        this.root = root.toRealPath();
        file("py/lib/python3.13/os.py", "");
        file("py/lib/python3.13/site.py", "");
        Files.createDirectories(this.root.resolve("py/lib/python3.13/site-packages"));
        Files.createDirectories(this.root.resolve("app"));
    }

    static String fresh() {
        StringBuilder name = new StringBuilder("zq");
        for (int i = 0; i < 7; i++) {
            name.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return name.toString();
    }

    /** With an index that tells of a distribution what its wheel has: modules, and names as {@code module:name}. */
    Patient indexed(String distribution, String... provided) {
        index = (names, module) ->
                names.contains(distribution) && List.of(provided).contains(module)
                        ? Optional.of(new Providers.Provided(distribution, "index"))
                        : Optional.empty();
        return this;
    }

    /** With the same without a network, so that for what is not told there is no answer. */
    Patient unanswered(String distribution, String... provided) {
        indexed(distribution, provided);
        Providers known = index;
        index = new Providers() {
            @Override
            public Optional<Provided> among(List<String> distributions, String module) {
                return known.among(distributions, module);
            }

            @Override
            public Optional<Say> obstacle() {
                return Optional.of(Say.of("note.index-unasked.offline"));
            }
        };
        return this;
    }

    String at(String path) {
        return root + "/" + path;
    }

    String site() {
        return at("py/lib/python3.13/site-packages");
    }

    Patient file(String path, String text) throws IOException {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Patient file(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    Patient installed(String file) throws IOException {
        return file("py/lib/python3.13/site-packages/" + file, "");
    }

    Patient installed(String file, byte[] bytes) throws IOException {
        return file("py/lib/python3.13/site-packages/" + file, bytes);
    }

    /** Metadata with a RECORD of files as they are now; what is not there is promised as empty. */
    Patient distributionIn(String folder, String name, String version, String... files) throws IOException {
        String info = folder + "/" + name.replace('-', '_') + "-" + version + ".dist-info";
        StringBuilder record = new StringBuilder();
        for (String file : files) {
            Path path = root.resolve(folder).resolve(file);
            byte[] bytes = Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
            record.append(file)
                    .append(",sha256=")
                    .append(digest(bytes))
                    .append(',')
                    .append(bytes.length)
                    .append('\n');
        }
        file(info + "/RECORD", record.toString());
        return file(info + "/METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    }

    Patient distribution(String name, String version, String... files) throws IOException {
        return distributionIn("py/lib/python3.13/site-packages", name, version, files);
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    Patient variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** A row of the table of modules. */
    Patient known(String row) {
        table += row + "\n";
        return this;
    }

    Patient other(String version) {
        others.add(new PythonEnvironment(interpreter("py", version), Start.plain(null, at("app")), machine()));
        return this;
    }

    Interpreter interpreter(String prefix, String version) {
        String digits = version.replace(".", "");
        String tag = "cpython-" + digits + "-x86_64-linux-gnu";
        String library = at(prefix) + "/lib/python" + version;
        return new Interpreter(
                at(prefix) + "/bin/python" + version,
                new PythonVersion(3, Integer.parseInt(version.substring(2)), 1),
                "cpython",
                "cpython-" + digits,
                tag,
                List.of("." + tag + ".so", ".abi3.so", ".so"),
                at(prefix),
                at(prefix),
                "lib",
                "linux-x86_64",
                "glibc 2.36",
                "",
                List.of("sys", "builtins"),
                List.of(at(prefix) + "/lib/python" + digits + ".zip", library, library + "/lib-dynload"),
                64);
    }

    private Machine machine() {
        return new LiveMachine(variables, new Platform("linux", "x86_64"));
    }

    /** The answer to what was printed; {@code @} at the start of a path stands for this machine's root. */
    Diagnosis answer(String output) {
        return Catalogue.examine(examined(output)).getFirst();
    }

    Case examined(String output) {
        Symptom symptom = Symptoms.in(output.replace("@/", root + "/"));
        PythonEnvironment environment =
                new PythonEnvironment(interpreter("py", "3.13"), Start.plain(at("app"), at("app")), machine());
        Others known = () -> others.iterator();
        return new Case(
                symptom.incidents().getFirst(),
                machine(),
                Optional.of(environment),
                known,
                ModuleTable.parse(table),
                index,
                at("app"),
                Optional.of(at("app/main.py")));
    }

    /** The answer where nothing could be started and nothing was printed. */
    Diagnosis notStarted(Failure failure) {
        return Catalogue.examine(new Case(
                        new Incident(failure, List.of(), List.of(), "", 0),
                        machine(),
                        Optional.empty(),
                        Others.NONE,
                        ModuleTable.parse(table),
                        Providers.NONE,
                        at("app"),
                        Optional.empty()))
                .getFirst();
    }

    /** A traceback from {@code app/main.py} through files given as {@code file, source line} pairs. */
    static String traceback(String error, String... framesAndSources) {
        StringBuilder text = new StringBuilder("Traceback (most recent call last):\n");
        for (int i = 0; i + 1 < framesAndSources.length; i += 2) {
            text.append("  File \"")
                    .append(framesAndSources[i])
                    .append("\", line ")
                    .append(i + 1)
                    .append(", in <module>\n");
            text.append("    ").append(framesAndSources[i + 1]).append('\n');
        }
        return text.append(error).append('\n').toString();
    }

    /** A library for x86-64 whose headers are whole, with no dynamic part. */
    static byte[] elf() {
        byte[] bytes = new byte[64 + 56];
        byte[] head = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[16] = 3;
        bytes[18] = 62;
        bytes[20] = 1;
        bytes[32] = 64;
        bytes[52] = 64;
        bytes[54] = 56;
        bytes[56] = 1;
        bytes[58] = 64;
        bytes[64] = 1;
        bytes[68] = 5;
        bytes[96] = 120;
        bytes[104] = 120;
        return bytes;
    }

    /** The same, cut short. */
    static byte[] cut() {
        byte[] bytes = elf();
        bytes[97] = 16;
        return bytes;
    }
}
