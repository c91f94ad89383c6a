package tiryaq.diagnosis.causes.nativemodule;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.digest.Sha256;
import tiryaq.machine.Content;
import tiryaq.machine.Problem;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/** The one native file of what the program imports whose bytes are not those that were installed, headers and all. */
final class Altered {
    private static final int LIMIT = 32 << 20;

    private Altered() {}

    /** The file that a death while loading is about; empty unless there is exactly one. */
    static Optional<Diagnosis> of(Case patient) {
        if (patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        Set<String> imported = patient.imports().foreign();
        List<String> altered = new ArrayList<>();
        for (String file : imported.isEmpty() ? List.<String>of() : NativeFiles.of(seen, patient.machine())) {
            boolean loads = seen.modules()
                    .moduleOf(file)
                    .map(ModuleName::top)
                    .filter(imported::contains)
                    .isPresent();
            if (loads && differs(patient, seen, file)) {
                altered.add(file);
            }
        }
        return altered.size() == 1 ? Optional.of(diagnose(patient, altered.getFirst())) : Optional.empty();
    }

    private static boolean differs(Case patient, PythonEnvironment seen, String file) {
        Optional<Distribution> owner = seen.distributions().owner(file);
        Optional<RecordFile.Entry> entry = owner.flatMap(found -> RecordFile.find(
                seen.distributions().record(found),
                file.substring(found.location().length() + 1)));
        if (entry.isEmpty() || !entry.get().algorithm().equals("sha256")) {
            return false;
        }
        long size = patient.machine().stat(file).size();
        if (size > LIMIT || (entry.get().size() >= 0 && entry.get().size() != size)) {
            return size <= LIMIT;
        }
        Content content = patient.machine().read(file, 0, LIMIT);
        return content.problem() == Problem.NONE
                && !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Sha256.of(content.bytes()))
                        .equals(entry.get().digest());
    }

    private static Diagnosis diagnose(Case patient, String file) {
        Owner owner = patient.ownerOf(file);
        DiagnosisBuilder diagnosis = patient.likely(NativeFileDamaged.CODE)
                .because(new Evidence.RecordMismatch(
                        file, owner.name(), owner.version(), Evidence.RecordMismatch.Difference.ALTERED));
        return NativeFileDamaged.worded(patient, diagnosis, file, owner, "");
    }
}
