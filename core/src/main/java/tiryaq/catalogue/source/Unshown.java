package tiryaq.catalogue.source;

import java.util.List;
import java.util.Optional;
import tiryaq.command.ShellWords;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.causes.verdict.Blocked;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.Paths;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * An import whose failure alone explains how the program ended, and of which nothing shows why it failed: the program
 * keeps that to itself. Whoever does the same import sees it.
 *
 * @param statement that imports
 * @param file that has it
 * @param line of it, from 1
 */
public record Unshown(String statement, String file, int line) {
    private static final int MOST = 256;

    /** That of the exception that a program died of; empty where none has to have failed. */
    public static Optional<Unshown> of(Case patient) {
        List<Frame> frames = patient.incident().frames();
        PythonEnvironment seen = patient.environment().orElse(null);
        boolean other = patient.failure() instanceof Failure.OtherException;
        if (seen == null || frames.isEmpty() || frames.getLast().internal() || !other) {
            return Optional.empty();
        }
        Frame last = frames.getLast();
        String file = patient.absolute(last.file());
        SourceCode code = CaseSources.code(patient.machine(), file);
        List<GuardedImport> guards = GuardedImport.in(code, "");
        if (last.raisesInOwnWords()) {
            for (ImportFlag flag : ImportFlag.over(file, last.line(), seen, patient.machine())) {
                Optional<Unshown> found = flag.guards().stream()
                        .filter(each -> flag.alone() && must(each) && !blocked(patient, each))
                        .findFirst()
                        .map(each -> new Unshown(statement(each), flag.file(), each.line()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return guards.stream()
                .limit(MOST)
                .filter(each -> must(each)
                        && !blocked(patient, each)
                        && (raised(code, each, last)
                                || isNone(code, each, last, patient.failure())
                                || unbound(code, each, last, patient.failure())))
                .findFirst()
                .map(each -> new Unshown(statement(each), file, each.line()));
    }

    /** That of the last words of a program that its own handler ended, which stand nowhere else in its file. */
    public static Optional<Unshown> ofWords(String file, List<String> printed, Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null || !OwnCode.runs(seen, file)) {
            return Optional.empty();
        }
        SourceCode code = CaseSources.code(patient.machine(), file);
        String text = code.text();
        for (GuardedImport each : GuardedImport.in(code, "")) {
            String words = must(each) && each.exits() ? each.said(printed) : "";
            if (!words.isEmpty() && !blocked(patient, each) && text.indexOf(words) == text.lastIndexOf(words)) {
                return Optional.of(new Unshown(statement(each), file, each.line()));
            }
        }
        return Optional.empty();
    }

    private static boolean must(GuardedImport tried) {
        return tried.always() && tried.direct() && tried.by() == GuardedImport.By.HANDLER;
    }

    /** Whether the program itself has told Python not to import it: nothing else is to be shown of that. */
    private static boolean blocked(Case patient, GuardedImport tried) {
        Failure absent = new Failure.MissingModule(tried.module(), false);
        return Blocked.of(patient.about(patient.incident().failing(absent))).isPresent();
    }

    /** By the handler itself, under no condition. */
    private static boolean raised(SourceCode code, GuardedImport tried, Frame last) {
        int at = code.at(last.line());
        List<Integer> around = at < 0 || !tried.handles(last.line()) ? List.of() : code.around(at);
        return last.raisesInOwnWords()
                && (at == code.at(tried.from()) || (!around.isEmpty() && around.getFirst() == code.at(tried.from())));
    }

    /** The name that the handler made {@code None}, and nothing else gives a value, is what was used. */
    private static boolean isNone(SourceCode code, GuardedImport tried, Frame last, Failure failure) {
        int at = code.at(last.line());
        String source = last.source();
        if (at < 0 || source == null || !Carriers.ofNone(failure)) {
            return false;
        }
        String message = failure instanceof Failure.OtherException other ? other.message() : "";
        Bindings.Range range = Bindings.Range.of(code, tried);
        for (String line : tried.handler().split("\n")) {
            String name = line.endsWith("None") && line.indexOf('=') > 0
                    ? line.substring(0, line.indexOf('=')).strip()
                    : "";
            int use = NoneUse.in(source, name);
            boolean called = message.contains("callable") && use >= 0 && source.startsWith("(", use + name.length());
            if ((called || NoneUse.failed(source, name, message))
                    && !Bindings.shadowed(code, at, name, range)
                    && Bindings.only(code, name, range)) {
                return true;
            }
        }
        return false;
    }

    /** The name that the import would have bound, and nothing else binds, is what was not there. */
    private static boolean unbound(SourceCode code, GuardedImport tried, Frame last, Failure failure) {
        if (!(failure instanceof Failure.OtherException other) || !other.type().equals("NameError")) {
            return false;
        }
        int open = other.message().indexOf('\'');
        int close = other.message().indexOf('\'', open + 1);
        String name = open < 0 || close < 0 ? "" : other.message().substring(open + 1, close);
        int at = code.at(last.line());
        return at > code.at(tried.line())
                && tried.binds(name)
                && Bindings.only(code, name, Bindings.Range.of(code, tried));
    }

    private static String statement(GuardedImport tried) {
        String source = tried.source();
        boolean plain = source.chars().noneMatch(c -> "'\"#;\\$`(\n".indexOf(c) >= 0) && !source.startsWith("from .");
        return plain ? source : "import " + tried.module();
    }

    /** What shows why it failed, to be typed in a shell. */
    private String asking(Case patient) {
        String folder = patient.script().map(Paths::parent).orElse(patient.folder());
        List<String> words = List.of(
                "tiryaq diagnose --",
                ShellWords.quote(
                        patient.environment().orElseThrow().interpreter().executable()),
                "-c",
                ShellWords.quote(statement));
        return "cd " + ShellWords.quote(folder) + " && " + String.join(" ", words);
    }

    /** What the case comes to then: {@code unknown}, with what shows the reason. */
    public Diagnosis answer(Case patient) {
        return Unknown.ofUnshown(patient, statement, file, line, asking(patient));
    }
}
