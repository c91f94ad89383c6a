package tiryaq.cli;

import java.util.Optional;
import java.util.StringJoiner;
import tiryaq.catalogue.Catalogue;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Say;
import tiryaq.report.Report;

/** {@code tiryaq explain CODE}: the page of a cause. */
final class ExplainCommand {
    private ExplainCommand() {}

    static ExitCode run(Session session) {
        String code = session.options().words().isEmpty()
                ? ""
                : session.options().words().getFirst();
        Optional<String> page = Report.page(code, session.text());
        if (page.isPresent()) {
            return session.write(page.get(), ExitCode.FINE);
        }
        StringJoiner codes = new StringJoiner(", ");
        for (Cause cause : Catalogue.causes()) {
            codes.add(cause.code());
        }
        return session.complain(
                code.isEmpty()
                        ? Say.of("cli.which-cause", "codes", codes.toString())
                        : Say.of("cli.no-such-cause", "code", code, "codes", codes.toString()),
                ExitCode.USAGE);
    }
}
