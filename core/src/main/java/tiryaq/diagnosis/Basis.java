package tiryaq.diagnosis;

/** What a diagnosis rests on: a trial that made it go away, the disk, or the output alone. */
public enum Basis {
    TRIAL,
    DISK,
    LOG
}
