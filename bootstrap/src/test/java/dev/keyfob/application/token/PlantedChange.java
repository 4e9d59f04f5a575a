package dev.keyfob.application.token;

import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;

/** Breaks: whoever_changes_things_is_limited. */
public final class PlantedChange {

    private final Transactions transactions;

    public PlantedChange(Transactions transactions) {
        this.transactions = transactions;
    }

    public void change(Actor actor) {
        transactions.inOne(() -> {});
    }
}
