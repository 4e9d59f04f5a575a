package dev.keyfob.application.webhook;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Announces tokens that expire soon: once per token for each of the configured numbers of days, regardless of the
 * number of nodes. Runs in the background, so it takes no actor.
 *
 * <p>Each number of days has a mark that moves forward with the tokens' ends. The node that locks the mark announces;
 * the others skip it. A token whose whole life is not longer than a number of days is not announced for that number.
 * Tokens of disabled owners are skipped, because they do not work.
 */
public final class AnnounceExpiring {

    private static final int BATCH = 100;
    /** The maximum for one run. The next run continues. */
    private static final int BATCHES = 10;

    private static final UUID LOWEST = new UUID(0, 0);

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final Users users;
    private final ExpiryWatch watch;
    private final WebhookOutbox outbox;
    private final List<Integer> days;
    private final InstantSource clock;

    /** {@code days} are the numbers of days before the end at which a token is announced. */
    public AnnounceExpiring(
            Transactions transactions,
            AccessTokens tokens,
            Users users,
            ExpiryWatch watch,
            WebhookOutbox outbox,
            List<Integer> days,
            InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.users = users;
        this.watch = watch;
        this.outbox = outbox;
        this.days = List.copyOf(days);
        this.clock = clock;
    }

    /** Announces at most a thousand tokens for each number of days. The next run continues. */
    public void announce() {
        // The marks do not move while no webhook wants the event, so a webhook that is added later receives all tokens
        // that expire soon.
        if (outbox.isWanted(EventType.TOKEN_EXPIRING)) {
            days.forEach(each -> {
                int batches = 0;
                while (batches < BATCHES && transactions.inOne(() -> announceSome(each)) == BATCH) {
                    batches++;
                }
            });
        }
    }

    private int announceSome(int daysBefore) {
        Optional<Cursor> mark = watch.lockProgress(daysBefore);
        if (mark.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        Cursor from = mark.get().at().filter(at -> at.isAfter(now)).isPresent()
                ? mark.get()
                : new Cursor(Optional.of(now), LOWEST);
        List<Cursor> ending = watch.endingAfter(from, now.plus(Duration.ofDays(daysBefore)), BATCH);
        for (Cursor each : ending) {
            tokens.find(new TokenId(each.id()))
                    .ifPresent(token -> users.find(token.owner())
                            .filter(User::isEnabled)
                            .filter(owner -> livesLonger(token, daysBefore))
                            .ifPresent(owner -> outbox.put(event(token, owner, daysBefore, now))));
        }
        if (!ending.isEmpty()) {
            watch.updateProgress(daysBefore, ending.get(ending.size() - 1));
        }
        return ending.size();
    }

    private static boolean livesLonger(AccessToken token, int days) {
        return token.expiresAt()
                .filter(end -> token.createdAt().isBefore(end.minus(Duration.ofDays(days))))
                .isPresent();
    }

    private static Event event(AccessToken token, User owner, int daysBefore, Instant now) {
        return Event.of(EventType.TOKEN_EXPIRING, now).about(token, owner).with("days", daysBefore);
    }
}
