package tiryaq.symptom.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.Scan;
import tiryaq.symptom.reading.Event.Place;

/** The headings of an output: who tells the tracebacks below them, and how far each line is wanted. */
final class Sections {
    private static final String CONFTEST = "ImportError while loading conftest ";
    private static final String MODULE = "ImportError while importing test module ";
    private static final Set<String> STREAMS = Set.of("stdout", "stderr", "log");
    private static final Set<String> PHASES = Set.of("setup", "call", "teardown");
    private static final int PATHS = 8;
    private static final int TEST_REPORT = 400;

    /** A heading speaks for a traceback that begins so few lines after it. */
    private static final int HEADED = 3;

    private Place place = Place.PROGRAM;
    private int placeUntil;
    private @Nullable String startFile;
    private int startLine;
    private boolean captured;
    private boolean failures;
    private boolean tests;
    private String python = "";
    private final Set<String> paths = new LinkedHashSet<>();
    private int wanted;

    /** Whether the next line is wanted, whatever it holds. */
    boolean wants() {
        return wanted > 0;
    }

    /** Whether a traceback that begins after this line may be told by a heading before it. */
    boolean awaits(int number) {
        return number < placeUntil;
    }

    /** One line has been taken. */
    void next() {
        wanted--;
    }

    /** Whether what is told now is only reported. */
    Place placeOf(int header) {
        return captured ? Place.REPORTED : header <= placeUntil ? place : Place.PROGRAM;
    }

    /** Whether a test runner tells, a line for each, of what failed. */
    boolean failures() {
        return failures;
    }

    /** What a test runner tells of itself. */
    Symptom.Testing testing() {
        return new Symptom.Testing(tests, python, List.copyOf(paths));
    }

    /** A record of a logger, all of which has this number. */
    void logged(int number) {
        place = Place.LOGGED;
        placeUntil = number;
    }

    /** What a start-up file had raised by this line, told in one line; null for none. */
    Symptom.@Nullable StartFile started(String line, int number) {
        boolean told = startFile != null && number == startLine + 1 && !startFile.endsWith(".pth");
        return told ? started(line.strip()) : null;
    }

    /** The same told by a traceback. */
    Symptom.@Nullable StartFile started(String words) {
        String name = startFile;
        startFile = null;
        return name == null ? null : new Symptom.StartFile(name, words);
    }

    private boolean reported(Place by, int number) {
        place = by;
        placeUntil = number + HEADED;
        return true;
    }

    /**
     * Takes down a heading after which tracebacks are only reported, or one that ends that; whether it is one.
     *
     * @param before the line before it
     */
    boolean heading(String line, String before, int number) {
        if (line.startsWith("Error in ") && line.contains("customize; set PYTHONVERBOSE for traceback")) {
            startFile = line.substring("Error in ".length(), line.indexOf(';'));
            startLine = number;
            wanted = 1;
            return true;
        }
        if (line.startsWith("Error processing line ")) {
            startFile = Scan.between(line, " of ", ".pth:", 0);
            startFile = startFile == null ? null : startFile + ".pth";
        }
        if (line.startsWith("Exception ignored ")
                || line.startsWith("Error processing line ")
                || line.startsWith("--- Logging error ---")) {
            return reported(Place.REPORTED, number);
        }
        if (line.startsWith("Exception in thread ") || line.startsWith("Task exception was never retrieved")) {
            return reported(Place.THREAD, number);
        }
        boolean unittest = (line.startsWith("ERROR: ") || line.startsWith("FAIL: ")) && before.startsWith("=====");
        if (unittest) {
            return reported(Place.TEST, number);
        }
        if (line.startsWith(CONFTEST) || line.startsWith(MODULE)) {
            path(Scan.between(line, "'", "'", 0));
            tests = true;
            wanted = line.startsWith(CONFTEST) ? TEST_REPORT : wanted;
            return line.startsWith(CONFTEST);
        }
        if (line.startsWith("---") && line.contains(" Captured ") && (tests || capturedByTest(line))) {
            captured = true;
            return true;
        }
        if (line.startsWith("=====") || line.startsWith("_____")) {
            return ofTests(line, number);
        }
        return ofRun(line);
    }

    /** {@code ------ Captured stdout call ------} of pytest. */
    private static boolean capturedByTest(String line) {
        String[] title = line.substring(line.indexOf(" Captured ") + 10).split(" ", 3);
        return title.length > 1 && STREAMS.contains(title[0]) && PHASES.contains(title[1]);
    }

    /** {@code rootdir: /x}, {@code … -- Python 3.12.1, pytest-8.0.0, pluggy-1.4.0 -- /x/bin/python}. */
    private boolean ofRun(String line) {
        boolean root = line.startsWith("rootdir: ");
        if (root) {
            int end = line.indexOf(", ");
            path(line.substring("rootdir: ".length(), end < 0 ? line.length() : end)
                    .strip());
        }
        int at = line.indexOf(" -- Python ");
        boolean runner = at > 0 && (line.startsWith("platform ") || line.startsWith("[gw"));
        int slash = runner ? line.indexOf(" /", at) : -1;
        tests |= runner;
        if (slash > 0) {
            python = line.substring(slash + 1).strip();
        }
        return root || runner;
    }

    private void path(@Nullable String path) {
        if (path != null && path.startsWith("/") && paths.size() < PATHS) {
            paths.add(path);
        }
    }

    private boolean ofTests(String line, int number) {
        captured = false;
        tests |= line.charAt(0) == '_';
        boolean test = line.charAt(0) == '_';
        failures = line.contains(" FAILURES ==") || line.contains(" ERRORS ==") || (failures && test);
        // The line below it says which test that is.
        wanted = test || failures ? TEST_REPORT : 2;
        return !test || reported(Place.TEST, number);
    }
}
