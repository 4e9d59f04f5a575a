package dev.keyfob.web.pages.token;

import static java.util.Map.entry;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.web.pages.Moment;
import java.time.Instant;
import java.util.Map;

/** One way in which a token was refused lately. Empty texts show nothing. */
public record RefusalRow(Moment latest, long times, String permission, String why, String network, boolean isClaimed) {

    private static final Map<Reason, String> WHY = Map.ofEntries(
            entry(Reason.ROLE_BOUND, "It needs a role, which no token carries"),
            entry(Reason.SESSION_ONLY, "It needs a signed-in person"),
            entry(Reason.NOT_GRANTED, "This token was not given it"),
            entry(Reason.SWITCHED_OFF, "It is switched off for everybody"),
            entry(Reason.UNKNOWN_PERMISSION, "The catalogue does not have it"),
            entry(Reason.NO_RULE, "No rule says what this address needs"),
            entry(Reason.EXPIRED, "The token had expired"),
            entry(Reason.POLICY_EXPIRED, "The policy had ended the token"),
            entry(Reason.IDLE_TOO_LONG, "The token was not used for too long"),
            entry(Reason.REVOKED, "The token was deleted"),
            entry(Reason.SUSPENDED, "The token was suspended"),
            entry(Reason.OWNER_DISABLED, "The owner's account was disabled"),
            entry(Reason.WRONG_NETWORK, "From a network that is not allowed"),
            entry(Reason.SUPERSEDED, "An old secret, ended by a rotation"),
            entry(Reason.REUSED, "An old secret, ended by a rotation"));

    static RefusalRow of(RefusedUse refused, Instant now) {
        RefusedUse.Case way = refused.refused();
        return new RefusalRow(
                Moment.ofUse(refused.latest(), now),
                refused.times(),
                way.permission().map(Permission::name).orElse(""),
                WHY.getOrDefault(way.reason(), way.reason().code()),
                way.network(),
                way.isClaimed());
    }
}
