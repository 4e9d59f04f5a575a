package dev.keyfob.domain.user;

import java.time.Instant;
import java.util.Optional;

/**
 * An identity by which a user signs in.
 *
 * @param email the address that the provider vouched for last; empty where it never did
 */
public record LinkedIdentity(Identity identity, UserId user, Optional<Email> email, Instant linkedAt) {

    /**
     * Has the person another address at the provider, and did the account go by the earlier one? An address that an
     * administrator gave to the account is not the provider's to change.
     */
    public boolean isFollowedBy(User account, Email now) {
        return email.filter(earlier -> !earlier.equals(now) && earlier.equals(account.email()))
                .isPresent();
    }
}
