package tiryaq.diagnosis;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A fact that a person can check: the file, the header field, the line. */
public sealed interface Evidence {
    /** A line of the output. */
    record Printed(int line, String words) implements Evidence {}

    /**
     * The interpreter that ran.
     *
     * @param means how that is known: {@code argv}, {@code env}, {@code shebang}, {@code console-script}, {@code shim},
     *     {@code traceback}, {@code option}
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
     * @param fault what is wrong with the bytes
     */
    record DamagedFile(String path, long size, long expected, Fault fault, Owner owner) implements Evidence {
        /** What can be wrong with the bytes of a native file. */
        public enum Fault {
            /** No bytes at all. */
            EMPTY,
            /** It begins with zero bytes only. */
            ZEROS,
            /** Shorter than the header that every library begins with. */
            TOO_SHORT,
            /** It ends before what its own header announces. */
            CUT_SHORT,
            /** Bytes of some other kind. */
            NO_LIBRARY,
            TEXT,
            ARCHIVE,
            /** A Git LFS pointer in the place of the file. */
            LFS_POINTER,
            /** A header whose fields contradict each other. */
            HEADER;

            /** The word in JSON and in keys of messages: {@code cut-short}. */
            public String word() {
                return Evidence.word(this);
            }
        }
    }

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
     * @param source {@code installed}, {@code table}, {@code index} or {@code namesake}
     */
    record Provides(String module, String distribution, String source) implements Evidence {}

    /** A file that hides the module that was meant. {@code hidden} is null where that is not installed. */
    record Shadow(String path, @Nullable String hidden) implements Evidence {}

    /** A file that is not as the RECORD of its distribution says. */
    record RecordMismatch(String path, String distribution, String version, Difference fault) implements Evidence {
        /** How a disk can differ from a RECORD. */
        public enum Difference {
            /** In the RECORD, and not on the disk. */
            MISSING,
            /** Another size or another hash than the RECORD has. */
            ALTERED,
            /** What an installer had set aside, and an interrupted installation left. */
            LEFTOVER;

            /** The word in JSON: {@code altered}. */
            public String word() {
                return Evidence.word(this);
            }
        }
    }

    /**
     * An entry of the search path that brings another Python's files.
     *
     * @param declaredBy {@code PYTHONPATH}, {@code PYTHONHOME}, {@code USER_SITE}, or the path of the {@code .pth} file
     *     that names it
     * @param why what shows that the files are another Python's
     */
    record PathEntryGuilty(String entry, String declaredBy, Why why) implements Evidence {
        /** What shows that an entry is another Python's. */
        public enum Why {
            /** The entry's own path names another version. */
            OTHER_VERSION,
            /** It holds a standard library. */
            STANDARD_LIBRARY,
            /** It holds native files for another interpreter. */
            OTHER_TAG,
            /** It holds another release of a distribution than the one that is meant, and in front of it. */
            OTHER_RELEASE,
            /** It holds a distribution that has a module of this Python's standard library, and in front of it. */
            HIDES_STANDARD_LIBRARY,
            /** It should hold this Python's standard library, and does not. */
            NO_STANDARD_LIBRARY;

            /** The word in JSON: {@code other-tag}. */
            public String word() {
                return Evidence.word(this);
            }
        }
    }

    /** A folder that another distribution than the wanted one has filled. */
    record OwnedByOther(
            String module,
            String path,
            Owner owner,
            @Nullable String wanted) implements Evidence {}

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
