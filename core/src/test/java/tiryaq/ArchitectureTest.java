package tiryaq;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, and the walls between them. */
class ArchitectureTest {
    /** A room may use those that stand before it. */
    private static final List<String> ROOMS = List.of(
            "digest",
            "tree",
            "machine",
            "symptom",
            "binary",
            "packaging",
            "knowledge",
            "host",
            "python",
            "command",
            "diagnosis",
            "catalogue",
            "index",
            "treatment",
            "report");

    /** Who touches the disk or starts processes, and why. */
    private static final Set<String> OUTSIDE = Set.of(
            // the one door to what is examined
            "tiryaq.machine.LiveMachine",
            "tiryaq.machine.RawNames",
            // asks interpreters for constants, and remembers the answers in our own folder
            "tiryaq.command.probe.Probe",
            "tiryaq.command.probe.Running",
            "tiryaq.command.probe.ProbeCache",
            // removes what is our own, or was made by a treatment
            "tiryaq.tree.Tree",
            // finds our own folders, and writes what is kept there
            "tiryaq.tree.OwnFolders",
            // wheels are fetched into, and their file lists kept in, our own folder
            "tiryaq.index.IndexCache",
            "tiryaq.index.WheelNames",
            "tiryaq.index.WheelReader");

    /** Who of those writes, and only into our own folders. */
    private static final Set<String> OWN_FOLDERS =
            Set.of("tiryaq.tree.Tree", "tiryaq.tree.OwnFolders", "tiryaq.index.WheelReader");

    /** Who starts processes. */
    private static final Set<String> STARTERS =
            Set.of("tiryaq.command.probe.Probe", "tiryaq.command.probe.Running", "tiryaq.treatment.process.CommandRun");

    /** Who ends processes: those that they started, and what a killed treatment left running. */
    private static final Set<String> ENDERS = Set.of(
            "tiryaq.command.probe.Running",
            "tiryaq.treatment.process.CommandRun",
            "tiryaq.treatment.journal.Survivors");

    /** The formatter wraps code at this width, and no comment. */
    private static final int WIDTH = 120;

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("tiryaq");

    @Test
    void everyClassIsInARoom() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass each : CORE) {
            if (!ROOMS.contains(room(each))) {
                strangers.add(each.getName());
            }
        }
        assertThat(strangers).isEmpty();
        assertThat(CORE.size()).isGreaterThan(300);
    }

    @Test
    void arrowsGoDown() {
        List<String> up = new ArrayList<>();
        for (JavaClass each : CORE) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("tiryaq")
                        && ROOMS.indexOf(room(target)) > ROOMS.indexOf(room(each))) {
                    up.add(each.getName() + " -> " + target.getName());
                }
            }
        }
        assertThat(new TreeSet<>(up)).isEmpty();
    }

    @Test
    void packagesFormNoRing() {
        SlicesRuleDefinition.slices()
                .matching("tiryaq.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass each) {
                        return SliceIdentifier.of(each.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "every package";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void theDiskIsReadThroughTheMachine() {
        List<String> found = new ArrayList<>();
        for (JavaClass each : CORE) {
            if (room(each).equals("treatment") || OUTSIDE.contains(outermost(each))) {
                continue;
            }
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (target.startsWith("java.nio.file.")
                        || target.startsWith("java.io.File")
                        || target.startsWith("java.io.RandomAccessFile")
                        || target.startsWith("java.nio.channels.")
                        || target.startsWith("java.net.")
                        || target.equals("java.util.zip.ZipFile")
                        || target.startsWith("java.util.jar.")
                        || target.equals("java.lang.ProcessBuilder")
                        || target.equals("java.lang.Runtime")) {
                    found.add(dependency.getDescription());
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(OUTSIDE)
                .allSatisfy(name -> assertThat(CORE.contain(name)).as(name).isTrue());
    }

    @Test
    void onlyTreatmentsAndOurOwnFoldersAreWritten() {
        List<String> found = new ArrayList<>();
        for (JavaClass each : CORE) {
            if (room(each).equals("treatment") || OWN_FOLDERS.contains(outermost(each))) {
                continue;
            }
            for (JavaCodeUnitAccess<?> access : each.getCodeUnitAccessesFromSelf()) {
                if (writes(access)) {
                    found.add(access.getDescription());
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(OWN_FOLDERS)
                .allSatisfy(name -> assertThat(CORE.get(name).getCodeUnitAccessesFromSelf())
                        .as(name)
                        .anyMatch(ArchitectureTest::writes));
    }

    private static boolean writes(JavaCodeUnitAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return (owner.equals("java.nio.file.Files")
                        && name.matches("(write|create|delete|move|copy|set|newOutput|newBufferedW).*"))
                || owner.matches("java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile)")
                || (owner.equals("java.io.File") && name.matches("(create|delete|mkdir|rename|set).*"));
    }

    @Test
    void fewStartProcesses() {
        assertThat(callers((owner, method) -> owner.equals("java.lang.ProcessBuilder")
                        || (owner.equals("java.lang.Runtime") && method.equals("exec"))))
                .isEqualTo(new TreeSet<>(STARTERS));
    }

    @Test
    void fewEndProcesses() {
        assertThat(callers((owner, method) -> owner.equals("java.lang.ProcessHandle")
                        || (owner.equals("java.lang.Process") && method.startsWith("destroy"))))
                .isEqualTo(new TreeSet<>(ENDERS));
    }

    /** The outermost classes of all that call a method whose class and name are such. */
    private static Set<String> callers(BiPredicate<String, String> such) {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : CORE) {
            for (JavaCodeUnitAccess<?> access : each.getCodeUnitAccessesFromSelf()) {
                if (such.test(access.getTargetOwner().getName(), access.getName())) {
                    found.add(outermost(each));
                }
            }
        }
        return found;
    }

    @Test
    void causesAreGivenAllTheyJudge() {
        noClasses()
                .that()
                .resideInAPackage("tiryaq.diagnosis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tiryaq.command..", "java.nio.file..", "java.time..")
                .check(CORE);
    }

    @Test
    void nothingPrintsOrEnds() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CORE);
    }

    /**
     * The comparators that the JDK puts together ({@code Comparator.comparing…}, {@code thenComparing…},
     * {@code Map.Entry.comparingBy…}) are serialisable lambdas, which an AOT cache cannot hold: the first call of each
     * costs 1 to 3 ms of a start. A lambda or a compareTo of our own costs nothing.
     */
    @Test
    void ordersAreSpelledOut() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a comparator is put together by the JDK",
                        call -> (call.getTargetOwner().isEquivalentTo(Comparator.class)
                                        || call.getTargetOwner().isEquivalentTo(Map.Entry.class))
                                && call.getName().matches("(thenC|c)omparing.*")))
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        Map<String, Integer> sources = new HashMap<>();
        List<String> bare = new ArrayList<>();
        Path root = sources();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path folder : files.filter(Files::isDirectory).toList()) {
                int count = javaFiles(folder).size();
                sources.put(root.relativize(folder).toString(), count);
                Path info = folder.resolve("package-info.java");
                if (count > 0
                        && !folder.equals(root)
                        && (!Files.isRegularFile(info)
                                || !Files.readString(info).contains("@NullMarked"))) {
                    bare.add(folder.toString());
                }
            }
        }
        assertThat(bare).isEmpty();
        assertThat(sources.size()).isGreaterThan(20);
    }

    /** Of all three modules, and of their tests as well. */
    @Test
    void filesAndFoldersStaySmall() throws IOException {
        List<String> large = new ArrayList<>();
        Map<Path, Integer> folders = new TreeMap<>();
        for (Path file : everySource()) {
            folders.merge(file.resolveSibling(""), 1, Integer::sum);
            int lines = Files.readAllLines(file).size();
            if (lines > 400) {
                large.add(file + ": " + lines + " lines");
            }
        }
        assertThat(large).isEmpty();
        assertThat(folders).hasSizeGreaterThan(60);
        folders.values().removeIf(files -> files <= 25);
        assertThat(folders).isEmpty();
    }

    @Test
    void commentsAreWrapped() throws IOException {
        List<String> wide = new ArrayList<>();
        List<Path> files = everySource();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (isWideComment(lines.get(i))) {
                    wide.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(wide).isEmpty();
        assertThat(files).hasSizeGreaterThan(500);
        assertThat(isWideComment("    /** " + "a ".repeat(WIDTH) + "*/")).isTrue();
    }

    private static List<Path> everySource() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("core", "cli", "trials")) {
            Path sources = Path.of("..", module, "src");
            // A build of some modules alone has no folder for the others.
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(each -> each.toString().endsWith(".java")).forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isWideComment(String line) {
        String text = line.strip();
        return line.length() > WIDTH && (text.startsWith("/*") || text.startsWith("*") || text.startsWith("//"));
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.endsWith("package-info.java")
                            && !file.endsWith("module-info.java"))
                    .toList();
        }
    }

    private static Path sources() {
        Path here = Path.of("src/main/java");
        assertThat(here).isDirectory();
        return here;
    }

    private static String outermost(JavaClass each) {
        return each.getName().replaceAll("\\$.*", "");
    }

    private static String room(JavaClass each) {
        String[] parts = each.getBaseComponentType().getPackageName().split("\\.");
        return parts.length < 2 ? "" : parts[1];
    }
}
