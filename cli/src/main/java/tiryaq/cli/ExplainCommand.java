package tiryaq.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.catalogue.Catalogue;
import tiryaq.cli.options.Nearest;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Say;
import tiryaq.report.Report;

/** {@code tiryaq explain CODE}: the page of a cause. */
final class ExplainCommand {
    private ExplainCommand() {}

    static ExitCode run(Session session) {
        String word = session.options().words().isEmpty()
                ? ""
                : session.options().words().getFirst();
        // As answers print it.
        String code = word.startsWith("[") && word.endsWith("]") ? word.substring(1, word.length() - 1) : word;
        Optional<String> page = Report.page(code, session.text());
        if (page.isPresent()) {
            return session.write(page.get(), ExitCode.FINE);
        }
        List<String> codes = new ArrayList<>();
        for (Cause cause : Catalogue.causes()) {
            codes.add(cause.code());
        }
        Optional<String> near = Nearest.to(code, codes);
        if (near.isPresent()) {
            return session.complain(
                    Say.of("cli.no-such-cause.near", "code", code, "near", "tiryaq explain " + near.get()),
                    ExitCode.USAGE);
        }
        session.tell(code.isEmpty() ? Say.of("cli.which-cause") : Say.of("cli.no-such-cause", "code", code));
        session.err().print(Report.causes(codes, session.text()));
        session.err().flush();
        return ExitCode.USAGE;
    }
}
