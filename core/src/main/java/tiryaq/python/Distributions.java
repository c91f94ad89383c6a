package tiryaq.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.CoreMetadata;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.RecordFile;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.TopLevel;
import tiryaq.packaging.Version;

/**
 * The distributions on a search path, from their metadata folders (PEP 376, PEP 427) and old {@code .egg-info}. What
 * has a name that no distribution can have, as what an installer put aside, is none.
 */
public final class Distributions {
    private static final int RECORD_LIMIT = 16 << 20;
    private static final int METADATA_LIMIT = 1 << 20;
    /** Holds nearly every header; the description behind it is of no use. */
    private static final int METADATA_FIRST = 8 << 10;

    private final Machine machine;
    private final SearchPath path;
    private final Known known;
    private final Map<String, List<Distribution>> byLocation = new LinkedHashMap<>();
    private final Map<String, Distribution> byName = new HashMap<>();
    private boolean listed;

    /** What was read of folders, whatever other folders are on the path. */
    private record Known(
            Map<String, List<Distribution>> located,
            Map<String, Optional<CoreMetadata>> parsed,
            Map<Place, Optional<Distribution>> owners,
            Map<String, List<RecordFile.Entry>> natives) {
        Known() {
            this(
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>());
        }
    }

    /** A file below an entry of the path, relative to it. */
    private record Place(String location, String inner) {}

    /** The distributions of this path. */
    public Distributions(SearchPath path, Machine machine) {
        this(path, machine, new Known());
    }

    private Distributions(SearchPath path, Machine machine, Known known) {
        this.path = path;
        this.machine = machine;
        this.known = known;
    }

    /** Those of another path on the same machine; what both see is read once. */
    Distributions along(SearchPath other) {
        return new Distributions(other, machine, known);
    }

    /** Whether an installer put distributions into a folder, whatever searches it. */
    public static boolean liesIn(Machine machine, String folder) {
        for (String name : machine.list(folder).names()) {
            if (name.endsWith(".dist-info")
                    || (name.endsWith(".egg-info") && !ofSources(machine, folder, Paths.join(folder, name)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a distribution was installed where it lies, and is not the metadata of sources that are built there. */
    public static boolean installed(Machine machine, Distribution distribution) {
        return !distribution.metadata().endsWith(".egg-info")
                || !ofSources(machine, distribution.location(), distribution.metadata());
    }

    /** Setuptools leaves metadata beside the sources, too, when it builds them or makes them editable. */
    private static boolean ofSources(Machine machine, String location, String metadata) {
        return machine.isFolder(metadata)
                && !machine.isFile(Paths.join(metadata, "installed-files.txt"))
                && (ProjectRoot.installable(machine, location)
                        || ProjectRoot.installable(machine, Paths.parent(location)));
    }

    /** All of them in path order; of two with one name the first is the one that Python's metadata sees. */
    public List<Distribution> all() {
        List<Distribution> all = new ArrayList<>();
        byLocation().values().forEach(all::addAll);
        return all;
    }

    private Map<String, List<Distribution>> byLocation() {
        if (!listed) {
            for (PathEntry entry : path.entries()) {
                byLocation.computeIfAbsent(
                        entry.location(), location -> known.located.computeIfAbsent(location, this::list));
            }
            listed = true;
        }
        return byLocation;
    }

    private List<Distribution> list(String location) {
        List<Distribution> found = new ArrayList<>();
        for (String name : machine.list(location).names()) {
            if (name.endsWith(".dist-info") || name.endsWith(".egg-info")) {
                Distribution distribution = named(location, name);
                if (DistributionName.valid(distribution.name())) {
                    found.add(distribution);
                }
            }
        }
        return found;
    }

    private static Distribution named(String location, String folder) {
        String stem = folder.substring(0, folder.lastIndexOf('.'));
        int dash = stem.indexOf('-');
        String name = dash < 0 ? stem : stem.substring(0, dash);
        String version = dash < 0 ? "" : stem.substring(dash + 1);
        int python = version.indexOf("-py");
        String stated = python < 0 ? version : version.substring(0, python);
        // A folder's name may hold anything, and the version goes on into requirements.
        return new Distribution(
                name, Version.parse(stated).isPresent() ? stated : "", location, Paths.join(location, folder));
    }

    /** The first distribution of this name. */
    public Optional<Distribution> named(String name) {
        if (byName.isEmpty()) {
            for (Distribution distribution : all()) {
                byName.putIfAbsent(DistributionName.normalize(distribution.name()), distribution);
            }
        }
        return Optional.ofNullable(byName.get(DistributionName.normalize(name)));
    }

    /** The distribution whose file list names an absolute path below its own location. */
    public Optional<Distribution> owner(String file) {
        for (String location : byLocation().keySet()) {
            if (isBelow(file, location)) {
                Optional<Distribution> owner =
                        known.owners.computeIfAbsent(new Place(location, inner(file, location)), this::first);
                if (owner.isPresent()) {
                    return owner;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Distribution> first(Place place) {
        for (Distribution distribution : byLocation().getOrDefault(place.location(), List.of())) {
            if (lists(distribution, place.inner())) {
                return Optional.of(distribution);
            }
        }
        return Optional.empty();
    }

    /** Every distribution whose file list names an absolute path: two that share files both do. */
    public List<Distribution> owners(String file) {
        List<Distribution> owners = new ArrayList<>();
        for (Map.Entry<String, List<Distribution>> entry : byLocation().entrySet()) {
            if (isBelow(file, entry.getKey())) {
                String inner = inner(file, entry.getKey());
                for (Distribution distribution : entry.getValue()) {
                    if (lists(distribution, inner)) {
                        owners.add(distribution);
                    }
                }
            }
        }
        return owners;
    }

    private static boolean isBelow(String file, String location) {
        return file.length() > location.length() && Paths.within(file, location);
    }

    private static String inner(String file, String location) {
        return file.substring(location.endsWith("/") ? location.length() : location.length() + 1);
    }

    private boolean lists(Distribution distribution, String inner) {
        byte[] record = record(distribution);
        if (record.length > 0) {
            return RecordFile.names(record, inner);
        }
        String top = inner.contains("/") ? inner.substring(0, inner.indexOf('/')) : stem(inner);
        // Debian's packages and other old installs keep no RECORD.
        return distribution.metadata().endsWith(".egg-info")
                && topLevel(distribution).contains(top);
    }

    private static String stem(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The raw RECORD, empty where there is none. */
    public byte[] record(Distribution distribution) {
        return machine.read(Paths.join(distribution.metadata(), "RECORD"), 0, RECORD_LIMIT)
                .bytes();
    }

    /** The native files, by their endings, that its RECORD names. */
    public List<RecordFile.Entry> natives(Distribution distribution) {
        return known.natives.computeIfAbsent(
                distribution.metadata(), metadata -> RecordFile.natives(record(distribution)));
    }

    private List<String> topLevel(Distribution distribution) {
        return TopLevel.parse(machine.read(Paths.join(distribution.metadata(), "top_level.txt"), 0, METADATA_LIMIT)
                .bytes());
    }

    /** The metadata proper; empty where it is missing or unreadable. */
    public Optional<CoreMetadata> metadata(Distribution distribution) {
        return known.parsed.computeIfAbsent(distribution.metadata(), this::read);
    }

    private Optional<CoreMetadata> read(String metadata) {
        String file = Paths.join(metadata, "METADATA");
        if (metadata.endsWith(".egg-info")) {
            file = machine.isFile(metadata) ? metadata : Paths.join(metadata, "PKG-INFO");
        }
        byte[] bytes = machine.read(file, 0, METADATA_FIRST).bytes();
        if (bytes.length == METADATA_FIRST && !CoreMetadata.holdsHeader(bytes)) {
            bytes = machine.read(file, 0, METADATA_LIMIT).bytes();
        }
        return bytes.length == 0 ? Optional.empty() : Optional.of(CoreMetadata.parse(bytes));
    }

    /** The name as its author writes it. */
    public String displayName(Distribution distribution) {
        return metadata(distribution)
                .map(CoreMetadata::name)
                .filter(name -> DistributionName.same(name, distribution.name()))
                .orElse(distribution.name());
    }

    /** What it requires, markers not yet evaluated. */
    public List<Requirement> requirements(Distribution distribution) {
        return metadata(distribution).map(CoreMetadata::requirements).orElse(List.of());
    }
}
