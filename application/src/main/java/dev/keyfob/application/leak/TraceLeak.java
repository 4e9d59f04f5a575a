package dev.keyfob.application.leak;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says whose a leaked secret is, by its digest alone: whoever scans hands no secret on. For those who look after tokens.
 * No use of the token, and not audited; changes nothing.
 */
public final class TraceLeak {

    private final AccessTokens tokens;
    private final Users users;
    private final ShowToken showToken;
    private final InstantSource clock;

    public TraceLeak(AccessTokens tokens, Users users, ShowToken showToken, InstantSource clock) {
        this.tokens = tokens;
        this.users = users;
        this.showToken = showToken;
        this.clock = clock;
    }

    /** Empty where there is no such token here: it is another instance's, was never issued, or its record was purged. */
    public Optional<TracedToken> trace(Actor actor, TokenDigest digest) {
        actor.require(Permission.TOKEN_MANAGE);
        return tokens.findByDigest(digest).flatMap(found -> {
            AccessToken token = showToken.show(actor, found.id());
            return users.find(token.owner())
                    .map(owner -> new TracedToken(token, owner, token.stateAt(clock.instant())));
        });
    }
}
