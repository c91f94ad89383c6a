package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tiryaq.digest.Fnv1a;
import tiryaq.tree.Tree;

/** Takes back what a journal says was made, and nothing else. */
public final class Undo {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Undo() {}

    /**
     * Undoes one treatment.
     *
     * @param id null for the latest there, or else the latest anywhere: a caller who means only the folder asks before
     * @param folder where the caller works: its own journal of that id counts too; null for nowhere
     * @param force whether to go on when what was made has changed since
     */
    public static Undone undo(Journals journals, @Nullable String id, @Nullable String folder, boolean force) {
        Optional<Journal> found = journals.find(id, folder);
        if (found.isPresent()) {
            return undo(journals, found.get(), force);
        }
        Optional<String> strange = id == null || folder == null ? Optional.empty() : journals.strange(id, folder);
        return strange.<Undone>map(Undone.NotYours::new).orElseGet(Undone.NotFound::new);
    }

    /** Undoes this treatment. */
    public static Undone undo(Journals journals, Journal journal, boolean force) {
        try (ProjectLock lock = journals.lock(journal.project(), PATIENCE).orElse(null)) {
            if (lock == null || !lock.shutOutOthers(PATIENCE)) {
                return new Undone.Busy(journal.project());
            }
            // Whoever held the lock may have taken it back, or gone on with it.
            return journals.find(journal.id(), journal.project())
                    .map(now -> locked(journals, now, force))
                    .orElseGet(Undone.NotFound::new);
        } catch (IOException e) {
            return failed(journal, e);
        }
    }

    /** Undoes it for a caller who holds the project's lock. */
    public static Undone locked(Journals journals, Journal journal, boolean force) {
        Survivors.end(journal.id());
        try {
            Path project = Path.of(journal.project());
            Path own = Journals.own(journal);
            List<String> ours = new ArrayList<>();
            List<String> foreign = new ArrayList<>();
            List<Drift> drift = new ArrayList<>();
            sort(journals, journal, project, ours, foreign, drift);
            if (!drift.isEmpty() && !force) {
                return new Undone.Drifted(journal, drift);
            }
            if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS) && !ours.isEmpty()) {
                journals.note(journal.in(Journal.State.UNDOING));
            }
            List<String> removed = new ArrayList<>();
            for (String name : ours) {
                remove(project.resolve(name), own, name);
                removed.add(project.resolve(name).toString());
            }
            forget(journals, journal, project, own);
            return foreign.isEmpty()
                    ? new Undone.Restored(journal, removed)
                    : new Undone.LeftAlone(
                            journal,
                            removed,
                            foreign.stream()
                                    .map(name -> project.resolve(name).toString())
                                    .toList());
        } catch (IOException e) {
            return failed(journal, e);
        }
    }

    /** Which of the made things are still the made ones. */
    private static void sort(
            Journals journals,
            Journal journal,
            Path project,
            List<String> ours,
            List<String> foreign,
            List<Drift> drift)
            throws IOException {
        for (Journal.Created each : journal.created()) {
            Path path = project.resolve(each.name());
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                if (journal.state() == Journal.State.PROVED) {
                    drift.add(new Drift(each.name(), Drift.How.REMOVED));
                }
                continue;
            }
            FolderId.Match match = FolderId.match(each.identity(), path);
            boolean proved = journal.state() == Journal.State.PROVED;
            List<Drift> here = proved ? drift(journal, project, each.name()) : List.of();
            // Restored from a backup, it is another folder with the same content.
            boolean copied = match == FolderId.Match.OTHER
                    && proved
                    && here.isEmpty()
                    && Trust.trusts(journal.project(), journal.id(), journals.deputed());
            if (match == FolderId.Match.OTHER && !copied) {
                foreign.add(each.name());
                drift.add(new Drift(each.name(), Drift.How.REPLACED));
            } else {
                ours.add(each.name());
                drift.addAll(here);
                if (match == FolderId.Match.PERHAPS && !proved) {
                    drift.add(new Drift(each.name(), Drift.How.UNSURE));
                }
            }
        }
    }

    private static List<Drift> drift(Journal journal, Path project, String name) throws IOException {
        Optional<Manifest> made = Journals.manifest(journal);
        if (made.isEmpty()) {
            return List.of(
                    new Drift(Journals.FOLDER + "/" + journal.id() + "/" + Journals.MANIFEST, Drift.How.REMOVED));
        }
        Manifest part = new Manifest(only(made.get(), name));
        return Drift.between(part, Manifest.of(project, List.of(name)));
    }

    private static Map<String, Manifest.Entry> only(Manifest manifest, String name) {
        Map<String, Manifest.Entry> part = new TreeMap<>(manifest.entries());
        part.keySet().removeIf(path -> !path.equals(name) && !path.startsWith(name + "/"));
        return part;
    }

    private static void remove(Path tree, Path own, String name) throws IOException {
        Path aside = own.resolve("gone-" + name);
        try {
            // In one instant: nobody sees half an environment.
            Files.move(tree, aside, StandardCopyOption.ATOMIC_MOVE);
            Tree.remove(aside);
        } catch (FileSystemException e) {
            if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            // A mount point cannot be moved.
            Tree.remove(tree);
        }
    }

    /** Removes the journal itself, its folders as far as they are empty, and last the index entry. */
    private static void forget(Journals journals, Journal journal, Path project, Path own) throws IOException {
        if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Tree.remove(own);
        }
        Path folder = project.resolve(Journals.FOLDER);
        if (ProjectLock.isAlone(folder)) {
            Files.deleteIfExists(folder.resolve(Unversioned.NAME));
            ProjectLock.remove(folder);
        }
        removeIfEmpty(folder);
        List<String> made = journal.before().made();
        for (int i = made.size() - 1; i >= 0; i--) {
            removeIfEmpty(Path.of(made.get(i)));
        }
        if (made.isEmpty()) {
            giveBackTime(project, journal.before());
        }
        Durable.syncFolder(project);
        Durable.remove(journals.entry(journal.id()));
    }

    /** The folder's own time, if the names in it are those that were there. */
    private static void giveBackTime(Path project, Journal.Before before) {
        try {
            if (before.modified() != 0 && names(project) == before.names() && modified(project) != before.modified()) {
                Files.setLastModifiedTime(project, FileTime.from(before.modified(), TimeUnit.NANOSECONDS));
            }
        } catch (IOException e) {
            // The folder's owner alone may set it; its content is as before.
            return;
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Others' journals stand in it.
            return;
        }
    }

    private static Undone failed(Journal journal, IOException e) {
        String path = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : journal.project();
        String why = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
        return new Undone.Failed(journal, path, why);
    }

    static long modified(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).to(TimeUnit.NANOSECONDS);
    }

    /** A hash of the names in a folder, whatever their order. */
    static long names(Path folder) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path each : inside) {
                sum += Fnv1a.of(String.valueOf(each.getFileName()));
            }
        }
        return sum;
    }
}
