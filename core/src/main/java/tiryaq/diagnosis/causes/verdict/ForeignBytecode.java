package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Say;
import tiryaq.knowledge.BytecodeMagic;
import tiryaq.python.Module;
import tiryaq.symptom.Failure;

/** Bytecode without its source, made by another Python: {@code bad magic number in 'config'}. */
final class ForeignBytecode {
    private static final int MAGIC = 4;
    private static final String SAID = "ad magic number in ";

    private ForeignBytecode() {}

    static Optional<Diagnosis> of(Case patient, DiagnosisBuilder diagnosis) {
        String file = file(patient);
        if (file == null) {
            return Optional.empty();
        }
        Optional<String> made =
                BytecodeMagic.version(patient.machine().read(file, 0, MAGIC).bytes());
        return Optional.of(diagnosis
                .fault(file)
                .sense(Say.Sense.TOLD)
                .summary(
                        made.isPresent() ? ".bytecode" : ".bytecode.other",
                        "path",
                        file,
                        "made",
                        made.map(version -> "Python " + version).orElse(""),
                        "interpreter",
                        patient.interpreterLabel()));
    }

    /** The file that was refused; Python 2 names it, Python 3 the module. */
    private static @Nullable String file(Case patient) {
        String said = patient.failure() instanceof Failure.OtherException other ? other.message() : "";
        int at = said.indexOf(SAID);
        if (at < 0 || patient.environment().isEmpty()) {
            return null;
        }
        String named = said.substring(at + SAID.length());
        if (!named.startsWith("'")) {
            String file = patient.absolute(named.strip());
            return patient.machine().isFile(file) ? file : null;
        }
        int end = named.indexOf('\'', 1);
        return end < 0
                ? null
                : patient.environment()
                        .get()
                        .modules()
                        .find(named.substring(1, end))
                        .filter(found -> found.kind() == Module.Kind.BYTECODE)
                        .map(Module::file)
                        .orElse(null);
    }
}
