package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.machine.OsText;
import tiryaq.report.messages.Language;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyFormOfFindingIsValid() throws IOException {
        List<Finding> findings = new ArrayList<>(List.of(
                Samples.founding(),
                Samples.cured(),
                Finding.healthy(Samples.COMMAND, Samples.interpreter()),
                Samples.ownFailure(Samples.COMMAND, null, "ZeroDivisionError").ended(1, null),
                Samples.unknown(null, null, "").ended(null, "SIGBUS"),
                Samples.founding().fromLog("-", true, null)));
        for (Outcome.Status status : Outcome.Status.values()) {
            findings.add(Samples.founding().after(new Outcome(status, null, List.of(), null, List.of())));
        }
        for (Outcome.Result result : Outcome.Result.values()) {
            findings.add(Samples.founding().after(Samples.triedInVain(result)));
        }
        for (Finding finding : findings) {
            for (String language : Language.KNOWN) {
                assertValid(Report.json(finding, language));
            }
        }
        assertThat(findings).hasSize(6 + Outcome.Status.values().length + Outcome.Result.values().length);
    }

    @Test
    void theSamplesHaveEveryKindOfEvidenceAndStep() {
        Set<Class<?>> evidence =
                Samples.evidence().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(evidence).containsExactlyInAnyOrder(Evidence.class.getPermittedSubclasses());
        Set<Class<?>> steps = Samples.treatments().stream()
                .flatMap(treatment -> treatment.steps().stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(steps).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
    }

    @Test
    void theClosedListsOfTheSchemaAreThoseOfTheTypes() throws IOException {
        JsonNode defs = MAPPER.readTree(schemaText()).get("$defs");
        assertThat(kinds(defs, "evidence")).isEqualTo(variants(Evidence.class));
        assertThat(kinds(defs, "step")).isEqualTo(variants(Step.class));
        assertThat(list(defs, "/treatment/properties/scope/enum")).isEqualTo(names(Scope.values()));
        assertThat(list(defs, "/outcome/properties/status/enum")).isEqualTo(names(Outcome.Status.values()));
        assertThat(list(defs, "/outcome/properties/tried/items/properties/result/enum"))
                .isEqualTo(names(Outcome.Result.values()));
        assertThat(list(defs, "/owner/properties/kind/enum")).isEqualTo(names(Owner.Kind.values()));
        assertThat(list(defs, "/diagnosis/properties/certainty/enum")).isEqualTo(names(Certainty.values()));
        assertThat(list(defs, "/diagnosis/properties/basis/enum")).isEqualTo(names(Basis.values()));
    }

    @Test
    void typedFieldsOfEvidenceAreThoseOfTheRecords() {
        JsonNode evidence =
                MAPPER.readTree(Report.json(Samples.founding(), "en")).at("/diagnoses/0/evidence");
        for (int i = 0; i < Samples.evidence().size(); i++) {
            Set<String> expected = new TreeSet<>(Set.of("kind", "says"));
            for (var component : Samples.evidence().get(i).getClass().getRecordComponents()) {
                expected.add(component.getName());
            }
            assertThat(new TreeSet<>(evidence.get(i).propertyNames())).isEqualTo(expected);
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String good = Report.json(Samples.founding(), "en");
        assertThat(errors(good.replace("\"wanted-found\"", "\"wanted-lost\""))).isNotEmpty();
        assertThat(errors(good.replace("\"scope\":\"none\"", "\"scope\":\"all\"")))
                .isNotEmpty();
        assertThat(errors(good.replace("\"schema\":1", "\"schema\":2"))).isNotEmpty();
        assertThat(errors(good.replace("\"exitCode\":1,", ""))).isNotEmpty();
    }

    @Test
    void historyIsValid() throws IOException {
        Say title = Samples.treatments().getFirst().title();
        assertValid(Report.json(new History(List.of()), "en"));
        assertValid(Report.json(
                new History(List.of(new History.Entry(
                        "j1",
                        Instant.parse("2026-01-01T10:00:00Z"),
                        History.State.INTERRUPTED,
                        "abi-tag-mismatch",
                        title,
                        "/home/kim",
                        Command.of(List.of("fetch"), "/home/kim")))),
                "hi"));
    }

    /** Another failure of the same run is none of the weaker alternatives, and a cure says what it leaves open. */
    @Test
    void otherFailuresStandBesideTheDiagnoses() throws IOException {
        Diagnosis other = Samples.founding().diagnoses().getFirst();
        String json = Report.json(Samples.cured().beside(List.of(other), 2), "en");
        assertValid(json);
        JsonNode report = MAPPER.readTree(json);
        assertThat(report.at("/diagnoses")).hasSize(1);
        assertThat(report.at("/beside/0/module").asString()).isEqualTo(other.module());
        assertThat(report.at("/beside/0/treatments")).isEmpty();
        assertThat(report.at("/more").asInt()).isEqualTo(2);
        assertThat(report.at("/outcome/open/0/cause").asString()).isEqualTo(other.cause());
    }

    @Test
    void theProgramsOwnFailureTellsHowSureItIs() throws IOException {
        Diagnosis own = Samples.founding().diagnoses().getFirst().atMost(Certainty.LIKELY);
        Finding finding = Finding.of(null, null, Finding.Judged.own("ValueError: 7", own));
        String json = Report.json(finding, "en");
        assertValid(json);
        JsonNode report = MAPPER.readTree(json);
        assertThat(report.at("/diagnoses")).isEmpty();
        assertThat(report.at("/ownFailure/certainty").asString()).isEqualTo("likely");
        assertThat(report.at("/ownFailure/treatments")).isEmpty();
    }

    @Test
    void keysStandInTheOrderOfTheDesign() {
        JsonNode report = MAPPER.readTree(Report.json(Samples.cured(), "en"));
        assertThat(report.propertyNames())
                .containsExactly(
                        "schema",
                        "type",
                        "version",
                        "command",
                        "exitCode",
                        "signal",
                        "interpreter",
                        "diagnoses",
                        "beside",
                        "more",
                        "ownFailure",
                        "outcome");
        assertThat(report.at("/version").asString()).isNotEmpty().doesNotContain("$");
    }

    @Test
    void bytesThatAreNoUtf8ComeBackFromTheJson() {
        byte[] name = {
            'a',
            (byte) 0xff,
            '\n',
            0x1b,
            (byte) 0xd8,
            (byte) 0xb9,
            'b',
            (byte) 0xf0,
            (byte) 0x9f,
            (byte) 0x90,
            (byte) 0x8d
        };
        Command command = Command.of(List.of("python", OsText.decode(name)), "/tmp");
        String json = Report.json(Finding.healthy(command, null), "en");
        byte[] sent = json.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(json);
        String back = MAPPER.readTree(sent).at("/command/argv/1").asString();
        assertThat(OsText.encode(back)).isEqualTo(name);
    }

    private static Set<String> kinds(JsonNode defs, String family) {
        Set<String> kinds = new TreeSet<>();
        for (JsonNode each : defs.at("/" + family + "/oneOf")) {
            String definition = each.get("$ref").asString().substring("#/$defs/".length());
            kinds.add(defs.at("/" + definition + "/properties/kind/const").asString());
        }
        return kinds;
    }

    private static Set<String> variants(Class<?> sealed) {
        Set<String> names = new TreeSet<>();
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            names.add(
                    each.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static Set<String> list(JsonNode defs, String pointer) {
        Set<String> values = new TreeSet<>();
        defs.at(pointer).forEach(value -> values.add(value.asString()));
        return values;
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertValid(String json) throws IOException {
        assertThat(json).endsWith("\n").containsOnlyOnce("\n");
        assertThat(errors(json)).as(json).isEmpty();
    }

    private static List<Error> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText());
        return schema.validate(json, InputFormat.JSON);
    }

    private static String schemaText() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.schema.json")) {
            assertThat(in).as("the schema ships with the program").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
