package dev.keyfob.application.overview;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts tokens by state, tokens that need attention, and failed deliveries. For administrators and the operator. Not
 * audited; changes nothing.
 *
 * <p>One query reads all tokens, at most once a minute for all callers. The numbers may be a minute old, and include
 * their time.
 */
public final class ShowOverview {

    /** An active token whose own expiry is within this time counts as expiring. */
    public static final Duration EXPIRING = Duration.ofDays(14);

    /** An active token that was neither used nor created within this time counts as unused. */
    public static final Duration UNUSED = Duration.ofDays(90);

    /** A token whose old secret was used within this time counts as reused. */
    public static final Duration ALARMED = Duration.ofDays(30);

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_DELIVERIES = 10_000;

    private final AccessTokens tokens;
    private final WebhookDeliveries deliveries;
    private final Webhooks webhooks;
    private final Mails mails;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;
    private final AtomicReference<Optional<Overview>> latest = new AtomicReference<>(Optional.empty());

    public ShowOverview(
            AccessTokens tokens,
            WebhookDeliveries deliveries,
            Webhooks webhooks,
            Mails mails,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.mails = mails;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /**
     * The numbers at that time.
     *
     * @param expiring active tokens whose own expiry is near
     * @param neverUsed active tokens that were never used
     * @param unused active tokens that have not been used for long
     * @param reused tokens whose old secret was used recently, including revoked tokens
     * @param failedDeliveries failed deliveries, at most ten thousand
     * @param disabledWebhooks webhooks that currently receive no events
     * @param failedMails failed mails that are still stored, at most ten thousand
     */
    public record Overview(
            Instant at,
            long active,
            long suspended,
            long expired,
            long revoked,
            long expiring,
            long neverUsed,
            long unused,
            long reused,
            long failedDeliveries,
            long disabledWebhooks,
            long failedMails) {}

    /**
     * Returns the latest numbers. They are counted again when they are a minute old.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public Overview show(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return known().orElseGet(this::count);
    }

    private Optional<Overview> known() {
        Instant now = clock.instant();
        return Objects.requireNonNull(latest.get())
                .filter(overview -> !overview.at().isAfter(now)
                        && Duration.between(overview.at(), now).compareTo(FRESH) < 0);
    }

    // Callers that arrive during a count wait for its result.
    private synchronized Overview count() {
        return known().orElseGet(() -> {
            Overview counted = counted(clock.instant());
            latest.set(Optional.of(counted));
            return counted;
        });
    }

    private Overview counted(Instant now) {
        TokenFilter active = in(TokenState.ACTIVE, now);
        List<Long> counts = tokens.countEach(List.of(
                active,
                in(TokenState.SUSPENDED, now),
                in(TokenState.EXPIRED, now),
                in(TokenState.REVOKED, now),
                active.and(TokenFilter.expiringWithin(EXPIRING, now)),
                active.and(new TokenFilter.NeverUsed()),
                active.and(new TokenFilter.IdleSince(now.minus(UNUSED))),
                new TokenFilter.ReusedSince(now.minus(ALARMED))));
        return new Overview(
                now,
                counts.get(0),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                counts.get(4),
                counts.get(5),
                counts.get(6),
                counts.get(7),
                deliveries.countUpTo(
                        new DeliveryFilter(Optional.empty(), Optional.of(DeliveryState.FAILED)), MOST_DELIVERIES),
                webhooks.all().stream().filter(webhook -> !webhook.isActive()).count(),
                mails.countUpTo(DeliveryState.FAILED, MOST_DELIVERIES));
    }

    private TokenFilter in(TokenState state, Instant now) {
        return TokenFilter.inState(Set.of(state), policyInForce.policy(), now);
    }
}
