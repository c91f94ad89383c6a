package tiryaq.diagnosis.wanted;

import java.util.List;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;
import tiryaq.symptom.words.LauncherWords;

/** Modules that the user names in words of his own: to what starts a program, or as text in a setting. */
public final class OwnWords {
    /** By which gunicorn, uvicorn, Flask and Celery load what they are told to. */
    private static final Set<String> LOADERS =
            Set.of("import_app", "import_from_string", "locate_app", "find_app", "symbol_by_name");

    private static final int MOST_FILES = 200;

    private OwnWords() {}

    /** Whether what is missing is what a launcher was told to load. */
    public static boolean launched(Case patient) {
        if (LauncherWords.of(patient.incident().words()) != null) {
            return true;
        }
        for (Frame frame : patient.incident().frames().reversed()) {
            if (!frame.internal() && !frame.file().endsWith("/importlib/__init__.py")) {
                return LOADERS.contains(frame.function());
            }
        }
        return false;
    }

    /** Whether a file of the project's own, in the working folder or one below it, has the whole name as a text. */
    public static boolean name(Case patient, PythonEnvironment seen, String module) {
        Machine machine = patient.machine();
        if (patient.folder().isEmpty()) {
            return false;
        }
        List<String> names = machine.list(patient.folder()).names();
        for (String name : names.subList(0, Math.min(names.size(), MOST_FILES))) {
            String path = Paths.join(patient.folder(), name);
            if (has(patient, seen, path, module)) {
                return true;
            }
            List<String> inner =
                    name.startsWith(".") ? List.of() : machine.list(path).names();
            for (String each : inner.subList(0, Math.min(inner.size(), MOST_FILES))) {
                if (has(patient, seen, Paths.join(path, each), module)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(Case patient, PythonEnvironment seen, String file, String module) {
        if (!file.endsWith(".py") || !OwnCode.runs(seen, file)) {
            return false;
        }
        String text = patient.machine().source(file);
        return text.contains("\"" + module + "\"") || text.contains("'" + module + "'");
    }
}
