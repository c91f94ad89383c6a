package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.tree.OwnFolders;
import tiryaq.tree.Tree;

/**
 * The journals of this user, and of the projects that they name. A journal stands in {@code .tiryaq/<id>/} beside what
 * was made; an index entry in the user's state folder leads to it.
 *
 * @param state {@code $XDG_STATE_HOME/tiryaq}
 * @param deputed the user for whom root works under sudo; -1 for none
 */
public record Journals(Path state, int deputed) {
    /** The folder beside what was made. */
    public static final String FOLDER = ".tiryaq";

    static final String JOURNAL = "journal.json";
    static final String MANIFEST = "manifest";
    private static final int MOST = 10_000;
    private static final long LARGEST_MANIFEST = 64L << 20;
    private static final long LARGEST_JOURNAL = 4L << 20;

    /** Those of a user who works for himself. */
    public Journals(Path state) {
        this(state, -1);
    }

    /** The journals of the user whose variables these are; empty without a home. */
    public static Optional<Journals> of(Map<String, String> variables) {
        return OwnFolders.state(variables).map(state -> new Journals(state, deputed(variables)));
    }

    private static int deputed(Map<String, String> variables) {
        try {
            return Integer.parseInt(variables.getOrDefault("SUDO_UID", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * All of this user's that stand at their place, the latest first; those whose project was moved or removed are
     * {@link #lost}.
     */
    public List<Journal> history() {
        List<Journal> found = new ArrayList<>();
        for (Path entry : entries()) {
            parse(entry)
                    .filter(each -> name(entry).equals(each.id() + ".json"))
                    .flatMap(this::current)
                    .ifPresent(found::add);
        }
        found.sort(Journals::latestFirst);
        return found;
    }

    private static int innermostFirst(Journal one, Journal other) {
        int byDepth = Integer.compare(other.depth(), one.depth());
        return byDepth == 0 ? latestFirst(one, other) : byDepth;
    }

    private static int latestFirst(Journal one, Journal other) {
        int byTime = other.time().compareTo(one.time());
        return byTime == 0 ? other.id().compareTo(one.id()) : byTime;
    }

    /**
     * The journal of this id in a project's own folder, whoever's index knows it: a container or sudo may have been at
     * work. Empty unless it is the caller's own, or, for root, that of the user for whom root works.
     */
    public Optional<Journal> beside(String project, String id) {
        return Journal.isId(id) && Trust.trusts(project, id, deputed)
                ? parse(Path.of(project, FOLDER, id, JOURNAL))
                        .filter(each -> each.id().equals(id))
                        .map(each -> each.at(project))
                : Optional.empty();
    }

    /** What was left before its end and is not being worked on by another tiryaq at this moment. */
    public List<Journal> unfinished() {
        return history().stream()
                .filter(Journal::unfinished)
                .filter(this::atRest)
                .toList();
    }

    /** Whether no other tiryaq is at work on its project at this moment. */
    public boolean atRest(Journal journal) {
        try (ProjectLock lock = lock(journal.project(), Duration.ZERO).orElse(null)) {
            return lock != null && lock.shutOutOthers(Duration.ZERO);
        } catch (IOException e) {
            return false;
        }
    }

    /** The process of this user's that is at work on its project; empty for none, and where that is not told. */
    public OptionalLong worker(Journal journal) {
        return ProjectLock.holder(state, journal.project());
    }

    /**
     * The journal of this id, from the index or from a folder's own. Without an id the index alone counts: the latest
     * of the innermost project that a folder lies in, be it where it was or moved, else the latest of all.
     *
     * @param id null for the latest
     * @param folder where the caller works; null for nowhere
     */
    public Optional<Journal> find(@Nullable String id, @Nullable String folder) {
        List<Journal> all = history();
        if (id != null) {
            Optional<Journal> known =
                    all.stream().filter(each -> each.id().equals(id)).findFirst();
            return known.isPresent() || folder == null
                    ? known
                    : beside(folder, id).or(() -> moved(folder, id).stream().findFirst());
        }
        List<Journal> here = new ArrayList<>();
        if (folder != null) {
            all.stream().filter(each -> each.covers(folder)).forEach(here::add);
            here.addAll(moved(folder, null));
        }
        return here.stream().min(Journals::innermostFirst).or(() -> all.stream().findFirst());
    }

    /**
     * Those that the index knows at a place where they are not any more, and that stand in this folder or one above it,
     * the innermost first: the project was moved.
     */
    private List<Journal> moved(String folder, @Nullable String id) {
        List<Journal> lost = lost(id);
        List<Journal> found = new ArrayList<>();
        for (String each = folder; !lost.isEmpty() && each.length() > 1; each = Paths.parent(each)) {
            for (Journal journal : lost) {
                beside(each, journal.id()).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * Those that the index knows and that are not at their place any more, the latest first: the project was moved or
     * removed.
     *
     * @param id null for any
     */
    public List<Journal> lost(@Nullable String id) {
        List<Journal> found = new ArrayList<>();
        for (Path entry : entries()) {
            parse(entry)
                    .filter(each -> name(entry).equals(each.id() + ".json")
                            && (id == null || id.equals(each.id()))
                            && current(each).isEmpty())
                    .ifPresent(found::add);
        }
        found.sort(Journals::latestFirst);
        return found;
    }

    /** The journal of this id that stands in a folder but is not to be trusted; empty where there is none at all. */
    Optional<String> strange(String id, String folder) {
        if (!Journal.isId(id)) {
            return Optional.empty();
        }
        Path file = Path.of(folder, FOLDER, id, JOURNAL);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file.toString()) : Optional.empty();
    }

    /** Waits for a project's lock; empty when another tiryaq holds it all the time. */
    public Optional<ProjectLock> lock(String project, Duration patience) throws IOException {
        return ProjectLock.take(state, project, patience);
    }

    /**
     * Writes down, for good, what is about to be made. Call it under the project's lock.
     *
     * @param command kept with its credentials masked: undo does not need them, and a journal outlives the session
     * @param names what is made, each directly in the project's folder
     * @throws NotYoursException when a {@code .tiryaq} stands there that is not the caller's, or is open to others
     * @throws IOException when it cannot be written; nothing is then made, and {@link Undo} clears what is there
     */
    public Journal begin(
            String cause, String treatment, Say title, @Nullable Command command, String project, List<String> names)
            throws IOException {
        Path folder = Path.of(project);
        for (String name : names) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(folder.resolve(name).toString());
            }
        }
        Path ours = folder.resolve(FOLDER);
        boolean there = Files.exists(ours, LinkOption.NOFOLLOW_LINKS);
        if (there && !Trust.trustsFolder(project, deputed)) {
            throw new NotYoursException(ours.toString());
        }
        List<String> made = new ArrayList<>();
        for (Path each = folder;
                each != null && !Files.exists(each, LinkOption.NOFOLLOW_LINKS);
                each = each.getParent()) {
            made.addFirst(each.toString());
        }
        Journal.Before before = made.isEmpty()
                ? new Journal.Before(Undo.modified(folder), Undo.names(folder), made)
                : new Journal.Before(0, 0, made);
        List<Journal.Created> created =
                names.stream().map(name -> new Journal.Created(name, null)).toList();
        Journal journal = new Journal(
                freshId(),
                Instant.now(),
                cause,
                treatment,
                Kept.title(title),
                command == null ? null : Kept.command(command),
                project,
                created,
                before,
                Journal.State.BEGUN);
        try {
            Durable.privateFolders(entriesFolder());
            Durable.write(entry(journal.id()), JournalText.write(journal));
            Files.createDirectories(folder);
            if (!there) {
                Durable.privateFolder(ours);
                Unversioned.mark(ours);
            }
            Durable.privateFolder(own(journal));
            Durable.write(own(journal).resolve(JOURNAL), JournalText.write(journal));
            Durable.syncFolder(ours);
            Durable.syncFolder(folder);
        } catch (IOException e) {
            Undo.locked(this, journal, true);
            throw e;
        }
        return journal;
    }

    /** Makes the empty folders of a journal aside, and notes which they are: none stands in its place before that. */
    public Journal create(Journal journal) throws IOException {
        List<Journal.Created> created = new ArrayList<>();
        for (Journal.Created each : journal.created()) {
            Path path = aside(journal, each.name());
            Files.createDirectory(path);
            created.add(new Journal.Created(each.name(), FolderId.ofNew(path)));
        }
        Journal next = journal.having(created).in(Journal.State.CREATED);
        note(next);
        return next;
    }

    /**
     * Puts the folders that were made into their places.
     *
     * @throws IOException also when something stands there already
     */
    public void place(Journal journal) throws IOException {
        for (Journal.Created each : journal.created()) {
            Path path = Path.of(journal.project(), each.name());
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            Files.move(aside(journal, each.name()), path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path aside(Journal journal, String name) {
        return own(journal).resolve("new-" + name);
    }

    /** Notes all that was made, and that it is done. */
    public Journal proved(Journal journal) throws IOException {
        Manifest manifest = Manifest.of(
                Path.of(journal.project()),
                journal.created().stream().map(Journal.Created::name).toList());
        Durable.write(own(journal).resolve(MANIFEST), ManifestText.write(manifest));
        Journal next = journal.in(Journal.State.PROVED);
        note(next);
        return next;
    }

    /** Under sudo, gives what was made to the user who called, as far as that is allowed. */
    public void giveToCaller(Journal journal, Map<String, String> variables) {
        try {
            int user = Integer.parseInt(variables.getOrDefault("SUDO_UID", ""));
            int group = Integer.parseInt(variables.getOrDefault("SUDO_GID", ""));
            for (Journal.Created each : journal.created()) {
                Tree.own(Path.of(journal.project(), each.name()), user, group);
            }
            Tree.own(Path.of(journal.project(), FOLDER), user, group);
        } catch (NumberFormatException | IOException e) {
            // Not under sudo, or not root: it belongs to whom it belongs.
            return;
        }
    }

    static Path own(Journal journal) {
        return Path.of(journal.project(), FOLDER, journal.id());
    }

    /** What was noted at the end; empty where that cannot be read. */
    static Optional<Manifest> manifest(Journal journal) {
        Path file = own(journal).resolve(MANIFEST);
        try {
            return isFile(file, LARGEST_MANIFEST) ? ManifestText.read(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path entry(String id) {
        return entriesFolder().resolve(id + ".json");
    }

    private Path entriesFolder() {
        return state.resolve("journals");
    }

    /** A journal as its project has it now; empty where the project, or what was made, is gone. */
    private Optional<Journal> current(Journal entry) {
        Path own = own(entry);
        Path ours = Path.of(entry.project(), FOLDER);
        if (Files.isDirectory(ours, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            // The entry is this user's own word; another user's root may have come further.
            return beside(entry.project(), entry.id()).or(() -> Optional.of(entry));
        }
        // Killed before the first folder was made, or after the last was removed.
        boolean leftovers = entry.before().made().stream()
                .anyMatch(each -> Files.isDirectory(Path.of(each), LinkOption.NOFOLLOW_LINKS));
        return leftovers || ProjectLock.isAlone(ours) ? Optional.of(entry.in(Journal.State.UNDOING)) : Optional.empty();
    }

    /** Writes down how far it came: in the index, and beside what was made. */
    void note(Journal journal) throws IOException {
        Durable.write(own(journal).resolve(JOURNAL), JournalText.write(journal));
        if (Files.exists(entry(journal.id()), LinkOption.NOFOLLOW_LINKS)) {
            Durable.write(entry(journal.id()), JournalText.write(journal));
        }
    }

    private List<Path> entries() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(entriesFolder(), "*.json")) {
            for (Path file : files) {
                found.add(file);
                if (found.size() == MOST) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            return found;
        }
        return found;
    }

    private static Optional<Journal> parse(Path file) {
        try {
            return isFile(file, LARGEST_JOURNAL) ? JournalText.read(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isFile(Path file, long largest) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= largest;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String freshId() {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return time + "-"
                + Integer.toHexString(0x10000 | new Random().nextInt(0x10000)).substring(1);
    }
}
