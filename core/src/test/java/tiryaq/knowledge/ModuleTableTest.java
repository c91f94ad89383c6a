package tiryaq.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tiryaq.packaging.Specifiers;

/** The table's form; that its rows are true is checked against wheels by {@code core/src/knowledge/verify.py}. */
class ModuleTableTest {
    private static final Pattern MODULE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*", Pattern.UNICODE_CHARACTER_CLASS);
    /** The Python packaging standard's form of a name. */
    private static final Pattern DISTRIBUTION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

    /** The same, and which of its releases have the module. */
    private static final Pattern PROVIDER = Pattern.compile(DISTRIBUTION + "([<>=!~]=?[0-9][0-9.]*)?");

    @Test
    void rowsAreSortedByImportNameAndNoneComesTwice() throws IOException {
        List<String> modules = rows().stream().map(row -> row[0]).toList();
        assertThat(modules).hasSizeGreaterThan(100);
        assertThat(modules).isEqualTo(List.copyOf(new TreeSet<>(modules)));
    }

    @Test
    void everyRowHasKnownFieldsOnly() throws IOException {
        for (String[] row : rows()) {
            String line = String.join("\t", row);
            assertThat(row.length).as(line).isBetween(2, 4);
            assertThat(row[0]).as(line).matches(MODULE);
            assertThat(row[1].split(",", -1)).as(line).doesNotHaveDuplicates().allMatch(PROVIDER.asMatchPredicate());
            if (row.length > 2 && !row[2].equals("-")) {
                assertThat(row[2].split(",", -1)).as(line).allMatch(DISTRIBUTION.asMatchPredicate());
            }
            if (row.length == 4) {
                assertThat(row[3]).as(line).isEqualTo("native");
            }
        }
    }

    @Test
    void noDistributionIsItsOwnNamesake() throws IOException {
        for (String[] row : rows()) {
            Set<String> providers = new TreeSet<>();
            for (String distribution : row[1].split(",")) {
                providers.add(normalized(named(distribution)));
            }
            for (String namesake : row.length > 2 ? row[2].split(",") : new String[0]) {
                assertThat(providers).as(row[0]).doesNotContain(normalized(namesake));
            }
        }
    }

    @Test
    void whatWasCheckedIsStillInTheTable() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String[] row : rows()) {
            for (String distribution : row[1].split(",")) {
                known.add(row[0] + " " + named(distribution));
            }
            for (String namesake : row.length > 2 ? row[2].split(",") : new String[0]) {
                known.add(row[0] + " !" + namesake);
            }
        }
        List<String> checked = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "knowledge", "checked.tsv"))) {
            if (!line.startsWith("#")) {
                String[] fields = line.split("\t", -1);
                assertThat(fields).as(line).hasSize(5);
                checked.add(fields[0] + " " + fields[1]);
            }
        }
        assertThat(checked).isNotEmpty().doesNotHaveDuplicates();
        assertThat(known).containsAll(checked);
    }

    @Test
    void theLongestKnownPrefixDecides() {
        ModuleTable table =
                ModuleTable.parse("google.auth\tgoogle-auth\na\tfirst,second\tother\na.b\tthird\t-\tnative\n");
        assertThat(table.providers("google.auth.transport")).containsExactly("google-auth");
        assertThat(table.providers("google")).isEmpty();
        assertThat(table.providers("a.c")).containsExactly("first", "second");
        assertThat(table.providers("a.b")).containsExactly("third");
        assertThat(table.namesakes("a.c")).containsExactly("other");
        assertThat(table.isNativeHalf("a.b")).isTrue();
        assertThat(table.isNativeHalf("a")).isFalse();
    }

    @Test
    void aRowMayTellWhichReleasesHaveTheModule() {
        ModuleTable table = ModuleTable.parse("a\tfirst<82,second\na.b\tthird>=2\n");
        assertThat(table.providers("a.c")).containsExactly("first", "second");
        assertThat(table.releases("a.c", "First")).hasToString("<82");
        assertThat(table.releases("a.c", "second")).isEqualTo(Specifiers.ANY);
        assertThat(table.releases("a.b", "first")).isEqualTo(Specifiers.ANY);
        assertThat(table.releases("a.b.c", "third")).hasToString(">=2");
        assertThat(table.releases("other", "first")).isEqualTo(Specifiers.ANY);
        assertThatThrownBy(() -> ModuleTable.parse("a\tfirst<<1\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowWithoutADistributionIsRefused() {
        assertThatThrownBy(() -> ModuleTable.parse("lonely\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lonely");
    }

    @Test
    void popularOnesCountOnlyWhereNothingIsThere() throws IOException {
        ModuleTable table = ModuleTable.shipped();
        for (String[] row : rows("popular.tsv")) {
            assertThat(table.providers(row[0], _ -> true)).as(row[0]).containsExactly(row[1].split(","));
            assertThat(table.modules()).as("reviewed as well").doesNotContain(row[0]);
        }
        assertThat(table.providers("google.cloud.storage.blob", "google.cloud.storage"::equals))
                .containsExactly("google-cloud-storage");
        assertThat(table.providers("google.cloud", _ -> true)).isEmpty();
        assertThat(table.providers("seaborn")).isEmpty();
        assertThat(table.providers("onnxruntime.training", "onnxruntime.training"::equals))
                .as("onnxruntime-gpu has it as well")
                .isEmpty();
        assertThat(table.providers("yaml", _ -> true)).isEqualTo(table.providers("yaml"));
    }

    @Test
    void everyPopularOneWasSeenInAWheel() throws IOException {
        List<String> told = new ArrayList<>();
        for (String[] row : rows("popular.tsv")) {
            assertThat(row[0]).matches(MODULE);
            for (String distribution : row[1].split(",", -1)) {
                assertThat(distribution).matches(DISTRIBUTION);
                told.add(row[0] + " " + distribution);
            }
        }
        List<String> seen = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "knowledge", "popular-seen.tsv"))) {
            if (!line.startsWith("#")) {
                String[] fields = line.split("\t", -1);
                assertThat(fields).as(line).hasSize(4);
                assertThat(fields[3]).as(line).startsWith(fields[0].replace('.', '/'));
                seen.add(fields[0] + " " + fields[1]);
            }
        }
        assertThat(told).hasSizeGreaterThan(700).isEqualTo(seen);
    }

    private static List<String[]> rows() throws IOException {
        return rows("modules.tsv");
    }

    private static List<String[]> rows(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ModuleTable.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    private static String named(String provider) {
        return provider.split("[<>=!~]")[0];
    }

    private static String normalized(String distribution) {
        return distribution.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
