package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.source.CaseSources;

/**
 * A name in which code remembers that an import of its own had failed: {@code HAVE_YAML = False}, {@code yaml = None}.
 *
 * @param file that has the import, absolute
 * @param guards the imports any of whose failures sets it
 * @param alone whether the line is reached whenever the import has failed and never else, as far as its function goes:
 *     the name is the one condition, and nothing else in the files sets it
 */
public record ImportFlag(String file, List<GuardedImport> guards, boolean alone) {
    /** So many names of conditions are asked for, and so many imports for each of them. */
    private static final int NAMES = 32;

    private static final int IMPORTS = 256;

    /** The flags on which it depends whether a line of a file is reached, the nearest first. */
    public static List<ImportFlag> over(String file, int number, PythonEnvironment seen, Machine machine) {
        SourceCode code = CaseSources.code(machine, file);
        int at = code.at(number);
        if (at < 0) {
            return List.of();
        }
        WayThere way = WayThere.to(code, at);
        List<ImportFlag> found = new ArrayList<>();
        int names = 0;
        for (Condition condition : way.conditions()) {
            for (String name : condition.names(NAMES - names)) {
                names++;
                Use use = new Use(code, at, name, condition, way.sole());
                use.own(file, inPackage(file, seen))
                        .or(() -> use.imported(file, seen, machine))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** A name in a condition. */
    private record Use(SourceCode code, int at, String name, Condition condition, boolean sole) {
        private Optional<ImportFlag> own(String file, String inPackage) {
            return in(code, file, inPackage, true);
        }

        /** What sets the name in a file. */
        private Optional<ImportFlag> in(SourceCode there, String file, String inPackage, boolean here) {
            List<GuardedImport> guards = new ArrayList<>();
            boolean alone = sole && condition.plain();
            List<GuardedImport> all = GuardedImport.in(there, inPackage);
            alone &= all.size() <= IMPORTS;
            for (GuardedImport each : all.subList(0, Math.min(IMPORTS, all.size()))) {
                Bindings.Range range = Bindings.Range.of(there, each);
                Optional<Condition.Value> value = value(there, each, range);
                if (value.isEmpty() || (here && Bindings.shadowed(there, at, name, range))) {
                    continue;
                }
                Optional<Boolean> reached = condition.reached(value.get());
                // With what the failed import leaves the line is not reached: another thing has set the name.
                if (reached.isEmpty() || reached.get()) {
                    guards.add(each);
                    alone = alone && reached.isPresent() && Bindings.only(there, name, range);
                }
            }
            return guards.isEmpty() ? Optional.empty() : Optional.of(new ImportFlag(file, guards, alone));
        }

        /** What the name stands for after the import has failed; empty where that has nothing to do with it. */
        private Optional<Condition.Value> value(SourceCode there, GuardedImport guard, Bindings.Range range) {
            List<Statement> all = there.statements();
            int last = -1;
            boolean succeeded = false;
            for (int i = range.from(); i < range.until(); i++) {
                Statement each = all.get(i);
                String text = each.branches() ? each.inline() : each.code();
                String assigned = Bindings.assigned(text, name);
                if (assigned.isEmpty()) {
                    continue;
                }
                if (guard.handles(each.from())) {
                    last = i;
                } else {
                    succeeded = true;
                }
            }
            if (last < 0) {
                return succeeded ? Optional.of(preset(all, range.from())) : Optional.empty();
            }
            Statement each = all.get(last);
            List<Integer> around = there.around(last);
            boolean direct = each.branches()
                    || (!around.isEmpty() && all.get(around.getFirst()).from() == guard.from());
            String assigned = Bindings.assigned(each.branches() ? each.inline() : each.code(), name);
            return Optional.of(direct ? Condition.Value.of(assigned, guard.exception()) : Condition.Value.UNKNOWN);
        }

        /** What the name stood for before the import was tried. */
        private Condition.Value preset(List<Statement> all, int until) {
            Condition.Value value = Condition.Value.UNKNOWN;
            for (Statement each : all.subList(0, until)) {
                String assigned = each.indent() == 0 ? Bindings.assigned(each.code(), name) : "";
                value = assigned.isEmpty() ? value : Condition.Value.of(assigned, "");
            }
            return value;
        }

        /** The flag in the module from which the file has its name. */
        private Optional<ImportFlag> imported(String file, PythonEnvironment seen, Machine machine) {
            for (int i = 0; i < code.statements().size(); i++) {
                Statement each = code.statements().get(i);
                Bindings.Range self = new Bindings.Range(i, i + 1);
                if (each.indent() > 0
                        || !each.code().startsWith("from ")
                        || !ImportLine.bound(each.code()).contains(name)
                        || Bindings.shadowed(code, at, name, self)) {
                    continue;
                }
                Optional<Module> from = ImportLine.modules(each.code(), inPackage(file, seen)).stream()
                        .findFirst()
                        .flatMap(seen.modules()::find)
                        .filter(found -> found.kind() == Module.Kind.SOURCE);
                if (from.isPresent()) {
                    String there = from.get().file();
                    SourceCode text = CaseSources.code(machine, there);
                    boolean only = Bindings.only(code, name, self);
                    return in(text, there, inPackage(there, seen), false)
                            .map(found -> new ImportFlag(found.file(), found.guards(), found.alone() && only));
                }
            }
            return Optional.empty();
        }
    }

    /** The package that a file's relative imports start from; empty for none. */
    static String inPackage(String file, PythonEnvironment seen) {
        String module = seen.modules().moduleOf(file).orElse("");
        return Paths.name(file).equals("__init__.py")
                ? module
                : module.substring(0, Math.max(0, module.lastIndexOf('.')));
    }
}
