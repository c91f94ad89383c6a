package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import tiryaq.report.ShellLine;

/** The acts of the demo, in their order. Each says whether it went as it should, and the screen says why not. */
final class Acts {
    private static final Duration PROGRAM = Duration.ofMinutes(1);
    private static final Duration TIRYAQ = Duration.ofMinutes(5);
    private static final int SHOWN = 9;

    private final Screen screen;
    private final Processes processes;
    private final SickProject sick;
    private final Map<String, String> environment;

    /** What the program printed when it failed. */
    private String failure = "";

    Acts(Screen screen, Processes processes, SickProject sick, Map<String, String> environment) {
        this.screen = screen;
        this.processes = processes;
        this.sick = sick;
        this.environment = environment;
    }

    /** Shows that the program fails; false when it does not. */
    boolean fails() {
        screen.heading("demo.heading.failure");
        screen.command(typed(sick.command()));
        ProcessEnd ran = program(sick.command());
        screen.tail(ran.output(), SHOWN);
        if (ran.exitCode() == 0) {
            screen.tell("demo.wrong.healthy");
        }
        failure = ran.output().stripTrailing();
        return ran.exitCode() != 0;
    }

    /** Shows what tiryaq says is wrong. */
    boolean diagnosed(Tiryaq tiryaq) {
        screen.heading("demo.heading.diagnosis");
        List<String> words = about("diagnose");
        screen.command("tiryaq " + typed(words));
        ProcessEnd ran = run(tiryaq, words);
        shown(ran);
        return as("diagnose", ran, 1);
    }

    /** Shows the cure, and the rows that are fetched by the command that its first line says works now. */
    boolean cured(Tiryaq tiryaq) {
        screen.heading("demo.heading.cure");
        List<String> words = about("fix", "--yes");
        screen.command("tiryaq " + typed(words));
        screen.progress("demo.progress.cure");
        ProcessEnd ran = run(tiryaq, words);
        shown(ran);
        if (!as("fix", ran, 0)) {
            return false;
        }
        String works = Screen.withoutColours(ran.output()).lines().findFirst().orElse("");
        if (works.isBlank()) {
            screen.tell("demo.wrong.command");
            return false;
        }
        screen.heading("demo.heading.rows");
        screen.command(works);
        ProcessEnd rows = processes.together(List.of("/bin/sh", "-c", works), sick.project(), environment, PROGRAM);
        screen.tail(rows.output(), SHOWN);
        return as(sick.command().getFirst(), rows, 0);
    }

    /**
     * All that a tiryaq command printed, as it stood on the screen; of the failure that was shown before, only a mark.
     */
    private void shown(ProcessEnd ran) {
        String errors = ran.errors();
        String last = failure.substring(failure.lastIndexOf('\n') + 1);
        int at = last.isEmpty() ? -1 : errors.lastIndexOf(last + "\n");
        if (at >= 0) {
            screen.progress("demo.as-above");
            errors = errors.substring(at + last.length() + 1);
        }
        screen.answer(errors);
        screen.answer(ran.output());
    }

    /** Shows the way back, and compares the folder with what it was. */
    boolean undone(Tiryaq tiryaq, Path root, Snapshot before) throws IOException {
        screen.heading("demo.heading.undo");
        screen.command("tiryaq undo");
        ProcessEnd ran = run(tiryaq, List.of("undo"));
        screen.answer(ran.output());
        screen.answer(ran.errors());
        if (!as("undo", ran, 0)) {
            return false;
        }
        SortedSet<String> differences = before.differences(Snapshot.of(root, "state"));
        if (differences.isEmpty()) {
            screen.say("demo.same", "count", Integer.toString(before.entries().size()));
        } else {
            screen.tell("demo.wrong.different", "count", Integer.toString(differences.size()));
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

    private ProcessEnd run(Tiryaq tiryaq, List<String> words) {
        return processes.apart(tiryaq.argv(words), sick.project(), environment, TIRYAQ);
    }

    private ProcessEnd program(List<String> argv) {
        return processes.together(onPath(argv, environment), sick.project(), environment, PROGRAM);
    }

    private static String typed(List<String> words) {
        return ShellLine.of(words).line();
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

    private boolean as(String what, ProcessEnd ran, int wanted) {
        if (ran.late()) {
            screen.tell("demo.wrong.late", "what", what);
        } else if (ran.exitCode() != wanted) {
            screen.tell(
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
