package tiryaq.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.python.Interpreter;
import tiryaq.python.InventedPython;
import tiryaq.treatment.Change;
import tiryaq.treatment.Needs;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;

/** Findings as the examination makes them. */
final class Samples {
    static final String WANTED = "_cffi_backend.cpython-313-x86_64-linux-gnu.so";
    static final String FOUND = "_cffi_backend.cpython-311-x86_64-linux-gnu.so";
    static final String SITE = "/home/kim/.local/lib/python3.13/site-packages/";
    static final String DEBIAN = "/usr/lib/python3/dist-packages/";
    static final Owner CFFI = new Owner(Owner.Kind.DISTRIBUTION, "cffi", "1.16.0");
    static final Owner PACKAGE = new Owner(Owner.Kind.SYSTEM_PACKAGE, "python3-cffi-backend", "1.15.1-5+b1");
    static final Command COMMAND = Command.of(List.of("python", "scripts/supabase/fetch.py"), "/home/kim/project");
    static final Command CURED =
            Command.of(List.of("/home/kim/project/.venv/bin/python", "scripts/supabase/fetch.py"), "/home/kim/project");

    private Samples() {}

    /** A program that failed for a reason of its own, worded by {@code words}. */
    static Finding ownFailure(@Nullable Command command, @Nullable Interpreter interpreter, String words) {
        return Finding.of(
                command, interpreter, new Finding.Judged(Finding.Verdict.OWN_FAILURE, words, List.of(), List.of()));
    }

    /** An environment failure that no cause explains, worded by {@code words}. */
    static Finding unknown(@Nullable Command command, @Nullable Interpreter interpreter, String words) {
        return Finding.of(
                command, interpreter, new Finding.Judged(Finding.Verdict.UNKNOWN, words, List.of(), List.of()));
    }

    static Interpreter interpreter() {
        return InventedPython.at("/usr", "/usr/bin/python3.13", 13);
    }

    static List<Link> chain() {
        return List.of(
                new Link("scripts/supabase/fetch.py", 3, null, null, null),
                new Link(SITE + "supabase/__init__.py", 5, "supabase", "supabase", "2.10.0"),
                new Link(
                        SITE + "supabase/_async/auth_client.py",
                        2,
                        "supabase._async.auth_client",
                        "supabase",
                        "2.10.0"),
                new Link(SITE + "gotrue/__init__.py", 3, "gotrue", "gotrue", "2.11.4"),
                new Link(SITE + "jwt/__init__.py", 1, "jwt", "PyJWT", "2.10.1"),
                new Link(SITE + "jwt/api_jwk.py", 7, "jwt.api_jwk", "PyJWT", "2.10.1"),
                new Link(SITE + "jwt/algorithms.py", 30, "jwt.algorithms", "PyJWT", "2.10.1"),
                new Link(DEBIAN + "cryptography/x509/__init__.py", 7, "cryptography.x509", "cryptography", "41.0.7"),
                new Link(
                        DEBIAN + "cryptography/hazmat/_oid.py",
                        9,
                        "cryptography.hazmat._oid",
                        "cryptography",
                        "41.0.7"),
                new Link(DEBIAN + FOUND, 0, "_cffi_backend", "cffi", "1.16.0"));
    }

    static Diagnosis diagnosis(List<Evidence> evidence) {
        return new Diagnosis(
                "abi-tag-mismatch",
                List.of("other-interpreter"),
                Certainty.PROVED,
                Basis.DISK,
                "_cffi_backend",
                "cffi",
                null,
                chain(),
                evidence,
                Say.of(
                        "cause.abi-tag-mismatch.summary",
                        "module",
                        "_cffi_backend",
                        "interpreter",
                        "Python 3.13",
                        "wanted",
                        WANTED,
                        "found",
                        FOUND,
                        "distribution",
                        "cffi"),
                List.of(
                        Say.of("note.already-satisfied", "distribution", "cffi", "interpreter", "Python 3.13"),
                        Say.of("note.headers-useless", "distribution", "cffi"),
                        Say.of("note.leaving-path-hides", "entry", "/usr/lib/python3/dist-packages"),
                        Say.of("note.pep668", "interpreter", "Python 3.13")));
    }

    /** One of each kind, and each form that a kind can have. */
    static List<Evidence> evidence() {
        return List.of(
                new Evidence.WantedFound(DEBIAN + FOUND, WANTED, FOUND, PACKAGE),
                new Evidence.WantedFound("/opt/a", "abi3", "cp311", Owner.NOBODY),
                new Evidence.Printed(12, "ModuleNotFoundError: No module named '_cffi_backend'"),
                new Evidence.Ran("/usr/bin/python3.13", "3.13.0", "argv"),
                new Evidence.Ran("/usr/bin/python3.13", "3.13.0", "process"),
                new Evidence.DamagedFile("/opt/b.so", 0, -1, Evidence.DamagedFile.Fault.EMPTY, CFFI),
                new Evidence.DamagedFile("/opt/b.so", 4096, 123456, Evidence.DamagedFile.Fault.CUT_SHORT, Owner.NOBODY),
                new Evidence.Searched("yaml", List.of("/opt/a", "/opt/b")),
                new Evidence.InstalledElsewhere("yaml", "PyYAML", "6.0.2", "/usr/bin/python3.11", "/opt/c"),
                new Evidence.InstalledElsewhere("yaml", null, null, "/usr/bin/python3.11", "/opt/c"),
                new Evidence.Provides("yaml", "PyYAML", "table"),
                new Evidence.Shadow("/home/kim/jwt.py", null),
                new Evidence.Shadow("/home/kim/jwt.py", "/opt/jwt/__init__.py"),
                new Evidence.RecordMismatch(
                        "/opt/jwt/api.py", "PyJWT", "2.10.1", Evidence.RecordMismatch.Difference.MISSING),
                new Evidence.PathEntryGuilty("/opt/old", "PYTHONPATH", Evidence.PathEntryGuilty.Why.OTHER_VERSION),
                new Evidence.OwnedByOther("jwt", "/opt/jwt", new Owner(Owner.Kind.DISTRIBUTION, "jwt", ""), "PyJWT"),
                new Evidence.OwnedByOther("jwt", "/opt/jwt", Owner.NOBODY, null));
    }

    static Treatment treatment(String id, Say title, Scope scope, @Nullable List<Change> changes, List<Step> steps) {
        boolean network = scope == Scope.ISOLATED;
        return new Treatment(
                id,
                "new-environment",
                title,
                scope,
                true,
                new Needs(network, false, network ? 80_123_456 : -1),
                network
                        ? List.of(
                                "anyio==4.7.0",
                                "cffi==1.17.1",
                                "cryptography==41.0.7",
                                "h11==0.14.0",
                                "supabase[realtime]")
                        : List.of(),
                changes,
                steps,
                List.of(CURED),
                scope == Scope.NONE ? COMMAND : CURED);
    }

    static List<Treatment> treatments() {
        return List.of(
                treatment(
                        "5d1c0a77",
                        Say.of(
                                "treatment.other-interpreter",
                                "interpreter",
                                "/usr/bin/python3.11",
                                "version",
                                "Python 3.11"),
                        Scope.NONE,
                        List.of(),
                        List.of()),
                treatment(
                        "9b2f41e0",
                        Say.of(
                                "treatment.new-environment",
                                "path",
                                "/home/kim/project/.venv",
                                "interpreter",
                                "Python 3.13",
                                "count",
                                "23"),
                        Scope.ISOLATED,
                        List.of(new Change("/home/kim/project/.venv", "created")),
                        List.of(
                                new Step.Run(Command.of(
                                        List.of("/usr/bin/python3.13", "-m", "venv", ".venv"), "/home/kim/project")),
                                new Step.Write(
                                        "/home/kim/project/.venv/a.pth",
                                        Say.of("text.effect.created", "path", "a.pth")))),
                treatment(
                        "77aa01bc",
                        Say.of("treatment.by-hand.reinstall", "distribution", "cffi", "version", "1.16.0"),
                        Scope.SYSTEM,
                        null,
                        List.of(
                                new Step.Manual(
                                        Say.of(
                                                "treatment.by-hand.reinstall",
                                                "distribution",
                                                "cffi",
                                                "version",
                                                "1.16.0"),
                                        Command.of(List.of("apt", "install", "--reinstall", "python3-cffi"), "/")),
                                new Step.Manual(
                                        Say.of("treatment.by-hand.rename", "path", "/home/kim/jwt.py"), null))));
    }

    /** The same treatments where nothing but a distribution is missing. */
    static Finding lacking(String distribution) {
        Diagnosis diagnosis = new Diagnosis(
                "distribution-missing",
                List.of(),
                Certainty.PROVED,
                Basis.DISK,
                distribution,
                distribution,
                null,
                List.of(),
                List.of(),
                Say.of("cause.unknown.summary.silent"),
                List.of());
        return Finding.diagnosed(COMMAND, interpreter(), List.of(diagnosis), List.of(treatments()))
                .ended(1, null);
    }

    static Finding founding() {
        return Finding.diagnosed(COMMAND, interpreter(), List.of(diagnosis(evidence())), List.of(treatments()))
                .ended(1, null);
    }

    /** The first treatment tried, and to no end. */
    static Outcome triedInVain(Outcome.Result result) {
        Say why = Say.of("treatment.failed.conflict");
        return new Outcome(
                Outcome.Status.ROLLED_BACK,
                null,
                List.of(),
                null,
                List.of(new Outcome.Proof(CURED, 1)),
                List.of(new Outcome.Tried(treatments().getFirst().id(), result, why)));
    }

    static Finding cured() {
        return founding()
                .after(new Outcome(
                        Outcome.Status.CURED,
                        CURED,
                        List.of(new Outcome.Round("abi-tag-mismatch", "9b2f41e0")),
                        "20260101-9b2f",
                        List.of(
                                new Outcome.Proof(CURED, 0),
                                new Outcome.Proof(
                                        COMMAND.with(Map.of("A", "b"), new TreeSet<>(List.of("PYTHONPATH"))), 0))));
    }
}
