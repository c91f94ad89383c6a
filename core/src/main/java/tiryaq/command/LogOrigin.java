package tiryaq.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.command.LibraryFolder.Kind;
import tiryaq.command.words.ProgramNames;
import tiryaq.machine.Content;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * Where an output comes from, by the paths and source lines of its tracebacks alone.
 *
 * @param prefix the environment or installation that the paths mean; empty where they mean none
 * @param executable its interpreter, if this machine has it
 * @param shown whether the output shows that it ran; else it only fits: any Python can have an environment's packages
 *     on its path, and every environment shares the standard library of its base
 * @param feature {@code 3.13}; empty where the output does not say
 * @param atLeast the oldest version that prints so, {@code 3.11}; empty where they say nothing
 * @param present files of frames that are here
 * @param absent files of frames that are not here
 * @param agreeing quoted lines that are just so in the file here
 * @param differing places, as {@code file:line}, where the file here has another line
 */
public record LogOrigin(
        String prefix,
        Optional<String> executable,
        boolean shown,
        String feature,
        String atLeast,
        List<String> present,
        List<String> absent,
        int agreeing,
        List<String> differing) {
    private static final int LARGEST_SOURCE = 8 << 20;

    public LogOrigin {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
        differing = List.copyOf(differing);
    }

    /**
     * Its interpreter, if a log alone may have it started: it is found on this machine without the log's word, or
     * belongs to an environment of such a one, and is no file that came with the project or with the environment.
     */
    public Optional<String> startable(String folder, Machine machine) {
        return started(folder, machine)
                .filter(each -> !Planted.told(folder, prefix, machine).includes(each));
    }

    /**
     * Its interpreter, if the output of a command that was run here just now may have it started: it is
     * {@link Vouched}.
     */
    public Optional<String> started(String folder, Machine machine) {
        return executable.filter(each -> Vouched.in(folder, machine).includes(each));
    }

    /** How its interpreter is known. */
    public Means means() {
        return shown ? Means.TRACEBACK : Means.HINT;
    }

    /** Reads all frames of an output; relative files are meant in {@code folder}. */
    public static LogOrigin of(Symptom symptom, String folder, Machine machine) {
        Set<String> present = new LinkedHashSet<>();
        Set<String> absent = new LinkedHashSet<>();
        List<String> differing = new ArrayList<>();
        List<LibraryFolder> libraries = new ArrayList<>();
        String atLeast = symptom.atLeast();
        int agreeing = 0;
        for (Incident incident : symptom.incidents()) {
            for (Frame frame : incident.frames()) {
                if (frame.internal()) {
                    atLeast = later(atLeast, oldest(frame.file()));
                    continue;
                }
                String file = Paths.ofHome(machine, frame.file());
                LibraryFolder.of(file).ifPresent(libraries::add);
                String path = file.startsWith("~/") ? "" : Paths.join(folder, file);
                if (!path.startsWith("/") || !machine.isFile(path)) {
                    // The source of a compiled module is where that was built.
                    if (frame.compiled()) {
                        continue;
                    }
                    absent.add(file);
                    continue;
                }
                present.add(file);
                String source = frame.source();
                if (source != null && frame.line() > 0) {
                    if (quoted(path, frame.line(), source, machine)) {
                        agreeing++;
                    } else {
                        differing.add(file + ":" + frame.line());
                    }
                }
            }
        }
        // An older Python's packages were only on the path of the one that printed this.
        String oldest = atLeast;
        libraries.removeIf(each -> each.kind() != Kind.STANDARD_LIBRARY && older(each.feature(), oldest));
        Optional<LibraryFolder> library = decisive(libraries, machine);
        String feature = feature(libraries);
        Optional<String> said = said(symptom);
        // pytest shows no frame of its own, whose folder would tell in which environment it is.
        boolean base = !symptom.testing().ran()
                && libraries.stream().anyMatch(each -> each.kind() == Kind.STANDARD_LIBRARY)
                && !shared(library.orElseThrow(), folder, present, machine);
        return new LogOrigin(
                library.map(LibraryFolder::prefix).orElse(""),
                said.isPresent()
                        ? said.filter(
                                python -> machine.stat(python).executable() && ProgramNames.isPython(python, machine))
                        : library.flatMap(found -> executable(found, feature, machine)),
                said.isPresent() || base,
                feature,
                atLeast,
                List.copyOf(present),
                List.copyOf(absent),
                agreeing,
                differing);
    }

    /** Whether an environment of the project was made of the Python whose standard library is all that is shown. */
    private static boolean shared(LibraryFolder base, String folder, Set<String> present, Machine machine) {
        Set<String> places = new LinkedHashSet<>(List.of(folder));
        present.stream().findFirst().ifPresent(file -> places.add(Paths.parent(Paths.join(folder, file))));
        for (String place : places) {
            for (String name : Interpreters.LOCAL) {
                String prefix = Paths.join(place, name);
                if (!prefix.equals(base.prefix())
                        && machine.isFile(Paths.join(prefix, "pyvenv.cfg"))
                        && base.kind() == Kind.STANDARD_LIBRARY
                        && isBase(base, new LibraryFolder(prefix, "", Kind.PACKAGES), machine)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<String> said(Symptom symptom) {
        return symptom.incidents().stream()
                .map(Incident::python)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of(symptom.testing().python()).filter(each -> !each.isEmpty()));
    }

    /**
     * A virtual environment decides before the base that its standard library lies in; packages before nothing. The
     * standard library of another Python than its base shows that its packages were only on that Python's path.
     */
    private static Optional<LibraryFolder> decisive(List<LibraryFolder> libraries, Machine machine) {
        Optional<LibraryFolder> best = Optional.empty();
        Optional<LibraryFolder> base = libraries.stream()
                .filter(each -> each.kind() == Kind.STANDARD_LIBRARY)
                .findFirst();
        for (LibraryFolder each : libraries) {
            if (each.kind() == Kind.PACKAGES
                    && machine.isFile(Paths.join(each.prefix(), "pyvenv.cfg"))
                    && base.filter(other -> !isBase(other, each, machine)).isEmpty()) {
                return Optional.of(each);
            }
            if (each.kind() == Kind.STANDARD_LIBRARY
                    && best.filter(found -> found.kind() == Kind.STANDARD_LIBRARY)
                            .isEmpty()) {
                best = Optional.of(each);
            } else if (each.kind() == Kind.PACKAGES && best.isEmpty()) {
                best = Optional.of(each);
            }
        }
        return best;
    }

    /** Whether an environment was made with the Python that this standard library is of. */
    private static boolean isBase(LibraryFolder base, LibraryFolder environment, Machine machine) {
        if (!base.feature().equals(environment.feature())
                && !environment.feature().isEmpty()) {
            return false;
        }
        String home = VirtualEnvironment.at(environment.prefix(), machine)
                .map(VirtualEnvironment::home)
                .orElse("");
        return !home.startsWith("/") || same(Paths.parent(home), base.prefix(), machine) || !known(base, machine);
    }

    /** Whether a Python is where its library says; a link or a mount may have other names for it. */
    private static boolean known(LibraryFolder base, Machine machine) {
        return machine.stat(Paths.join(base.prefix(), "bin/python" + base.feature()))
                .executable();
    }

    private static boolean same(String one, String other, Machine machine) {
        Optional<String> real = Paths.real(machine, one);
        return one.equals(other) || (real.isPresent() && real.equals(Paths.real(machine, other)));
    }

    /** The standard library's folder says it best; a shared folder of packages may belong to several versions. */
    private static String feature(List<LibraryFolder> libraries) {
        for (Kind kind : List.of(Kind.STANDARD_LIBRARY, Kind.USER_PACKAGES, Kind.PACKAGES)) {
            for (LibraryFolder each : libraries) {
                if (each.kind() == kind && !each.feature().isEmpty()) {
                    return each.feature();
                }
            }
        }
        return "";
    }

    private static Optional<String> executable(LibraryFolder library, String feature, Machine machine) {
        boolean environment = machine.isFile(Paths.join(library.prefix(), "pyvenv.cfg"));
        String bin = Paths.join(library.prefix(), "bin");
        List<String> names = new ArrayList<>();
        if (environment) {
            names.add("python");
        }
        if (!feature.isEmpty()) {
            names.add("python" + feature);
        }
        if (environment || feature.isEmpty()) {
            names.add("python3");
        }
        for (String name : names) {
            String path = Paths.join(bin, name);
            if (machine.stat(path).executable() && agrees(library, feature, machine)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static boolean agrees(LibraryFolder library, String feature, Machine machine) {
        return feature.isEmpty()
                || library.feature().isEmpty()
                || (library.feature().equals(feature)
                        && (machine.isFolder(library.prefix() + "/lib/python" + feature)
                                || machine.isFolder(library.prefix() + "/lib64/python" + feature)
                                || machine.isFolder(library.prefix() + "/lib/pypy" + feature)));
    }

    private static boolean quoted(String path, int line, String source, Machine machine) {
        Content content = machine.read(path, 0, LARGEST_SOURCE);
        if (content.problem() != Problem.NONE) {
            return false;
        }
        byte[] bytes = content.bytes();
        int start = 0;
        // A log's line number may be any; the file ends sooner.
        for (int i = 1; i < line && start < bytes.length; i++) {
            while (start < bytes.length && bytes[start] != '\n') {
                start++;
            }
            start++;
        }
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (start >= bytes.length) {
            return false;
        }
        String wanted = source.strip();
        return new String(bytes, start, end - start, StandardCharsets.UTF_8)
                        .strip()
                        .equals(wanted)
                || new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
                        .strip()
                        .equals(wanted);
    }

    private static String oldest(String frozen) {
        return switch (frozen) {
            case "<frozen importlib._bootstrap>" -> "3.3";
            case "<frozen importlib._bootstrap_external>" -> "3.5";
            case "<frozen runpy>",
                    "<frozen os>",
                    "<frozen codecs>",
                    "<frozen site>",
                    "<frozen abc>",
                    "<frozen importlib.util>" -> "3.11";
            default -> "";
        };
    }

    /** Whether one version is older than another; what is not known is not. */
    static boolean older(String feature, String oldest) {
        return !feature.isEmpty()
                && !oldest.isEmpty()
                && (feature.startsWith("2.") || !later(oldest, feature).equals(feature));
    }

    private static String later(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return minor(a) >= minor(b) ? a : b;
    }

    private static int minor(String feature) {
        int number = 0;
        for (int i = 2; i < feature.length() && Character.isDigit(feature.charAt(i)) && i < 6; i++) {
            number = 10 * number + (feature.charAt(i) - '0');
        }
        return number;
    }
}
