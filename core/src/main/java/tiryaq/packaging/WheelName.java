package tiryaq.packaging;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a wheel's file name (PEP 427).
 *
 * @param name as written in the file name
 * @param build the build tag, or ""
 * @param tags all that its compressed tag stands for
 */
public record WheelName(String name, Version version, String build, List<Tag> tags) {
    public WheelName {
        tags = List.copyOf(tags);
    }

    /** The parts of a file name; empty when it is no wheel's. */
    public static Optional<WheelName> parse(String fileName) {
        if (!fileName.endsWith(".whl")) {
            return Optional.empty();
        }
        String stem = fileName.substring(0, fileName.length() - 4);
        int platform = stem.lastIndexOf('-');
        int abi = stem.lastIndexOf('-', platform - 1);
        int interpreter = stem.lastIndexOf('-', abi - 1);
        int firstDash = stem.indexOf('-');
        if (platform < 0 || abi < 0 || interpreter < 0 || firstDash >= interpreter) {
            return Optional.empty();
        }
        String name = stem.substring(0, firstDash);
        String rest = stem.substring(firstDash + 1, interpreter);
        int buildDash = rest.indexOf('-');
        String build = buildDash < 0 ? "" : rest.substring(buildDash + 1);
        Version version = VersionReader.read(buildDash < 0 ? rest : rest.substring(0, buildDash));
        if (!isName(name) || version == null || (buildDash >= 0 && !isBuild(build))) {
            return Optional.empty();
        }
        return Optional.of(new WheelName(name, version, build, Tag.parse(stem.substring(interpreter + 1))));
    }

    /** The name by which distributions are compared (PEP 503). */
    public String normalizedName() {
        return DistributionName.normalize(name);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '.' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return !name.contains("__");
    }

    private static boolean isBuild(String build) {
        return !build.isEmpty() && Character.isDigit(build.charAt(0)) && build.indexOf('-') < 0;
    }
}
