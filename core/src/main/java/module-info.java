/** Diagnosis and cure of Python programs that will not import; knows nothing of terminals. */
module tiryaq.core {
    requires static org.jspecify;
    requires tools.jackson.core;

    exports tiryaq.digest;
    exports tiryaq.tree;
    exports tiryaq.machine;
    exports tiryaq.symptom;
    exports tiryaq.symptom.reading;
    exports tiryaq.binary;
    exports tiryaq.packaging;
    exports tiryaq.knowledge;
    exports tiryaq.host;
    exports tiryaq.python;
    exports tiryaq.command;
    exports tiryaq.command.masking;
    exports tiryaq.command.probe;
    exports tiryaq.command.words;
    exports tiryaq.diagnosis;
    exports tiryaq.catalogue;
    exports tiryaq.index;
    exports tiryaq.treatment;
    exports tiryaq.treatment.candidates;
    exports tiryaq.treatment.engine;
    exports tiryaq.treatment.journal;
    exports tiryaq.treatment.process;
    exports tiryaq.treatment.requirements;
    exports tiryaq.report;
    exports tiryaq.report.messages;
}
