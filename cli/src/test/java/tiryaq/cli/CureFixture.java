package tiryaq.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.cli.fix.Approval;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.launch.Host;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.report.Finding;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.treatment.Change;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.journal.Journals;

/** A program that failed, and a launcher that answers from a script. */
abstract class CureFixture {
    static final String MISSING = """
            Traceback (most recent call last):
              File "main.py", line 1, in <module>
                import flask_cors
            ModuleNotFoundError: No module named 'flask_cors'
            """;
    private static final String LACKS =
            "import importlib.util, sys; sys.exit(importlib.util.find_spec('flask_cors') is not None)";
    static final String OWN = """
            Traceback (most recent call last):
              File "main.py", line 1, in <module>
                print(1 / 0)
            ZeroDivisionError: division by zero
            """;

    static final String SHADOWED = """
            Traceback (most recent call last):
              File "%s/main.py", line 2, in <module>
                print(json.dumps(1))
            AttributeError: module 'json' has no attribute 'dumps'
            """;

    @TempDir
    private Path folder;

    Path work;
    private Path launcher;
    final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<String> endings = new ArrayList<>();
    final List<Treatment> asked = new ArrayList<>();
    Approval.Answer said = Approval.Answer.NO;
    Runnable meanwhile = () -> {};

    /** After it a program that still runs is taken for one that serves. */
    Duration patience = Duration.ofSeconds(10);

    @BeforeEach
    void furnish() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        launcher = Files.createDirectory(folder.resolve("launcher"));
        Files.writeString(work.resolve("main.py"), "import flask_cors\n");
        Files.writeString(launcher.resolve("from"), "");
        Files.write(launcher.resolve("argv"), "python3\0main.py\0".getBytes(StandardCharsets.UTF_8));
        Files.writeString(launcher.resolve("cwd"), work.toString());
    }

    private Map<String, String> variables() {
        return Map.of(
                "HOME", folder.toString(), "PATH", "/usr/local/bin:/usr/bin:/bin", "XDG_CACHE_HOME", folder + "/cache");
    }

    Session session() {
        return session("", new Options("fix", Map.of("--offline", ""), List.of()));
    }

    Session session(String terminals, Options options) {
        return new Session(
                options,
                variables(),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                terminals);
    }

    /** The program's next end, as the launcher would tell it. */
    void ends(int code, String printed) throws IOException {
        ends(code, 0, printed);
    }

    /** The same by a signal; 0 for none. */
    void ends(int code, int signal, String printed) throws IOException {
        endings.add("ended " + (endings.size() + 1) + " " + code + " " + signal + "\n");
        Files.writeString(launcher.resolve("out." + endings.size() + ".0"), printed);
        Files.writeString(launcher.resolve("to"), String.join("", endings));
    }

    /** The program's only end, once whoever waits for it has been told that it goes on. */
    void endsOnceItIsToldOf(int code, int signal, String printed) throws IOException, InterruptedException {
        patience = Duration.ofMillis(1);
        Path to = launcher.resolve("to");
        assumeTrue(new ProcessBuilder("mkfifo", to.toString()).start().waitFor() == 0, "needs mkfifo");
        Files.writeString(launcher.resolve("out.1.0"), printed);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (!told.toString(StandardCharsets.UTF_8).contains("still runs")) {
                    Thread.sleep(5);
                }
                Files.writeString(to, "ended 1 " + code + " " + signal + "\n", StandardOpenOption.WRITE);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    Command program(String name) {
        return Command.of(List.of("python3", "main.py", name), work.toString());
    }

    Treatment treatment(String kind, String name, boolean holds, @Nullable String makes) {
        return treatment(kind, name, holds, makes, program(name));
    }

    Treatment treatment(String kind, String name, boolean holds, @Nullable String makes, Command cured) {
        List<Step> steps = makes == null
                ? List.of()
                : List.of(new Step.Run(Command.of(
                        List.of("/bin/sh", "-c", "echo " + name + " >" + makes + "/made"), work.toString())));
        Say title = Say.of("treatment.by-hand.install", "distribution", name);
        return new Draft(kind, title, makes == null ? Scope.NONE : Scope.ISOLATED)
                .changes(makes == null ? List.of() : List.of(new Change(work + "/" + makes, "created")))
                .steps(steps)
                .proof(List.of(
                        Command.of(List.of("/bin/sh", "-c", holds ? "exit 0" : "exit 3", name), work.toString())))
                .cured(cured)
                .identified();
    }

    /** The line of the output that the first failure is about; empty where nobody examined it. */
    String saying = "";

    /** Whether the user lets the program run again, whatever it has done before. */
    boolean again = true;

    private Consulted sick() {
        Diagnosis diagnosis = new Diagnosis(
                "abi-tag-mismatch",
                List.of(),
                Certainty.PROVED,
                Basis.DISK,
                "m",
                "d",
                null,
                List.of(),
                List.of(),
                Say.of("cause.abi-tag-mismatch.summary", "interpreter", "Python", "module", "m"),
                List.of());
        Finding finding = Finding.diagnosed(program("as typed"), null, List.of(diagnosis), List.of())
                .whileImporting(!again);
        return new Consulted(finding, saying.isEmpty() ? null : examined(diagnosis));
    }

    private Examined examined(Diagnosis diagnosis) {
        Case patient = new Case(
                Incident.bare(new Failure.OtherException("", ""), saying, 1),
                new LiveMachine(Map.of(), new Platform("linux", "x86_64")),
                Optional.empty(),
                Others.NONE,
                ModuleTable.shipped(),
                Providers.NONE,
                "",
                Optional.empty());
        return new Examined(patient, Optional.empty(), List.of(diagnosis), List.of(), 0);
    }

    Outcome apply(Consent consent, boolean runs, Treatment... treatments) throws IOException {
        Session session = session();
        NewEnvironments none = new NewEnvironments(
                new LiveMachine(variables(), Host.platform()),
                (python, engine) -> (name, version) -> {
                    throw new AssertionError("the index is asked for " + name + " " + version);
                },
                null,
                false);
        RunFolder run = runs
                ? RunFolder.fromEnvironment(Map.of("TIRYAQ_RUN", launcher.toString()))
                        .orElseThrow()
                : null;
        return new Cure(session, run, journals(), consent, this::answer, again, patience)
                .apply(sick(), List.of(treatments), none)
                .outcome();
    }

    private Approval.Answer answer(Treatment treatment) {
        asked.add(treatment);
        meanwhile.run();
        return said;
    }

    Journals journals() {
        return Journals.of(variables()).orElseThrow();
    }

    static List<Outcome.Result> results(Outcome outcome) {
        return outcome.tried().stream().map(Outcome.Tried::result).toList();
    }

    Session called(String verb, String... words) {
        return session("", new Options(verb, Map.of(), List.of(words)));
    }

    /** Any Python 3 of the path that lacks what the second failure is about. */
    static String needsPython() throws IOException, InterruptedException {
        for (String bin : List.of("/usr/local/bin", "/usr/bin", "/bin")) {
            Path python = Path.of(bin, "python3");
            if (Files.isExecutable(python)
                    && new ProcessBuilder(python.toString(), "-c", LACKS)
                                    .start()
                                    .waitFor()
                            == 0) {
                return python.toString();
            }
        }
        assumeTrue(false, "needs a python3 without Flask-Cors");
        return "";
    }
}
