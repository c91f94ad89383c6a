package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.words.AskingWords;

/**
 * What an installed library asks for in words of its own, and what is indeed not there. What the program itself words
 * is the program's, unless it names what to install.
 *
 * @param name of a module, a distribution or a plugin, as it was printed
 * @param module the module that is meant, as far as that is known; empty where it is not
 * @param group of the entry points that it is looked for among; empty where it is none
 */
public record AskedFor(String name, Optional<String> module, String group) {
    private static final String PLUGIN = "plugin: ";
    private static final int LIMIT = 1 << 16;
    private static final int MOST_WORDS = 64;
    private static final int MOST_FILES = 600;

    /** What is asked for by the library that raised the exception; empty where nothing is, or all of it is there. */
    public static Optional<AskedFor> of(Case patient) {
        if (!(patient.failure() instanceof Failure.OtherException)
                || patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty() || !frames.getLast().raisesInOwnWords()) {
            return Optional.empty();
        }
        boolean library =
                FailingChain.thirdParty(seen, patient.absolute(frames.getLast().file()));
        Optional<AskedFor> told = library ? in(text(patient), patient, seen) : toInstall(text(patient), patient, seen);
        if (told.isPresent()) {
            return told;
        }
        return library ? importedBy(patient.absolute(frames.getLast().file()), patient, seen) : ofImport(patient, seen);
    }

    /**
     * The modules of all that is asked for together with this, and is not there either, as far as it is known which
     * those are.
     */
    public List<String> modulesBeside(Case patient) {
        List<String> modules = new ArrayList<>();
        PythonEnvironment seen = patient.environment().orElseThrow();
        for (String each : AskingWords.in(text(patient)).beside(name)) {
            String other = Requirement.parse(each).map(Requirement::name).orElse(each);
            if (!other.equals(name) && absent(other, seen)) {
                module(other, patient, seen).ifPresent(modules::add);
            }
        }
        return modules;
    }

    /**
     * Where a library says that something is to be installed, and names a module that its own files import, which is
     * not there: {@code Couldn't find a tree builder: lxml. Do you need to install a parser library?}
     */
    private static Optional<AskedFor> importedBy(String raiser, Case patient, PythonEnvironment seen) {
        String text = text(patient);
        Optional<Module> around = text.toLowerCase(Locale.ROOT).contains("install")
                ? seen.modules()
                        .moduleOf(raiser)
                        .flatMap(module -> seen.modules().find(ModuleName.top(module)))
                : Optional.empty();
        Set<String> said = new LinkedHashSet<>();
        for (String each : around.isPresent() ? text.split("[^A-Za-z0-9_]+") : new String[0]) {
            if (Identifier.is(each) && said.size() < MOST_WORDS && absent(each, seen)) {
                said.add(each);
            }
        }
        for (String file : said.isEmpty()
                ? List.<String>of()
                : around.get().sources(patient.machine(), MOST_FILES).files()) {
            for (String line : patient.machine().source(file).split("\n")) {
                for (String module : line.contains("import ") ? ImportLine.modules(line.strip()) : List.<String>of()) {
                    String top = ModuleName.top(module);
                    Optional<String> known = said.contains(top) ? module(top, patient, seen) : Optional.empty();
                    if (known.isPresent()) {
                        return Optional.of(new AskedFor(top, known, ""));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What a program's own {@code ImportError} asks for in plain words counts where it is known what that is. */
    private static Optional<AskedFor> ofImport(Case patient, PythonEnvironment seen) {
        boolean ofImport = patient.failure() instanceof Failure.OtherException other
                && (other.type().equals("ImportError") || other.type().equals("ModuleNotFoundError"));
        AskingWords words = AskingWords.in(ofImport ? text(patient) : "");
        for (String each : words.installed() || !words.listed().isEmpty() ? words.plain() : List.<String>of()) {
            Optional<String> module = absent(each, seen) ? module(each, patient, seen) : Optional.empty();
            if (module.isPresent()) {
                return Optional.of(new AskedFor(each, module, ""));
            }
        }
        return Optional.empty();
    }

    /** What a program's own words tell an installer to install, in so many words; empty where all of that is there. */
    public static Optional<AskedFor> toInstall(String text, Case patient, PythonEnvironment seen) {
        for (String each : AskingWords.in(text).requirements()) {
            Optional<AskedFor> found = requirement(each, patient, seen);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The same of a line that an installed program printed before it gave up. */
    public static Optional<AskedFor> in(String text, Case patient, PythonEnvironment seen) {
        AskingWords words = AskingWords.in(text);
        Optional<AskedFor> told = toInstall(text, patient, seen);
        if (told.isPresent()) {
            return told;
        }
        for (String each : words.quoted()) {
            Optional<String> module = absent(each, seen) ? module(each, patient, seen) : Optional.empty();
            // A library speaks of names of many kinds; of one that nobody knows it must say that it is not installed.
            if (module.isPresent() || (words.installed() && absent(each, seen))) {
                return Optional.of(new AskedFor(each, module, ""));
            }
        }
        for (String each : words.versioned()) {
            String name = Requirement.parse(each).map(Requirement::name).orElse("");
            Optional<String> module =
                    !name.isEmpty() && absent(name, seen) ? module(name, patient, seen) : Optional.empty();
            if (module.isPresent()) {
                return Optional.of(new AskedFor(name, module, ""));
            }
        }
        for (String each : words.plain()) {
            Optional<String> module = absent(each, seen) ? module(each, patient, seen) : Optional.empty();
            if (module.isPresent()) {
                return Optional.of(new AskedFor(each, module, ""));
            }
        }
        return plugin(text, patient, seen);
    }

    /** The versions of a distribution that the words of a failure ask for; empty where they say nothing of it. */
    public static String versions(Case patient, String distribution) {
        return asked(patient).stream()
                .filter(each -> DistributionName.same(each.name(), distribution))
                .findFirst()
                .map(each -> each.specifiers().toString())
                .orElse("");
    }

    /** The requirements with versions that the words of a failure hold. */
    static List<Requirement> asked(Case patient) {
        List<String> said = new ArrayList<>(List.of(text(patient)));
        said.addAll(patient.incident().wrappers());
        List<Requirement> found = new ArrayList<>();
        for (String each : said) {
            for (String versioned : AskingWords.in(each).versioned()) {
                Requirement.parse(versioned).ifPresent(found::add);
            }
        }
        return found;
    }

    /** What of this is not there, for {@link tiryaq.diagnosis.Diagnosis#notes}. */
    public Say note(Case patient) {
        return group.isEmpty()
                ? Say.of("note.asked-for", "name", name, "interpreter", patient.interpreterLabel())
                : Say.of(
                        "note.asked-for.plugin",
                        "name",
                        name,
                        "group",
                        group,
                        "interpreter",
                        patient.interpreterLabel());
    }

    /** The distributions that an installer is told to install, in the words of the failure. */
    static List<String> requirements(Case patient) {
        List<String> names = new ArrayList<>();
        for (String each : AskingWords.in(text(patient)).requirements()) {
            Requirement.parse(each).ifPresent(requirement -> names.add(requirement.name()));
        }
        return names;
    }

    private static String text(Case patient) {
        String said = patient.failure() instanceof Failure.OtherException other ? other.message() : "";
        return said.isEmpty() ? patient.incident().words() : said;
    }

    /** What is to be installed, or of what is there already, what its extra asks for. */
    private static Optional<AskedFor> requirement(String text, Case patient, PythonEnvironment seen) {
        Requirement asked = Requirement.parse(text).orElse(null);
        if (asked == null) {
            return Optional.empty();
        }
        Optional<Distribution> there = seen.distributions().named(asked.name());
        if (there.isEmpty()) {
            Optional<String> module = module(asked.name(), patient, seen)
                    // The wheel tells whether it has a module of its own name.
                    .or(() -> Optional.of(asked.name()).filter(Identifier::is));
            return absent(asked.name(), seen) ? Optional.of(new AskedFor(asked.name(), module, "")) : Optional.empty();
        }
        for (Requirement each : seen.distributions().requirements(there.get())) {
            boolean optional =
                    !each.applies(seen.markers(), Set.of()) && each.applies(seen.markers(), Set.copyOf(asked.extras()));
            if (optional && absent(each.name(), seen)) {
                return Optional.of(new AskedFor(each.name(), module(each.name(), patient, seen), ""));
            }
        }
        return Optional.empty();
    }

    /** Neither a module nor a distribution of that name is there, nor one that brings the module. */
    private static boolean absent(String name, PythonEnvironment seen) {
        return seen.distributions().named(name).isEmpty()
                && seen.modules().find(ModuleName.top(name.replace('-', '_'))).isEmpty();
    }

    /** The module that a name means: its own, if anything is known to bring that, or one that it is known to bring. */
    private static Optional<String> module(String name, Case patient, PythonEnvironment seen) {
        if (!patient.table().providers(name).isEmpty()) {
            return Optional.of(name);
        }
        for (String module : patient.table().modules()) {
            boolean brings = patient.table().providers(module).stream()
                    .anyMatch(provider -> DistributionName.same(provider, name));
            if (brings && seen.modules().find(ModuleName.top(module)).isEmpty()) {
                return Optional.of(module);
            }
        }
        String same = name.replace('-', '_');
        // As the metadata writes it: a message may begin with a capital letter.
        return WantedDistribution.importer(patient, same).stream()
                .flatMap(owner -> seen.distributions().requirements(owner).stream())
                .map(Requirement::name)
                .filter(each -> DistributionName.same(each, name))
                .findFirst()
                .map(each -> each.replace('-', '_'));
    }

    /** {@code Can't load plugin: group:name}, where no installed distribution declares it. */
    private static Optional<AskedFor> plugin(String text, Case patient, PythonEnvironment seen) {
        int at = text.indexOf(PLUGIN);
        int colon = at < 0 ? -1 : text.indexOf(':', at + PLUGIN.length());
        if (colon < 0 || colon + 1 == text.length()) {
            return Optional.empty();
        }
        String group = text.substring(at + PLUGIN.length(), colon);
        String name = text.substring(colon + 1).strip();
        if (group.indexOf(' ') >= 0 || name.isEmpty() || name.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        for (Distribution each : seen.distributions().all()) {
            String points = patient.machine()
                    .read(Paths.join(each.metadata(), "entry_points.txt"), 0, LIMIT)
                    .text();
            int section = points.indexOf("[" + group + "]");
            int end = section < 0 ? -1 : points.indexOf("\n[", section);
            String listed = section < 0 ? "" : points.substring(section, end < 0 ? points.length() : end);
            if (listed.lines().anyMatch(line -> line.split("=", 2)[0].strip().equals(name))) {
                return Optional.empty();
            }
        }
        return Optional.of(new AskedFor(name, Optional.empty(), group));
    }
}
