package tiryaq.command;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.words.Situation;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.OsText;
import tiryaq.machine.Paths;

/** Which versions pyenv selects, by the rules of its own commands ({@code version-name -f}, {@code latest}). */
record PyenvVersions(String root, Situation situation) {
    /** More of a version file is never read. */
    private static final int FILE_LIMIT = 64 << 10;

    /** The selected versions in order; {@code system} is one of them. A name that is not installed stays as written. */
    List<String> selected() {
        String wanted = situation.variable("PYENV_VERSION");
        if (wanted == null || wanted.isEmpty()) {
            wanted = String.join(":", inFile(file()));
        }
        List<String> versions = new ArrayList<>();
        for (String name : wanted.split(":", -1)) {
            if (!name.isEmpty()) {
                versions.add(installed(name));
            }
        }
        return versions.isEmpty() ? List.of("system") : versions;
    }

    /** The folder of a version, a prefix such as {@code 3.12} resolved; empty when it is not installed. */
    Optional<String> prefix(String version) {
        String folder = root + "/versions/" + latest(version).orElse(version);
        return machine().isFolder(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** The file that decides when PYENV_VERSION does not. */
    String file() {
        String given = situation.variable("PYENV_DIR");
        String folder = given == null || given.isEmpty() ? situation.folder() : situation.absolute(given);
        String found = above(folder);
        if (found == null && !folder.equals(situation.folder())) {
            found = above(situation.folder());
        }
        return found == null ? root + "/version" : found;
    }

    private @Nullable String above(String start) {
        String folder = start.equals("/") ? "" : start;
        while (true) {
            String file = folder + "/.python-version";
            if (machine().isFile(file)) {
                return file;
            }
            if (folder.isEmpty()) {
                return null;
            }
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
    }

    private List<String> inFile(String file) {
        List<String> names = new ArrayList<>();
        for (String line :
                OsText.decode(machine().read(file, 0, FILE_LIMIT).bytes()).split("\n", -1)) {
            String name = firstWord(line);
            if (!name.isEmpty() && !name.startsWith("#") && safe(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String firstWord(String line) {
        int start = 0;
        while (start < line.length() && " \t\r".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < line.length() && " \t\r".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(start, end);
    }

    private boolean safe(String name) {
        if (!name.equals("..") && name.indexOf('/') < 0) {
            return true;
        }
        String versions = root + "/versions";
        String folder = Paths.absolute(versions, "./" + name);
        return folder.startsWith(versions + "/") && machine().isFolder(folder);
    }

    private String installed(String name) {
        String plain = name.startsWith("python-") ? name.substring("python-".length()) : name;
        for (String each : List.of(name, plain)) {
            if (each.equals("system") || machine().isFolder(root + "/versions/" + each)) {
                return each;
            }
        }
        return latest(name).or(() -> latest(plain)).orElse(plain);
    }

    /** The newest installed release that a prefix stands for. */
    private Optional<String> latest(String wanted) {
        if (machine().isFolder(root + "/versions/" + wanted)) {
            return Optional.of(wanted);
        }
        boolean threaded =
                wanted.length() > 1 && wanted.endsWith("t") && Character.isDigit(wanted.charAt(wanted.length() - 2));
        String prefix = threaded ? wanted.substring(0, wanted.length() - 1) : wanted;
        Listing all = machine().list(root + "/versions");
        return all.names().stream()
                .filter(name -> name.startsWith(prefix + "-") || name.startsWith(prefix + "."))
                .filter(name -> released(name, threaded))
                .filter(name -> machine().isFolder(root + "/versions/" + name))
                .min(NEWEST_FIRST);
    }

    private static boolean released(String name, boolean threaded) {
        if (name.endsWith("-dev") || name.endsWith("-src") || name.endsWith("-latest")) {
            return false;
        }
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        String stem = name.substring(0, end);
        if (end < name.length() && (stem.endsWith("a") || stem.endsWith("b") || stem.endsWith("rc"))) {
            return false;
        }
        boolean endsThreaded = end == name.length()
                && name.length() > 1
                && name.endsWith("t")
                && Character.isDigit(name.charAt(name.length() - 2));
        return threaded == endsThreaded;
    }

    private static final Comparator<String> NEWEST_FIRST = (a, b) -> {
        List<String> left = key(a);
        List<String> right = key(b);
        int order = right.get(0).compareTo(left.get(0));
        for (int i = 1; order == 0 && i < 4; i++) {
            order = number(right.get(i)).compareTo(number(left.get(i)));
        }
        return order != 0 ? order : a.compareTo(b);
    };

    private static List<String> key(String name) {
        int dash = 0;
        while (dash < name.length() && Character.isLetterOrDigit(name.charAt(dash))) {
            dash++;
        }
        boolean named = dash > 0 && dash < name.length() && name.charAt(dash) == '-';
        String text = named ? name.substring(0, dash) + "." + name.substring(dash + 1) + ".." : name + "...";
        return List.of(text.split("\\.", -1));
    }

    private static BigInteger number(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == 0 ? BigInteger.ZERO : new BigInteger(text.substring(0, end));
    }

    private Machine machine() {
        return situation.machine();
    }
}
