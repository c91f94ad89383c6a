package tiryaq.diagnosis.causes.verdict;

import java.util.Set;
import tiryaq.diagnosis.ImportLine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Source text that only Python 3 reads, or that imports what only it has. */
final class Python3Code {
    private static final Set<String> MODULES = Set.of(
            "asyncio",
            "contextvars",
            "dataclasses",
            "graphlib",
            "pathlib",
            "secrets",
            "tomllib",
            "tracemalloc",
            "zoneinfo");

    private static final Set<String> HEADS = Set.of("async", "await", "nonlocal");

    private Python3Code() {}

    /** Whether any statement has an f-string, an annotation, {@code async}, {@code nonlocal}, {@code raise … from}. */
    static boolean in(String text) {
        SourceCode code = SourceCode.of(text);
        for (Statement each : code.statements()) {
            String line = each.code();
            boolean imports =
                    ImportLine.modules(line).stream().map(ModuleName::top).anyMatch(MODULES::contains);
            boolean raises = line.startsWith("raise ") && line.contains(" from ");
            boolean annotated = line.startsWith("def ") && line.contains(") -> ");
            if (imports || raises || annotated || HEADS.contains(each.keyword()) || formats(line)) {
                return true;
            }
        }
        return false;
    }

    /** {@code f"…"}, whose text a statement leaves out. */
    private static boolean formats(String line) {
        for (int at = line.indexOf("f\"\""); at >= 0; at = line.indexOf("f\"\"", at + 1)) {
            if (at == 0 || !Character.isJavaIdentifierPart(line.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }
}
