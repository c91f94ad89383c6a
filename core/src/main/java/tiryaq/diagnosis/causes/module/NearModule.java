package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.wanted.DeclaredNames;
import tiryaq.diagnosis.wanted.OwnWords;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * A module that is there under nearly the name that the program's own code asks for.
 *
 * @param name dotted
 * @param file that would be loaded; empty for one that is built into the interpreter
 * @param sameLetters whether it is a file of the project's own whose name differs in upper and lower case alone: the
 *     import works where the file system does not tell these apart, so that not only the program is to blame
 */
public record NearModule(String name, String file, boolean sameLetters) {
    /** Shorter names are all near to one another. */
    private static final int SHORTEST = 4;

    /** The same for mistakes of typing, in a name that has to be one of few. */
    private static final int SHORTEST_TYPED = 3;

    /** The same for names that everybody gives, so that two of them may be near by chance. */
    private static final int SHORTEST_ANYWHERE = 5;

    /**
     * The only one; empty where there is none, or where the name is of another Python's standard library. What an
     * installed distribution imports, its author had at hand under that name.
     */
    public static Optional<NearModule> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null
                || !(patient.failure() instanceof Failure.MissingModule missing)
                || missing.parentIsNoPackage()
                || StandardLibrary.comesOrGoes(missing.module())
                || seen.modules().find(missing.module()).isPresent()
                || WantedDistribution.importer(patient, missing.module()).isPresent()) {
            return Optional.empty();
        }
        int dot = missing.module().lastIndexOf('.');
        String last = missing.module().substring(dot + 1);
        if (dot < 0 && DeclaredNames.own(patient, last).isPresent()) {
            return Optional.empty();
        }
        if (dot < 0) {
            List<String> there = names(patient, seen.path().locations());
            return only(seen, last, "", there, false)
                    .or(() -> OwnWords.launched(patient) ? ownNear(patient, seen, last) : Optional.empty())
                    .or(() -> mistyped(patient, seen, last, there));
        }
        String around = missing.module().substring(0, dot);
        return seen.modules()
                .find(around)
                .filter(Module::isPackage)
                .flatMap(found -> only(
                                seen, last, around + ".", names(patient, found.folders()), own(seen, found.folders()))
                        .or(() -> OwnWords.name(patient, seen, missing.module())
                                ? begun(patient, seen, around, found, last)
                                : Optional.empty()));
    }

    /** Whoever tells a launcher what to load means a program of the user's own. */
    private static Optional<NearModule> ownNear(Case patient, PythonEnvironment seen, String last) {
        List<String> own = new ArrayList<>(names(patient, seen.path().locations()));
        own.removeIf(each -> seen.modules()
                .find(each)
                .filter(found -> !found.file().isEmpty() && OwnCode.runs(seen, found.file()))
                .isEmpty());
        return only(seen, last, "", own, true);
    }

    /**
     * The one part of a package whose name the project's own text has, but for its end or one letter. A part with a
     * longer name may have left the package: {@code postgresql_psycopg2} did.
     */
    private static Optional<NearModule> begun(
            Case patient, PythonEnvironment seen, String around, Module found, String last) {
        List<String> begun = names(patient, found.folders()).stream()
                .distinct()
                .filter(each -> Math.min(each.length(), last.length()) >= SHORTEST_ANYWHERE
                        && !each.equals(last)
                        && (each.startsWith(last) || steps(last, each)))
                .toList();
        Optional<Module> part =
                begun.size() == 1 ? seen.modules().find(around + "." + begun.getFirst()) : Optional.empty();
        return part.filter(each -> !each.file().isEmpty()).map(each -> new NearModule(each.name(), each.file(), false));
    }

    private static boolean own(PythonEnvironment seen, List<String> folders) {
        return folders.stream().allMatch(folder -> OwnCode.runs(seen, folder));
    }

    /**
     * The one module of this Python's standard library, or of the project's own, of which the name is a typing mistake.
     * Those are at hand wherever the program runs, where an installed one of nearly that name may be by chance.
     */
    private static Optional<NearModule> mistyped(
            Case patient, PythonEnvironment seen, String name, List<String> there) {
        if (name.length() < SHORTEST_TYPED) {
            return Optional.empty();
        }
        Set<String> all = new LinkedHashSet<>(there);
        all.addAll(seen.interpreter().builtins());
        List<NearModule> found = new ArrayList<>();
        for (String each : all) {
            boolean hidden = each.startsWith("_") || !Identifier.is(each);
            if (!hidden && (slip(name, each) || lost(name, each))) {
                seen.modules()
                        .find(each)
                        .filter(module -> standard(seen, module) || (own(patient, seen, module) && told(name, each)))
                        .ifPresent(module -> found.add(new NearModule(each, module.file(), false)));
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean standard(PythonEnvironment seen, Module module) {
        return module.kind() == Module.Kind.BUILTIN
                || (!module.file().isEmpty() && seen.inStandardLibrary(module.file()));
    }

    /** The program itself is not what it asks for. */
    private static boolean own(Case patient, PythonEnvironment seen, Module module) {
        return OwnCode.standsBefore(patient, seen, module)
                && patient.script().filter(module.file()::equals).isEmpty();
    }

    /** Who wraps a library gives the wrapper its name and something before or behind it, but hardly a plural. */
    private static boolean told(String name, String meant) {
        return slip(name, meant) || inside(name, meant) || meant.equals(name + "s");
    }

    /** Whether one letter of what is meant was left out; projects are told apart by their numbers. */
    public static boolean lost(String name, String meant) {
        if (meant.length() != name.length() + 1) {
            return false;
        }
        int same = 0;
        while (same < name.length() && name.charAt(same) == meant.charAt(same)) {
            same++;
        }
        return Character.isLetter(meant.charAt(same))
                && meant.substring(same + 1).equals(name.substring(same));
    }

    /** The names of what lies in these folders and could be a module. */
    private static List<String> names(Case patient, List<String> folders) {
        List<String> names = new ArrayList<>();
        for (String folder : folders) {
            for (String each : patient.machine().list(folder).names()) {
                int dot = each.indexOf('.');
                boolean file = dot > 0 && (each.endsWith(".py") || NativeName.isNative(each));
                if (file || (dot < 0 && patient.machine().isFile(Paths.join(folder, each + "/__init__.py")))) {
                    names.add(file ? each.substring(0, dot) : each);
                }
            }
        }
        return names;
    }

    private static Optional<NearModule> only(
            PythonEnvironment seen, String last, String prefix, List<String> names, boolean own) {
        Optional<NearModule> found = Optional.empty();
        for (String each : names) {
            boolean near = !each.equals(last)
                    && Identifier.is(each)
                    && (each.equalsIgnoreCase(last)
                            || (own && last.length() >= SHORTEST && steps(last, each))
                            || (last.length() >= SHORTEST_ANYWHERE && inside(last, each))
                            || (!prefix.isEmpty() && slip(last, each)));
            Optional<Module> module = near ? seen.modules().find(prefix + each) : Optional.empty();
            if (module.isPresent() && !module.get().file().isEmpty()) {
                String file = module.get().file();
                boolean letters = each.equalsIgnoreCase(last);
                NearModule here = new NearModule(prefix + each, file, letters && OwnCode.runs(seen, file));
                if (letters) {
                    return Optional.of(here);
                }
                if (found.isPresent() && !found.get().name.equals(here.name)) {
                    return Optional.empty();
                }
                found = Optional.of(here);
            }
        }
        return found;
    }

    /**
     * Whether the names differ inside and by letters alone: projects are told apart by what they begin and end with,
     * and by their numbers.
     */
    public static boolean inside(String name, String other) {
        int from = 0;
        int shorter = Math.min(name.length(), other.length());
        while (from < shorter && name.charAt(from) == other.charAt(from)) {
            from++;
        }
        boolean ends = name.charAt(name.length() - 1) == other.charAt(other.length() - 1);
        boolean letters = name.chars().allMatch(c -> Character.isLetter(c) || c == '_')
                && other.chars().allMatch(c -> Character.isLetter(c) || c == '_');
        return from > 0 && (ends || exchanged(name, other)) && letters && steps(name, other);
    }

    /**
     * Two neighbours exchanged, or a letter written twice or once instead: nothing that a new name would be made of.
     */
    public static boolean slip(String name, String meant) {
        int same = 0;
        while (same < name.length() && same < meant.length() && name.charAt(same) == meant.charAt(same)) {
            same++;
        }
        if (name.length() == meant.length()) {
            return same + 1 < name.length()
                    && name.charAt(same) == meant.charAt(same + 1)
                    && name.charAt(same + 1) == meant.charAt(same)
                    && name.substring(same + 2).equals(meant.substring(same + 2));
        }
        String longer = name.length() > meant.length() ? name : meant;
        String shorter = name.length() > meant.length() ? meant : name;
        // British and American words differ by the l: cancelled, canceled.
        return longer.length() == shorter.length() + 1
                && same > 0
                && Character.isLetter(longer.charAt(same - 1))
                && longer.charAt(same) == longer.charAt(same - 1)
                && longer.charAt(same) != 'l'
                && longer.substring(same + 1).equals(shorter.substring(same));
    }

    /** The one part of a package that has nearly this name; empty where none or several have. */
    public static Optional<String> part(Case patient, Module around, String name) {
        PythonEnvironment seen = patient.environment().orElseThrow();
        return only(seen, name, around.name() + ".", names(patient, around.folders()), false)
                .map(found -> found.name().substring(around.name().length() + 1));
    }

    private static boolean exchanged(String name, String other) {
        return Arrays.equals(
                name.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    /** Whether one letter is put in, left out or changed, or two neighbours are exchanged. */
    static boolean steps(String name, String other) {
        int from = 0;
        int shorter = Math.min(name.length(), other.length());
        while (from < shorter && name.charAt(from) == other.charAt(from)) {
            from++;
        }
        String a = name.substring(from);
        String b = other.substring(from);
        if (a.length() == b.length()) {
            return a.isEmpty()
                    || a.substring(1).equals(b.substring(1))
                    || (a.length() > 1
                            && a.charAt(0) == b.charAt(1)
                            && a.charAt(1) == b.charAt(0)
                            && a.substring(2).equals(b.substring(2)));
        }
        String more = a.length() > b.length() ? a : b;
        return Math.abs(a.length() - b.length()) == 1 && more.substring(1).equals(a.length() > b.length() ? b : a);
    }
}
