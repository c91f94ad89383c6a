package tiryaq;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Catalogue;
import tiryaq.diagnosis.Cause;

/** A cause is a class, a page, messages and a case, all of one name; none is forgotten anywhere. */
class CompletenessTest {
    private static final int CAUSES = 12;

    private static final Set<String> CODES =
            Catalogue.causes().stream().map(Cause::code).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void theCatalogueHasSoManyCauses() {
        assertThat(Catalogue.causes()).hasSize(CAUSES);
        assertThat(CODES).hasSize(CAUSES);
        assertThat(CODES).allMatch(code -> code.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void verdictsAreAskedLast() {
        List<String> order = Catalogue.causes().stream().map(Cause::code).toList();
        assertThat(order.subList(CAUSES - 2, CAUSES)).containsExactly("not-an-environment-failure", "unknown");
    }

    @Test
    void everyCauseIsAFinalClassOfTheSameName() {
        Set<String> classes = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(location -> !location.contains("test-classes"))
                .importPackages("tiryaq")) {
            if (each.isAssignableTo(Cause.class) && !each.isInterface()) {
                assertThat(each.getModifiers()).as(each.getName()).contains(JavaModifier.FINAL, JavaModifier.PUBLIC);
                assertThat(each.getPackageName()).matches("tiryaq\\.diagnosis\\.causes\\.[a-z]+");
                classes.add(kebab(each.getSimpleName()));
            }
        }
        assertThat(classes).isEqualTo(CODES);
        for (Cause cause : Catalogue.causes()) {
            assertThat(kebab(cause.getClass().getSimpleName())).isEqualTo(cause.code());
        }
    }

    @Test
    void everyCauseHasAPageThatShips() throws IOException {
        assertThat(pages(Path.of("../docs/causes"), "")).isEqualTo(CODES);
        for (String code : CODES) {
            try (InputStream page = Cause.class.getResourceAsStream("/tiryaq/report/causes/" + code + ".md")) {
                assertThat(page).as(code).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "hi"})
    void everyPageIsTranslatedOnceOneIs(String language, @TempDir Path folder) throws IOException {
        assertThat(pages(Path.of("../docs/causes"), "." + language)).isIn(Set.of(), CODES);
        Files.writeString(folder.resolve("unknown.md"), "");
        Files.writeString(folder.resolve("unknown." + language + ".md"), "");
        assertThat(pages(folder, "." + language)).containsExactly("unknown").isNotIn(Set.of(), CODES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "hi"})
    void everyCauseIsWorded(String language) throws IOException {
        Properties messages = new Properties();
        try (InputStream in = Objects.requireNonNull(
                Cause.class.getResourceAsStream("/tiryaq/report/messages_" + language + ".properties"))) {
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Set<String> worded = new TreeSet<>();
        for (String key : messages.stringPropertyNames()) {
            if (key.startsWith("cause.")) {
                worded.add(key.split("\\.")[1]);
            }
        }
        assertThat(worded).isEqualTo(CODES);
        for (String code : CODES) {
            assertThat(messages.stringPropertyNames()).contains("cause." + code + ".title");
            assertThat(messages.stringPropertyNames()).anyMatch(key -> key.startsWith("cause." + code + ".summary"));
        }
    }

    @Test
    void everyCauseHasACase() throws IOException {
        Path cases = Path.of("../trials/cases");
        if (Files.isDirectory(cases)) {
            try (Stream<Path> folders = Files.list(cases)) {
                Set<String> names = folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
                // Programs that nothing is wrong with.
                names.remove("none");
                assertThat(names).isEqualTo(CODES);
            }
        }
    }

    /** Without the two verdicts, which are no causes to whoever reads of them. */
    @Test
    void theReadmeSaysHowManyThereAre() throws IOException {
        Path readme = Path.of("../README.md");
        if (Files.isRegularFile(readme)) {
            assertThat(Files.readString(readme)).contains(": " + (CAUSES - 2) + " of some 70 known causes are built");
        }
    }

    private static Set<String> pages(Path folder, String language) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(language + ".md"))
                    .map(name -> name.substring(0, name.length() - language.length() - 3))
                    .filter(name -> !name.contains("."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
