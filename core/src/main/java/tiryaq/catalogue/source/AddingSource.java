package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What a program's own source says that it adds to the search path before it fails. */
public final class AddingSource {
    private static final int FILES = 32;
    private static final int MOST = 64;

    private AddingSource() {}

    /**
     * What the files of the stack, and those of the program's own that they had loaded before, say that they add, in
     * the order in which Python reaches it, whether the folders are there or not. Of a script that no stack names the
     * place is unknown where it ended.
     *
     * @param script that was run; empty where it is not known
     * @param folder in which the program was started
     */
    public static List<PathAddition> of(
            Symptom symptom, PythonEnvironment seen, Optional<String> script, String folder, Machine machine) {
        Reading reading = new Reading(seen, folder, machine);
        List<Frame> frames = new ArrayList<>();
        for (Incident incident : symptom.incidents()) {
            incident.frames().stream().filter(frame -> !frame.internal()).forEach(frames::add);
        }
        boolean named =
                frames.stream().anyMatch(frame -> script.equals(Optional.of(Paths.absolute(folder, frame.file()))));
        if (!named) {
            script.ifPresent(reading::ended);
        }
        for (Frame frame : frames) {
            String file = Paths.absolute(folder, frame.file());
            if (reading.read.size() < FILES && reading.read.add(file + ":" + frame.line())) {
                reading.read(file, frame.line());
            }
        }
        return reading.found.stream().map(reading::told).toList();
    }

    /** The files that are read. */
    private static final class Reading {
        private final PythonEnvironment seen;
        private final String folder;
        private final Machine machine;
        private final Set<String> read = new HashSet<>();
        private final List<Found> found = new ArrayList<>();
        /** The files that may change the folder in which the program stands. */
        private final Set<String> moving = new HashSet<>();

        Reading(PythonEnvironment seen, String folder, Machine machine) {
            this.seen = seen;
            this.folder = folder;
            this.machine = machine;
        }

        /** An addition and the file that has it. */
        private record Found(String file, PathAddition addition) {}

        private PathAddition told(Found each) {
            return moving.isEmpty() || moving.equals(Set.of(each.file)) ? each.addition : each.addition.moved();
        }

        /** A file in which the program ended, nobody knows where: with the first import of its own, or later. */
        void ended(String file) {
            if (!OwnCode.runs(seen, file)) {
                return;
            }
            SourceCode code = SourceCode.of(machine.source(file));
            int first = Integer.MAX_VALUE;
            for (GuardedImport each : GuardedImport.in(code, "")) {
                first = Math.min(first, each.line());
            }
            for (Statement each : code.statements()) {
                if (each.from() < first
                        && ImportLine.modules(each.code()).stream().anyMatch(this::own)) {
                    first = each.from();
                }
            }
            read(file, first);
            int sure = found.size();
            if (first < Integer.MAX_VALUE) {
                read(file, Integer.MAX_VALUE);
            }
            for (int i = sure; i < found.size(); i++) {
                found.set(i, new Found(found.get(i).file, found.get(i).addition.perhaps()));
            }
        }

        private boolean own(String module) {
            return seen.modules()
                    .find(module)
                    .filter(there -> there.kind() == Module.Kind.SOURCE && OwnCode.runs(seen, there.file()))
                    .isPresent();
        }

        void read(String file, int line) {
            if (!OwnCode.runs(seen, file)) {
                return;
            }
            SourceCode code = SourceCode.of(machine.source(file));
            if (PathAddition.moves(code)) {
                moving.add(file);
            }
            List<PathAddition> own = PathAddition.before(file, line, folder, machine);
            int next = 0;
            for (Statement each : code.statements()) {
                if (each.from() >= line) {
                    break;
                }
                while (next < own.size() && own.get(next).line() <= each.from()) {
                    add(file, own.get(next++));
                }
                if (each.indent() == 0 && ImportLine.imports(each.code())) {
                    ImportLine.modules(each.code()).forEach(this::loaded);
                }
            }
            own.subList(next, own.size()).forEach(each -> add(file, each));
        }

        private void loaded(String module) {
            Optional<Module> loaded = seen.modules().find(module).filter(there -> there.kind() == Module.Kind.SOURCE);
            if (loaded.isPresent()
                    && read.size() < FILES
                    && read.add(loaded.get().file())) {
                read(loaded.get().file(), Integer.MAX_VALUE);
            }
        }

        private void add(String file, PathAddition addition) {
            boolean known = found.stream()
                    .anyMatch(each -> each.file.equals(file)
                            && each.addition.line() == addition.line()
                            && each.addition.folder().equals(addition.folder()));
            if (!known && found.size() < MOST) {
                found.add(new Found(file, addition));
            }
        }
    }
}
