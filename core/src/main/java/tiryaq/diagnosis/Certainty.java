package tiryaq.diagnosis;

/** How sure a diagnosis is: shown on this machine, said by the output, or only not excluded. */
public enum Certainty {
    PROVED,
    LIKELY,
    POSSIBLE
}
