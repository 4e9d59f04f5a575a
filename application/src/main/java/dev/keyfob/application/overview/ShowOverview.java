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
 * Counts how things stand: tokens by state, those that need somebody's attention, and deliveries that failed. For
 * administrators and the operator. Not audited; changes nothing.
 *
 * <p>All tokens are read for it, by one query, and at most once a minute however many ask: what is shown may be a
 * minute old, and says so.
 */
public final class ShowOverview {

    /** What ends within this time is counted as expiring. */
    public static final Duration EXPIRING = Duration.ofDays(14);

    /** What was neither used nor created for this time is counted as unused. */
    public static final Duration UNUSED = Duration.ofDays(90);

    /** For this time an alarm about an old secret is counted. */
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
     * How things stood at that time.
     *
     * @param expiring active tokens whose own end is near
     * @param neverUsed active tokens that were never used
     * @param unused active tokens that were not used for long
     * @param reused tokens of which an old secret was used lately, the revoked ones too
     * @param failedDeliveries deliveries that were given up; of very many, no more than ten thousand are counted
     * @param disabledWebhooks webhooks that are told of nothing now
     * @param failedMails mails that were given up lately; of very many, no more than ten thousand are counted
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
     * The numbers as they were lately: they are counted anew when the latest count is a minute old.
     *
     * @throws Refusal where the actor lacks the permission
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

    // Whoever asks meanwhile waits for the same count.
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
