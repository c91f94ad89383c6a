package tiryaq.command.words;

/** A name that a variable can have in a shell: {@code Name} of POSIX, 3.216. */
public final class ShellName {
    private ShellName() {}

    /** Whether it is one. */
    public static boolean is(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
