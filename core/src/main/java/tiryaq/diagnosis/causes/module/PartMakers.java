package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.ProjectRoot;

/** Files of a project from which a part of its package is made, when the project is built or set up. */
final class PartMakers {
    private static final int LEVELS = 6;
    private static final int MOST_PLACES = 200;

    /** From these a module is compiled. */
    private static final List<String> SOURCES =
            List.of(".pyx", ".c", ".cc", ".cpp", ".cxx", ".rs", ".pyf", ".f", ".f90");

    /** From these a file is filled in; a stub stands beside what is compiled. */
    private static final List<String> TEMPLATES =
            List.of(".pyi", ".py.in", ".py.example", ".py.sample", ".py.template", ".py.tmpl", ".py.dist", ".py.j2");

    /** From these a generator writes modules. */
    private static final Set<String> DESCRIPTIONS =
            Set.of(".proto", ".ui", ".qrc", ".g4", ".i", ".thrift", ".fbs", ".capnp", ".ksy");

    private static final Set<String> PARSERS = Set.of("Lexer", "Parser", "Listener", "Visitor");

    /** These may name what is made; they need not be where a project begins. */
    private static final List<String> BUILDS = List.of(
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "meson.build",
            "CMakeLists.txt",
            "Cargo.toml",
            "Makefile",
            ".gitignore");

    /** These compile, whatever it is. */
    private static final Set<String> NATIVE_BUILDS =
            Set.of("meson.build", "CMakeLists.txt", "Cargo.toml", "SConstruct", "binding.gyp", "BUILD.bazel");

    private static final List<String> NATIVE_WORDS = List.of(
            "Extension(",
            "ext_modules",
            "ext-modules",
            "cffi_modules",
            "rust_extensions",
            "hooks.custom",
            "[tool.poetry.build]");

    private final Machine machine;
    private final String folder;
    private final String module;
    private final String name;
    private final List<String> levels = new ArrayList<>();

    /**
     * For one part.
     *
     * @param folder of the package
     * @param entry of the search path, above which only what says that it is a project belongs to it
     */
    PartMakers(Machine machine, String folder, String entry, String module) {
        this.machine = machine;
        this.folder = folder;
        this.module = module;
        this.name = module.substring(module.lastIndexOf('.') + 1);
        String above = folder;
        boolean project = false;
        for (int level = 0; level < LEVELS && above.length() > 1 && !project; level++) {
            levels.add(above);
            project = ProjectRoot.is(machine, above);
            above = Paths.parent(above);
        }
        if (!project) {
            levels.removeIf(each -> !Paths.within(each, entry));
        }
    }

    /**
     * The file that shows that just this part is made: its source, its template, its description, or a build that names
     * it.
     */
    Optional<String> naming() {
        for (List<String> endings : List.of(SOURCES, TEMPLATES)) {
            for (String ending : endings) {
                String file = Paths.join(folder, name + ending);
                if (machine.isFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        for (String level : levels) {
            String file = Paths.join(folder, name + ".py").substring(level.length() + 1);
            for (String place : places(level)) {
                for (String each : machine.list(place).names()) {
                    String path = Paths.join(place, each);
                    // What lies in a folder of its own may name a library of the project, not a file.
                    boolean build = BUILDS.contains(each) && (place.equals(level) || NATIVE_BUILDS.contains(each));
                    if (describes(each)
                            || (build && BuildText.names(text(path), each, file, module))
                            || (compiles(each) && compiled(text(path)) && BuildText.quoted(text(path), module))) {
                        return Optional.of(path);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A file that shows that the project has parts which are made, and does not say which. */
    Optional<String> any() {
        for (String level : levels) {
            for (String place : places(level)) {
                for (String each : machine.list(place).names()) {
                    String ending = ending(each);
                    String path = Paths.join(place, each);
                    if (SOURCES.contains(ending)
                            || DESCRIPTIONS.contains(ending)
                            || NATIVE_BUILDS.contains(each)
                            || (BUILDS.contains(each) && NATIVE_WORDS.stream().anyMatch(text(path)::contains))
                            || (compiles(each) && compiled(text(path)))) {
                        return Optional.of(path);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The folder and those in it. */
    private List<String> places(String level) {
        List<String> places = new ArrayList<>(List.of(level));
        List<String> names = machine.list(level).names();
        for (String inner : names.subList(0, Math.min(names.size(), MOST_PLACES))) {
            if (inner.indexOf('.') < 0) {
                places.add(Paths.join(level, inner));
            }
        }
        return places;
    }

    private String text(String path) {
        return machine.source(path);
    }

    private static String ending(String file) {
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? "" : file.substring(dot);
    }

    /** By custom, what tells {@code cffi} what to compile. */
    private static boolean compiles(String file) {
        return file.endsWith(".py") && !file.equals("setup.py") && (file.contains("build") || file.contains("ffi"));
    }

    private static boolean compiled(String text) {
        return text.contains("set_source(");
    }

    /** Whether a generator writes a file of this name from that one: by protobuf, Qt, ANTLR, SWIG, Thrift. */
    private boolean describes(String file) {
        String ending = ending(file);
        String stem = file.substring(0, file.length() - ending.length());
        return switch (ending) {
            case ".proto" -> name.equals(stem + "_pb2") || name.equals(stem + "_pb2_grpc");
            case ".ui" -> name.equals("ui_" + stem) || name.equals(stem + "_ui");
            case ".qrc" -> name.equals(stem + "_rc") || name.equals("rc_" + stem);
            case ".g4" -> name.startsWith(stem) && PARSERS.contains(name.substring(stem.length()));
            case ".i" -> name.equals(stem) || name.equals("_" + stem);
            case ".thrift" -> name.equals(stem);
            default -> false;
        };
    }
}
