package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tokens ever issued, the revoked ones too. */
public interface AccessTokens {

    /** The longest time for which a cached row may lack the latest uses. All other changes invalidate it. */
    Duration REMEMBERED = Duration.ofMinutes(1);

    /** Refuses with NAME_TAKEN where the owner already has an unrevoked token whose name folds to the same. */
    void add(AccessToken token);

    /**
     * Writes all of a token that can change, its secret too, but not its uses, which {@link #noteUses} writes. Changes
     * nothing of a revoked token. Refuses with NAME_TAKEN like {@link #add}. The caller holds the token.
     */
    void update(AccessToken token);

    /**
     * Removes what the token says about a use of an old secret, also where it is revoked. The caller holds the token.
     */
    void forgetReuse(AccessToken token);

    Optional<AccessToken> find(TokenId id);

    /** Those of these tokens that there are, in any order. */
    List<AccessToken> findAll(Collection<TokenId> ids);

    /** Finds the token and locks its row until the transaction ends. */
    Optional<AccessToken> findForUpdate(TokenId id);

    /**
     * Finds a token that this actor may see.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or the actor may not see it
     */
    default AccessToken findVisible(Actor actor, TokenId id) {
        return find(id).filter(actor.visibleTokens()::matches).orElseThrow(TokenId::notFound);
    }

    /**
     * Finds a token that this actor may see, and holds it until the transaction ends.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or the actor may not see it
     */
    default AccessToken lockVisible(Actor actor, TokenId id) {
        return findForUpdate(id).filter(actor.visibleTokens()::matches).orElseThrow(TokenId::notFound);
    }

    /**
     * Finds a token that this actor may see and that can still be changed, and holds it until the transaction ends.
     *
     * @throws Refusal TOKEN_NOT_FOUND as {@link #lockVisible}; TOKEN_ENDED if it is revoked: it stays as it is
     */
    default AccessToken lockUnrevoked(Actor actor, TokenId id) {
        AccessToken token = lockVisible(actor, id);
        if (token.isRevoked()) {
            throw new Refusal(Reason.TOKEN_ENDED, "That token was revoked, which is for good. Create a new one.");
        }
        return token;
    }

    /**
     * Finds the token by any secret that it has or had: the one in use, its successor, or a {@link RetiredSecrets} one.
     */
    Optional<AccessToken> findByDigest(TokenDigest digest);

    /**
     * Finds the token by any of its secrets, with its owner, in one query: all that verification needs. A token that is
     * usable at {@code now} under {@code policy} may come from the cache, as long as every change to it is sure to
     * invalidate it.
     */
    Optional<OwnedToken> findOwned(TokenDigest digest, Instant now, TokenPolicy policy);

    Optional<AccessToken> findUnrevoked(UserId owner, TokenName name);

    /** Revokes all tokens of the owner with one statement, and says how many were not revoked before. */
    int revokeAllOf(UserId owner, Stamp revocation);

    /** Revokes every token there is with one statement, and says how many were not revoked before. */
    int revokeAll(Stamp revocation);

    /**
     * Removes what the revoked tokens of a removed owner tell of the person, as {@link AccessToken#ofRemovedUser} says:
     * names, networks, uses, addresses, refusals. Uses and refusals that arrive later are dropped.
     */
    void forgetOwner(UserId owner);

    long countUnrevokedOf(UserId owner);

    Page<AccessToken> list(TokenFilter filter, TokenOrder order, PageRequest page);

    long count(TokenFilter filter);

    /** How many there are, but never more than {@code most}: what it takes to find out stays bounded. */
    long countUpTo(TokenFilter filter, int most);

    /** How many tokens match each of these, in their order: all of them are looked at once. */
    List<Long> countEach(List<TokenFilter> filters);

    /** How many such tokens each enabled owner has, the most first. */
    List<OwnerCount> countByOwner(TokenFilter filter);

    /** When the first of such tokens ends under that policy, among those of enabled owners; empty where none does. */
    Optional<Instant> findFirstEnd(TokenFilter filter, TokenPolicy policy);

    /** Tokens that were revoked, or expired, before that time. */
    long countEndedBefore(Instant time);

    /** Removes some of those, and says how many; none when there are no more. */
    int removeEndedBefore(Instant time, int most);

    /**
     * Adds uses to the stored ones, all or none. Times only move forward: a time older than the stored one changes
     * nothing. Days and addresses that are no longer shown are dropped.
     */
    void noteUses(List<RecentUse> uses);

    TokenUses usesOf(TokenId token);

    /** Adds how tokens were refused to what is stored, all or none. Of each the latest cases stay. */
    void noteRefusals(Map<TokenId, List<RefusedUse>> refusals);

    /** The latest first. */
    List<RefusedUse> refusalsOf(TokenId token);
}
