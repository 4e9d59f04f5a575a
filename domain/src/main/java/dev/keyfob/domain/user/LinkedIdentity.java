package dev.keyfob.domain.user;

import java.time.Instant;
import java.util.Optional;

/**
 * An identity with which a user signs in.
 *
 * @param email the address that the provider last confirmed; empty if it never did
 */
public record LinkedIdentity(Identity identity, UserId user, Optional<Email> email, Instant linkedAt) {

    /**
     * Whether the account's address follows a change at the provider. It does only if the account has the address that
     * the provider confirmed before. An address that an administrator set is never changed.
     */
    public boolean isFollowedBy(User account, Email now) {
        return email.filter(earlier -> !earlier.equals(now) && earlier.equals(account.email()))
                .isPresent();
    }
}
