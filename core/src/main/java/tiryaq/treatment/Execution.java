package tiryaq.treatment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.engine.Offline;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.NotYoursException;
import tiryaq.treatment.journal.ProjectLock;
import tiryaq.treatment.journal.Survivors;
import tiryaq.treatment.journal.Undone;
import tiryaq.treatment.journal.Unversioned;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** Applies a treatment exactly as it says, proves it, and takes all back if it is no cure. */
public final class Execution {
    private final Treatment treatment;
    private final Conditions conditions;
    private final Progress progress;
    private final List<Outcome.Proof> proof = new ArrayList<>();

    private Execution(Treatment treatment, Conditions conditions, Progress progress) {
        this.treatment = treatment;
        this.conditions = conditions;
        this.progress = progress;
    }

    /**
     * Applies it. Unless it is {@code Done}, nothing is left behind but what the result names.
     *
     * @param progress is told of each step as it begins
     */
    public static Applied apply(Treatment treatment, Conditions conditions, Progress progress) {
        return new Execution(treatment, conditions, progress).apply();
    }

    private Applied apply() {
        List<Change> changes = treatment.changes();
        boolean known = changes != null
                && changes.stream().allMatch(each -> each.change().equals("created"));
        if (changes == null
                || !known
                || !treatment.automatic()
                || (changes.isEmpty() && !treatment.steps().isEmpty())) {
            return failed(Applied.Stage.REFUSED, Say.of("treatment.failed.by-hand"));
        }
        if (changes.isEmpty()) {
            Applied.Failed failure = prove(conditions.variables());
            return failure != null ? failure : new Applied.Done(null, changes, treatment.cured(), proof);
        }
        String path = changes.getFirst().path();
        String project = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        List<String> names = new ArrayList<>();
        for (Change each : changes) {
            if (!each.path().startsWith(project.equals("/") ? "/" : project + "/")
                    || each.path().indexOf('/', project.length() + 1) >= 0) {
                return failed(Applied.Stage.REFUSED, Say.of("treatment.failed.by-hand"));
            }
            names.add(each.path().substring(each.path().lastIndexOf('/') + 1));
        }
        try (ProjectLock lock =
                conditions.journals().lock(project, conditions.patience()).orElse(null)) {
            if (lock == null) {
                return failed(Applied.Stage.BUSY, Say.of("treatment.failed.busy", "project", project));
            }
            return locked(project, names, changes, lock);
        } catch (IOException | InvalidPathException e) {
            return failed(Applied.Stage.WRITE, notWritten(e, project));
        }
    }

    private Applied locked(String project, List<String> names, List<Change> changes, ProjectLock lock) {
        Attempt attempt = new Attempt(conditions.journals(), lock, conditions.patience());
        try {
            Journal journal = attempt.begin(() -> conditions
                    .journals()
                    .begin(conditions.cause(), treatment.id(), treatment.title(), treatment.cured(), project, names));
            Map<String, String> variables = new HashMap<>(conditions.variables());
            variables.put(Survivors.VARIABLE, journal.id());
            Applied.Failed failure = carryOut(variables);
            if (failure == null) {
                for (String name : names) {
                    Unversioned.mark(Path.of(project, name));
                }
                failure = prove(variables);
            }
            if (failure == null) {
                attempt.succeed(conditions.variables());
                return new Applied.Done(journal.id(), changes, treatment.cured(), proof);
            }
            return takenBack(attempt, failure);
        } catch (Attempt.BusyException e) {
            return takenBack(attempt, failed(Applied.Stage.BUSY, Say.of("treatment.failed.busy", "project", project)));
        } catch (NotYoursException e) {
            return takenBack(
                    attempt, failed(Applied.Stage.REFUSED, Say.of("treatment.failed.not-yours", "path", e.getFile())));
        } catch (IOException | InvalidPathException e) {
            return takenBack(attempt, failed(Applied.Stage.WRITE, notWritten(e, project)));
        }
    }

    private Applied.@Nullable Failed carryOut(Map<String, String> variables) {
        int number = 0;
        for (Step step : treatment.steps()) {
            number++;
            switch (step) {
                case Step.Run(Command first, Command otherwise) -> {
                    progress.step(number, first);
                    RunResult run = CommandRun.run(first, variables, conditions.stepLimit());
                    Command command = first;
                    if (run.ending() == RunResult.Ending.EXITED && !run.passed() && otherwise != null) {
                        command = otherwise;
                        run = CommandRun.run(command, variables, conditions.stepLimit());
                    }
                    if (!run.passed()) {
                        EngineFailure why = Offline.reason(command, EngineFailure.of(run));
                        boolean interrupted = run.ending() == RunResult.Ending.INTERRUPTED;
                        return new Applied.Failed(
                                interrupted ? Applied.Stage.INTERRUPTED : Applied.Stage.STEP,
                                Reasons.step(command, run, why),
                                why,
                                run.tail(),
                                proof);
                    }
                }
                case Step.Write write -> {
                    return failed(Applied.Stage.REFUSED, Say.of("treatment.failed.by-hand"));
                }
                case Step.Manual manual -> {
                    return failed(Applied.Stage.REFUSED, Say.of("treatment.failed.by-hand"));
                }
            }
        }
        return null;
    }

    private Applied.@Nullable Failed prove(Map<String, String> variables) {
        progress.proof(treatment.proof().size());
        for (Command each : treatment.proof()) {
            RunResult run = Proofs.run(each, variables).run();
            proof.add(new Outcome.Proof(each, run.exitCode()));
            if (!run.passed()) {
                boolean interrupted = run.ending() == RunResult.Ending.INTERRUPTED;
                return new Applied.Failed(
                        interrupted ? Applied.Stage.INTERRUPTED : Applied.Stage.PROOF,
                        Reasons.proof(each, run),
                        null,
                        run.tail(),
                        proof);
            }
        }
        return null;
    }

    private static Applied takenBack(Attempt attempt, Applied.Failed failure) {
        // An interrupted thread could not write; it stays interrupted for its caller.
        boolean interrupted = Thread.interrupted();
        try {
            Undone undone = attempt.takeBack();
            if (undone instanceof Undone.Failed stuck) {
                return new Applied.RollbackFailed(stuck.journal().id(), stuck.path(), stuck.why(), failure);
            }
            // What stood there before anything of ours did is as it was.
            return undone instanceof Undone.LeftAlone left && attempt.placed()
                    ? new Applied.LeftAlone(left.paths(), failure)
                    : failure;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Applied.Failed failed(Applied.Stage stage, Say reason) {
        return new Applied.Failed(stage, reason, null, List.of(), proof);
    }

    private static Say notWritten(Exception e, String project) {
        if (e instanceof FileAlreadyExistsException exists) {
            return Say.of("treatment.failed.exists", "path", exists.getFile());
        }
        String path = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : project;
        return Say.of("treatment.failed.not-writable", "folder", path);
    }
}
