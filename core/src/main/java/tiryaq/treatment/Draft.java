package tiryaq.treatment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * A treatment while it is put together. Until told otherwise it can be undone, needs and changes nothing, does nothing,
 * proves nothing, and leaves the command as it was.
 */
public final class Draft {
    private final String kind;
    private final Scope scope;
    private Say title;
    private boolean reversible = true;
    private Needs needs = Needs.NOTHING;
    private List<String> installs = List.of();
    private @Nullable List<Change> changes = List.of();
    private List<Step> steps = List.of();
    private List<Command> proof = List.of();
    private @Nullable Command cured;
    private String content = "";

    /** A treatment of one of the kinds that {@link Treatments} names. */
    public Draft(String kind, Say title, Scope scope) {
        this.kind = kind;
        this.title = title;
        this.scope = scope;
    }

    /** All that an existing one says. */
    Draft(Treatment from) {
        this(from.kind(), from);
    }

    /** The same as one of another kind. */
    Draft(String kind, Treatment from) {
        this(kind, from.title(), from.scope());
        reversible = from.reversible();
        needs = from.needs();
        installs = from.installs();
        changes = from.changes();
        steps = from.steps();
        proof = from.proof();
        cured = from.cured();
        content = from.content();
    }

    Draft title(Say other) {
        title = other;
        return this;
    }

    /** It cannot be undone by tiryaq. */
    Draft forGood() {
        reversible = false;
        return this;
    }

    Draft needs(Needs all) {
        needs = all;
        return this;
    }

    /** Its steps say that, too, so that the id holds it. */
    Draft installs(List<String> words) {
        installs = words;
        return this;
    }

    /** A hash of the files that the steps are told what to do by. */
    Draft content(String hash) {
        content = hash;
        return this;
    }

    /** What becomes of which paths; null where that is known only afterwards. */
    public Draft changes(@Nullable List<Change> all) {
        changes = all;
        return this;
    }

    /** What is done, in order. */
    public Draft steps(List<Step> all) {
        steps = all;
        return this;
    }

    /** What must pass afterwards, in order. */
    public Draft proof(List<Command> all) {
        proof = all;
        return this;
    }

    /** The command that works once it is done; null where that is the same as before. */
    public Draft cured(@Nullable Command command) {
        cured = command;
        return this;
    }

    /** The treatment, with the id that its content gives it: one that differs in anything has another. */
    public Treatment identified() {
        return named(Identity.of(named("")));
    }

    private Treatment named(String id) {
        return new Treatment(
                id, kind, title, scope, reversible, needs, installs, changes, steps, proof, cured, content);
    }
}
