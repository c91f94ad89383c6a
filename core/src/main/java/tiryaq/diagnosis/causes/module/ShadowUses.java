package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.TopLevelNames;
import tiryaq.symptom.Frame;

/** Who of the program's own files imports a file that hides another module, and means that very file. */
public final class ShadowUses {
    private ShadowUses() {}

    /**
     * The files that use a name which this file has and the hidden module has not: under another name of the file they
     * would fail.
     */
    public static List<String> of(Case patient, PythonEnvironment seen, String file) {
        String stem = Paths.name(file).startsWith("__init__.") ? Paths.name(Paths.parent(file)) : Paths.name(file);
        String top = stem.endsWith(".py") ? stem.substring(0, stem.length() - 3) : stem;
        Machine machine = patient.machine();
        String text = machine.source(file);
        Optional<Module> hidden = seen.modules().alsoFound(top).stream()
                .filter(each ->
                        each.kind() != Module.Kind.NAMESPACE && !each.file().equals(file))
                .findFirst();
        List<String> found = new ArrayList<>();
        for (String each : files(patient, seen)) {
            boolean means = !each.equals(file)
                    && CallingCode.of(machine, each).used(top).stream()
                            .anyMatch(name -> TopLevelNames.has(text, name)
                                    && hidden.filter(other ->
                                                    ModuleNames.has(machine, other, name) != ModuleNames.Answer.NO)
                                            .isEmpty());
            if (means) {
                found.add(each);
            }
        }
        return found;
    }

    private static Set<String> files(Case patient, PythonEnvironment seen) {
        Set<String> files = new LinkedHashSet<>();
        patient.script().ifPresent(files::add);
        for (Frame frame : patient.incident().frames()) {
            String file = frame.internal() ? "" : patient.absolute(frame.file());
            if (!file.isEmpty() && OwnCode.runs(seen, file)) {
                files.add(file);
            }
        }
        for (String name : patient.imports().own()) {
            seen.modules().find(name).map(Module::file).ifPresent(files::add);
        }
        return files;
    }
}
