package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.python.Module;
import tiryaq.symptom.Symptom;

/** What raised while Python was starting is told beside the answer: what it was to set up may be what is missing. */
final class StartFiles {
    private static final int MOST = 3;

    private StartFiles() {}

    /** The same with a note for each of the first few files. */
    static Examined told(Examined examined, List<Symptom.StartFile> files) {
        if (files.isEmpty()) {
            return examined;
        }
        List<Say> notes = new ArrayList<>();
        for (Symptom.StartFile file : files.subList(0, Math.min(MOST, files.size()))) {
            notes.add(Say.of("note.start-file", "path", path(examined.patient(), file), "words", file.words()));
        }
        List<Diagnosis> all = new ArrayList<>(examined.diagnoses());
        notes.addAll(all.getFirst().notes());
        all.set(0, all.getFirst().withNotes(notes));
        return examined.diagnosed(all);
    }

    /** Python names the module only; which file that is, its search path tells. */
    private static String path(Case patient, Symptom.StartFile file) {
        return patient.environment()
                .flatMap(seen -> seen.modules().find(file.name()))
                .map(Module::file)
                .filter(found -> !found.isEmpty())
                .orElse(file.name());
    }
}
