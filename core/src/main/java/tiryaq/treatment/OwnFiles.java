package tiryaq.treatment;

import java.util.ArrayList;
import java.util.List;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;

/** What the person does with files of the project's own. */
public final class OwnFiles {
    private OwnFiles() {}

    /**
     * A file of the project itself, or its folder, to be given another name by the person.
     *
     * @param name a free one in the same folder
     * @param uses files that import it for what it has, and have to do so by that name then
     */
    public static Treatment renamed(String path, String name, List<String> uses) {
        String files = String.join(", ", uses);
        Say title = title(path, files);
        Command rename = Command.of(List.of("mv", Paths.name(path), name), Paths.parent(path));
        List<Step> steps = new ArrayList<>(List.of(new Step.Manual(title, rename)));
        if (!uses.isEmpty()) {
            String module = name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
            steps.add(new Step.Manual(Say.of("text.step.rename-uses", "name", module, "files", files), null));
        }
        return new Draft(Treatments.BY_HAND, title, Scope.ENVIRONMENT)
                .forGood()
                .changes(List.of(new Change(path, "renamed")))
                .steps(steps)
                .identified();
    }

    private static Say title(String path, String files) {
        boolean folder = Paths.name(path).indexOf('.') < 0;
        if (files.isEmpty()) {
            return folder
                    ? Say.of("treatment.by-hand.rename.folder", "path", path)
                    : Say.of("treatment.by-hand.rename", "path", path);
        }
        return folder
                ? Say.of("treatment.by-hand.rename.folder.used", "path", path, "files", files)
                : Say.of("treatment.by-hand.rename.used", "path", path, "files", files);
    }

    /**
     * A submodule of the project's own, to be fetched by the person.
     *
     * @param folder that it fills
     * @param path below the root of the working tree
     */
    public static Treatment fetched(String folder, String path, String root) {
        Say title = Say.of("treatment.by-hand.submodule", "path", path);
        Command fetch = Command.of(List.of("git", "submodule", "update", "--init", path), root);
        return new Draft(Treatments.BY_HAND, title, Scope.ENVIRONMENT)
                .forGood()
                .changes(List.of(new Change(folder, "created")))
                .steps(List.of(new Step.Manual(title, fetch)))
                .identified();
    }
}
