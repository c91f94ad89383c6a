package tiryaq.diagnosis.causes.verdict;

import java.util.Comparator;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Say;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.Version;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Failure;

/** What the disk tells of a command that did not even start. */
final class NotStarted {
    private final Case patient;
    private final DiagnosisBuilder diagnosis;

    private NotStarted(Case patient, DiagnosisBuilder diagnosis) {
        this.patient = patient;
        this.diagnosis = diagnosis;
    }

    /** The diagnosis in its words; empty where a path says nothing of it. */
    static Optional<Diagnosis> of(Case patient, Failure.CommandMissing failure, DiagnosisBuilder diagnosis) {
        NotStarted reader = new NotStarted(patient, diagnosis);
        if (failure.command().indexOf('/') < 0) {
            return reader.bare(failure.command());
        }
        return failure.shebang() ? Optional.of(reader.named(failure.command())) : reader.path(failure.command());
    }

    /** A shell that speaks of the script, and not of its interpreter, may mean either. */
    private Diagnosis named(String command) {
        return patient.machine().isFile(patient.absolute(command))
                ? diagnosis.sense(Say.Sense.NO_INTERPRETER).summary(".no-interpreter.unread", "command", command)
                : interpreter(command, patient.script().orElse(""));
    }

    /**
     * A Python that only a folder of pyenv's has: its shim leads nowhere as long as no version that has it is selected,
     * or else neither the shim nor the version is on PATH.
     */
    private Optional<Diagnosis> bare(String command) {
        Machine machine = patient.machine();
        String versions =
                machine.variable("PYENV_ROOT").orElse(machine.variable("HOME").orElse("") + "/.pyenv") + "/versions";
        if (patient.folder().isEmpty() || !command.startsWith("python") || !versions.startsWith("/")) {
            return Optional.empty();
        }
        return machine.list(versions).names().stream()
                .filter(name ->
                        machine.stat(versions + "/" + name + "/bin/" + command).executable())
                .flatMap(name -> Version.parse(name).stream())
                .max(Comparator.naturalOrder())
                .map(newest -> diagnosis
                        .sense(unselected() ? Say.Sense.NOT_SELECTED : Say.Sense.NOT_ON_PATH)
                        .summary(
                                unselected() ? ".not-selected" : ".not-on-path",
                                "command",
                                command,
                                "path",
                                versions + "/" + newest.original() + "/bin/" + command));
    }

    /** Whether it was a shim that did not start, as it says itself. */
    private boolean unselected() {
        return patient.incident().words().startsWith("pyenv: ");
    }

    private Optional<Diagnosis> path(String command) {
        FileStatus status = patient.machine().stat(patient.absolute(command));
        return switch (status.kind()) {
            case ABSENT ->
                target(command)
                        .map(target -> diagnosis
                                .sense(Say.Sense.NO_TARGET)
                                .summary(".no-target", "command", command, "target", target));
            case FOLDER -> Optional.of(diagnosis.sense(Say.Sense.IS_FOLDER).summary(".is-folder", "command", command));
            case UNREADABLE ->
                Optional.of(diagnosis.sense(Say.Sense.NOT_REACHABLE).summary(".not-reachable", "command", command));
            case FILE ->
                status.executable()
                        ? Optional.empty()
                        : Optional.of(
                                scriptOfNobody(command)
                                        ? diagnosis
                                                .sense(Say.Sense.NO_FIRST_LINE)
                                                .summary(".not-executable.script", "command", command)
                                        : diagnosis
                                                .sense(Say.Sense.NOT_EXECUTABLE)
                                                .summary(".not-executable", "command", command));
            case LINK, OTHER -> Optional.empty();
        };
    }

    /** By its name a Python script, and by its first line nobody's. */
    private boolean scriptOfNobody(String command) {
        return command.endsWith(".py")
                && !patient.machine()
                        .read(patient.absolute(command), 0, 2)
                        .text()
                        .equals("#!");
    }

    private Diagnosis interpreter(String named, String script) {
        if (named.endsWith("\r")) {
            return diagnosis
                    .sense(Say.Sense.CARRIAGE_RETURN)
                    .summary(".no-interpreter.crlf", "command", named.substring(0, named.length() - 1));
        }
        Optional<String> target = target(named);
        if (target.isPresent()) {
            return diagnosis
                    .sense(Say.Sense.NO_TARGET)
                    .summary(".no-interpreter.link", "command", named, "target", target.get());
        }
        Optional<String> moved = Optional.of(script)
                .filter(file -> !file.isEmpty())
                .flatMap(file -> VirtualEnvironment.of(file, patient.machine()))
                .map(VirtualEnvironment::prefix)
                .filter(prefix ->
                        !Paths.within(named, prefix) && Paths.name(named).startsWith("python"));
        return moved.isPresent()
                ? diagnosis
                        .sense(Say.Sense.ENVIRONMENT_MOVED)
                        .summary(".no-interpreter.moved", "command", named, "environment", moved.get())
                : diagnosis.sense(Say.Sense.NO_INTERPRETER).summary(".no-interpreter", "command", named);
    }

    /** Where a link leads in the end, if nothing is there. */
    private Optional<String> target(String command) {
        Machine machine = patient.machine();
        String path = patient.absolute(command);
        if (machine.stat(path).kind() != FileStatus.Kind.ABSENT
                || machine.lstat(path).kind() != FileStatus.Kind.LINK) {
            return Optional.empty();
        }
        return Paths.real(machine, path).filter(end -> !end.equals(path));
    }
}
