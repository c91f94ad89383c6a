package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;
import tiryaq.report.messages.Language;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Plural;

class MessagesTest {
    private static final List<String> TRANSLATIONS = List.of("ar", "hi");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern KEY =
            Pattern.compile("\"((?:cause|note|treatment|text|outcome|evidence|owner|cli)\\.[a-z0-9.-]*)\"");

    @Test
    void everyBundleHasTheSameKeys() {
        for (String language : TRANSLATIONS) {
            assertThat(plainKeys(language)).as(language).isEqualTo(plainKeys("en"));
        }
        assertThat(plainKeys("en")).hasSizeGreaterThan(150);
    }

    @Test
    void aPlaceWithinCodeIsFilled() {
        Say note = Say.of("note.first-line", "path", "/a/{line}.py", "line", "#!/usr/bin/python3");
        assertThat(Messages.in("en").prose(note).flat()).contains("`python /a/{line}.py`", ": #!/usr/bin/python3.");
    }

    /** The last one would count, and the others be read by nobody. */
    @Test
    void noKeyStandsTwice() throws IOException {
        for (String language : List.of("en", "ar", "hi")) {
            Set<String> seen = new TreeSet<>();
            Path bundle = Path.of("src/main/resources/tiryaq/report/messages_" + language + ".properties");
            for (String line : Files.readAllLines(bundle)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String key = line.substring(0, line.indexOf(" ="));
                    assertThat(seen.add(key)).as(language + " " + key).isTrue();
                }
            }
            assertThat(seen).hasSizeGreaterThan(150);
        }
    }

    @Test
    void everyTranslationHasThePlacesAndTheCodeOfTheEnglishMessage() {
        Map<String, String> english = Messages.in("en").texts();
        for (String language : TRANSLATIONS) {
            Messages.in(language).texts().forEach((key, text) -> {
                String source = english.getOrDefault(plain(key), "");
                Set<String> places = all(PLACE, text);
                if (key.contains("#")) {
                    // A form for one or two may say the number in words.
                    places.add("{count}");
                }
                assertThat(places).as(language + " " + key).isEqualTo(all(PLACE, source));
                assertThat(all(CODE, text)).as(language + " " + key).isEqualTo(all(CODE, source));
                assertThat(text).as(language + " " + key).isNotEqualTo(source.length() > 3 ? source : "");
            });
        }
    }

    @Test
    void everyCountedMessageHasEveryFormOfItsLanguage() {
        Set<String> counted = Messages.in("en").texts().entrySet().stream()
                .filter(entry -> entry.getValue().contains("{count}"))
                .map(entry -> plain(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(counted).isNotEmpty();
        for (String language : List.of("en", "ar", "hi")) {
            Set<String> expected = new TreeSet<>();
            for (String key : counted) {
                Plural.categories(language).forEach(category -> expected.add(key + "#" + category));
            }
            Set<String> present = Messages.in(language).texts().keySet().stream()
                    .filter(key -> key.contains("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(present).as(language).isEqualTo(expected);
        }
    }

    /** Checked against the rules published for each language in the CLDR. */
    @Test
    void pluralFormsFollowTheCldr() {
        assertThat(Stream.of("0", "1", "2", "3", "10", "11", "99", "100", "102", "103", "111", "x")
                        .map(count -> Plural.category("ar", count)))
                .containsExactly(
                        "zero", "one", "two", "few", "few", "many", "many", "other", "other", "few", "many", "other");
        assertThat(Stream.of("0", "1", "2").map(count -> Plural.category("hi", count)))
                .containsExactly("one", "one", "other");
        assertThat(Stream.of("0", "1", "2").map(count -> Plural.category("en", count)))
                .containsExactly("other", "one", "other");
    }

    @Test
    void everyKeyInTheCodeExists() throws IOException {
        Set<String> keys = plainKeys("en");
        Set<String> literals = literals();
        assertThat(literals).hasSizeGreaterThan(50);
        for (String literal : literals) {
            boolean exists = literal.endsWith(".")
                    ? keys.stream().anyMatch(key -> key.startsWith(literal))
                    : keys.contains(literal);
            assertThat(exists).as(literal).isTrue();
        }
    }

    @Test
    void everyCauseWithAPageHasATitleAndASummaryAndTheReverse() throws IOException {
        Set<String> named = plainKeys("en").stream()
                .filter(key -> key.startsWith("cause.") && key.endsWith(".title"))
                .map(key -> key.split("\\.", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(codes());
        assertThat(plainKeys("en"))
                .containsAll(
                        named.stream().map(code -> "cause." + code + ".summary").toList());
    }

    @Test
    void noMessageRecommendsWhatIsForbidden() throws IOException {
        List<String> texts = new ArrayList<>(Messages.in("en").texts().values());
        for (String code : codes()) {
            texts.add(Pages.page(code, "en").orElseThrow());
        }
        for (String text : texts) {
            assertThat(text).doesNotContain("sudo pip install").doesNotContain("pip install --break-system-packages");
        }
    }

    @Test
    void arabicIsolatesNamesInProseButNeverACommandToCopy() {
        Messages arabic = Messages.in("ar");
        String text = arabic.text(Say.of("cause.distribution-missing.summary", "module", "yaml"));
        assertThat(text).contains("\u2066yaml\u2069");
        assertThat(arabic.text(Say.of("note.already-satisfied", "distribution", "cffi", "interpreter", "Python 3.13")))
                .contains("\u2066`pip install` cffi\u2069", "\u2066Python 3.13\u2069");
        String screen = Report.text(Samples.founding(), new TextOptions("ar", 80, false, Verbosity.NORMAL));
        assertThat(screen.lines().filter(line -> line.startsWith("tiryaq fix")))
                .hasSize(1)
                .allMatch(line -> line.chars().allMatch(c -> c < 0x7f));
        long opened = screen.chars().filter(c -> c == 0x2066).count();
        assertThat(opened)
                .isPositive()
                .isEqualTo(screen.chars().filter(c -> c == 0x2069).count());
    }

    /**
     * A line of a terminal has the direction of its first strong letter (Unicode UAX 9, P2), codes in isolates apart.
     */
    @Test
    void everyLineOfArabicProseIsReadFromRightToLeftAndEveryCommandFromLeftToRight() {
        for (Verbosity verbosity : List.of(Verbosity.NORMAL, Verbosity.VERBOSE)) {
            for (int width : List.of(40, 80, 200)) {
                String screen = Report.text(Samples.founding(), new TextOptions("ar", width, false, verbosity));
                screen.lines().filter(line -> !line.isBlank()).forEach(line -> {
                    boolean command = line.startsWith("tiryaq ") || line.startsWith("cd ");
                    assertThat(rightToLeft(line)).as(line).isEqualTo(!command);
                });
            }
        }
    }

    private static boolean rightToLeft(String line) {
        Bidi bidi = new Bidi(line.replaceAll("\u2066[^\u2069]*\u2069", " "), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        return !bidi.baseIsLeftToRight();
    }

    @Test
    void theLanguageIsTheReaders() {
        assertThat(Language.choose("ar", Map.of("LANG", "hi_IN.UTF-8"))).isEqualTo("ar");
        assertThat(Language.choose(null, Map.of("LC_ALL", "", "LANG", "hi_IN.UTF-8")))
                .isEqualTo("hi");
        assertThat(Language.choose(null, Map.of("LC_ALL", "ar_EG@x", "LANG", "hi")))
                .isEqualTo("ar");
        assertThat(Language.choose(null, Map.of("LC_MESSAGES", "C", "LANG", "hi")))
                .isEqualTo("en");
        assertThat(Language.choose("tlh", Map.of())).isEqualTo("en");
        assertThat(Language.choose(null, Map.of())).isEqualTo("en");
    }

    private static Set<String> plainKeys(String language) {
        return Messages.in(language).texts().keySet().stream()
                .map(MessagesTest::plain)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String plain(String key) {
        int hash = key.indexOf('#');
        return hash < 0 ? key : key.substring(0, hash);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Set<String> codes() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("../docs/causes"))) {
            return pages.map(page -> page.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        for (String root : List.of("src/main/java", "../cli/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher matcher = KEY.matcher(Files.readString(file));
                    while (matcher.find()) {
                        literals.add(matcher.group(1));
                    }
                }
            }
        }
        literals.remove("cause.");
        return literals;
    }

    @Test
    void anEnvironmentOfAPythonThatTheProjectExcludesIsToldAsThat() {
        Say title = Say.of("treatment.new-environment", "path", "/e", "interpreter", "Python 3.11", "count", "2");
        for (String language : List.of("en", "ar", "hi")) {
            assertThat(Messages.in(language).text(title.excluded(">=3.12"))).contains(">=3.12");
        }
        assertThat(Messages.in("en").text(title.excluded(">=3.12")))
                .endsWith("(the project asks for Python >=3.12, which this one is not)");
    }
}
