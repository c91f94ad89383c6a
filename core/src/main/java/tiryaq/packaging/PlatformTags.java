package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;

/** The platform tags that a machine accepts, best first (PEP 425, 513, 571, 599, 600, 656). */
public final class PlatformTags {
    /** No glibc 2 will be newer; the number that PyPA's tools assume for a later major version. */
    private static final int LAST_GLIBC_2 = 50;

    private PlatformTags() {}

    /**
     * The tags for an interpreter that describes itself.
     *
     * @param platform {@code sysconfig.get_platform()}: {@code linux-x86_64}, {@code macosx-11.0-arm64},
     *     {@code win-amd64}; for macOS the version in it is the oldest that the interpreter runs on, so newer systems
     *     accept more
     * @param libc {@code glibc 2.36}, {@code musl 1.2}, or ""
     * @param bits of a pointer of the interpreter, 32 or 64
     */
    public static List<String> of(String platform, String libc, int bits) {
        String normal = platform.replace('.', '_').replace('-', '_').replace(' ', '_');
        if (normal.startsWith("linux_")) {
            return linux(processor(normal.substring(6), bits), libc);
        }
        if (platform.startsWith("macosx-")) {
            int dash = platform.indexOf('-', 7);
            if (dash > 0) {
                int[] version = version(platform.substring(7, dash));
                return macos(version[0], version[1], platform.substring(dash + 1));
            }
        }
        return List.of(normal);
    }

    private static String processor(String processor, int bits) {
        if (bits != 32) {
            return processor;
        }
        return switch (processor) {
            case "x86_64" -> "i686";
            case "aarch64" -> "armv8l";
            default -> processor;
        };
    }

    private static List<String> linux(String processor, String libc) {
        int[] version = version(libc);
        List<String> processors = processor.equals("armv8l") ? List.of("armv8l", "armv7l") : List.of(processor);
        List<String> tags = new ArrayList<>();
        for (String each : processors) {
            if (libc.startsWith("glibc")) {
                addManylinux(tags, each, version[0], version[1]);
            } else if (libc.startsWith("musl")) {
                addMusllinux(tags, each, version[0], version[1]);
            }
        }
        for (String each : processors) {
            tags.add("linux_" + each);
        }
        return tags;
    }

    private static void addManylinux(List<String> tags, String processor, int major, int minor) {
        int oldest = switch (processor) {
            case "x86_64", "i686" -> 5;
            case "aarch64", "armv7l", "armv8l", "ppc64", "ppc64le", "s390x", "loongarch64", "riscv64" -> 17;
            default -> Integer.MAX_VALUE;
        };
        if (oldest == Integer.MAX_VALUE) {
            return;
        }
        for (int each = major; each >= 2; each--) {
            int newest = each == major ? minor : LAST_GLIBC_2;
            for (int step = newest; step >= (each == 2 ? oldest : 0); step--) {
                tags.add("manylinux_" + each + "_" + step + "_" + processor);
                String old = each == 2 ? oldName(step) : "";
                if (!old.isEmpty()) {
                    tags.add(old + "_" + processor);
                }
            }
        }
    }

    private static String oldName(int minor) {
        return switch (minor) {
            case 17 -> "manylinux2014";
            case 12 -> "manylinux2010";
            case 5 -> "manylinux1";
            default -> "";
        };
    }

    private static void addMusllinux(List<String> tags, String processor, int major, int minor) {
        for (int step = minor; step >= 0; step--) {
            tags.add("musllinux_" + major + "_" + step + "_" + processor);
        }
    }

    /** The tags of a macOS of that version, on that processor ({@code arm64}, {@code x86_64}, {@code i386}). */
    public static List<String> macos(int major, int minor, String processor) {
        List<String> tags = new ArrayList<>();
        if (major == 10) {
            for (int step = minor; step >= 0; step--) {
                addMac(tags, 10, step, processor);
            }
        }
        for (int step = major; step >= 11; step--) {
            addMac(tags, step, 0, processor);
        }
        if (major >= 11) {
            for (int step = 16; step >= 4; step--) {
                if (processor.equals("x86_64")) {
                    addMac(tags, 10, step, processor);
                } else {
                    tags.add("macosx_10_" + step + "_universal2");
                }
            }
        }
        return tags;
    }

    private static void addMac(List<String> tags, int major, int minor, String processor) {
        boolean intel = processor.equals("x86_64") || processor.equals("i386");
        if (intel && major == 10 && minor < 4) {
            return;
        }
        String start = "macosx_" + major + "_" + minor + "_";
        tags.add(start + processor);
        if (intel) {
            boolean wide = processor.equals("x86_64");
            tags.add(start + "intel");
            tags.add(start + (wide ? "fat64" : "fat32"));
            tags.add(start + (wide ? "fat32" : "fat"));
        }
        if (processor.equals("x86_64") || processor.equals("arm64")) {
            tags.add(start + "universal2");
        }
        if (intel) {
            tags.add(start + "universal");
        }
    }

    /** The first two numbers in a text, 0 where there are none. */
    private static int[] version(String text) {
        int[] numbers = new int[2];
        int found = -1;
        boolean inNumber = false;
        for (int i = 0; i < text.length() && found < 2; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && !inNumber) {
                found++;
            }
            if (digit && found < 2) {
                numbers[found] = Math.min(numbers[found] * 10 + (c - '0'), 1000);
            }
            inNumber = digit;
        }
        return numbers;
    }
}
