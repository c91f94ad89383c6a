package tiryaq.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * A module that is nowhere. Where a mere folder has its name, Python takes that for it (PEP 420), and only what is
 * asked of it fails; a folder never hides a module or a package that is anywhere on the path.
 *
 * @param folder the one that Python took for the module; null where there is none
 */
public record Absent(String module, @Nullable String folder) {
    /** Whether the program itself has told Python not to look: what lies on the disk is not asked then. */
    private static boolean halted(Case patient) {
        return patient.incident().words().endsWith("halted; None in sys.modules");
    }

    /** What is absent, if the failure is about that. */
    public static Optional<Absent> of(Case patient) {
        return switch (patient.failure()) {
            case Failure.MissingModule missing ->
                loadedElsewhere(patient).isPresent() || halted(patient)
                        // Where the package came from, the part may be missing or not: nobody looked there.
                        ? Optional.empty()
                        : Optional.of(new Absent(missing.module(), hollow(patient, missing.module())));
            case Failure.MissingName missing ->
                missing.module().isEmpty()
                        ? Optional.empty()
                        : part(patient, missing).or(() -> taken(patient, missing.module()));
            case Failure.MissingAttribute missing ->
                missing.module().isEmpty() ? Optional.empty() : taken(patient, missing.module());
            case Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _,
                    Failure.Killed _ -> Optional.empty();
        };
    }

    /**
     * The outermost package around the missing module that Python had loaded, though it is in none of the folders that
     * are known to be searched; empty for none. Of a dotted name Python 3 names the first part that it does not find:
     * whoever says {@code No module named 'a.b'} has found {@code a}.
     */
    public static Optional<String> loadedElsewhere(Case patient) {
        if (!(patient.failure() instanceof Failure.MissingModule missing)
                || missing.parentIsNoPackage()
                || ModuleName.tooDeep(missing.module())
                || !said(patient, missing.module())) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null || seen.interpreter().version().major() < 3) {
            return Optional.empty();
        }
        boolean whole = seen.modules()
                .find(ModuleName.top(missing.module()))
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent();
        // A package with code of its own may look for its parts where it likes.
        return whole ? Optional.empty() : outermost(seen, missing.module());
    }

    private static Optional<String> outermost(PythonEnvironment seen, String module) {
        for (int dot = module.indexOf('.'); dot > 0; dot = module.indexOf('.', dot + 1)) {
            String around = module.substring(0, dot);
            if (seen.modules().find(around).isEmpty()) {
                return Optional.of(around);
            }
        }
        return Optional.empty();
    }

    /**
     * In the import system's own words: a name that was read from a guarded import, or that the program words, proves
     * nothing.
     */
    private static boolean said(Case patient, String module) {
        String words = patient.incident().words();
        boolean own = !patient.incident().frames().isEmpty()
                && patient.incident().frames().getLast().raisesInOwnWords();
        return !own
                && (words.contains("No module named '" + module + "'")
                        || words.contains("No module named \"" + module + "\""));
    }

    /** A part of a package that several distributions share, if one is known to bring just that part. */
    private static Optional<Absent> part(Case patient, Failure.MissingName missing) {
        String whole = missing.module() + "." + missing.name();
        List<String> providers = patient.table().providers(whole);
        boolean known =
                !providers.isEmpty() && !providers.equals(patient.table().providers(missing.module()));
        Optional<Module> shared = patient.environment()
                .flatMap(seen -> seen.modules().find(missing.module()))
                .filter(found -> found.kind() == Module.Kind.NAMESPACE);
        // What is installed without a file of its own has nothing but parts, and other distributions may bring more.
        boolean installed = shared.filter(found -> found.folders().stream()
                        .allMatch(folder ->
                                FailingChain.thirdParty(patient.environment().orElseThrow(), folder)
                                        && Module.holdsCode(patient.machine(), folder)
                                        && !remains(patient, missing.module(), folder)))
                .isPresent();
        return shared.isPresent() && (known || installed) ? Optional.of(new Absent(whole, null)) : Optional.empty();
    }

    private static Optional<Absent> taken(Case patient, String module) {
        String top = ModuleName.top(module);
        String folder = folder(patient, top);
        boolean own =
                folder != null && !FailingChain.thirdParty(patient.environment().orElseThrow(), folder);
        boolean known = own && !patient.table().providers(top).isEmpty();
        return known || hollow(patient, top) != null ? Optional.of(new Absent(top, folder)) : Optional.empty();
    }

    /** The folder, if nothing in it can be loaded: packages of several distributions may share a folder, too. */
    private static @Nullable String hollow(Case patient, String module) {
        String folder = folder(patient, module);
        return folder == null || (Module.holdsCode(patient.machine(), folder) && !remains(patient, module, folder))
                ? null
                : folder;
    }

    /**
     * Whether a folder among distributions is of none of them any more: what an installer left of one that it took out.
     */
    private static boolean remains(Case patient, String module, String folder) {
        PythonEnvironment seen = patient.environment().orElseThrow();
        if (!FailingChain.thirdParty(seen, folder + "/__init__.py")) {
            return false;
        }
        String location = Paths.parent(folder);
        String inner = ModuleName.top(module) + "/";
        boolean any = false;
        for (Distribution each : seen.distributions().all()) {
            if (each.location().equals(location)) {
                byte[] record = seen.distributions().record(each);
                // Of one without a RECORD nobody knows what is its own.
                if (record.length == 0 || !RecordFile.under(record, inner).isEmpty()) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static @Nullable String folder(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> namespace(seen, ModuleName.top(module)))
                .map(List::getFirst)
                .orElse(null);
    }

    private static Optional<List<String>> namespace(PythonEnvironment seen, String top) {
        return seen.modules()
                .find(top)
                .filter(found -> found.kind() == Module.Kind.NAMESPACE)
                .map(Module::folders);
    }
}
