package tiryaq.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of texts, right and wrong, read by us and by PyPA's packaging. */
class AgreesWithPypaTest {
    private static final int TEXTS = 6000;

    @TempDir
    static Path folder;

    static Oracle oracle;

    @BeforeAll
    static void install() throws Exception {
        oracle = Oracle.in(folder);
    }

    @Test
    void names() throws Exception {
        Texts texts = new Texts(1);
        compare(
                "name",
                repeat(() -> List.of(texts.name() + texts.separator() + texts.name())),
                question -> DistributionName.normalize(question.getFirst()));
    }

    @Test
    void versions() throws Exception {
        Texts texts = new Texts(2);
        compare(
                "version",
                repeat(() -> List.of(texts.version())),
                question -> Version.parse(question.getFirst())
                        .map(v -> String.join(
                                "|",
                                v.toString(),
                                bool(v.isPrerelease()),
                                bool(v.isPostrelease()),
                                v.local().orElse(""),
                                v.publicPart().toString(),
                                v.base().toString()))
                        .orElse("!"));
    }

    @Test
    void orderOfVersions() throws Exception {
        Texts texts = new Texts(3);
        compare("order", repeat(() -> List.of(texts.plainVersion(), texts.plainVersion())), question -> {
            Version one = Version.parse(question.get(0)).orElseThrow();
            Version other = Version.parse(question.get(1)).orElseThrow();
            assertThat(one.equals(other)).isEqualTo(one.compareTo(other) == 0);
            assertThat(!one.equals(other) || one.hashCode() == other.hashCode()).isTrue();
            return "" + Integer.signum(one.compareTo(other));
        });
    }

    @Test
    void specifiers() throws Exception {
        Texts texts = new Texts(4);
        compare(
                "specifier",
                repeat(() -> List.of(texts.specifiers(), texts.plainVersion(), texts.yes() ? "true" : "false")),
                question -> Specifiers.parse(question.get(0))
                        .map(all -> bool(all.contains(
                                Version.parse(question.get(1)).orElseThrow(),
                                question.get(2).equals("true"))))
                        .orElse("!"));
    }

    @Test
    void markers() throws Exception {
        Texts texts = new Texts(5);
        List<Map<String, String>> environments = List.of(
                MarkerEnvironment.of("3.11.7", "cpython", "linux", "x86_64"),
                MarkerEnvironment.of("3.13.0rc2", "cpython", "darwin", "arm64"),
                MarkerEnvironment.of("2.7.18", "pypy", "windows", "AMD64"));
        for (Map<String, String> environment : environments) {
            List<String> values = environment.entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .toList();
            compare(
                    "marker",
                    repeat(() -> Stream.concat(Stream.of(texts.marker(), texts.yes() ? "socks" : ""), values.stream())
                            .toList()),
                    question -> Marker.parse(question.getFirst())
                            .map(marker -> bool(marker.evaluate(environment, question.get(1))))
                            .orElse("!"));
        }
    }

    @Test
    void requirements() throws Exception {
        Texts texts = new Texts(6);
        compare(
                "requirement",
                repeat(() -> List.of(texts.requirement())),
                question -> Requirement.parse(question.getFirst())
                        .map(r -> String.join(
                                "|",
                                r.name(),
                                sorted(r.extras().stream().distinct()),
                                sorted(r.specifiers().all().stream()
                                        .map(Specifier::toString)
                                        .distinct()),
                                r.url(),
                                bool(r.marker().isPresent())))
                        .orElse("!"));
    }

    @Test
    void wheels() throws Exception {
        Texts texts = new Texts(7);
        compare(
                "wheel",
                repeat(() -> List.of(texts.wheel())),
                question -> WheelName.parse(question.getFirst())
                        .map(w -> String.join(
                                "|",
                                w.normalizedName(),
                                w.version().toString(),
                                w.build().replaceFirst("^0+(?=\\d)", ""),
                                sorted(w.tags().stream().map(Tag::toString).distinct())))
                        .orElse("!"));
    }

    private static void compare(String kind, List<List<String>> questions, Function<List<String>, String> ours)
            throws Exception {
        List<String> lines = new ArrayList<>();
        for (List<String> question : questions) {
            lines.add(kind + "\u001f" + String.join("\u001f", question));
        }
        List<String> answers = oracle.ask(lines);
        List<String> differences = new ArrayList<>();
        int valid = 0;
        for (int i = 0; i < answers.size(); i++) {
            String theirs = answers.get(i);
            // A text that is valid but cannot be judged raises there; we must only not fail.
            boolean unjudged =
                    theirs.startsWith("!Undefined") || (theirs.equals("!InvalidVersion") && !kind.equals("version"));
            String answer = ours.apply(questions.get(i));
            if (!unjudged
                    && !swallowsComma(kind, questions.get(i).getFirst())
                    && !answer.equals(theirs.startsWith("!") ? "!" : theirs)) {
                differences.add(questions.get(i) + ": " + answer + ", PyPA: " + theirs);
            }
            valid += theirs.startsWith("!") ? 0 : 1;
        }
        assertThat(differences).isEmpty();
        assertThat(valid).as("valid questions").isGreaterThan(questions.size() / 3);
    }

    /** In a requirement, PyPA takes the comma behind {@code ===1.0} for a part of the version; we end it there. */
    private static boolean swallowsComma(String kind, String text) {
        int arbitrary = text.indexOf("===");
        return kind.equals("requirement") && arbitrary >= 0 && text.indexOf(',', arbitrary) >= 0;
    }

    private static List<List<String>> repeat(Supplier<List<String>> question) {
        List<List<String>> questions = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            questions.add(question.get());
        }
        return questions;
    }

    private static String bool(boolean value) {
        return value ? "True" : "False";
    }

    private static String sorted(Stream<String> texts) {
        return String.join(",", texts.sorted().toList());
    }

    @Test
    void absurdNestingIsRefusedNotFatal() {
        String deep = "(".repeat(100_000) + "os_name=='nt'" + ")".repeat(100_000);
        assertThat(Marker.parse(deep)).isEqualTo(Optional.empty());
    }
}
