package tiryaq.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table's form; {@code core/src/knowledge/plugins.py} holds its rows against the sources of the plugins. */
class PluginTableTest {
    private static List<String[]> shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(PluginTable.class.getResourceAsStream("plugins.tsv"))) {
            return PluginTable.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void rowsAreSortedAndHaveKnownFieldsOnly() throws IOException {
        List<String> names = shipped().stream().map(row -> row[0]).toList();
        assertThat(names).hasSizeGreaterThan(10).isEqualTo(List.copyOf(new TreeSet<>(names)));
        for (String[] row : shipped()) {
            assertThat(row[1]).as(row[0]).matches("[a-z_]+");
            assertThat(row[2].split(" ")).as(row[0]).allMatch(each -> each.startsWith("-"));
            assertThat(row[3].split(" ")).as(row[0]).allMatch(each -> each.matches("-|[a-z_]+"));
            assertThat(row[2] + row[3]).as(row[0]).isNotEqualTo("--");
        }
    }

    @Test
    void aPluginIsFoundByWhatItBrings() {
        assertThat(PluginTable.ofOption("--cov")).containsExactly(new PluginTable.Plugin("pytest-cov", "pytest_cov"));
        assertThat(PluginTable.ofOption("-n")).containsExactly(new PluginTable.Plugin("pytest-xdist", "xdist"));
        assertThat(PluginTable.ofFixture("mocker"))
                .extracting(PluginTable.Plugin::distribution)
                .contains("pytest-mock");
        assertThat(PluginTable.ofOption("--nobodys")).isEmpty();
        assertThat(PluginTable.ofFixture("-c")).isEmpty();
    }

    @Test
    void aRowOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> PluginTable.parse("pytest-x\tpytest_x\t--x\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pytest-x");
    }
}
