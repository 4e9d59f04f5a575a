package dev.keyfob.application.throttle;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how fast one account may make changes: a person's changes count together with those of all their tokens.
 * Changes above the limit are refused before anything is written, so they cost no disk space.
 *
 * <p>Revoking, disabling, pausing or removing a webhook, ending sessions and signing out are never limited, because they must work in an emergency.
 * The operator at the command line is not limited either. Each server has its own counters, in memory and bounded.
 */
public final class ChangeLimit {

    private static final Rate CHANGES = new Rate(500, Duration.ofMillis(3_600));
    private static final Rate SIGN_INS = new Rate(300, Duration.ofSeconds(10));
    private static final Rate REFUSED_SIGN_INS = new Rate(60, Duration.ofMinutes(1));
    private static final Rate ROTATIONS_OF_A_TOKEN = new Rate(60, Duration.ofMinutes(1));
    private static final int REMEMBERED = 50_000;

    private final Counts counts;
    private final InstantSource clock;

    /** The time until which each key has used up its steady rate. The least recently used key is first. */
    private final Map<String, Instant> usedUpAt = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Allows a burst of {@code atOnce}, and then one each {@code interval}. */
    private record Rate(int atOnce, Duration interval) {}

    public ChangeLimit(Counts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** Counts a change by this actor, or refuses it. */
    public void takeChange(Actor actor) {
        String account = actor.party().owner();
        if (!account.isEmpty()) {
            take(
                    "account " + account,
                    CHANGES,
                    Limit.CHANGES,
                    Reason.TOO_MANY_CHANGES,
                    "This account has made too many changes in a short time. Revoking still works.");
        }
    }

    /**
     * Counts a rotation of that token, or refuses it. The caller must have checked that the actor may rotate the token,
     * so that nobody can use up the limit of another user's token.
     */
    public void takeRotation(Actor actor, TokenId token) {
        if (actor instanceof Actor.Operator) {
            return;
        }
        take(
                "token " + token,
                ROTATIONS_OF_A_TOKEN,
                Limit.ROTATIONS,
                Reason.TOO_MANY_CHANGES,
                "This token was rotated too often in a short time. Revoking still works.");
    }

    /**
     * Counts a sign-in with a valid proof of identity, even if it is refused later, or refuses it if there were too
     * many.
     */
    public void takeSignIn(String account) {
        take(
                "sign-in " + account,
                SIGN_INS,
                Limit.SIGN_INS,
                Reason.SIGN_IN_TOO_SOON,
                "This account was signed in to too often in a short time.");
    }

    /**
     * Counts an audit entry for a sign-in that failed before the account was known. Returns false if there were too
     * many.
     */
    public boolean mayNoteRefusedSignIn(String way) {
        return take("refused sign-in " + way, REFUSED_SIGN_INS).isEmpty();
    }

    private void take(String key, Rate rate, Limit limit, Reason reason, String explanation) {
        take(key, rate).ifPresent(wait -> {
            counts.refusals(limit).increment();
            throw Refusal.tooSoon(reason, explanation + " Come back in " + Refusal.seconds(wait) + ".", wait);
        });
    }

    /** Takes one. If the limit is reached, returns how long to wait, in whole seconds. */
    private synchronized Optional<Duration> take(String key, Rate rate) {
        Instant now = clock.instant();
        Instant begin = usedUpAt.getOrDefault(key, now);
        Instant used = (begin.isBefore(now) ? now : begin).plus(rate.interval());
        Instant latest = now.plus(rate.interval().multipliedBy(rate.atOnce()));
        if (used.isAfter(latest)) {
            return Optional.of(Duration.ofSeconds(
                    Duration.between(latest, used).plusMillis(999).toSeconds()));
        }
        usedUpAt.put(key, used);
        return Optional.empty();
    }
}
