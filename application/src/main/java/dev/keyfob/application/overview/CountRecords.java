package dev.keyfob.application.overview;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.webhook.DeliveryFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what is stored, for whoever watches the server: tokens by state and by their end, deliveries by state, and the
 * records of the audit log. Not audited; changes nothing.
 *
 * <p>All tokens are read for it, by one query: ask at an interval, not for each reader.
 */
public final class CountRecords {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_DELIVERIES = 100_000;

    private final AccessTokens tokens;
    private final WebhookDeliveries deliveries;
    private final AuditChain auditChain;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public CountRecords(
            AccessTokens tokens,
            WebhookDeliveries deliveries,
            AuditChain auditChain,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.auditChain = auditChain;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /**
     * What was stored at that time.
     *
     * @param expiringInWeek active tokens whose own end is within seven days
     * @param expiringInMonth the same within thirty days
     * @param deliveries of very many in a state, no more than a hundred thousand are counted
     * @param auditHeight the number of the latest record of the audit log
     */
    public record RecordCounts(
            Instant at,
            Map<TokenState, Long> tokens,
            long expiringInWeek,
            long expiringInMonth,
            Map<DeliveryState, Long> deliveries,
            long auditHeight) {

        public RecordCounts {
            tokens = Map.copyOf(tokens);
            deliveries = Map.copyOf(deliveries);
        }
    }

    public RecordCounts count(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        Instant now = clock.instant();
        TokenFilter active = in(TokenState.ACTIVE, now);
        List<TokenFilter> filters = new ArrayList<>();
        for (TokenState state : TokenState.values()) {
            filters.add(in(state, now));
        }
        filters.add(active.and(TokenFilter.expiringWithin(WEEK, now)));
        filters.add(active.and(TokenFilter.expiringWithin(MONTH, now)));
        List<Long> counted = tokens.countEach(filters);
        Map<TokenState, Long> byState = new EnumMap<>(TokenState.class);
        for (TokenState state : TokenState.values()) {
            byState.put(state, counted.get(state.ordinal()));
        }
        int states = TokenState.values().length;
        return new RecordCounts(
                now,
                byState,
                counted.get(states),
                counted.get(states + 1),
                deliveriesByState(),
                auditChain.ends().head().number());
    }

    private Map<DeliveryState, Long> deliveriesByState() {
        Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
        for (DeliveryState state : Set.of(DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED)) {
            DeliveryFilter filter = new DeliveryFilter(Optional.empty(), Optional.of(state));
            byState.put(state, deliveries.countUpTo(filter, MOST_DELIVERIES));
        }
        return byState;
    }

    private TokenFilter in(TokenState state, Instant now) {
        return TokenFilter.inState(Set.of(state), policyInForce.policy(), now);
    }
}
