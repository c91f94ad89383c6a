package tiryaq.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tags of the wheels that an interpreter accepts, best first (PEP 425). */
public final class CompatibleTags {
    private final List<Tag> tags;
    private final Map<Tag, Integer> ranks;

    private CompatibleTags(List<Tag> tags) {
        this.tags = List.copyOf(tags);
        this.ranks = HashMap.newHashMap(tags.size());
        for (int i = 0; i < tags.size(); i++) {
            ranks.putIfAbsent(tags.get(i), i);
        }
    }

    /**
     * The tags of an interpreter.
     *
     * @param major of the Python version
     * @param minor of the Python version
     * @param implementation {@code sys.implementation.name}: {@code cpython}, {@code pypy}, …
     * @param abiflags {@code t}, {@code d}, {@code m}; for 2.7 {@code mu} or {@code m}; CPython only
     * @param soabi {@code pypy39-pp73-x86_64-linux-gnu}: gives the ABI of all but CPython
     * @param platforms what {@link PlatformTags} gives
     */
    public static CompatibleTags of(
            int major, int minor, String implementation, String abiflags, String soabi, List<String> platforms) {
        List<Tag> tags = new ArrayList<>(platforms.size() * 24);
        String digits = major + "" + minor;
        String generic;
        if (implementation.equals("cpython")) {
            generic = "cp" + digits;
            addCpython(tags, major, minor, abiflags, platforms);
        } else {
            generic = implementation.equals("pypy") ? "pp" + major : "";
            String interpreter = shortName(implementation) + digits;
            String abi = genericAbi(soabi);
            if (!abi.isEmpty()) {
                add(tags, interpreter, abi, platforms);
            }
            add(tags, interpreter, "none", platforms);
        }
        addCompatible(tags, major, minor, generic, platforms);
        return new CompatibleTags(tags);
    }

    private static void addCpython(List<Tag> tags, int major, int minor, String abiflags, List<String> platforms) {
        String interpreter = "cp" + major + minor;
        boolean threaded = abiflags.indexOf('t') >= 0;
        boolean modern = major > 3 || (major == 3 && minor >= 8);
        add(tags, interpreter, interpreter + abiflags, platforms);
        if (modern && abiflags.indexOf('d') >= 0) {
            add(tags, interpreter, interpreter + (threaded ? "t" : ""), platforms);
        }
        boolean stable = !threaded && (major > 3 || (major == 3 && minor >= 2));
        if (stable) {
            add(tags, interpreter, "abi3", platforms);
        }
        add(tags, interpreter, "none", platforms);
        for (int older = minor - 1; stable && older >= 2; older--) {
            add(tags, "cp" + major + older, "abi3", platforms);
        }
    }

    private static void addCompatible(
            List<Tag> tags, int major, int minor, String interpreter, List<String> platforms) {
        List<String> pythons = new ArrayList<>(minor + 2);
        pythons.add("py" + major + minor);
        pythons.add("py" + major);
        for (int older = minor - 1; older >= 0; older--) {
            pythons.add("py" + major + older);
        }
        for (String python : pythons) {
            add(tags, python, "none", platforms);
        }
        if (!interpreter.isEmpty()) {
            tags.add(new Tag(interpreter, "none", "any"));
        }
        for (String python : pythons) {
            tags.add(new Tag(python, "none", "any"));
        }
    }

    private static void add(List<Tag> tags, String interpreter, String abi, List<String> platforms) {
        for (String platform : platforms) {
            tags.add(new Tag(interpreter, abi, platform));
        }
    }

    private static String shortName(String implementation) {
        return switch (implementation) {
            case "pypy" -> "pp";
            case "ironpython" -> "ip";
            case "jython" -> "jy";
            default -> implementation;
        };
    }

    private static String genericAbi(String soabi) {
        int parts = soabi.startsWith("graalpy") ? 3 : soabi.startsWith("pypy") ? 2 : Integer.MAX_VALUE;
        int end = -1;
        for (int i = 0; i < parts; i++) {
            end = soabi.indexOf('-', end + 1);
            if (end < 0) {
                end = soabi.length();
                break;
            }
        }
        return soabi.substring(0, end).replace('-', '_').replace('.', '_').replace(' ', '_');
    }

    /** All tags, best first. */
    public List<Tag> tags() {
        return tags;
    }

    /** How good a wheel fits: 0 is best; empty when this interpreter does not accept it. */
    public OptionalInt rank(WheelName wheel) {
        return rank(wheel.tags());
    }

    /** How good the best of some tags fits: 0 is best; empty when this interpreter accepts none of them. */
    public OptionalInt rank(List<Tag> offered) {
        int best = Integer.MAX_VALUE;
        for (Tag tag : offered) {
            best = Math.min(best, ranks.getOrDefault(tag, Integer.MAX_VALUE));
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }
}
