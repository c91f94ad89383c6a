package tiryaq.treatment.requirements;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tiryaq.machine.Machine;
import tiryaq.packaging.Requirement;

/**
 * What an installer is asked for, for one Python.
 *
 * @param python the interpreter, absolute
 * @param requirements each in one form, without blanks
 * @param comparable whether names and versions say all of it: no option of a file, which may lead to another index, no
 *     address and no marker
 */
public record Asked(String python, Set<String> requirements, boolean comparable) {
    public Asked {
        requirements = Set.copyOf(requirements);
    }

    /** By the words that the installer gets: requirements, or {@code -r} and a file. */
    public static Asked of(Machine machine, String python, List<String> words) {
        Set<String> requirements = new HashSet<>();
        boolean comparable = true;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-r") && i + 1 < words.size()) {
                i++;
                for (Line line : DeclaredFiles.all(machine, words.get(i))) {
                    comparable &=
                            line.text().isEmpty() || line.text().startsWith("#") || add(line.text(), requirements);
                }
            } else {
                comparable &= add(words.get(i), requirements);
            }
        }
        return new Asked(python, requirements, comparable && !requirements.isEmpty());
    }

    private static boolean add(String text, Set<String> requirements) {
        Optional<String> form = form(text);
        form.ifPresent(requirements::add);
        return form.isPresent();
    }

    /** Empty for what names and versions alone do not say. */
    private static Optional<String> form(String text) {
        return Requirement.parse(text)
                .filter(each -> each.marker().isEmpty() && each.url().isEmpty())
                .map(each -> {
                    Set<String> versions = new TreeSet<>();
                    each.specifiers().all().forEach(one -> versions.add(one.toString()));
                    return each.normalizedName() + new TreeSet<>(each.extras()) + versions;
                });
    }

    /**
     * Whether this can only fail as another did: it asks for the very requirement of which there was no wheel for this
     * Python, or for all that the other asked for.
     *
     * @param requirement as the installer named it
     */
    public boolean failsLike(Asked other, String requirement) {
        return comparable
                && other.comparable
                && python.equals(other.python)
                && (requirements.containsAll(other.requirements)
                        || form(requirement).filter(requirements::contains).isPresent());
    }
}
