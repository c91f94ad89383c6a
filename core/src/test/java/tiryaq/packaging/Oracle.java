package tiryaq.packaging;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** PyPA's packaging 24.2, asked in one process for all questions of a test. */
final class Oracle {
    private final Path folder;
    private final Path python;
    private final Path script;
    private final Path library;

    private Oracle(Path folder, Path python, Path script, Path library) {
        this.folder = folder;
        this.python = python;
        this.script = script;
        this.library = library;
    }

    static Oracle in(Path folder) throws IOException, InterruptedException {
        for (Path python : RealPythons.all().reversed()) {
            if (RealPythons.atLeast(folder, python, 3, 8)) {
                Path library = folder.resolve("library");
                if (RealPythons.install(folder, python, "24.2", library)) {
                    return new Oracle(folder, python, RealPythons.script(folder, "oracle.py"), library);
                }
            }
        }
        return abort("no Python 3.8 or later with pip that can install packaging 24.2");
    }

    /** The answers, in the order of the questions; one that begins with "!" is an error. */
    List<String> ask(List<String> questions) throws IOException, InterruptedException {
        List<String> answers =
                RealPythons.run(folder, questions, python.toString(), "-I", script.toString(), library.toString());
        assumeTrue(answers.size() == questions.size(), "the oracle lost lines");
        return answers;
    }
}
