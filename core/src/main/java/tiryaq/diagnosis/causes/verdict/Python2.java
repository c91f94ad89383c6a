package tiryaq.diagnosis.causes.verdict;

import tiryaq.symptom.Failure;

/** Code that is written for Python 2, by what a Python 3 says of it. */
final class Python2 {
    private Python2() {}

    /** Whether the interpreter's own words show it. */
    static boolean writes(Failure failure) {
        return failure instanceof Failure.OtherException other
                && other.type().equals("SyntaxError")
                && (other.message().startsWith("Missing parentheses in call to")
                        || other.message().startsWith("leading zeros in decimal integer literals"));
    }
}
