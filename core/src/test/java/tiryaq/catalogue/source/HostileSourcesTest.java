package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.causes.verdict.Blocked;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.python.Interpreter;
import tiryaq.python.InventedPython;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Start;
import tiryaq.python.Statement;
import tiryaq.python.TopLevelNames;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;

/** Sources that somebody made so that a reader of them never ends, or ends in an error of its own. */
class HostileSourcesTest {
    private static final String GUARD = "try:\n    import a\nexcept ImportError:\n    a = None\n";
    private static final String LOOKS = "import_module(a)\nfind_spec(b)\n";
    private static final int LARGEST = 1 << 20;

    @TempDir
    Path folder;

    private static String numbered(int many, String line) {
        return IntStream.range(0, many)
                .mapToObj(i -> line.replace("#", String.valueOf(i)))
                .collect(Collectors.joining());
    }

    private static String ofLargest(String part) {
        return part.repeat(LARGEST / part.length());
    }

    enum Shape {
        ROUND_BRACKETS("a = " + "(".repeat(3000) + "a" + ")".repeat(3000) + "\n"),
        VERY_MANY_BRACKETS("b = " + "(".repeat(LARGEST / 3) + "a" + ")".repeat(LARGEST / 3) + "\n"),
        BRACKETS_OF_TABLES("b = " + "[{(".repeat(LARGEST / 9) + "a" + ")}]".repeat(LARGEST / 9) + "\n"),
        BRACKETS_IN_A_CALL("import_module(" + "(".repeat(20_000) + "a" + ")".repeat(20_000) + ")\n"),
        BRACKETS_LEFT_OPEN(ofLargest("(")),
        CALLS_IN_CALLS(ofLargest("f(")),
        CALLS_OF_LOADING(ofLargest("import_module(")),
        SUMS("x = [" + numbered(3000, "'m#', ") + "]\ny = " + "x + ".repeat(1500)
                + "x\nfor b in y:\n    import_module(b)\n    find_spec(b)\n"),
        NAMES_OF_EACH_OTHER(numbered(1000, "a = [b, c]\nb = [a, c, 'm#']\nc = a + b\n")),
        FUNCTIONS(numbered(8000, "def f(a, b): f(b, a)\n")),
        A_FUNCTION_OF_NO_NAME("def (a): pass\nx (a)\n"),
        LOOPS("b = [" + ofLargest("x for a in (") + "\n"),
        FOR_AND_NO_MORE(ofLargest("for a ")),
        IMPORTS_OF_ANY("try:\n" + numbered(60_000, "  import m#\n") + "except Exception:\n  a = None\n"),
        HANDLERS("try:\n" + numbered(9000, " import m#\n") + "except ImportError:\n a = None\n".repeat(9000)),
        HANDLER_OF_MANY(
                "try:\n" + numbered(9000, " import m#\n") + "except ImportError:\n" + " a = None\n".repeat(9000)),
        TRIES(numbered(5000, "try:\n import m#\nexcept ImportError:\n a = None\n")),
        CALLS_IN_TURN(numbered(4000, "import_module('m#')\n")),
        EXITS(numbered(5000, "b# = import_module('m#')\nif not b#:\n exit('no m#')\n")),
        DOTS(numbered(5000, "...\n.5\n")),
        CALLS_OF_EACH_OTHER(numbered(5000, "def f#():\n exit(f#())\nf#(f#)\n")),
        PUT_AWAY(ofLargest(";sys.modules[") + "None"),
        PUT_AWAY_IN_TURN(ofLargest("sys.modules[a]=b;") + "None"),
        BLOCKS_IN_A_LINE(ofLargest("sys.modules['b']=None;")),
        BLOCKS_TAKEN_BACK("sys.modules['m1']=None\n".repeat(19_000) + "del sys.modules['m1']\nimport m1\n"),
        ASSIGNMENTS(ofLargest("a=")),
        SETS_A_NAME(numbered(30_000, "a = a and None\n")),
        CONDITIONS("if " + numbered(50_000, "a# or ") + "b:\n    raise ValueError\n"),
        INDENTED(IntStream.range(0, 1400)
                .mapToObj(i -> " ".repeat(i) + "if a:\n")
                .collect(Collectors.joining())),
        INDENTED_TRIES(IntStream.range(0, 700)
                .mapToObj(i -> " ".repeat(i) + "try:\n" + " ".repeat(i + 1) + "import m\n")
                .collect(Collectors.joining())),
        DEEP_INDENT(" ".repeat(LARGEST - 20) + "import a\n"),
        SHORT_LINES(ofLargest("a\n")),
        EMPTY_LINES(ofLargest("\n")),
        QUOTES(ofLargest("\"")),
        APOSTROPHES(ofLargest("'\n")),
        BACKSLASHES(ofLargest("\\\n")),
        ONE_LINE("import " + ofLargest("a,")),
        FROM_DOTS("from " + ofLargest(".") + " import a"),
        SEMICOLONS(ofLargest("a;")),
        COMMAS("import_module([" + ofLargest("'a',") + "])"),
        LITERALS("b = {" + ofLargest("'a':'b',") + "}\nimport_module(b[a])\n"),
        COLONS(ofLargest("if:"));

        private final String text;

        Shape(String text) {
            this.text = text;
        }
    }

    private static Interpreter python() {
        return InventedPython.at("/no", "/p", 13);
    }

    /** Programs that end themselves, whatever else is in them. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isReadToItsEnds(Shape shape) throws Exception {
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        PythonEnvironment seen = new PythonEnvironment(python(), Start.plain(null, folder.toString()), machine);
        String file = folder.resolve("app.py").toString();
        Failure failure = new Failure.MissingModule("m1", false);
        for (String text : List.of(shape.text + "\nsys.exit(3)\n", GUARD + shape.text + "\nexit(a)\n")) {
            Files.writeString(folder.resolve("app.py"), text);
            OutlivedImports.by(file, 3, List.of("no m1, doing without"), failure, seen, machine);
            SourceCode code = SourceCode.of(machine.source(file));
            LaterExit exits = LaterExit.in(Map.of(file, code), 3, 0);
            List<GuardedImport> guards = GuardedImport.in(code, "");
            guards.subList(0, Math.min(99, guards.size())).forEach(each -> exits.from(file, each.line()));
            for (String words : List.of(
                    "import of m1 halted; None in sys.modules", "No module named 'm1'; 'm1' is not a package")) {
                Blocked.of(new Case(
                        Incident.bare(failure, words, 1),
                        machine,
                        Optional.of(seen),
                        Others.NONE,
                        ModuleTable.parse(""),
                        Providers.NONE,
                        folder.toString(),
                        Optional.of(file)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isReadToAnEnd(Shape shape) throws Exception {
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        PythonEnvironment seen = new PythonEnvironment(python(), Start.plain(null, folder.toString()), machine);
        Path file = folder.resolve("app.py");
        for (String text : List.of(shape.text, GUARD + shape.text + "\n" + LOOKS + "if a:\n    raise ValueError\n")) {
            SourceCode code = SourceCode.of(text);
            for (String end : List.of("\r\n", "\r")) {
                SourceCode other = SourceCode.of(text.replace("\n", end));
                assertThat(other.statements().equals(code.statements())).isTrue();
                assertThat(other.cut()).isEqualTo(code.cut());
            }
            SourceCode.muted(text);
            List<GuardedImport> guards = GuardedImport.in(text);
            LookedFor.in(text);
            TopLevelNames.has(text, "a");
            for (Statement each :
                    code.statements().subList(0, Math.min(50, code.statements().size()))) {
                ImportLine.modules(each.code(), "a.b");
                ImportLine.bound(each.code());
                ImportLine.named(each.code());
            }
            int last = code.statements().size() - 1;
            for (GuardedImport each :
                    last < 0 ? List.<GuardedImport>of() : guards.subList(0, Math.min(2, guards.size()))) {
                CarriedNone.reaches(code, each, code, last, "'NoneType' object is not callable");
                CarriedNone.reaches(code, each, code, last, "'NoneType' object has no attribute 'a'");
                Bindings.only(code, "a", Bindings.Range.of(code, each));
            }
            Files.writeString(file, text);
            int line = last < 0 ? 1 : code.statements().get(last).from();
            ImportFlag.over(file.toString(), line, seen, machine);
            ExitWords.said(file.toString(), "no m1", seen, machine);
        }
    }

    /** What was left out may give the name a value, too. */
    @Test
    void nothingIsSureOfAFileThatWasCut() {
        String use = "a.b()\n";
        for (int lines : List.of(10, 30_000)) {
            SourceCode code = SourceCode.of(GUARD + use + "pass\n".repeat(lines) + "a = 1\n".repeat(lines / 20_000));
            GuardedImport guard = GuardedImport.in(code, "").getFirst();
            boolean whole = lines == 10;
            assertThat(code.cut()).isEqualTo(!whole);
            assertThat(Bindings.only(code, "a", Bindings.Range.of(code, guard))).isEqualTo(whole);
            assertThat(CarriedNone.reaches(code, guard, code, 4, "'NoneType' object has no attribute 'b'"))
                    .isEqualTo(whole);
        }
    }

    @Test
    void aFileOfAsManyStatementsIsWholeWhereOnlyBlanksFollow() {
        assertThat(SourceCode.of("a\n".repeat(20_000) + "\n \n").cut()).isFalse();
        assertThat(SourceCode.of("a\n".repeat(20_000) + "\n a").cut()).isTrue();
        assertThat(SourceCode.of("a\n".repeat(19_999) + "a").cut()).isFalse();
    }

    /** What is found in code that people write is found all the same. */
    @Test
    void aLoopOverAHundredNamesHasThemAll() {
        String text =
                "ALL = [" + numbered(100, "'m#', ") + "]\nfor name in ((ALL + ['last'])):\n    import_module(name)\n";
        assertThat(LookedFor.in(text)).hasSize(101);
    }
}
