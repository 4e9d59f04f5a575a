package dev.keyfob.application.port;

import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pick-ups that wait for the owners of tokens. There is at most one for each token. */
public interface PickUps {

    /** Adds the pick-up and replaces an earlier one for the same token. */
    void put(PickUp pickUp);

    Optional<PickUp> find(TokenId token);

    /** Finds the pick-up and locks it until the transaction ends. */
    Optional<PickUp> findForUpdate(TokenId token);

    void remove(TokenId token);

    /** Removes all pick-ups of that person, over or not, and returns how many. */
    int removeAllOf(UserId owner);

    /** Returns what that person can pick up at that time, the earliest prepared first. */
    List<PickUp> allWaitingFor(UserId owner, Instant now);

    /** Returns at most {@code most} pick-ups of anyone that are open at that time, the first to end first. */
    List<PickUp> allWaiting(Instant now, int most);

    /** Removes the pick-ups that have ended. */
    void removeEndedAt(Instant now);
}
