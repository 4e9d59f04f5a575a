package dev.keyfob.application.token;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Shows one token's record. Reports tokens that the actor may not see as not found. Not audited; changes nothing. */
public final class ShowToken {

    private final AccessTokens tokens;
    private final RecentUses recentUses;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public ShowToken(AccessTokens tokens, RecentUses recentUses, PolicyInForce policyInForce, InstantSource clock) {
        this.tokens = tokens;
        this.recentUses = recentUses;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /**
     * Returns a token that the actor may see, with its end under the policy in force.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or the actor may not see it
     */
    public AccessToken show(Actor actor, TokenId id) {
        return recentUses.shownOn(tokens.findVisible(actor, id)).under(policyInForce.policy());
    }

    /**
     * Returns a token of the actor's own account. Administrators too get only their own here.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or it belongs to another
     */
    public AccessToken showOwn(Actor actor, TokenId id) {
        AccessToken token = show(actor, id);
        if (!actor.isActingFor(token.owner())) {
            throw TokenId.notFound();
        }
        return token;
    }

    /**
     * Returns the refusals of the token in the last thirty days, the latest first.
     *
     * @throws Refusal as {@link #show}; SESSION_ONLY if the actor is a token, because a stolen one must not reveal its
     *     owner's addresses
     */
    public List<RefusedUse> refusalsOf(Actor actor, TokenId id) {
        if (actor instanceof Actor.Bearer) {
            throw new Refusal(
                    Reason.SESSION_ONLY, "Refusals of a token are shown to signed-in people, not to access tokens.");
        }
        AccessToken token = show(actor, id);
        Instant first = clock.instant().minus(RefusedUse.SHOWN);
        return RefusedUse.joined(tokens.refusalsOf(token.id()), recentUses.refusalsOf(token.id())).stream()
                .filter(refused -> !refused.latest().isBefore(first))
                .toList();
    }

    /** Returns how often the token was used in the last thirty days, and the latest addresses. */
    public TokenUses usesOf(Actor actor, TokenId id) {
        AccessToken token = show(actor, id);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return tokens.usesOf(token.id()).plus(recentUses.of(token.id())).since(TokenUses.firstDay(today));
    }
}
