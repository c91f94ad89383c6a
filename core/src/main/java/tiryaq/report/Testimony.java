package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.DistributionName;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;

/** Evidence in sentences. */
final class Testimony {
    private Testimony() {}

    /** The kind as JSON names it: {@code wanted-found}. */
    static String kind(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Printed p -> "printed";
            case Evidence.Ran r -> "ran";
            case Evidence.WantedFound w -> "wanted-found";
            case Evidence.DamagedFile d -> "damaged-file";
            case Evidence.Searched s -> "searched";
            case Evidence.InstalledElsewhere i -> "installed-elsewhere";
            case Evidence.Provides p -> "provides";
            case Evidence.Shadow s -> "shadow";
            case Evidence.RecordMismatch r -> "record-mismatch";
            case Evidence.PathEntryGuilty p -> "path-entry-guilty";
            case Evidence.OwnedByOther o -> "owned-by-other";
        };
    }

    /** One sentence or more. */
    static Prose prose(Evidence evidence, Messages messages) {
        Prose all = Prose.EMPTY;
        for (Say say : says(evidence)) {
            all = all.then(messages.prose(say));
        }
        return all;
    }

    static List<Say> says(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Printed p ->
                List.of(
                        p.line() > 0
                                ? Say.of("evidence.printed", "line", String.valueOf(p.line()), "words", p.words())
                                : Say.of("evidence.printed.somewhere", "words", p.words()));
            case Evidence.Ran r ->
                List.of(Say.of(
                        among(
                                "evidence.ran",
                                r.means(),
                                "argv",
                                "env",
                                "shebang",
                                "console-script",
                                "shim",
                                "traceback",
                                "hint",
                                "guess",
                                "shell-script",
                                "child",
                                "option"),
                        "executable",
                        r.executable(),
                        "version",
                        r.version()));
            case Evidence.WantedFound w ->
                owned(
                        Say.of("evidence.wanted-found", "wanted", w.wanted(), "found", w.found(), "path", w.path()),
                        w.owner());
            case Evidence.DamagedFile d -> damaged(d);
            case Evidence.Searched s ->
                List.of(Say.of(
                        "evidence.searched",
                        "module",
                        s.module(),
                        "count",
                        String.valueOf(s.entries().size())));
            case Evidence.InstalledElsewhere i -> elsewhere(i);
            case Evidence.Provides p -> List.of(provides(p));
            case Evidence.Shadow s ->
                List.of(
                        s.hidden() == null
                                ? Say.of("evidence.shadow", "path", s.path())
                                : Say.of("evidence.shadow.hidden", "path", s.path(), "hidden", s.hidden()));
            case Evidence.RecordMismatch r ->
                List.of(Say.of(
                        switch (r.fault()) {
                            case MISSING -> "evidence.record-mismatch.missing";
                            case ALTERED -> "evidence.record-mismatch.altered";
                            case LEFTOVER -> "evidence.record-mismatch.leftover";
                        },
                        "path",
                        r.path(),
                        "distribution",
                        named(r.distribution(), r.version())));
            case Evidence.PathEntryGuilty p ->
                List.of(Say.of(
                        switch (p.why()) {
                            case OTHER_VERSION -> "evidence.path-entry-guilty.other-version";
                            case STANDARD_LIBRARY -> "evidence.path-entry-guilty.standard-library";
                            case OTHER_TAG -> "evidence.path-entry-guilty.other-tag";
                            case OTHER_RELEASE -> "evidence.path-entry-guilty.other-release";
                            case HIDES_STANDARD_LIBRARY -> "evidence.path-entry-guilty.hides-standard-library";
                            case NO_STANDARD_LIBRARY -> "evidence.path-entry-guilty.no-standard-library";
                        },
                        "entry",
                        p.entry(),
                        "declaredBy",
                        p.declaredBy()));
            case Evidence.OwnedByOther o -> ownedByOther(o);
        };
    }

    private static Say provides(Evidence.Provides p) {
        boolean namesake = p.source().equals(Providers.Provided.NAMESAKE);
        return DistributionName.same(p.module(), p.distribution()) && !namesake
                ? Say.of(
                        among("evidence.provides.same", p.source(), "installed", "table", "index"),
                        "module",
                        p.module())
                : Say.of(
                        among("evidence.provides", p.source(), "installed", "table", "index", "namesake"),
                        "module",
                        p.module(),
                        "distribution",
                        p.distribution());
    }

    private static List<Say> damaged(Evidence.DamagedFile d) {
        String key = switch (d.fault()) {
            case EMPTY -> "evidence.damaged-file.empty";
            case ZEROS -> "evidence.damaged-file.zeros";
            case TOO_SHORT -> "evidence.damaged-file.too-short";
            case CUT_SHORT -> "evidence.damaged-file.cut-short";
            case NO_LIBRARY -> "evidence.damaged-file.no-library";
            case TEXT -> "evidence.damaged-file.text";
            case ARCHIVE -> "evidence.damaged-file.archive";
            case LFS_POINTER -> "evidence.damaged-file.lfs-pointer";
            case HEADER -> "evidence.damaged-file.header";
        };
        List<Say> says = new ArrayList<>();
        says.add(Say.of(key, "path", d.path(), "size", String.valueOf(d.size())));
        if (d.expected() >= 0) {
            says.add(Say.of("evidence.damaged-file.expected", "expected", String.valueOf(d.expected())));
        }
        says.add(owner(d.owner()));
        return says;
    }

    private static List<Say> elsewhere(Evidence.InstalledElsewhere i) {
        String distribution =
                i.distribution() == null ? "" : named(i.distribution(), i.version() == null ? "" : i.version());
        return List.of(
                distribution.isEmpty()
                        ? Say.of(
                                "evidence.installed-elsewhere",
                                "module",
                                i.module(),
                                "interpreter",
                                i.interpreter(),
                                "location",
                                i.location())
                        : Say.of(
                                "evidence.installed-elsewhere.distribution",
                                "module",
                                i.module(),
                                "distribution",
                                distribution,
                                "interpreter",
                                i.interpreter(),
                                "location",
                                i.location()));
    }

    private static List<Say> ownedByOther(Evidence.OwnedByOther o) {
        List<Say> says = new ArrayList<>();
        says.add(Say.of("evidence.owned-by-other", "module", o.module(), "path", o.path()));
        says.add(owner(o.owner()));
        if (o.wanted() != null) {
            says.add(Say.of("evidence.owned-by-other.wanted", "wanted", o.wanted()));
        }
        return says;
    }

    private static List<Say> owned(Say fact, Owner owner) {
        return List.of(fact, owner(owner));
    }

    private static Say owner(Owner owner) {
        return switch (owner.kind()) {
            case DISTRIBUTION -> Say.of("owner.distribution", "owner", named(owner));
            case SYSTEM_PACKAGE -> Say.of("owner.system-package", "owner", named(owner));
            case NOBODY -> Say.of("owner.nobody");
        };
    }

    /** Name and version. */
    static String named(Owner owner) {
        return named(owner.name(), owner.version());
    }

    private static String named(String name, String version) {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** The variant of a message for this word, or the plain message for a word that has none. */
    private static String among(String key, String word, String... known) {
        for (String each : known) {
            if (each.equals(word)) {
                return key + "." + word;
            }
        }
        return key;
    }
}
