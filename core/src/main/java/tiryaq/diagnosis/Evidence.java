package tiryaq.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact that a person can check: the file, the header field, the line. */
public sealed interface Evidence {
    /** A line of the output. */
    record Printed(int line, String words) implements Evidence {}

    /**
     * The interpreter that ran.
     *
     * @param means how that is known: {@code argv}, {@code shebang}, {@code shim}, {@code traceback}, {@code option}
     */
    record Ran(String executable, String version, String means) implements Evidence {}

    /**
     * A file that is not what this interpreter needs.
     *
     * @param wanted the file name, tag or property that is needed
     * @param found the one that is there
     */
    record WantedFound(String path, String wanted, String found, Owner owner) implements Evidence {}

    /**
     * A native file whose bytes are broken.
     *
     * @param size bytes that it has
     * @param expected bytes that it should have, -1 where nothing says
     * @param fault {@code empty}, {@code zeros}, {@code too-short}, {@code cut-short}, {@code no-library},
     *     {@code text}, {@code archive}, {@code lfs-pointer}, {@code header}
     */
    record DamagedFile(String path, long size, long expected, String fault, Owner owner) implements Evidence {}

    /** Where the module was looked for in vain. */
    record Searched(String module, List<String> entries) implements Evidence {
        public Searched {
            entries = List.copyOf(entries);
        }
    }

    /** The module loads under another interpreter or environment of this machine. */
    record InstalledElsewhere(
            String module,
            @Nullable String distribution,
            @Nullable String version,
            String interpreter,
            String location) implements Evidence {}

    /**
     * Proof that a distribution provides a module.
     *
     * @param source {@code installed}, {@code table} or {@code index}
     */
    record Provides(String module, String distribution, String source) implements Evidence {}

    /** A file that hides the module that was meant. {@code hidden} is null where that is not installed. */
    record Shadow(String path, @Nullable String hidden) implements Evidence {}

    /** A file that a RECORD names. {@code fault} is {@code missing} or {@code altered}. */
    record RecordMismatch(String path, String distribution, String version, String fault) implements Evidence {}

    /**
     * An entry of the search path that brings another Python's files.
     *
     * @param declaredBy {@code PYTHONPATH}, or the {@code .pth} file that names it
     */
    record PathEntryGuilty(String entry, String declaredBy, String why) implements Evidence {}

    /** A folder that another distribution than the wanted one has filled. */
    record OwnedByOther(
            String module,
            String path,
            Owner owner,
            @Nullable String wanted) implements Evidence {}
}
