package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.policy.TokenPolicy.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The checks that a token must pass at every use, in order of precedence. The first that fails gives the reason. SQL
 * that selects usable tokens must agree with them.
 */
enum UseCheck {
    NOT_REVOKED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return found.token().isRevoked() ? Optional.of(Reason.REVOKED) : Optional.empty();
        }
    },
    /** Checks the token's own expiry, the longest life and the idle limit. The earliest one counts. */
    NOT_ENDED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return end.filter(limit -> !now.isBefore(limit.at())).map(End::reason);
        }
    },
    /** Checks the secret before the suspension, because an old secret of a suspended token may be stolen, too. */
    NOT_SUSPENDED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return found.token().isSuspended()
                    ? found.matched().against(found.token(), now).or(() -> Optional.of(Reason.SUSPENDED))
                    : Optional.empty();
        }
    },
    OWNER_ENABLED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return found.owner().isEnabled() ? Optional.empty() : Optional.of(Reason.OWNER_DISABLED);
        }
    },
    SECRET_IN_USE {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return found.matched().against(found.token(), now);
        }
    },
    WITHIN_NETWORKS {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place) {
            return place.isWithin(found.token().networks()) ? Optional.empty() : Optional.of(Reason.WRONG_NETWORK);
        }
    };

    static final List<UseCheck> IN_ORDER = List.of(values());

    /** The checks that no suspension, secret or network affects. */
    static final List<UseCheck> OF_TOKEN_AND_OWNER = List.of(NOT_REVOKED, NOT_ENDED, OWNER_ENABLED);

    /**
     * Returns why the token fails this check; empty if it passes.
     *
     * @param end when the token ends under the policy in force; empty if it never does
     */
    abstract Optional<Reason> failure(OwnedToken found, Instant now, Optional<End> end, RequestSource place);
}
