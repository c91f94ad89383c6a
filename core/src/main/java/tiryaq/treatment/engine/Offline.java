package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tiryaq.command.Command;
import tiryaq.machine.Machine;

/** An engine that is kept off the network: it has what lies on this machine, or it fails. */
public record Offline(Engine engine) implements Engine {
    private static final List<String> UV = List.of("--offline");

    /** A requirements file may name addresses of its own; they lead to a proxy where nobody answers. */
    private static final List<String> PIP = List.of("--no-index", "--retries", "0", "--proxy", "http://127.0.0.1:9");

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public boolean network() {
        return false;
    }

    @Override
    public List<Make> create(String environment, String python, String folder, Map<String, String> variables) {
        List<Make> commands = engine.create(environment, python, folder, variables);
        return isUv()
                ? commands.stream()
                        .map(each -> new Make(with(each.command(), UV), null))
                        .toList()
                : commands;
    }

    @Override
    public Command install(String environment, List<String> what, String folder, Map<String, String> variables) {
        return with(engine.install(environment, what, folder, variables), isUv() ? UV : PIP);
    }

    /**
     * Whether what it is to install may lie on this machine: uv keeps what it ever installed, pip only knows the
     * folders and files that it is told of.
     *
     * @param what as for {@link #install}
     * @param folder that relative names of requirements files begin in
     */
    public boolean mayHave(List<String> what, String folder, Machine machine) {
        boolean known = engine instanceof VenvPip pip && !LocalWheels.areUnknown(pip.settings(), machine);
        return isUv() || !known || new LocalWheels(machine, folder).mayHold(what);
    }

    /** Why a command failed, if it is one of these: what it lacked is not on this machine. */
    public static EngineFailure reason(Command command, EngineFailure failure) {
        boolean offline = command.argv().contains("--offline") || command.argv().contains("--no-index");
        return switch (failure.kind()) {
            case NO_WHEEL, CONFLICT, UNREACHABLE ->
                offline ? new EngineFailure(EngineFailure.Kind.OFFLINE, "") : failure;
            case OFFLINE, NO_ENSUREPIP, DISK_FULL, NOT_WRITABLE, TIMED_OUT, INTERRUPTED, NOT_STARTED, OTHER -> failure;
        };
    }

    private boolean isUv() {
        return engine instanceof Uv;
    }

    private static Command with(Command command, List<String> more) {
        List<String> words = new ArrayList<>(command.argv());
        words.addAll(more);
        return command.withArgv(words);
    }
}
