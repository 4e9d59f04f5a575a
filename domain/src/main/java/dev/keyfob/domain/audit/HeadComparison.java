package dev.keyfob.domain.audit;

/** The result of comparing the log with a head that was recorded earlier. */
public record HeadComparison(ChainPosition head, ChainEnds ends, Outcome outcome) {

    /** Whether the log is unchanged up to the recorded head. */
    public enum Outcome {
        CONTAINED,
        LOST,
        REWRITTEN,
        CUT_AWAY
    }

    public String explanation() {
        return switch (outcome) {
            case CONTAINED -> "The log is unchanged up to record " + head.number() + ".";
            case LOST ->
                "Records " + (ends.head().number() + 1) + " to " + head.number()
                        + " are lost: the log ends with record "
                        + ends.head().number()
                        + ". It was cut short at its end, or restored from an older backup. The changes in"
                        + " those records, revocations too, may have to be made again.";
            case REWRITTEN ->
                "Record " + head.number() + " is not the recorded one: the log was rewritten at or before it, or"
                        + " restored from an older backup and continued from there.";
            case CUT_AWAY ->
                "Record " + head.number() + " was cut away; the log begins with record "
                        + (ends.base().number() + 1) + ". Compare with a head that was recorded later.";
        };
    }
}
