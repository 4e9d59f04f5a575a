package dev.keyfob.domain.audit;

/** How a head that was noted earlier fits the log. */
public record HeadComparison(ChainPosition head, ChainEnds ends, Outcome outcome) {

    /** Is it still the same log up to there? */
    public enum Outcome {
        CONTAINED,
        LOST,
        REWRITTEN,
        CUT_AWAY
    }

    public String explanation() {
        return switch (outcome) {
            case CONTAINED -> "The log still holds all that it held at record " + head.number() + ".";
            case LOST ->
                "Records " + (ends.head().number() + 1) + " to " + head.number()
                        + " are lost: the log ends with record "
                        + ends.head().number()
                        + ". It was cut short at its end, or restored from an older backup. What those records"
                        + " tell of, revocations too, may have to be done again.";
            case REWRITTEN ->
                "Record " + head.number() + " is not the one that was noted: the log was written anew at or before"
                        + " it, or restored from an older backup and gone on from there.";
            case CUT_AWAY ->
                "Record " + head.number() + " was cut away; the log begins with record "
                        + (ends.base().number() + 1) + ". Compare with a head that was noted later.";
        };
    }
}
