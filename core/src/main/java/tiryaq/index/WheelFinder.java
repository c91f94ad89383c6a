package tiryaq.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;

/**
 * Asks whether there are wheels for an interpreter, and what they hold.
 *
 * @param variables the user's, to tell one configuration's answers from another's
 * @param cache null for none
 * @param offline whether only the cache may answer
 */
public record WheelFinder(
        Installer installer,
        Runner runner,
        Map<String, String> variables,
        @Nullable IndexCache cache,
        boolean offline) {
    private static final Duration VERSIONS_LAST = Duration.ofHours(6);
    /** A dead index is told by its retries; pip's own measure of them takes minutes. */
    private static final List<String> PATIENCE = List.of("--retries", "1", "--timeout", "6");

    /** In KiB of address space, where the system counts that: what it may have to read knows no bound. */
    private static final List<String> BOUNDED =
            List.of("/bin/sh", "-c", "ulimit -v 2097152 2>/dev/null; exec \"$@\"", "sh");

    private static final Map<String, String> PATIENCE_OF_UV = Map.of("UV_HTTP_RETRIES", "1", "UV_HTTP_TIMEOUT", "6");
    private static final String OFFLINE = "offline";

    public WheelFinder {
        variables = Map.copyOf(variables);
    }

    /** Whether this version of a distribution has a wheel for the interpreter, and else the nearest that has. */
    public Availability available(String name, String version) {
        if (!oneLine(name) || !oneLine(version)) {
            return new Availability.Unknown("");
        }
        return installer.isUv() ? uvAvailable(name, version) : pipAvailable(name, version);
    }

    /** Whether it is one line of plain text: an installer would take a second one for a requirement of its own. */
    private static boolean oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || text.charAt(i) == '\u2028' || text.charAt(i) == '\u2029') {
                return false;
            }
        }
        return true;
    }

    private Availability pipAvailable(String name, String version) {
        Optional<List<String>> known = kept("versions " + name);
        if (known.isEmpty()) {
            if (offline) {
                return new Availability.Unknown(OFFLINE);
            }
            // A version that cannot exist makes pip of any age list those that have a fitting wheel.
            Runner.Reply reply = runner.run(pip("download", List.of("--dest", "/dev/null", name + "==0.dev0")));
            Optional<List<String>> versions = versionsIn(reply.err() + "\n" + reply.out());
            if (versions.isEmpty()) {
                return new Availability.Unknown(lastLine(reply));
            }
            keep("versions " + name, versions.get());
            known = versions;
        }
        for (String candidate : known.get()) {
            if (ReleaseOrder.same(candidate, version)) {
                return new Availability.Here();
            }
        }
        return ReleaseOrder.nearest(version, known.get())
                .<Availability>map(Availability.Nearest::new)
                .orElseGet(Availability.Nowhere::new);
    }

    private static Optional<List<String>> versionsIn(String printed) {
        String mark = "(from versions: ";
        int at = printed.indexOf(mark);
        int end = at < 0 ? -1 : printed.indexOf(')', at);
        if (end < 0) {
            return Optional.empty();
        }
        List<String> versions = new ArrayList<>();
        for (String each : printed.substring(at + mark.length(), end).split(",", -1)) {
            String version = each.strip();
            if (!version.isEmpty() && !version.equals("none")) {
                versions.add(version);
            }
        }
        // "none" also ends a dead index; that is no knowledge.
        boolean troubled = versions.isEmpty() && (printed.contains("Retrying") || printed.contains("WARNING: "));
        return troubled ? Optional.empty() : Optional.of(versions);
    }

    private Availability uvAvailable(String name, String version) {
        String key = "nearest " + name + " " + version;
        Optional<List<String>> known = kept(key);
        if (known.isPresent()) {
            return known.get().isEmpty() || known.get().getFirst().isEmpty()
                    ? new Availability.Nowhere()
                    : hereOr(known.get().getFirst(), version);
        }
        if (offline) {
            return new Availability.Unknown(OFFLINE);
        }
        Runner.Reply reply = runner.run(uvCompile(name + ">=" + version, "lowest-direct"));
        Optional<String> found = pinIn(reply);
        if (found.isEmpty() && reply.err().contains("No solution found")) {
            reply = runner.run(uvCompile(name + "<" + version, "highest"));
            found = pinIn(reply);
        }
        if (found.isEmpty() && !reply.err().contains("No solution found")) {
            return new Availability.Unknown(lastLine(reply));
        }
        keep(key, List.of(found.orElse("")));
        return found.map(each -> hereOr(each, version)).orElseGet(Availability.Nowhere::new);
    }

    private static Availability hereOr(String found, String version) {
        return ReleaseOrder.same(found, version) ? new Availability.Here() : new Availability.Nearest(found);
    }

    private static Optional<String> pinIn(Runner.Reply reply) {
        if (reply.exitCode() == 0) {
            for (String line : reply.out().lines().toList()) {
                int sign = line.indexOf("==");
                if (sign > 0 && line.charAt(0) != '#') {
                    return Optional.of(line.substring(sign + 2).strip());
                }
            }
        }
        return Optional.empty();
    }

    private Command uvCompile(String requirement, String resolution) {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", "printf '%s\\n' \"$1\" | { shift; \"$@\"; }", "sh"));
        words.add(requirement);
        words.addAll(List.of(installer.uv(), "pip", "compile", "--no-deps", "--only-binary", ":all:", "--quiet"));
        words.addAll(List.of("--no-header", "--no-annotate", "--no-python-downloads", "--resolution", resolution));
        words.addAll(List.of("--python", installer.python(), "-"));
        return asked(words);
    }

    /** The words of a question to pip about one distribution alone, wheels only. */
    Command pip(String verb, List<String> rest) {
        List<String> words = new ArrayList<>(BOUNDED);
        words.addAll(installer.pip());
        words.add(verb);
        words.addAll(List.of("--no-input", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"));
        words.addAll(PATIENCE);
        words.addAll(rest);
        return asked(words);
    }

    /** A question in the installer's folder, without what would redirect it. */
    Command asked(List<String> words) {
        return Command.of(words, installer.folder())
                .with(installer.isUv() ? PATIENCE_OF_UV : Map.of(), installer.unset());
    }

    /** What a kept question was answered. */
    Optional<List<String>> kept(String question) {
        return cache == null ? Optional.empty() : cache.get(key(question), VERSIONS_LAST);
    }

    /** Keeps an answer. */
    void keep(String question, List<String> answer) {
        if (cache != null) {
            cache.put(key(question), answer);
        }
    }

    private String key(String question) {
        return String.join(
                " ",
                installer.isUv() ? "uv" : "pip",
                installer.platform(),
                IndexCache.configuration(variables, installer),
                question.replace('\n', ' '));
    }

    /** Why an installer could not ask; empty where the index said that there is no such thing. */
    static String trouble(Runner.Reply reply) {
        String printed = reply.out() + "\n" + reply.err();
        String broken = "connection broken by '";
        int at = printed.indexOf(broken);
        if (at >= 0) {
            int end = printed.indexOf("': /", at);
            int line = printed.indexOf('\n', at);
            int to = end > 0 && (line < 0 || end < line) ? end : line < 0 ? printed.length() : line;
            return plain(printed.substring(at + broken.length(), to));
        }
        boolean answered = printed.contains("No matching distribution found")
                || printed.contains("No solution found")
                || printed.contains("not found in the package registry");
        return answered && !printed.contains("Retrying") && !printed.contains("were not found in the cache")
                ? ""
                : lastLine(reply);
    }

    /** Without the name of the object that an exception begins with, and the quotes around the rest. */
    private static String plain(String exception) {
        int start = exception.lastIndexOf('>') + 1;
        if (start == 0) {
            return exception;
        }
        int end = exception.length();
        while (start < end && !Character.isLetterOrDigit(exception.charAt(start))) {
            start++;
        }
        while (end > start && ")'\"".indexOf(exception.charAt(end - 1)) >= 0) {
            end--;
        }
        return exception.substring(start, end);
    }

    static String lastLine(Runner.Reply reply) {
        String last = "";
        for (String line : (reply.out() + "\n" + reply.err()).lines().toList()) {
            last = line.isBlank() ? last : line.strip();
        }
        return last;
    }
}
