/** Diagnosis and cure of Python programs that will not import; knows nothing of terminals. */
module tiryaq.core {
    requires static org.jspecify;
    requires tools.jackson.core;

    exports tiryaq.machine;
    exports tiryaq.symptom;
    exports tiryaq.python;
    exports tiryaq.command;
    exports tiryaq.diagnosis;
    exports tiryaq.treatment;
    exports tiryaq.report;
    exports tiryaq.report.messages;
}
