package tiryaq.cli.options;

import java.util.List;

/**
 * An option of the command line; {@code cli.option.NAME} says what it does.
 *
 * @param name the long one, {@code --output}
 * @param letter the short one, {@code -o}; empty for none
 * @param value what stands for its value on a help page; empty for a flag
 * @param verbs the commands that understand it; the empty word is tiryaq without a command
 */
public record Option(String name, String letter, String value, List<String> verbs) {
    private static final List<String> REPORTING = List.of("", "run", "diagnose", "fix", "history", "demo");
    private static final List<String> EVERYWHERE =
            List.of("", "run", "diagnose", "fix", "undo", "history", "demo", "explain");

    /** Every option, as help pages list them. */
    public static final List<Option> ALL = List.of(
            new Option("--log", "", "FILE|-", List.of("diagnose", "fix")),
            new Option("--here", "", "", List.of("diagnose", "fix")),
            new Option("--python", "", "PATH", List.of("run", "diagnose", "fix")),
            new Option("--fix", "", "", List.of("run")),
            new Option("--dry-run", "", "", List.of("fix")),
            new Option("--yes", "", "", List.of("run", "fix")),
            new Option("--rerun", "", "", List.of("fix")),
            new Option("--treatment", "", "N", List.of("fix")),
            new Option("--plan", "", "ID", List.of("fix")),
            new Option("--force", "", "", List.of("undo")),
            new Option("--keep", "", "", List.of("demo")),
            new Option("--record", "", "FILE", List.of("demo")),
            new Option("--offline", "", "", List.of("run", "diagnose", "fix")),
            new Option("--format", "", "FORM", REPORTING),
            new Option("--output", "-o", "FILE", EVERYWHERE),
            new Option("--lang", "", "LANG", EVERYWHERE),
            new Option("--color", "", "WHEN", EVERYWHERE),
            new Option("--quiet", "-q", "", EVERYWHERE),
            new Option("--verbose", "-v", "", EVERYWHERE),
            new Option("--help", "-h", "", EVERYWHERE),
            new Option("--version", "-V", "", List.of("")));

    /** Whether this command understands it. */
    public boolean of(String verb) {
        return verbs.contains(verb);
    }

    /** Whether it serves the making of tiryaq alone, so that no help page names it. */
    public boolean hidden() {
        return name.equals("--record");
    }
}
