package tiryaq.diagnosis.causes.nativemodule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.Modules;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * What fails because it lies in an archive: {@code zipimport} loads no compiled modules, and an archive is no folder.
 *
 * @param module that the archive holds
 * @param member the compiled file in it; empty where none is known
 */
public record ArchivedModule(Kind kind, String module, String archive, String member) {
    /** How much is known of it. */
    public enum Kind {
        /** The very module that is missing. */
        ITSELF,
        /** The same, made for another Python. */
        OTHER_PYTHON,
        /** Parts of the package that lacks something. */
        PART,
        /** An installed package looks for files of its own in the archive. */
        FILES
    }

    private static final Set<String> NO_FILE = Set.of("NotADirectoryError", "FileNotFoundError", "OSError", "IOError");

    /** What lies in an archive so that this failure comes of it; empty where nothing does. */
    public static Optional<ArchivedModule> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        return seen == null
                ? Optional.empty()
                : itself(patient, seen).or(() -> part(patient, seen)).or(() -> files(patient, seen));
    }

    /** The file that is at fault. */
    public String file() {
        return member.isEmpty() ? archive : Paths.join(archive, member);
    }

    private static Optional<ArchivedModule> itself(Case patient, PythonEnvironment seen) {
        List<String> wanted = new ArrayList<>();
        patient.missingModule().ifPresent(wanted::add);
        // A folder in an archive is a namespace, even where it has a compiled __init__.
        wanted.add(patient.failure().about());
        for (String each : wanted) {
            boolean absent = !each.isEmpty()
                    && !ModuleName.tooDeep(each)
                    && seen.modules()
                            .find(each)
                            .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                            .isEmpty();
            List<Modules.Archived> found = absent ? seen.modules().archived(each) : List.of();
            Optional<Modules.Archived> own =
                    found.stream().filter(one -> loads(one, seen)).findFirst();
            if (!found.isEmpty()) {
                Modules.Archived best = own.orElse(found.getFirst());
                Kind kind = own.isPresent() ? Kind.ITSELF : Kind.OTHER_PYTHON;
                return Optional.of(new ArchivedModule(kind, each, best.archive(), best.member()));
            }
        }
        return Optional.empty();
    }

    private static boolean loads(Modules.Archived file, PythonEnvironment seen) {
        return NativeName.parse(Paths.name(file.member()))
                .filter(name -> name.endsIn(seen.interpreter().extensionSuffixes()))
                .isPresent();
    }

    /** A package that lacks a name, which one of its compiled modules may have brought. */
    private static Optional<ArchivedModule> part(Case patient, PythonEnvironment seen) {
        return patient.failure() instanceof Failure.Lacking lacking
                ? seen.modules()
                        .find(ModuleName.top(lacking.module()))
                        .flatMap(found -> seen.modules()
                                .archivedBelow(found)
                                .map(file ->
                                        new ArchivedModule(Kind.PART, found.name(), file.archive(), file.member())))
                : Optional.empty();
    }

    private static Optional<ArchivedModule> files(Case patient, PythonEnvironment seen) {
        if (!(patient.failure() instanceof Failure.OtherException other) || !NO_FILE.contains(other.type())) {
            return Optional.empty();
        }
        Frame asking = asking(patient, seen);
        return Optional.ofNullable(asking)
                .flatMap(frame -> seen.modules().moduleOf(patient.absolute(frame.file())))
                .flatMap(name -> seen.modules().find(ModuleName.top(name)))
                .flatMap(found -> seen.modules()
                        .distributionArchive(found)
                        .filter(archive -> other.message().contains(archive + "/"))
                        .map(archive -> new ArchivedModule(Kind.FILES, found.name(), archive, "")));
    }

    /** The last line that is not of the standard library. */
    private static @Nullable Frame asking(Case patient, PythonEnvironment seen) {
        for (Frame each : patient.incident().frames().reversed()) {
            if (!each.internal() && !seen.inStandardLibrary(patient.absolute(each.file()))) {
                return each;
            }
        }
        return null;
    }
}
