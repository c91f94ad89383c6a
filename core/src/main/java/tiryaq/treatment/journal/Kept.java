package tiryaq.treatment.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tiryaq.command.Command;
import tiryaq.command.masking.Secrets;
import tiryaq.diagnosis.Say;

/** What a journal keeps of a command and a title: all but the credentials, which neither undo nor history needs. */
final class Kept {
    private Kept() {}

    static Command command(Command command) {
        Map<String, String> set = new TreeMap<>();
        command.set().forEach((name, value) -> set.put(name, Secrets.maskVariable(name, value)));
        return new Command(Secrets.maskWords(command.argv()), command.folder(), set, command.unset());
    }

    static Say title(Say title) {
        Map<String, String> places = new LinkedHashMap<>();
        title.places().forEach((name, value) -> places.put(name, Secrets.mask(value)));
        return new Say(title.key(), places);
    }
}
