package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;

/** What follows an answer that is not proved. */
class AlternativesTest {
    private final List<String> asked = new ArrayList<>();

    /** A log alone, of a program that found no {@code zq}. */
    private Case patient(Failure failure, String table) {
        Others others = () -> {
            asked.add("another interpreter");
            return Others.NONE.iterator();
        };
        Providers index = (distributions, module) -> {
            asked.add("the index");
            return Optional.empty();
        };
        return new Case(
                Incident.bare(failure, "ModuleNotFoundError: No module named 'zq'", 1),
                new LiveMachine(Map.of(), new Platform("linux", "x86_64")),
                Optional.empty(),
                others,
                ModuleTable.parse(table),
                index,
                "/nonexistent/zq",
                Optional.empty());
    }

    private Case patient() {
        return patient(new Failure.MissingModule("zq", false), "");
    }

    /** Finds itself in every case, after asking all that can be asked. */
    private record Always(String code, Certainty certainty) implements Cause {
        @Override
        public Optional<Diagnosis> examine(Case patient) {
            patient.others().forEach(other -> {});
            patient.index().among(List.of("zq"), "zq");
            var diagnosis = certainty == Certainty.PROVED ? patient.proved(code) : patient.likely(code);
            return Optional.of(diagnosis.summary(""));
        }
    }

    private static Cause likely(String code) {
        return new Always(code, Certainty.LIKELY);
    }

    private static Cause proved(String code) {
        return new Always(code, Certainty.PROVED);
    }

    @Test
    void whatIsProvedStandsAlone() {
        assertThat(Catalogue.examine(patient(), List.of(proved("a"), likely("b"), proved("c"), new Unknown())))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .containsExactly(tuple("a", Certainty.PROVED));
    }

    @Test
    void atMostTwoFollowInOrderAndAreOnlyPossible() {
        assertThat(Catalogue.examine(patient(), List.of(likely("a"), proved("b"), likely("c"), proved("d"))))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .containsExactly(
                        tuple("a", Certainty.LIKELY), tuple("b", Certainty.POSSIBLE), tuple("c", Certainty.POSSIBLE));
    }

    @Test
    void aVerdictIsNoAlternative() {
        List<Cause> verdicts = List.of(new NotAnEnvironmentFailure(), new Unknown());
        Case own = patient(new Failure.OtherException("ZeroDivisionError", "division by zero"), "");
        assertThat(Catalogue.examine(own, verdicts)).hasSize(1);
        assertThat(Catalogue.examine(own, List.of(likely("a"), verdicts.get(0), verdicts.get(1))))
                .extracting(Diagnosis::cause)
                .containsExactly("a");
    }

    @Test
    void nobodyIsAskedForAnAlternative() {
        Catalogue.examine(patient(), List.of(likely("a"), likely("b"), likely("c")));
        assertThat(asked).containsExactly("another interpreter", "the index");
    }

    /** It would say of one module that it is installed, and that nobody has it. */
    @Test
    void whatAnotherInterpreterHasIsNotMissingToo() {
        Case known = patient(new Failure.MissingModule("zq", false), "zq\tPyZq\n");
        assertThat(Catalogue.examine(known, List.of(likely("a"), new DistributionMissing())))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .containsExactly(tuple("a", Certainty.LIKELY), tuple(DistributionMissing.CODE, Certainty.POSSIBLE));
        assertThat(Catalogue.examine(known, List.of(likely(OtherInterpreter.CODE), new DistributionMissing())))
                .extracting(Diagnosis::cause)
                .containsExactly(OtherInterpreter.CODE);
    }

    /** A log cannot tell the compiled half that does not fit from the distribution that is not there. */
    @Test
    void aLogAboutACompiledHalfLeavesTwoCauses() {
        Case half = patient(new Failure.MissingModule("zq", false), "zq\tPyZq\t-\tnative\n");
        assertThat(Catalogue.examine(half))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .containsExactly(
                        tuple("abi-tag-mismatch", Certainty.LIKELY),
                        tuple(DistributionMissing.CODE, Certainty.POSSIBLE));
        Case whole = patient(new Failure.MissingModule("zq", false), "zq\tPyZq\n");
        assertThat(Catalogue.examine(whole)).extracting(Diagnosis::cause).containsExactly(DistributionMissing.CODE);
    }
}
