package tiryaq.trials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tiryaq.trials.casefile.Filling;
import tiryaq.trials.casefile.Json;
import tiryaq.trials.casefile.Trial;
import tiryaq.trials.room.BareInterpreter;
import tiryaq.trials.room.Names;
import tiryaq.trials.room.Pythons;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.Room;
import tiryaq.trials.wheels.LoopbackIndex;

/** A trial's environment, made for real in a room of its own. */
public final class SickEnvironment implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Pattern LIBRARY_FRAME =
            Pattern.compile("(\\$\\{(?:PYTHON|OTHER)_HOME}[^\"\\n]*\", line )\\d+");

    private final Trial trial;
    private final Room room;
    private final Map<String, String> variables;
    private @Nullable Ran failed;

    private SickEnvironment(Trial trial, Room room, Map<String, String> variables) {
        this.trial = trial;
        this.room = room;
        this.variables = variables;
    }

    /** What this machine lacks for a trial, in words; empty when nothing. */
    public static Optional<String> lacking(Trial trial) {
        for (Map.Entry<String, String> cell : trial.row().entrySet()) {
            if (isInterpreter(cell.getKey()) && Pythons.find(cell.getValue()).isEmpty()) {
                return Optional.of("Python " + cell.getValue());
            }
        }
        for (String tool : trial.file().setting("needs")) {
            if (!Files.isExecutable(Path.of("/usr/bin", tool))) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }

    private static boolean isInterpreter(String column) {
        return column.equals("PYTHON") || column.equals("OTHER");
    }

    /** Makes the environment that the trial's section {@code Make} describes. */
    public static SickEnvironment make(Trial trial, LoopbackIndex index, long seed)
            throws IOException, InterruptedException {
        Room room = new Room(index);
        Map<String, String> variables = new LinkedHashMap<>(
                Names.draw(trial.file().names(), seed ^ trial.name().hashCode()));
        variables.put("ROOM", room.root().toString());
        for (Map.Entry<String, String> cell : trial.row().entrySet()) {
            String column = cell.getKey();
            String value = cell.getValue();
            variables.put(column, value);
            if (isInterpreter(column)) {
                Path bare = BareInterpreter.of(Pythons.find(value).orElseThrow(), value);
                String found = bare.toString();
                room.offer(found, "python" + value);
                if (column.equals("PYTHON")) {
                    room.offer(found, "python3", "python");
                }
                variables.put(column, room.root() + "/bin/python" + value);
                variables.put(column + "_VERSION", value);
                variables.put(column + "_TAG", value.replace(".", ""));
                variables.put(column + "_HOME", homeOf(bare));
            }
        }
        SickEnvironment made = new SickEnvironment(trial, room, variables);
        variables.forEach(room::put);
        Ran ran = made.withTools("Make");
        if (ran.exit() != 0 || !room.refused().isEmpty()) {
            String said = trial.name() + " cannot be made (" + ran.exit() + "): " + ran.out() + ran.err()
                    + (room.refused().isEmpty() ? "" : "; asked for what is not pinned: " + room.refused());
            made.close();
            throw new IOException(said);
        }
        return made;
    }

    private static String homeOf(Path interpreter) {
        Path bin = interpreter.getParent();
        Path home = bin == null ? null : bin.getParent();
        return String.valueOf(home);
    }

    /** What it was made from. */
    public Trial trial() {
        return trial;
    }

    /** The room that it was made in. */
    public Room room() {
        return room;
    }

    /** Runs the failing command just as a user would. */
    public Ran fail() throws IOException, InterruptedException {
        return room.sh(line(""), LIMIT);
    }

    /** How the failing command first ended, its output as tiryaq sees it: stdout and stderr in one. */
    public Ran failed() throws IOException, InterruptedException {
        if (failed == null) {
            failed = room.sh("exec 2>&1\n" + line(""), LIMIT);
        }
        return failed;
    }

    /** The failing command's own words, folder and variables, as an object {@code {argv, folder, variables}}. */
    public Json command() throws IOException, InterruptedException {
        String words = Oracle.quoted(Pythons.withPip().orElseThrow()) + " -I -c "
                + Oracle.quoted("import json, os, sys; print(json.dumps({'argv': sys.argv[1:], 'folder': os.getcwd(),"
                        + " 'variables': dict(os.environ)}))");
        Ran ran = room.sh(line(words + " "), LIMIT);
        return Json.parse(ran.out());
    }

    /** What stands where on this machine only: the index's address, then the interpreters' folders, by version. */
    public Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("index", room.environment().getOrDefault("PIP_INDEX_URL", ""));
        for (String column : List.of("PYTHON", "OTHER")) {
            if (variables.containsKey(column + "_HOME")) {
                places.put(variables.get(column + "_VERSION"), variables.get(column + "_HOME"));
            }
        }
        return places;
    }

    /** Changes the environment by the lines of a section. */
    public void apply(String heading) throws IOException, InterruptedException {
        Ran ran = withTools(heading);
        if (ran.exit() != 0) {
            throw new IOException(trial.name() + ", " + heading + ": " + ran.out() + ran.err());
        }
    }

    private Ran withTools(String heading) throws IOException, InterruptedException {
        Path base = Path.of("").toAbsolutePath();
        Path larder = Files.createDirectories(base.resolve("target/larder"));
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("WHEELS", room.root() + "/wheels");
        tools.put("LARDER", larder.toString());
        tools.put("TOOLS", base + "/tools");
        tools.put("PIP_PYTHON", Pythons.withPip().orElseThrow());
        StringBuilder script = new StringBuilder();
        tools.forEach((name, value) ->
                script.append(name).append('=').append(Oracle.quoted(value)).append('\n'));
        return room.sh(script + ". \"$TOOLS/prelude.sh\"\n" + trial.file().block(heading), LIMIT);
    }

    /** The lines of the section {@code Run}, the last of them behind a prefix such as {@code tiryaq run --}. */
    public String line(String prefix) {
        List<String> lines = trial.file().block("Run").lines().toList();
        StringBuilder script = new StringBuilder();
        for (String each : lines.subList(0, lines.size() - 1)) {
            script.append(each).append('\n');
        }
        return script.append("exec ")
                .append(prefix)
                .append(lines.getLast())
                .append('\n')
                .toString();
    }

    /** The same surroundings as the failing command has, for another one. */
    public String surroundings() {
        List<String> lines = trial.file().block("Run").lines().toList();
        return String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    }

    /** A section's expectation with this environment's own names and places in it. */
    public Json expectation(String heading) {
        Json raw = trial.file().expectation(heading);
        return raw == null ? Json.parse("{}") : Filling.fill(raw, variables);
    }

    /** What was printed with everything that differs from machine to machine and from day to day masked. */
    public String masked(String printed) {
        String text = printed;
        for (Map.Entry<String, String> each : variables.entrySet().stream()
                .filter(entry -> entry.getValue().length() > 5)
                .sorted((a, b) -> b.getValue().length() - a.getValue().length())
                .toList()) {
            text = text.replace(each.getValue(), "${" + each.getKey() + "}");
        }
        text = text.replaceAll("/[^ ]*/\\.cargo/registry/src/[^/ ]+", "\\${CRATES}");
        text = text.replaceAll("(?m)^ {10,}at /.*\n", "");
        text = text.replaceAll("thread 0x[0-9a-f]+", "thread 0xN")
                .replaceAll("(\"<frozen [^\"]*>\", line )\\d+", "$1N");
        return LIBRARY_FRAME.matcher(text).replaceAll("$1N").replaceAll("(?m)[ \t]+$", "");
    }

    @Override
    public void close() throws IOException {
        room.close();
    }
}
