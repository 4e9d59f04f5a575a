package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.user.ShowUser;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The records of pick-ups that commands print. */
final class PickUpRecords {

    private final ShowUser showUser;

    private final RecordPrinter table = new RecordPrinter(
                    "id", "owner", "name", "what", "days", "old_ends_at", "prepared_at", "prepared_by", "waits_until")
            .withShortIds()
            .brief("id", "owner", "name", "what", "waits_until");

    PickUpRecords(ShowUser showUser) {
        this.showUser = showUser;
    }

    static RecordPrinter of(PickUp pickUp, ShowUser showUser) {
        PickUpRecords records = new PickUpRecords(showUser);
        records.add(pickUp);
        return records.table;
    }

    RecordPrinter table() {
        return table;
    }

    void add(PickUp pickUp) {
        Optional<Offer.NewToken> token =
                pickUp.offer() instanceof Offer.NewToken offer ? Optional.of(offer) : Optional.empty();
        table.add(
                pickUp.token().toString(),
                showUser.show(OPERATOR, pickUp.owner()).email().value(),
                pickUp.name().value(),
                token.isPresent() ? "new token" : "new secret",
                token.flatMap(Offer.NewToken::life).map(Duration::toDays).orElse(null),
                oldEndOf(pickUp).map(Instant::toString).orElse(null),
                pickUp.prepared().at().toString(),
                pickUp.prepared().by(),
                pickUp.endsAt().toString());
    }

    static Optional<Instant> oldEndOf(PickUp pickUp) {
        return pickUp.offer() instanceof Offer.NewSecret offer ? offer.oldEndsAt() : Optional.empty();
    }
}
