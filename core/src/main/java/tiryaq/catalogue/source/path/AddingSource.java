package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SearchPath;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What a program's own source says that it does to the search path before it fails. */
public final class AddingSource {
    private static final String CODE = "<string>";
    private static final int FILES = 32;
    private static final int MOST = 64;

    private AddingSource() {}

    /**
     * What is run first.
     *
     * @param script that was run; empty where it is not known
     * @param code that {@code -c} was given; empty for none
     * @param tests what pytest was given, if that is what runs
     * @param served what a server puts in front of the search path before it imports the program
     */
    public record Begun(
            Optional<String> script, Optional<String> code, Optional<List<String>> tests, List<String> served) {
        public Begun {
            served = List.copyOf(served);
        }
    }

    /**
     * What the files of the stack, and those of the program's own that they had loaded before, say that they do, in
     * the order in which Python reaches it, whether the folders are there or not. Of a script that no stack names the
     * place is unknown where it ended.
     *
     * @param folder in which the program was started
     */
    public static PathChanges of(Symptom symptom, PythonEnvironment seen, Begun begun, String folder, Machine machine) {
        Reading reading = new Reading(seen, begun, folder, machine);
        reading.started();
        List<Frame> frames = new ArrayList<>();
        for (Incident incident : symptom.incidents()) {
            incident.frames().stream()
                    .filter(frame -> !frame.internal() || reading.isCode(frame.file()))
                    .forEach(frames::add);
        }
        boolean named = frames.stream()
                .anyMatch(frame -> begun.script().equals(Optional.of(Paths.absolute(folder, frame.file()))));
        if (!named) {
            begun.script().ifPresent(reading::ended);
        }
        for (Frame frame : frames) {
            String file = reading.isCode(frame.file()) ? CODE : Paths.absolute(folder, frame.file());
            if (reading.read.size() < FILES && reading.read.add(file + ":" + frame.line())) {
                reading.read(file, frame.line(), true);
            }
        }
        return new PathChanges(
                reading.found.stream().map(reading::told).toList(),
                reading.takings.stream().filter(reading::reached).toList());
    }

    /** The files that are read. */
    private static final class Reading {
        private final PythonEnvironment seen;
        private final Begun begun;
        private final String folder;
        private final Machine machine;
        private final Set<String> read = new HashSet<>();
        private final List<Found> found = new ArrayList<>();
        private final Set<PathTaking> takings = new LinkedHashSet<>();
        /** The files that may change the folder in which the program stands. */
        private final Set<String> moving = new HashSet<>();

        private final Map<String, SourceCode> codes = new HashMap<>();

        Reading(PythonEnvironment seen, Begun begun, String folder, Machine machine) {
            this.seen = seen;
            this.begun = begun;
            this.folder = folder;
            this.machine = machine;
        }

        /** An addition and the file that has it. */
        private record Found(String file, PathAddition addition) {}

        boolean isCode(String file) {
            return file.equals(CODE) && begun.code().isPresent();
        }

        private String text(String file) {
            return isCode(file) ? begun.code().get() : machine.source(file);
        }

        private PathAddition told(Found each) {
            return moving.isEmpty() || moving.equals(Set.of(each.file)) ? each.addition : each.addition.moved();
        }

        /** Whether anything that was read may have called the function in which it stands. */
        private boolean reached(PathTaking taking) {
            String function = taking.function();
            for (SourceCode code : codes.values()) {
                for (Statement each : function.isEmpty() ? List.<Statement>of() : code.statements()) {
                    if (Identifier.standsIn(each.code(), function)
                            && !each.code().startsWith("def " + function + "(")
                            && !each.code().startsWith("async def " + function + "(")
                            && !ImportLine.imports(each.code())) {
                        return true;
                    }
                }
            }
            return function.isEmpty();
        }

        /** What {@code site} runs before the program; what that adds stands behind what the program begins with. */
        void started() {
            if (seen.start().noSite()) {
                return;
            }
            for (SearchPath.ExecutableLine each : seen.path().executableLines()) {
                takings.addAll(PathReader.before(each.line(), each.file(), Integer.MAX_VALUE, folder, machine)
                        .takings());
            }
            for (String name : List.of("sitecustomize", "usercustomize")) {
                Optional<Module> found = seen.modules().find(name).filter(each -> each.kind() == Module.Kind.SOURCE);
                String file = found.map(Module::file).orElse("");
                takings.addAll(PathReader.before(text(file), file, Integer.MAX_VALUE, folder, machine)
                        .takings());
            }
        }

        /** A file in which the program ended, nobody knows where: with the first import of its own, or later. */
        void ended(String file) {
            if (!OwnCode.runs(seen, file)) {
                return;
            }
            SourceCode code = CaseSources.code(machine, file);
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
            read(file, first, true);
            int sure = found.size();
            if (first < Integer.MAX_VALUE) {
                read(file, Integer.MAX_VALUE, true);
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

        /**
         * @param sure whether it was loaded in any case: else what it adds is left aside
         */
        void read(String file, int line, boolean sure) {
            if (!isCode(file) && !OwnCode.runs(seen, file)) {
                return;
            }
            String text = text(file);
            SourceCode code = codes.computeIfAbsent(file, none -> SourceCode.of(text));
            if (sure && PathReader.moves(code)) {
                moving.add(file);
            }
            PathChanges changes = PathReader.before(text, file, line, folder, machine);
            takings.addAll(changes.takings());
            List<PathAddition> own = sure ? changes.additions() : List.of();
            String around = around(file);
            int next = 0;
            for (Statement each : code.statements()) {
                if (each.from() >= line) {
                    break;
                }
                while (next < own.size() && own.get(next).line() <= each.from()) {
                    add(file, own.get(next++));
                }
                if (ImportLine.imports(each.code())) {
                    boolean top = each.indent() == 0;
                    List<String> modules = ImportLine.modules(each.code(), around);
                    modules.forEach(module -> loaded(module, sure && top));
                    // Of several modules none has the names: they are the names themselves.
                    for (String part : modules.size() == 1 ? ImportLine.named(each.code()) : List.<String>of()) {
                        loaded(modules.getFirst() + "." + part, sure && top);
                    }
                }
            }
            own.subList(next, own.size()).forEach(each -> add(file, each));
        }

        /** The package that a file is in; empty for none. */
        private String around(String file) {
            String module = isCode(file) ? "" : seen.modules().moduleOf(file).orElse("");
            int dot = module.lastIndexOf('.');
            return file.endsWith("/__init__.py") ? module : dot < 0 ? "" : module.substring(0, dot);
        }

        /** With a module all packages around it are loaded. */
        private void loaded(String module, boolean sure) {
            for (int dot = module.indexOf('.'); dot > 0; dot = module.indexOf('.', dot + 1)) {
                load(module.substring(0, dot), sure);
            }
            load(module, sure);
        }

        private void load(String module, boolean sure) {
            Optional<Module> loaded = seen.modules()
                    .find(module)
                    .filter(there -> there.kind() == Module.Kind.SOURCE && OwnCode.runs(seen, there.file()));
            if (loaded.isPresent()
                    && read.size() < FILES
                    && read.add(loaded.get().file() + (sure ? "" : "?"))) {
                read(loaded.get().file(), Integer.MAX_VALUE, sure);
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
