package tiryaq.trials.wheels;

import java.util.Locale;

/** A wheel by its exact file name (PEP 427) and the SHA-256 of its bytes. */
public record Pin(String file, String sha256) {
    /** The distribution's name, normalised (PEP 503). */
    public String project() {
        return normalised(file.substring(0, file.indexOf('-')));
    }

    /** The version in the file name. */
    public String version() {
        return file.split("-", 3)[1];
    }

    /** The Python that it needs, such as {@code 3.11}; empty for one that every Python since 3.11 takes. */
    public String python() {
        String[] parts = file.split("-", -1);
        String python = parts[parts.length - 3];
        boolean bound = python.startsWith("cp3") && !parts[parts.length - 2].equals("abi3");
        return bound ? "3." + python.substring(3) : "";
    }

    /** A project's name as an index spells it (PEP 503). */
    public static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
