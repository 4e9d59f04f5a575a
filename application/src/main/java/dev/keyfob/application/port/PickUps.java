package dev.keyfob.application.port;

import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits for the owners of tokens. There is at most one for a token. */
public interface PickUps {

    /** Adds it in the place of an earlier one for the same token. */
    void put(PickUp pickUp);

    Optional<PickUp> find(TokenId token);

    /** Finds it, and holds it until the transaction ends. */
    Optional<PickUp> findForUpdate(TokenId token);

    void remove(TokenId token);

    /** Removes all that waits for that person, over or not, and says how much. */
    int removeAllOf(UserId owner);

    /** What that person can pick up at that time, the first prepared first. */
    List<PickUp> allWaitingFor(UserId owner, Instant now);

    /** What anybody can pick up at that time, the first to end first, and at most so many. */
    List<PickUp> allWaiting(Instant now, int most);

    /** Removes what can be picked up no more. */
    void removeEndedAt(Instant now);
}
