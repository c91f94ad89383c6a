package tiryaq.treatment;

/** How far a treatment reaches, least invasive first. */
public enum Scope {
    NONE,
    ISOLATED,
    ENVIRONMENT,
    SYSTEM
}
