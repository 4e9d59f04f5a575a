package dev.keyfob.application.count;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Denial;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts verifications, sign-ins and refusals by rate limits since the start of this process. The counters do not
 * identify users or tokens.
 */
public final class Counts {

    /**
     * The reasons for which a verification can be refused. A permission that needs a role is ROLE_BOUND for a token,
     * never ROLE_MISSING.
     */
    private static final Set<Reason> OF_VERIFICATIONS = Stream.of(
                    Stream.of(Denial.values()).map(Denial::reason).filter(reason -> reason != Reason.ROLE_MISSING),
                    Stream.of(Reason.values()).filter(reason -> reason.kind() == Reason.Kind.UNUSABLE_TOKEN),
                    Stream.of(Reason.TOO_MANY_REQUESTS))
            .flatMap(reasons -> reasons)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<Reason> OF_SIGN_INS = EnumSet.of(
            Reason.SIGN_IN_FAILED,
            Reason.CODE_REFUSED,
            Reason.SIGN_IN_TOO_SOON,
            Reason.TOO_MANY_REQUESTS,
            Reason.PROVIDER_UNAVAILABLE,
            Reason.TOO_BUSY);

    /** Where a token was presented. */
    public enum Door {
        /** A proxy asked whether a request may pass. */
        AUTH_CHECK,
        /** An API asked about a token that it had received. */
        INTROSPECTION,
        /** A token came with a request to Keyfob itself. */
        REQUEST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The ways to sign in, including those with which a person sets a password. */
    public enum WayIn {
        PASSWORD,
        /** An account at an identity provider, or the user name from a proxy. */
        IDENTITY,
        ONE_TIME_LINK,
        SETUP_CODE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rate limits. */
    public enum Limit {
        WRONG_TOKENS_OF_ADDRESS,
        WRONG_TOKENS_OF_CLIENT,
        WRONG_CLIENT_SECRETS,
        WRONG_SETUP_CODES,
        /** Attempts to sign in, by account and address. */
        FAILED_SIGN_INS,
        /** Successful sign-ins of one account. */
        SIGN_INS,
        CHANGES,
        ROTATIONS,
        /** Reports of leaked tokens. */
        REPORTS,
        /** Concurrent GraphQL requests of one account. */
        QUERIES,
        /** Requests rejected by load shedding. */
        PLACES;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Door, OutcomeCounts> verifications = new EnumMap<>(Door.class);
    private final Map<WayIn, OutcomeCounts> signIns = new EnumMap<>(WayIn.class);
    private final Map<Limit, LongAdder> refusals = new EnumMap<>(Limit.class);

    public Counts() {
        Stream.of(Door.values()).forEach(door -> verifications.put(door, new OutcomeCounts(OF_VERIFICATIONS)));
        Stream.of(WayIn.values()).forEach(way -> signIns.put(way, new OutcomeCounts(OF_SIGN_INS)));
        Stream.of(Limit.values()).forEach(limit -> refusals.put(limit, new LongAdder()));
    }

    /** The outcomes of verifications of that kind. */
    public OutcomeCounts verifications(Door door) {
        return Objects.requireNonNull(verifications.get(door));
    }

    /** The outcomes of that way to sign in. */
    public OutcomeCounts signIns(WayIn way) {
        return Objects.requireNonNull(signIns.get(way));
    }

    /** The number of requests that this limit refused. */
    public LongAdder refusals(Limit limit) {
        return Objects.requireNonNull(refusals.get(limit));
    }
}
