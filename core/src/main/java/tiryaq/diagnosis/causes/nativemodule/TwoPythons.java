package tiryaq.diagnosis.causes.nativemodule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Frame;

/**
 * A stack that shows the standard library of one Python and packages in a folder that is named for another.
 *
 * @param ran the version whose standard library it is, as {@code 3.6}
 * @param packages the version that the folder is named for
 * @param path a file in it
 */
record TwoPythons(String ran, String packages, String path) {
    private static final Pattern FOLDER =
            Pattern.compile("/lib(?:64)?/python(\\d\\.\\d{1,2})t?/((?:site|dist)-packages/)?");

    /** Those of a stack, the first that differ; empty where it shows one Python alone, or tells of none. */
    static Optional<TwoPythons> of(List<Frame> frames) {
        String ran = "";
        for (Frame frame : frames) {
            Matcher library = FOLDER.matcher(frame.file());
            if (ran.isEmpty() && library.find() && library.group(2) == null) {
                ran = library.group(1);
            }
        }
        for (Frame frame : ran.isEmpty() ? List.<Frame>of() : frames) {
            Matcher packages = FOLDER.matcher(frame.file());
            if (packages.find()
                    && packages.group(2) != null
                    && !packages.group(1).equals(ran)) {
                return Optional.of(new TwoPythons(ran, packages.group(1), frame.file()));
            }
        }
        return Optional.empty();
    }

    /** What is said of it. */
    Say note() {
        return Say.of("note.two-pythons", "ran", ran, "packages", packages, "path", path);
    }
}
