package dev.keyfob.application.overview;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.domain.Refusal;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts the stored records for monitoring: tokens by state and by expiry, deliveries and mails by state, and the
 * records of the audit log. Not audited; changes nothing.
 *
 * <p>One query reads all tokens, so call this at an interval and not for each reader.
 */
public final class CountRecords {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_DELIVERIES = 100_000;
    private static final Set<DeliveryState> COUNTED =
            EnumSet.of(DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED);
    private static final Set<DeliveryState> WAITING = EnumSet.of(DeliveryState.PENDING, DeliveryState.SENDING);

    private final AccessTokens tokens;
    private final WebhookDeliveries deliveries;
    private final Mails mails;
    private final AuditChain auditChain;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public CountRecords(
            AccessTokens tokens,
            WebhookDeliveries deliveries,
            Mails mails,
            AuditChain auditChain,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.mails = mails;
        this.auditChain = auditChain;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /**
     * The numbers at that time.
     *
     * @param expiringInWeek active tokens whose own expiry is within seven days; earlier ends by the policy are not
     *     counted
     * @param expiringInMonth the same for thirty days
     * @param deliveries deliveries by state, at most a hundred thousand each
     * @param mails mails by state, at most a hundred thousand each; delivered mails are not stored
     * @param oldestMail how long the oldest waiting mail has waited; zero if none is waiting
     * @param auditHeight the number of the latest record of the audit log
     */
    public record RecordCounts(
            Instant at,
            Map<TokenState, Long> tokens,
            long expiringInWeek,
            long expiringInMonth,
            Map<DeliveryState, Long> deliveries,
            Map<DeliveryState, Long> mails,
            Duration oldestMail,
            long auditHeight) {

        public RecordCounts {
            tokens = Map.copyOf(tokens);
            deliveries = Map.copyOf(deliveries);
            mails = Map.copyOf(mails);
        }
    }

    /**
     * Counts the records now. Reads every token.
     *
     * @throws Refusal if the actor lacks the permission
     */
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
                byState(state -> deliveries.countUpTo(
                        new DeliveryFilter(Optional.empty(), Optional.of(state)), MOST_DELIVERIES)),
                byState(state -> mails.countUpTo(state, MOST_DELIVERIES)),
                oldestMail(now),
                auditChain.ends().head().number());
    }

    private static Map<DeliveryState, Long> byState(Function<DeliveryState, Long> count) {
        Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
        COUNTED.forEach(state -> byState.put(state, count.apply(state)));
        return byState;
    }

    // The clock of the node that added a mail may be ahead of this node's clock.
    private Duration oldestMail(Instant now) {
        return WAITING.stream()
                .flatMap(state -> mails.findOldest(state).stream())
                .filter(added -> added.isBefore(now))
                .min(Comparator.naturalOrder())
                .map(added -> Duration.between(added, now))
                .orElse(Duration.ZERO);
    }

    private TokenFilter in(TokenState state, Instant now) {
        return TokenFilter.inState(Set.of(state), policyInForce.policy(), now);
    }
}
