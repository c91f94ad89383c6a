package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.TopLevelNames;
import tiryaq.python.source.CaseSources;
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
                    && (takesPart(machine, each, top, file, hidden.orElse(null))
                            || CallingCode.of(machine, each).used(top).stream()
                                    .anyMatch(name -> TopLevelNames.has(text, name)
                                            && hidden.filter(other -> ModuleNames.has(machine, other, name)
                                                            != ModuleNames.Answer.NO)
                                                    .isEmpty()));
            if (means) {
                found.add(each);
            }
        }
        return found;
    }

    /** Whether it imports all that the file has, or what lies beside it in its package and not in the hidden one. */
    private static boolean takesPart(Machine machine, String user, String top, String file, @Nullable Module hidden) {
        String folder = Paths.name(file).startsWith("__init__.") ? Paths.parent(file) : "";
        SourceCode code = CaseSources.code(machine, user);
        for (Statement each : code.statements()) {
            Set<String> parts = new LinkedHashSet<>();
            for (String module : ImportLine.modules(each.code())) {
                if (module.equals(top)) {
                    parts.addAll(ImportLine.named(each.code()));
                    if (each.code().endsWith("import *")) {
                        return true;
                    }
                } else if (module.startsWith(top + ".")) {
                    parts.add(module.substring(top.length() + 1).split("\\.", 2)[0]);
                }
            }
            for (String part : folder.isEmpty() ? Set.<String>of() : parts) {
                boolean there =
                        machine.isFile(Paths.join(folder, part + ".py")) || machine.isFolder(Paths.join(folder, part));
                if (there && (hidden == null || ModuleNames.hasPart(machine, hidden, part) == ModuleNames.Answer.NO)) {
                    return true;
                }
            }
        }
        return code.cut();
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
