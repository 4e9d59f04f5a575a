package dev.keyfob.domain.audit;

/**
 * The ends of the stored part of the chain. {@code base} is the position of the last entry that was cut away, and
 * {@code head} is the position of the latest entry.
 */
public record ChainEnds(ChainPosition base, ChainPosition head) {

    public static final ChainEnds EMPTY = new ChainEnds(ChainPosition.START, ChainPosition.START);

    public long count() {
        return head.number() - base.number();
    }
}
