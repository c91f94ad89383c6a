package tiryaq.cli.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * How the demo calls tiryaq: as a person does, in a process of its own.
 *
 * @param launcher the absolute path of the {@code tiryaq} script
 * @param language in which it is to answer
 * @param colour whether with colours, which it could not see for itself through a pipe
 */
record Tiryaq(String launcher, String language, boolean colour) {
    /** The words of a command: a subcommand, then what follows it. */
    List<String> argv(List<String> words) {
        List<String> argv = new ArrayList<>(List.of(launcher, words.getFirst()));
        argv.add("--lang=" + language);
        argv.add(colour ? "--color=always" : "--color=never");
        argv.addAll(words.subList(1, words.size()));
        return argv;
    }
}
