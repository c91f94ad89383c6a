package tiryaq.machine;

import java.util.Map;

/** A machine with another environment: that of a command which sets variables of its own. */
public record WithVariables(Machine around, Map<String, String> variables) implements Forwarding {
    public WithVariables {
        variables = Map.copyOf(variables);
    }
}
