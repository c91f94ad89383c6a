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
 * The distributions on a search path, from their metadata folders (PEP 376, PEP 427) and old {@code .egg-info}. What has a
 * name that no distribution can have, as what an installer put aside, is none.
 */
public final class Distributions {
    private static final int RECORD_LIMIT = 16 << 20;
    private static final int METADATA_LIMIT = 1 << 20;
    /** Holds nearly every header; the description behind it is of no use. */
    private static final int METADATA_FIRST = 8 << 10;

    private final Machine machine;
    private final SearchPath path;
    private final Map<String, List<Distribution>> byLocation = new LinkedHashMap<>();
    private final Map<String, Optional<CoreMetadata>> parsed = new ConcurrentHashMap<>();
    private final Map<String, Distribution> byName = new HashMap<>();
    private boolean listed;

    /** The distributions of this path. */
    public Distributions(SearchPath path, Machine machine) {
        this.path = path;
        this.machine = machine;
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
                byLocation.computeIfAbsent(entry.location(), this::list);
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
        return owners(file, 1).stream().findFirst();
    }

    /** Every distribution whose file list names an absolute path: two that share files both do. */
    public List<Distribution> owners(String file) {
        return owners(file, Integer.MAX_VALUE);
    }

    private List<Distribution> owners(String file, int most) {
        List<Distribution> owners = new ArrayList<>();
        for (Map.Entry<String, List<Distribution>> entry : byLocation().entrySet()) {
            String location = entry.getKey();
            if (!Paths.within(file, location) || file.length() <= location.length()) {
                continue;
            }
            String inner = file.substring(location.endsWith("/") ? location.length() : location.length() + 1);
            for (Distribution distribution : entry.getValue()) {
                if (owners.size() < most && lists(distribution, inner)) {
                    owners.add(distribution);
                }
            }
        }
        return owners;
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

    private List<String> topLevel(Distribution distribution) {
        return TopLevel.parse(machine.read(Paths.join(distribution.metadata(), "top_level.txt"), 0, METADATA_LIMIT)
                .bytes());
    }

    /** The metadata proper; empty where it is missing or unreadable. */
    public Optional<CoreMetadata> metadata(Distribution distribution) {
        return parsed.computeIfAbsent(distribution.metadata(), this::read);
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
