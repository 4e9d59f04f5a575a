package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Records that an actor lacked the permission for an action; for a token also in the token's refusals. The action is
 * refused whether or not it is recorded.
 *
 * <p>To keep the log small, the same action of the same user or token is recorded once a minute, and at most sixty
 * actions an hour for one account at each server. An account includes all tokens of its user, which may be a thousand.
 */
public final class RecordDenial {

    private static final Duration SAME_ACT = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MOST_IN_PERIOD = 60;
    private static final int LONGEST = 200;

    private final AuditedChanges changes;
    private final RecentUses recentUses;
    private final InstantSource clock;
    private final Map<String, Deque<Noted>> latest = new HashMap<>();

    public RecordDenial(AuditedChanges changes, RecentUses recentUses, InstantSource clock) {
        this.changes = changes;
        this.recentUses = recentUses;
        this.clock = clock;
    }

    private record Noted(String act, Instant at) {}

    /** {@code act} is one of a few values, such as a route; {@code tried} is the action together with its target. */
    public void record(Actor actor, Permission lacked, String act, String tried) {
        Instant now = clock.instant();
        if (actor instanceof Actor.Bearer bearer) {
            bearer.decide(lacked)
                    .reason()
                    .ifPresent(reason -> recentUses.noteRefusal(
                            bearer.token().id(),
                            reason,
                            Optional.of(lacked),
                            Optional.of(bearer.address()),
                            false,
                            now));
        }
        AuditParty party = actor.party();
        if (!isDue(
                party.owner().isEmpty() ? party.kind() + party.id() : party.owner(),
                party.id() + " " + lacked + " " + act,
                now)) {
            return;
        }
        String what = tried.length() <= LONGEST ? tried : tried.substring(0, LONGEST);
        changes.makeUnchecked(actor, change -> {
            change.recordRefused(AuditAction.ACCESS_DENIED, new AuditSubject.Lacked(lacked, what));
        });
    }

    private synchronized boolean isDue(String account, String act, Instant now) {
        forgetBefore(now.minus(PERIOD));
        Deque<Noted> ofAccount = latest.computeIfAbsent(account, first -> new ArrayDeque<>());
        boolean isRepeated = ofAccount.stream()
                .anyMatch(noted ->
                        noted.act().equals(act) && noted.at().plus(SAME_ACT).isAfter(now));
        if (isRepeated || ofAccount.size() >= MOST_IN_PERIOD) {
            return false;
        }
        ofAccount.addLast(new Noted(act, now));
        return true;
    }

    private void forgetBefore(Instant start) {
        for (Iterator<Deque<Noted>> accounts = latest.values().iterator(); accounts.hasNext(); ) {
            Deque<Noted> noted = accounts.next();
            while (!noted.isEmpty() && noted.peekFirst().at().isBefore(start)) {
                noted.removeFirst();
            }
            if (noted.isEmpty()) {
                accounts.remove();
            }
        }
    }
}
