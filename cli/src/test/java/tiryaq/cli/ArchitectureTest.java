package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who in the command line may start, end, write and print. */
class ArchitectureTest {
    private static final JavaClasses CLI = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("tiryaq.cli");

    @Test
    void onlyTheDemoStartsProcesses() {
        assertThat(who(access -> owner(access).equals("java.lang.ProcessBuilder")
                        || owner(access).equals("java.lang.ProcessHandle")
                        || (owner(access).equals("java.lang.Runtime")
                                && access.getName().equals("exec"))))
                .containsExactly("tiryaq.cli.demo.Processes");
    }

    @Test
    void onlyTheMainClassAndTheEndOfARunEndTheProcess() {
        assertThat(who(access -> (owner(access).equals("java.lang.Runtime")
                                && access.getName().matches("exit|halt"))
                        || (owner(access).equals("java.lang.System")
                                && access.getName().equals("exit"))))
                .containsExactly("tiryaq.cli.Main", "tiryaq.cli.launch.RunFolder");
    }

    @Test
    void filesAreWrittenWhereTheUserSaysOrInFoldersOfOurOwn() {
        Set<String> writers = who(ArchitectureTest::writes);
        // The streams of the process are files, too.
        writers.remove("tiryaq.cli.Main");
        // The report that -o names.
        assertThat(writers.remove("tiryaq.cli.Session")).isTrue();
        // While the product is built.
        assertThat(writers.remove("tiryaq.cli.Rehearsal")).isTrue();
        assertThat(writers.remove("tiryaq.cli.CureRehearsal")).isTrue();
        assertThat(writers)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("tiryaq.cli.demo.") || name.startsWith("tiryaq.cli.launch."));
    }

    private static boolean writes(JavaCodeUnitAccess<?> access) {
        return (owner(access).equals("java.nio.file.Files")
                        && access.getName().matches("(write|create|delete|move|copy|set|newOutput|newBufferedW).*"))
                || owner(access).matches("java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile)")
                || (owner(access).equals("java.io.File")
                        && access.getName().matches("(create|delete|mkdir|rename|set).*"));
    }

    private static Set<String> who(Predicate<JavaCodeUnitAccess<?>> does) {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : CLI) {
            if (each.getCodeUnitAccessesFromSelf().stream().anyMatch(does)) {
                found.add(each.getName().replaceAll("\\$.*", ""));
            }
        }
        return found;
    }

    private static String owner(JavaCodeUnitAccess<?> access) {
        return access.getTargetOwner().getName();
    }
}
