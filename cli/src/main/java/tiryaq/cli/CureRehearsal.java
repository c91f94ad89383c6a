package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.launch.Host;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.machine.LiveMachine;
import tiryaq.report.Finding;
import tiryaq.treatment.Change;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;
import tiryaq.tree.Tree;

/** A cure of nothing, from its journal to its undoing, in a temporary folder and by the shell alone. */
final class CureRehearsal {
    private static final String FILL =
            "mkdir made/bin && for i in 0 1 2 3 4 5 6 7 8 9; do echo $i >made/bin/$i; done && ln -s 0 made/bin/link";

    private CureRehearsal() {}

    /**
     * Plays it through: one treatment that is refuted, and one that is not.
     *
     * @return what became of the undoing
     * @throws IOException when the temporary folder cannot be used
     */
    static Undone play() throws IOException {
        Path room = Files.createTempDirectory("tiryaq").toRealPath();
        try {
            Map<String, String> variables = Map.of("HOME", room.toString(), "LANG", "C.UTF-8", "PATH", "/usr/bin:/bin");
            PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Session session = new Session(
                    new Options("fix", Map.of("--yes", ""), List.of()),
                    variables,
                    Optional.empty(),
                    new ByteArrayInputStream(new byte[0]),
                    nowhere,
                    nowhere,
                    "");
            Journals journals = Journals.of(variables).orElseThrow();
            NewEnvironments none = new NewEnvironments(
                    new LiveMachine(variables, Host.platform()),
                    (python, engine) -> (name, version) -> new Availability.Nowhere(),
                    null,
                    false);
            List<Treatment> treatments = List.of(treatment(room, "exit 1"), treatment(room, "exit 0"));
            Offering.Offer offer = new Offering.Offer(treatments, none);
            new Fix(session, null, journals, sick(room)).choose(new Fix.Offers(offer, offer));
            return Undo.undo(journals, null, room.toString(), true);
        } finally {
            Tree.remove(room);
        }
    }

    private static Treatment treatment(Path room, String proof) {
        Say title = Say.of("treatment.by-hand.rename", "path", proof);
        return new Draft(Treatments.NEW_ENVIRONMENT, title, Scope.ISOLATED)
                .changes(List.of(new Change(room + "/made", "created")))
                .steps(List.of(new Step.Run(shell(room, FILL))))
                .proof(List.of(shell(room, proof)))
                .cured(shell(room, proof))
                .identified();
    }

    private static Command shell(Path room, String script) {
        return Command.of(List.of("/bin/sh", "-c", script), room.toString());
    }

    private static Consulted sick(Path room) {
        Diagnosis diagnosis = new Diagnosis(
                "unknown",
                List.of(),
                Certainty.PROVED,
                Basis.DISK,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Say.of("cause.unknown.summary.silent"),
                List.of());
        return new Consulted(Finding.diagnosed(shell(room, "exit 0"), null, List.of(diagnosis), List.of()), null);
    }
}
