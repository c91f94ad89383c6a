package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;

/** The files that pip is told of by {@code PIP_FIND_LINKS}: what it can install without an index. */
final class LocalWheels {
    private static final String VARIABLE = "PIP_FIND_LINKS";
    private static final String ADDRESS = "file://";
    private static final int LONGEST = 1 << 20;

    private final Machine machine;
    private final String folder;
    private final Set<String> names = new HashSet<>();

    /** As they lie there now. */
    LocalWheels(Machine machine, String folder) {
        this.machine = machine;
        this.folder = folder;
        for (String place : machine.variable(VARIABLE).orElse("").split("\\s+", -1)) {
            String path = place.startsWith(ADDRESS) ? place.substring(ADDRESS.length()) : place;
            if (!path.isEmpty() && !path.contains("://")) {
                for (String file : machine.list(Paths.absolute(folder, path)).names()) {
                    int end = file.indexOf('-');
                    names.add(DistributionName.normalize(end < 0 ? file : file.substring(0, end)));
                }
            }
        }
    }

    /** Whether only a configuration file, which may say anything, tells pip of others; a variable overrules it. */
    static boolean areUnknown(PipSettings settings, Machine machine) {
        return settings.has("find-links")
                && machine.variable(VARIABLE).orElse("").isEmpty();
    }

    /** Whether each of these may be among them, or is a file itself. What is not understood may be. */
    boolean mayHold(List<String> what) {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < what.size(); i++) {
            if (i > 0 && what.get(i - 1).equals("-r")) {
                String text = machine.read(Paths.absolute(folder, what.get(i)), 0, LONGEST)
                        .text();
                text.lines().forEach(line -> wanted.add(line.strip()));
            } else if (!what.get(i).equals("-r")) {
                wanted.add(what.get(i));
            }
        }
        return wanted.stream().allMatch(this::mayBeHere);
    }

    private boolean mayBeHere(String requirement) {
        int comment = requirement.startsWith("#") ? 0 : requirement.indexOf(" #");
        String bare =
                comment < 0 ? requirement : requirement.substring(0, comment).strip();
        return bare.contains("file:")
                || Requirement.parse(bare)
                        .map(each -> names.contains(each.normalizedName()))
                        .orElse(true);
    }
}
