package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.Place;
import dev.keyfob.domain.policy.TokenPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a token has to pass at every use. They stand in the order of precedence: the first that fails gives the reason.
 * The SQL of whoever keeps tokens must say the same.
 */
enum UseCheck {
    NOT_REVOKED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            return found.token().isRevoked() ? Optional.of(Reason.REVOKED) : Optional.empty();
        }
    },
    /** By its own expiry, the longest life or the idle limit, whichever ends it first. */
    NOT_ENDED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            Life life = found.token().life();
            return policy.endOf(life.span(), life.lastUsedAt())
                    .filter(end -> !now.isBefore(end.at()))
                    .map(TokenPolicy.End::reason);
        }
    },
    /** The secret comes first: an old secret of a suspended token may be stolen all the same. */
    NOT_SUSPENDED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            return found.token().isSuspended()
                    ? found.shown().against(found.token(), now).or(() -> Optional.of(Reason.SUSPENDED))
                    : Optional.empty();
        }
    },
    OWNER_ENABLED {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            return found.owner().isEnabled() ? Optional.empty() : Optional.of(Reason.OWNER_DISABLED);
        }
    },
    SECRET_IN_USE {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            return found.shown().against(found.token(), now);
        }
    },
    WITHIN_NETWORKS {
        @Override
        Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place) {
            return place.isWithin(found.token().networks()) ? Optional.empty() : Optional.of(Reason.WRONG_NETWORK);
        }
    };

    static final List<UseCheck> IN_ORDER = List.of(values());

    /** Why the token does not pass; empty where it does. */
    abstract Optional<Reason> failure(OwnedToken found, Instant now, TokenPolicy policy, Place place);
}
