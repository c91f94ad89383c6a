package tiryaq.symptom;

import org.jspecify.annotations.Nullable;

/** What went wrong at the root of an incident, as the output words it. */
public sealed interface Failure {
    /** The dotted name of the module that the failure is about, empty where the output names none. */
    default String about() {
        return "";
    }

    /**
     * The name that the module lacks which the failure is about, empty where the output says of no module that it lacks
     * one.
     */
    default String lacking() {
        return "";
    }

    /**
     * {@code No module named 'a.b'}.
     *
     * @param module the dotted name, as full as the output gives it
     * @param parentIsNoPackage {@code 'a' is not a package} was said too
     */
    record MissingModule(String module, boolean parentIsNoPackage) implements Failure {
        @Override
        public String about() {
            return module;
        }
    }

    /** A module that is there lacks a name. */
    sealed interface Lacking extends Failure permits MissingName, MissingAttribute {
        /** The dotted name of the module, empty where the output does not say. */
        String module();

        /** Where the module was loaded from, if the output says so. */
        @Nullable
        String file();

        /** Whether {@code partially initialized module} was said. */
        boolean partial();
    }

    /**
     * {@code cannot import name 'n' from 'm' (file)}.
     *
     * @param module empty where the output does not say (before 3.7)
     * @param file where {@code m} was loaded from; {@code unknown location} is null
     * @param partial {@code partially initialized module} was said
     */
    record MissingName(String name, String module, @Nullable String file, boolean partial) implements Lacking {
        @Override
        public String about() {
            return module;
        }

        @Override
        public String lacking() {
            return name;
        }
    }

    /**
     * {@code module 'm' has no attribute 'a'}.
     *
     * @param file where {@code m} was loaded from, if the output says so
     * @param partial {@code partially initialized module} was said
     */
    record MissingAttribute(
            String module, String attribute, @Nullable String file, boolean partial) implements Lacking {
        @Override
        public String about() {
            return module;
        }

        @Override
        public String lacking() {
            return attribute;
        }
    }

    /**
     * The loader, or the interpreter after it, refused a native file.
     *
     * @param file the file that it names; for a missing library, the library
     * @param fault which refusal
     * @param detail the symbol, version or library in question, empty if none
     */
    record NativeRefused(@Nullable String file, Fault fault, String detail) implements Failure {
        /** The refusals that loaders word. */
        public enum Fault {
            FILE_TOO_SHORT,
            NOT_A_LIBRARY,
            WRONG_ARCHITECTURE,
            LIBRARY_MISSING,
            SYMBOL_MISSING,
            VERSION_MISSING,
            NO_INIT_FUNCTION,
            CODE_SIGNATURE,
            OTHER
        }
    }

    /** The interpreter died before any of the program ran ({@code Fatal Python error: init_fs_encoding: …}). */
    record StartFailed(String reason) implements Failure {}

    /**
     * The command itself could not be started.
     *
     * @param command what was to be run, or the interpreter that its first line names
     * @param shebang whether the script exists and its interpreter does not
     */
    record CommandMissing(String command, boolean shebang) implements Failure {}

    /**
     * An installer failed.
     *
     * @param tool {@code pip}, {@code uv}, …
     */
    record InstallFailed(String tool, String message) implements Failure {}

    /** Any other exception that ended the program. */
    record OtherException(String type, String message) implements Failure {}

    /**
     * The process died of a signal and said nothing of its own.
     *
     * @param signal {@code SIGBUS}, …
     */
    record Killed(String signal) implements Failure {}
}
