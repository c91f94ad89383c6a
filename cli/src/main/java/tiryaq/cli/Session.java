package tiryaq.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.launch.Output;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;
import tiryaq.cli.stream.PlainMarks;
import tiryaq.command.masking.Secrets;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.report.Finding;
import tiryaq.report.Report;
import tiryaq.report.TextOptions;
import tiryaq.report.messages.Inert;
import tiryaq.report.messages.Language;

/**
 * One call of tiryaq: what was asked, in whose environment, and where answers go.
 *
 * @param environment the user's own variables, not our runtime's
 * @param run the launcher's folder when it runs a command for us
 * @param terminals which of the descriptors 0, 1 and 2 are terminals, as digits
 */
record Session(
        Options options,
        Map<String, String> environment,
        Optional<RunFolder> run,
        InputStream in,
        PrintStream out,
        PrintStream err,
        String terminals) {
    private static final int DEFAULT_WIDTH = 80;
    private static final int NARROWEST = 20;

    /** Longer lines are hard to follow back, however wide the terminal is. */
    private static final int WIDEST = 100;

    /** Where reports go: under {@code run} stdout is the program's. */
    PrintStream reports() {
        return options.verb().equals("run") ? err : out;
    }

    private boolean terminal(boolean reports) {
        boolean error = !reports || options.verb().equals("run");
        return terminals.contains(error ? "2" : "1");
    }

    /** Whether a person is watching who can be asked; on the terminal itself, for stdin is the program's. */
    boolean interactive() {
        return terminals.contains("2");
    }

    /** Whether a person sits there who expects to be asked: not a pipe's end, a reader of JSON, or who wants quiet. */
    boolean mayAsk() {
        return interactive() && terminals.contains("0") && !options.json() && !options.has("--quiet");
    }

    String language() {
        String option = options.value("--lang").orElse(null);
        // Letters that the terminal does not know are read by nobody.
        return option == null && PlainMarks.needed(environment) ? "en" : Language.choose(option, environment);
    }

    TextOptions text() {
        TextOptions.Verbosity verbosity = options.has("--quiet")
                ? TextOptions.Verbosity.QUIET
                : options.has("--verbose") ? TextOptions.Verbosity.VERBOSE : TextOptions.Verbosity.NORMAL;
        return new TextOptions(
                language(),
                width(),
                colour(),
                verbosity,
                "tiryaq",
                again(),
                chosen(),
                environment().getOrDefault("PATH", ""));
    }

    /** What of this call the next one needs too, so that it means the same patient. */
    private List<String> again() {
        List<String> words = saidOfLog();
        options.value("--python").ifPresent(python -> words.addAll(List.of("--python", python)));
        return words;
    }

    /** What of this call holds for the next one as well, whatever that examines. */
    private TextOptions.Chosen chosen() {
        List<String> everywhere = options.value("--lang")
                .map(language -> List.of("--lang", language))
                .orElse(List.of());
        List<String> curing =
                List.of("--yes", "--rerun").stream().filter(options::has).toList();
        return new TextOptions.Chosen(everywhere, curing);
    }

    /** The same but for the Python. */
    List<String> saidOfLog() {
        List<String> words = new ArrayList<>();
        for (String option : List.of("--here", "--offline")) {
            if (options.has(option)) {
                words.add(option);
            }
        }
        return words;
    }

    private boolean colour() {
        return switch (options.value("--color").orElse("auto")) {
            case "always" -> true;
            case "never" -> false;
            default ->
                terminal(true)
                        && !options.has("--output")
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        };
    }

    private int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean number =
                !columns.isEmpty() && columns.length() < 5 && columns.chars().allMatch(Character::isDigit);
        int told = number ? Integer.parseInt(columns) : 0;
        // Some that are no terminal say 0.
        return told < NARROWEST ? DEFAULT_WIDTH : Math.min(told, WIDEST);
    }

    /** Shows a finding in the form that was asked for. */
    ExitCode show(Finding finding, ExitCode code) {
        return write(options.json() ? Report.json(finding, language()) : Report.text(finding, text()), code);
    }

    /** Tells why nothing was done and shows a finding; where one line is wanted, that is the first reason. */
    ExitCode show(Finding finding, List<Say> why, ExitCode code) {
        boolean enough = quiet() && !why.isEmpty() && !options.has("--output");
        (enough ? why.subList(0, 1) : why).forEach(this::tell);
        return enough ? code : show(finding, code);
    }

    /** Shows a finding to a reader who wants to know what would be done. */
    ExitCode showPlan(Finding finding, ExitCode code) {
        return options.json() ? show(finding, code) : write(Report.plan(finding, text()), code);
    }

    /** Shows a finding before the reader is asked, who needs no command to give next. */
    ExitCode showToAsk(Finding finding, ExitCode code) {
        return options.json() ? show(finding, code) : write(Report.question(finding, text()), code);
    }

    /** Writes a report to its place. */
    ExitCode write(String report, ExitCode code) {
        Optional<String> file = options.value("--output");
        if (file.isEmpty()) {
            reports().print(report);
            reports().flush();
            return code;
        }
        try {
            Files.writeString(Path.of(file.get()), report, StandardCharsets.UTF_8);
            return code;
        } catch (IOException | RuntimeException e) {
            // The program may have run for long: its answer is not thrown away.
            reports().print(report);
            reports().flush();
            return complain(unwritten(file.get()), ExitCode.USAGE);
        }
    }

    /** Why a report found no place. */
    private static Say unwritten(String file) {
        String folder = Paths.parent(Paths.absolute(System.getProperty("user.dir", "/"), file));
        if (new File(file).isDirectory()) {
            return Say.of("cli.cannot-write.folder", "path", file);
        }
        return new File(folder).isDirectory()
                ? Say.of("cli.cannot-write", "path", file)
                : Say.of("cli.cannot-write.absent", "path", file, "folder", folder);
    }

    /** Whether a person wants one line. */
    private boolean quiet() {
        return options.has("--quiet") && !options.json();
    }

    /** Sets what follows of ours off from what the command printed, if it printed anything. */
    void apart(Output printed) {
        if (!printed.isEmpty()) {
            apart(printed.endsLine());
        }
    }

    /**
     * Sets what follows off from what stands there, where a person reads both; in the stream that the answer is not in.
     */
    void apart(boolean lineIsEnded) {
        if (!options.json() && !quiet() && !options.has("--output")) {
            err.print(lineIsEnded ? "\n" : "\n\n");
            err.flush();
        }
    }

    /** Tells a person something that is no report. */
    void tell(Say say) {
        err.println(quiet() ? line(say) : Report.text(say, text()).stripTrailing());
        err.flush();
    }

    /** A message in one line. */
    String line(Say say) {
        return Report.text(say, text().wide()).stripTrailing();
    }

    /** Adds lines that are for a person. */
    void append(String lines) {
        err.print(lines);
        err.flush();
    }

    /** Tells a person something and, after it, what it is about. */
    void tell(Say say, Say about) {
        err.println(Report.text(List.of(say, about), text()).stripTrailing());
        err.flush();
    }

    /** Tells a person what is being done, unless only the answer is wanted. */
    void mention(Say say, Say about) {
        if (!options.json()) {
            narrate(say, about);
        }
    }

    /** Tells how it goes, unless one line is wanted: the answer's. */
    void narrate(Say say) {
        if (!options.has("--quiet")) {
            tell(say);
        }
    }

    /** Tells one of several in a line of its own, unless one line is wanted: the answer's. */
    void list(Say say) {
        if (!options.has("--quiet")) {
            append(line(say) + "\n");
        }
    }

    /** Tells how it goes and, after it, what that is about. */
    void narrate(Say say, Say about) {
        if (!options.has("--quiet")) {
            tell(say, about);
        }
    }

    /** Repeats a line of another program where that is told, made harmless and without its secrets. */
    void quote(String line) {
        if (!options.has("--quiet")) {
            err.println("  " + Inert.of(Secrets.mask(line)));
            err.flush();
        }
    }

    /** Says what is wrong with the call. */
    ExitCode complain(Say say, ExitCode code) {
        tell(say);
        return code;
    }
}
