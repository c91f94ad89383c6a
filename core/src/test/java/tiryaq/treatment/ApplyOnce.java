package tiryaq.treatment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.PipSettings;
import tiryaq.treatment.engine.Uv;
import tiryaq.treatment.engine.VenvPip;
import tiryaq.treatment.journal.Journals;

/** A process that applies one treatment: room, project, python, uv or nothing, module. */
public final class ApplyOnce {
    private ApplyOnce() {}

    /** Ends with 0 if it is done. */
    public static void main(String[] words) {
        Path room = Path.of(words[0]);
        Map<String, String> variables = Pythons.offline(room.resolve("home"), room.resolve("wheels"));
        Engine engine = words[3].isEmpty()
                ? new VenvPip(PipSettings.read(Pythons.machine(variables), "/nowhere"), null)
                : new Uv(words[3], false);
        Program program = new Program(List.of(), List.of("app.py"), words[1], words[1], Map.of(), new TreeSet<>());
        Treatment treatment = Treatments.newEnvironment(
                program,
                new Making(new Place(words[1], ".venv"), engine, words[2], "3"),
                new Filling(List.of(words[4]), List.of()),
                VariableChange.NONE,
                new LoadChain(List.of(words[4]), List.of(words[4]), false),
                variables);
        Applied applied = Plans.apply(treatment, Conditions.of(new Journals(room.resolve("state")), variables, "x"));
        System.out.println(applied);
        System.exit(applied instanceof Applied.Done ? 0 : 1);
    }
}
