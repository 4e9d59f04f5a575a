package dev.keyfob.domain.audit;

/**
 * Where the stored part of the chain begins and ends: after the last entry that was cut away, and with the latest one.
 */
public record ChainEnds(ChainPosition base, ChainPosition head) {

    public static final ChainEnds EMPTY = new ChainEnds(ChainPosition.START, ChainPosition.START);

    public long count() {
        return head.number() - base.number();
    }
}
