package tiryaq.trials.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One row of a case file's table: a case with all that varies in it settled. */
public record Trial(CaseFile file, Map<String, String> row) {
    /** The folder with all case files, as seen from the module. */
    public static final Path FOLDER = Path.of("cases");

    /** Every row of every case file under a folder, in the order of their names. */
    public static List<Trial> all(Path folder) throws IOException {
        List<Trial> trials = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                if (path.getNameCount() != folder.getNameCount() + 2
                        || !path.toString().endsWith(".md")) {
                    throw new IOException(path + ": no case file; they are <cause>/<variant>.md");
                }
                CaseFile file = CaseFile.read(path);
                file.rows().forEach(row -> trials.add(new Trial(file, row)));
            }
        }
        return trials;
    }

    /** The cause, the variant and the row. */
    public String name() {
        return file.cause() + "/" + file.variant() + row.values();
    }

    /** Whether it is its file's first row, whose printed words the file shows. */
    public boolean first() {
        return row.equals(file.rows().getFirst());
    }
}
