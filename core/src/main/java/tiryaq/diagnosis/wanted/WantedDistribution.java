package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Providers;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.words.LauncherWords;

/** Which distribution a piece of code means by an import name: proved, or not said. */
public final class WantedDistribution {
    /** Names that projects give modules of their own: a distribution of that name is never what is meant. */
    private static final Set<String> EVERYBODYS = Set.of(
            "app",
            "base",
            "cli",
            "client",
            "common",
            "conf",
            "config",
            "constants",
            "core",
            "data",
            "database",
            "db",
            "helper",
            "helpers",
            "lib",
            "main",
            "misc",
            "model",
            "models",
            "package",
            "project",
            "script",
            "scripts",
            "server",
            "service",
            "services",
            "settings",
            "src",
            "test",
            "tests",
            "tool",
            "tools",
            "util",
            "utils",
            "version",
            "views");

    /** Each question fetches a wheel. */
    private static final int MOST_PARTS = 2;

    private WantedDistribution() {}

    /**
     * The distribution that provides a module: one that the importing distribution or the project requires and that is
     * known or shown to have it, else the one of the reviewed tables, else one whose own wheel shows it.
     */
    public static Optional<Providers.Provided> of(Case patient, String module) {
        String whole = whole(patient, module);
        List<String> known = patient.table().providers(whole, name -> absent(patient, name));
        List<String> required = required(patient, module);
        for (String name : required) {
            for (String provider : known) {
                if (DistributionName.same(provider, name)) {
                    return Optional.of(new Providers.Provided(provider, "table"));
                }
            }
        }
        if (!patient.table().providers(whole).isEmpty()) {
            return Optional.of(new Providers.Provided(known.getFirst(), "table"));
        }
        List<String> asked = new ArrayList<>(required);
        asked.addAll(AskedFor.requirements(patient));
        asked.addAll(Extra.names(patient, module));
        // Only a few are asked, and of many requirements that of the module's own name is the likeliest to have it.
        String top = ModuleName.top(module);
        asked.sort((one, other) -> Boolean.compare(DistributionName.same(other, top), DistributionName.same(one, top)));
        Optional<Providers.Provided> shown = patient.index().among(asked, whole);
        // What a launcher is to load is a program of the user's own.
        boolean own =
                EVERYBODYS.contains(top) || LauncherWords.of(patient.incident().words()) != null;
        if (shown.isPresent() || own) {
            return shown;
        }
        if (!known.isEmpty()) {
            return Optional.of(new Providers.Provided(known.getFirst(), "table"));
        }
        // A project may well be named like its module. That is only a question to its wheel, never yet an answer.
        return patient.index()
                .among(namesakes(whole), whole)
                .or(() -> ofPart(patient, whole))
                .map(found -> new Providers.Provided(found.distribution(), Providers.Provided.NAMESAKE));
    }

    private static boolean absent(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> seen.modules().find(module))
                .isEmpty();
    }

    /** Whether a distribution that is not here has what failed to be there in a module, as its wheel shows. */
    public static ModuleNames.Answer has(Case patient, String distribution, String top) {
        String name = patient.failure().lacking();
        String module = patient.failure().about();
        boolean part = patient.failure() instanceof Failure.MissingModule;
        if (!part && name.isEmpty()) {
            return ModuleNames.Answer.UNKNOWN;
        }
        return has(patient, distribution, top, part ? module : module + ":" + name);
    }

    /** The same of any name of the module, {@code top:name}. */
    public static ModuleNames.Answer has(Case patient, String distribution, String top, String name) {
        ModuleNames.Answer answer = patient.index().has(distribution, name);
        // Where not even the module is known to be in it, the wheel was not read.
        boolean unread = answer == ModuleNames.Answer.NO
                && patient.index().among(List.of(distribution), top).isEmpty();
        return unread ? ModuleNames.Answer.UNKNOWN : answer;
    }

    /** {@code from google import genai} asks for a part that a distribution of that whole name may bring alone. */
    private static Optional<Providers.Provided> ofPart(Case patient, String module) {
        List<Frame> frames = patient.incident().frames();
        String source = frames.isEmpty() ? "" : String.valueOf(frames.getLast().source());
        Optional<Providers.Provided> found = Optional.empty();
        List<String> parts = source.startsWith("from " + module + " ") ? ImportLine.named(source) : List.of();
        for (int i = 0; i < Math.min(parts.size(), MOST_PARTS) && found.isEmpty(); i++) {
            String part = module + "." + parts.get(i);
            found = patient.index().among(List.of(part.replace('.', '-')), part);
        }
        return found;
    }

    /** {@code a-b-c} and {@code a-b} for a part of a package that several distributions share, and the package. */
    private static List<String> namesakes(String module) {
        List<String> names = new ArrayList<>();
        for (String each = module; !each.isEmpty(); each = each.substring(0, Math.max(0, each.lastIndexOf('.')))) {
            names.add(each.replace('.', '-'));
        }
        return names;
    }

    /**
     * All of the module that the line asks for which failed at a part of it: {@code from a.b import c} needs
     * {@code a.b.c} where that is what a distribution is known to bring, and {@code import a.b.c} needs all of it.
     */
    private static String whole(Case patient, String module) {
        List<Frame> frames = patient.incident().frames();
        String source = frames.isEmpty() ? "" : String.valueOf(frames.getLast().source());
        String asked = ImportLine.module(source).orElse("");
        if (!asked.equals(module) && !asked.startsWith(module + ".")) {
            return module;
        }
        for (String name : ImportLine.named(source)) {
            String part = asked + "." + name;
            List<String> known = patient.table().providers(part);
            if (!known.isEmpty() && !known.equals(patient.table().providers(asked))) {
                return part;
            }
        }
        return asked;
    }

    /**
     * What the code that imports the module requires: its distribution's requirements, else the project's; and what the
     * extras bring that the project asks for.
     */
    public static List<String> required(Case patient, String module) {
        if (patient.environment().isEmpty()) {
            return List.of();
        }
        PythonEnvironment seen = patient.environment().get();
        Optional<Distribution> importer = importer(patient, module);
        List<String> names = new ArrayList<>();
        if (importer.isPresent()) {
            for (Requirement requirement : seen.distributions().requirements(importer.get())) {
                if (requirement.applies(seen.markers(), Set.of())) {
                    names.add(requirement.name());
                }
            }
        } else {
            names.addAll(DeclaredNames.of(patient));
        }
        names.addAll(Extra.declared(patient, importer));
        return names;
    }

    /** The distribution whose file has the line that imports the module; empty for the program's own. */
    public static Optional<Distribution> importer(Case patient, String module) {
        String top = ModuleName.top(module);
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            boolean names = ImportLine.module(frame.source())
                    .map(ModuleName::top)
                    .filter(top::equals)
                    .isPresent();
            if (!frame.internal() && (names || i == frames.size() - 1)) {
                String file = patient.absolute(frame.file());
                Optional<Distribution> owner = patient.environment()
                        .flatMap(seen -> seen.distributions().owner(file));
                if (names || owner.isPresent()) {
                    return owner;
                }
            }
        }
        return Optional.empty();
    }
}
