package tiryaq.treatment.requirements;

import tiryaq.machine.Paths;
import tiryaq.packaging.Requirement;

/**
 * A line in which something is declared.
 *
 * @param file that it stands in
 * @param number from 1; 0 where it is not known
 * @param text without space around it and without the comment behind
 */
public record Line(String file, int number, String text) {
    /** Where what it names comes from. */
    enum Source {
        /** An index, or a file that is a wheel. */
        READY,
        /** A repository or an archive: built aside, in a folder of the installer's own. */
        BUILT_ASIDE,
        /** A folder of this machine: its build leaves files there. */
        BUILT_IN_PLACE
    }

    /** Its file and number, as compilers write them. */
    public String place() {
        return number == 0 ? file : file + ":" + number;
    }

    /** What it names: a distribution, else a folder or the last part of an address, never the whole of one. */
    public String label() {
        String bare = bare();
        int egg = bare.indexOf("#egg=");
        String named = egg < 0 ? "" : bare.substring(egg + "#egg=".length()).split("[&\\[]", 2)[0];
        if (!named.isEmpty()) {
            return named;
        }
        int sign = bare.indexOf('@');
        String before = sign < 0 ? "" : bare.substring(0, sign).strip();
        String name = Requirement.parse(before).map(Requirement::name).orElse("");
        if (!name.isEmpty()) {
            return name;
        }
        return bare.contains("://") ? Paths.name(bare.split("[?#]", 2)[0]) : bare;
    }

    /** Whether it includes another file. */
    public boolean includes() {
        return !IncludedFiles.included(text).isEmpty();
    }

    Source source() {
        boolean editable = isEditable();
        String bare = bare();
        if (bare.isEmpty() || bare.charAt(0) == '#' || (!editable && bare.charAt(0) == '-')) {
            return Source.READY;
        }
        if (!editable && isPath(bare)) {
            return local(bare);
        }
        int sign = bare.indexOf(" @ ");
        String address = sign < 0
                ? bare.substring(bare.indexOf('@') + 1).strip()
                : bare.substring(sign + 3).strip();
        String whole = sign < 0 && (bare.indexOf("://") < bare.indexOf('@') || bare.indexOf('@') < 0) ? bare : address;
        if (whole.startsWith("file:")) {
            return local(whole);
        }
        if (whole.contains("://")) {
            boolean repository = whole.startsWith("git+") || whole.startsWith("hg+") || whole.startsWith("bzr+");
            return repository || !whole.contains(".whl") ? Source.BUILT_ASIDE : Source.READY;
        }
        return editable ? Source.BUILT_IN_PLACE : Source.READY;
    }

    private static boolean isPath(String bare) {
        if (bare.startsWith(".") || bare.startsWith("/") || bare.startsWith("file:")) {
            return true;
        }
        // No name of a distribution has a slash: pip takes such a word for a path.
        String word = bare.split("[@;\\[]| --", 2)[0];
        return word.indexOf('/') >= 0 && !word.contains("://");
    }

    private static Source local(String path) {
        String bare = path.split("[;\\[#]", 2)[0].strip();
        if (bare.endsWith(".whl") || path.contains(".whl")) {
            return Source.READY;
        }
        boolean archive = bare.endsWith(".zip") || bare.endsWith(".tgz") || bare.contains(".tar");
        return archive ? Source.BUILT_ASIDE : Source.BUILT_IN_PLACE;
    }

    private boolean isEditable() {
        return text.startsWith("-e") || text.startsWith("--editable");
    }

    /** Without the option in front. */
    private String bare() {
        if (text.startsWith("--editable")) {
            String rest = text.substring("--editable".length()).strip();
            return rest.startsWith("=") ? rest.substring(1).strip() : rest;
        }
        return text.startsWith("-e") ? text.substring(2).strip() : text;
    }
}
