package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** The acts of the demo, in their order. Each says whether it went as it should, and the screen says why not. */
final class Acts {
    private static final Duration PROGRAM = Duration.ofMinutes(1);
    private static final Duration TIRYAQ = Duration.ofMinutes(5);
    private static final int SHOWN = 9;

    private final Screen screen;
    private final Processes processes;
    private final SickProject sick;
    private final Map<String, String> environment;

    Acts(Screen screen, Processes processes, SickProject sick, Map<String, String> environment) {
        this.screen = screen;
        this.processes = processes;
        this.sick = sick;
        this.environment = environment;
    }

    /** Shows that the program fails; false when it does not. */
    boolean fails() {
        screen.heading("demo.heading.failure");
        screen.command(Answer.typed(sick.command()));
        Ran ran = program(sick.command(), sick.project(), environment);
        screen.tail(ran.output(), SHOWN);
        if (ran.exitCode() == 0) {
            screen.say("demo.wrong.healthy");
        }
        return ran.exitCode() != 0;
    }

    /** Shows what tiryaq says is wrong. */
    boolean diagnosed(Tiryaq tiryaq) {
        screen.heading("demo.heading.diagnosis");
        List<String> words = about("diagnose");
        screen.command("tiryaq " + Answer.typed(words));
        Ran ran = run(tiryaq, words);
        screen.answer(ran.output());
        if (ran.exitCode() != 1) {
            screen.answer(ran.errors());
        }
        return as("diagnose", ran, 1);
    }

    /** Shows the cure, and the rows that the command then fetches which the cure names. */
    boolean cured(Tiryaq tiryaq) {
        screen.heading("demo.heading.cure");
        screen.command("tiryaq " + Answer.typed(about("fix", "--yes")));
        screen.progress("demo.progress.cure");
        Ran ran = run(tiryaq, about("fix", "--yes", "--format", "json"));
        Answer answer = Answer.read(ran.output());
        if (ran.exitCode() != 0) {
            screen.answer(ran.errors());
        }
        if (!as("fix", ran, 0)) {
            return false;
        }
        if (answer.argv().isEmpty()) {
            screen.say("demo.wrong.command", "status", answer.status());
            return false;
        }
        screen.say("demo.cured", "treatment", answer.treatment());

        screen.heading("demo.heading.rows");
        screen.command(answer.typed());
        TreeMap<String, String> healthy = new TreeMap<>(environment);
        healthy.keySet().removeAll(answer.unset());
        healthy.putAll(answer.set());
        Path folder = answer.folder().isEmpty() ? sick.project() : Path.of(answer.folder());
        Ran rows = program(answer.argv(), folder, healthy);
        screen.tail(rows.output(), SHOWN);
        return as(answer.argv().getFirst(), rows, 0);
    }

    /** Shows the way back, and compares the folder with what it was. */
    boolean undone(Tiryaq tiryaq, Path root, Snapshot before) throws IOException {
        screen.heading("demo.heading.undo");
        screen.command("tiryaq undo");
        Ran ran = run(tiryaq, List.of("undo"));
        screen.answer(ran.output());
        screen.answer(ran.errors());
        if (!as("undo", ran, 0)) {
            return false;
        }
        SortedSet<String> differences = before.differences(Snapshot.of(root, "state"));
        if (differences.isEmpty()) {
            screen.say("demo.same", "count", Integer.toString(before.entries().size()));
        } else {
            screen.say("demo.wrong.different", "count", Integer.toString(differences.size()));
            screen.tail(String.join("\n", differences), SHOWN);
        }
        return differences.isEmpty();
    }

    /** A tiryaq command about the failing one, as it would be typed after the word {@code tiryaq}. */
    private List<String> about(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--");
        all.addAll(sick.command());
        return all;
    }

    private Ran run(Tiryaq tiryaq, List<String> words) {
        return processes.apart(tiryaq.argv(words), sick.project(), environment, TIRYAQ);
    }

    private Ran program(List<String> argv, Path folder, Map<String, String> environment) {
        return processes.together(onPath(argv, environment), folder, environment, PROGRAM);
    }

    /** The same command with its program found as the patient's shell would, not as our own process would. */
    private static List<String> onPath(List<String> argv, Map<String, String> environment) {
        String program = argv.getFirst();
        if (program.indexOf('/') >= 0) {
            return argv;
        }
        for (String place : environment.getOrDefault("PATH", "").split(":", -1)) {
            Path candidate = Path.of(place, program);
            if (Files.isExecutable(candidate)) {
                List<String> found = new ArrayList<>(argv);
                found.set(0, candidate.toString());
                return found;
            }
        }
        return argv;
    }

    private boolean as(String what, Ran ran, int wanted) {
        if (ran.late()) {
            screen.say("demo.wrong.late", "what", what);
        } else if (ran.exitCode() != wanted) {
            screen.say(
                    "demo.wrong.exit",
                    "what",
                    what,
                    "code",
                    Integer.toString(ran.exitCode()),
                    "wanted",
                    Integer.toString(wanted));
        }
        return !ran.late() && ran.exitCode() == wanted;
    }
}
