/** Diagnosis and cure of Python programs that will not import; knows nothing of terminals. */
module tiryaq.core {
    requires static org.jspecify;
    requires tools.jackson.core;

    exports tiryaq.binary;
    exports tiryaq.machine;
    exports tiryaq.packaging;
    exports tiryaq.symptom;
    exports tiryaq.python;
    exports tiryaq.command;
    exports tiryaq.command.probe;
    exports tiryaq.diagnosis;
    exports tiryaq.treatment;
    exports tiryaq.report;
}
