package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * The journals of this user, and of the projects that they name. A journal stands in {@code .tiryaq/<id>/} beside what was
 * made; an index entry in the user's state folder leads to it.
 *
 * @param state {@code $XDG_STATE_HOME/tiryaq}
 */
public record Journals(Path state) {
    /** The folder beside what was made. */
    public static final String FOLDER = ".tiryaq";

    static final String JOURNAL = "journal.json";
    static final String MANIFEST = "manifest";
    private static final int MOST = 10_000;
    private static final long LARGEST = 256L << 20;

    /** The journals of the user whose variables these are; empty without a home. */
    public static Optional<Journals> of(Map<String, String> variables) {
        String state = variables.getOrDefault("XDG_STATE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        try {
            if (state.startsWith("/")) {
                return Optional.of(new Journals(Path.of(state, "tiryaq")));
            }
            return home.startsWith("/")
                    ? Optional.of(new Journals(Path.of(home, ".local", "state", "tiryaq")))
                    : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** All that can be undone, the latest first. Entries whose project is gone are left out. */
    public List<Journal> history() {
        List<Journal> found = new ArrayList<>();
        for (Path entry : entries()) {
            parse(entry).flatMap(Journals::current).ifPresent(found::add);
        }
        found.sort(
                Comparator.comparing(Journal::time).thenComparing(Journal::id).reversed());
        return found;
    }

    /** The journals in a project's own folder, the latest first: also those that another user made. */
    public static List<Journal> beside(String project) {
        List<Journal> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(project, FOLDER))) {
            for (Path folder : folders) {
                parse(folder.resolve(JOURNAL))
                        .filter(each -> each.id().equals(name(folder)))
                        .ifPresent(each -> found.add(each.at(project)));
            }
        } catch (IOException | RuntimeException e) {
            return found;
        }
        found.sort(
                Comparator.comparing(Journal::time).thenComparing(Journal::id).reversed());
        return found;
    }

    /** What was left before its end and is not being worked on by another tiryaq at this moment. */
    public List<Journal> unfinished() {
        return history().stream()
                .filter(Journal::unfinished)
                .filter(each -> {
                    try (ProjectLock lock = lock(each.project(), Duration.ZERO).orElse(null)) {
                        return lock != null;
                    } catch (IOException e) {
                        return false;
                    }
                })
                .toList();
    }

    /**
     * The journal of this id, from the index or from a project's own folder.
     *
     * @param id null for the latest
     * @param project null to ask the index alone
     */
    public Optional<Journal> find(@Nullable String id, @Nullable String project) {
        List<Journal> all = new ArrayList<>(history());
        if (project != null) {
            all.addAll(beside(project));
        }
        return all.stream().filter(each -> id == null || each.id().equals(id)).max(Comparator.comparing(Journal::time));
    }

    /** Waits for a project's lock; empty when another tiryaq holds it all the time. */
    public Optional<ProjectLock> lock(String project, Duration patience) throws IOException {
        return ProjectLock.take(state, project, patience);
    }

    /**
     * Writes down, for good, what is about to be made. Call it under the project's lock.
     *
     * @param names what is made, each directly in the project's folder
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
                title,
                command,
                project,
                created,
                before,
                Journal.State.BEGUN);
        try {
            Durable.privateFolders(entriesFolder());
            Durable.write(entry(journal.id()), JournalText.write(journal));
            Files.createDirectories(folder);
            Path ours = folder.resolve(FOLDER);
            if (!Files.isDirectory(ours, LinkOption.NOFOLLOW_LINKS)) {
                Durable.privateFolder(ours);
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

    /**
     * Makes the empty folders of a journal and notes which they are.
     *
     * @throws IOException also when something stands there already
     */
    public Journal create(Journal journal) throws IOException {
        List<Journal.Created> created = new ArrayList<>();
        for (Journal.Created each : journal.created()) {
            Path path = Path.of(journal.project(), each.name());
            Files.createDirectory(path);
            created.add(new Journal.Created(each.name(), Undo.identity(path)));
        }
        Journal next = journal.having(created).in(Journal.State.CREATED);
        Durable.write(own(next).resolve(JOURNAL), JournalText.write(next));
        return next;
    }

    /** Notes all that was made, and that it is done. */
    public Journal proved(Journal journal) throws IOException {
        Manifest manifest = Manifest.of(
                Path.of(journal.project()),
                journal.created().stream().map(Journal.Created::name).toList());
        Durable.write(own(journal).resolve(MANIFEST), ManifestText.write(manifest));
        Journal next = journal.in(Journal.State.PROVED);
        Durable.write(own(next).resolve(JOURNAL), JournalText.write(next));
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
        return text(own(journal).resolve(MANIFEST)).flatMap(ManifestText::read);
    }

    Path entry(String id) {
        return entriesFolder().resolve(id + ".json");
    }

    private Path entriesFolder() {
        return state.resolve("journals");
    }

    /** A journal as its project has it now; empty where the project, or what was made, is gone. */
    private static Optional<Journal> current(Journal entry) {
        Path own = own(entry);
        if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Optional<Journal> there = parse(own.resolve(JOURNAL));
            return there.isPresent() ? there.map(each -> each.at(entry.project())) : Optional.of(entry);
        }
        // Killed before the first folder was made, or after the last was removed.
        boolean leftovers = entry.before().made().stream()
                .anyMatch(each -> Files.isDirectory(Path.of(each), LinkOption.NOFOLLOW_LINKS));
        boolean emptyFolder = Undo.isEmptyFolder(own.getParent());
        return leftovers || emptyFolder ? Optional.of(entry) : Optional.empty();
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
        return text(file).flatMap(JournalText::read);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
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
