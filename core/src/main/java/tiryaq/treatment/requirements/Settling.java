package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tiryaq.index.Availability;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;

/**
 * Keeps the versions that the user had where there are wheels for the interpreter; names what must move, and where to.
 */
public final class Settling {
    private Settling() {}

    /** The index, asked about one version of one distribution. */
    @FunctionalInterface
    public interface Index {
        /** Whether it has that version for the interpreter. */
        Availability available(String name, String version);
    }

    /** What to install, asking the index only about what is bound to another Python. */
    public static Settled settle(Collection<Wanted> wanted, Index index) {
        Map<String, Wanted> byName = new TreeMap<>();
        wanted.forEach(each -> byName.putIfAbsent(DistributionName.normalize(each.name()), each));
        List<String> requirements = new ArrayList<>();
        List<Settled.Moved> moved = new ArrayList<>();
        List<Settled.Refused> refused = new ArrayList<>();
        for (Wanted each : byName.values()) {
            Settled.Reason reason = refusal(each.origin());
            String version = each.version();
            if (reason != null) {
                refused.add(new Settled.Refused(each.name(), version, reason));
            } else if (each.origin() instanceof Origin.Archive archive) {
                requirements.add(each.name() + " @ " + archive.url());
            } else if (version == null) {
                requirements.add(each.name() + each.releases());
            } else if (!each.bound()) {
                requirements.add(each.name() + "==" + version);
            } else {
                bound(each.name(), version, index.available(each.name(), version), requirements, moved, refused);
            }
        }
        return new Settled(requirements, moved, refused);
    }

    private static void bound(
            String name,
            String version,
            Availability availability,
            List<String> requirements,
            List<Settled.Moved> moved,
            List<Settled.Refused> refused) {
        boolean local = version.indexOf('+') >= 0;
        switch (availability) {
            case Availability.Here() -> requirements.add(name + "==" + version);
            // The installer will say; nothing is moved on a guess.
            case Availability.Unknown(String why) -> requirements.add(name + "==" + version);
            case Availability.Nearest(String nearest) -> {
                if (local) {
                    refused.add(new Settled.Refused(name, version, Settled.Reason.LOCAL_VERSION));
                } else {
                    requirements.add(name + "==" + nearest);
                    moved.add(new Settled.Moved(name, version, nearest));
                }
            }
            case Availability.Nowhere() ->
                refused.add(new Settled.Refused(
                        name, version, local ? Settled.Reason.LOCAL_VERSION : Settled.Reason.NO_WHEEL));
        }
    }

    /**
     * The same with one requirement let go, after an installer found no wheel of it or a conflict.
     *
     * @param requirement as the installer named it, {@code cffi==1.16.0}
     */
    public static Settled relaxed(Settled settled, String requirement) {
        return relaxed(settled, requirement, (name, version) -> new Availability.Unknown(""));
    }

    /** The same, with the version in its place that the index has, where it says that. */
    public static Settled relaxed(Settled settled, String requirement, Index index) {
        String name = name(requirement);
        if (name.isEmpty()) {
            return settled;
        }
        List<String> requirements = new ArrayList<>();
        List<Settled.Moved> moved = new ArrayList<>(settled.moved());
        for (String each : settled.requirements()) {
            int sign = each.indexOf("==");
            if (sign > 0 && each.indexOf('+') < 0 && name(each).equals(name)) {
                String from = each.substring(sign + 2);
                String to = index.available(each.substring(0, sign), from) instanceof Availability.Nearest(String near)
                                && !near.equals(from)
                        ? near
                        : null;
                requirements.add(to == null ? each.substring(0, sign) : each.substring(0, sign) + "==" + to);
                String first = moved.stream()
                        .filter(m -> DistributionName.same(m.name(), name))
                        .map(Settled.Moved::from)
                        .findFirst()
                        .orElse(from);
                moved.removeIf(m -> DistributionName.same(m.name(), name));
                moved.add(new Settled.Moved(each.substring(0, sign), first, to));
            } else {
                requirements.add(each);
            }
        }
        return new Settled(requirements, moved, settled.refused());
    }

    private static Settled.@Nullable Reason refusal(Origin origin) {
        return switch (origin) {
            case Origin.Index() -> null;
            case Origin.Archive(String url) -> path(url).endsWith(".whl") ? null : Settled.Reason.FROM_SOURCE_ARCHIVE;
            case Origin.Repository(String url) -> Settled.Reason.FROM_REPOSITORY;
            case Origin.Folder(String url, boolean editable) ->
                editable ? Settled.Reason.EDITABLE : Settled.Reason.FROM_FOLDER;
            case Origin.SystemPackage(String name) -> Settled.Reason.FROM_SYSTEM;
        };
    }

    /** The normal name in a requirement; "" where it is none. */
    private static String name(String requirement) {
        return Requirement.parse(requirement).map(Requirement::normalizedName).orElse("");
    }

    private static String path(String url) {
        int end = url.indexOf('#');
        return end < 0 ? url : url.substring(0, end);
    }
}
