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

/** All tokens ever issued, including the revoked ones. */
public interface AccessTokens {

    /** The longest time for which a cached row may lack the latest uses. All other changes invalidate it. */
    Duration REMEMBERED = Duration.ofMinutes(1);

    /** Adds a token. Refuses with NAME_TAKEN if the owner has an unrevoked token whose name folds to the same text. */
    void add(AccessToken token);

    /**
     * Updates everything of a token that can change, including its secret, except its uses, which {@link #noteUses}
     * writes. Does nothing if the token is revoked. Refuses with NAME_TAKEN like {@link #add}. The caller has locked
     * the token.
     */
    void update(AccessToken token);

    /**
     * Clears the token's record of the use of an old secret, even if the token is revoked. The caller has locked the
     * token.
     */
    void forgetReuse(AccessToken token);

    Optional<AccessToken> find(TokenId id);

    /** Returns those of these tokens that exist, in any order. */
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
     * Finds a token that this actor may see, and locks it until the transaction ends.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or the actor may not see it
     */
    default AccessToken lockVisible(Actor actor, TokenId id) {
        return findForUpdate(id).filter(actor.visibleTokens()::matches).orElseThrow(TokenId::notFound);
    }

    /**
     * Finds a token that this actor may see and that is not revoked, and locks it until the transaction ends.
     *
     * @throws Refusal TOKEN_NOT_FOUND as {@link #lockVisible}; TOKEN_ENDED if it is revoked, which is final
     */
    default AccessToken lockUnrevoked(Actor actor, TokenId id) {
        AccessToken token = lockVisible(actor, id);
        if (token.isRevoked()) {
            throw new Refusal(Reason.TOKEN_ENDED, "That token was revoked, which is for good. Create a new one.");
        }
        return token;
    }

    /**
     * Finds the token by any secret that it has or had: the current one, its successor, or a {@link RetiredSecrets}
     * one.
     */
    Optional<AccessToken> findByDigest(TokenDigest digest);

    /**
     * Finds the token by any of its secrets, with its owner, in one query: all that verification needs. A token that is
     * usable at {@code now} under {@code policy} may come from the cache, provided that every change to it invalidates
     * the cache.
     */
    Optional<OwnedToken> findOwned(TokenDigest digest, Instant now, TokenPolicy policy);

    Optional<AccessToken> findUnrevoked(UserId owner, TokenName name);

    /** Revokes all tokens of the owner with one statement, and returns how many were not revoked before. */
    int revokeAllOf(UserId owner, Stamp revocation);

    /** Revokes all tokens with one statement, and returns how many were not revoked before. */
    int revokeAll(Stamp revocation);

    /**
     * Removes the personal data from the revoked tokens of a removed owner, as {@link AccessToken#ofRemovedUser} does:
     * names, networks, uses, addresses, refusals. Uses and refusals that arrive later are dropped.
     */
    void forgetOwner(UserId owner);

    long countUnrevokedOf(UserId owner);

    Page<AccessToken> list(TokenFilter filter, TokenOrder order, PageRequest page);

    long count(TokenFilter filter);

    /** Counts the matching tokens, up to {@code most}, so that the cost stays bounded. */
    long countUpTo(TokenFilter filter, int most);

    /** Counts the tokens that match each filter, in the order of the filters, in one pass. */
    List<Long> countEach(List<TokenFilter> filters);

    /** Counts the matching tokens of each enabled owner, the highest count first. */
    List<OwnerCount> countByOwner(TokenFilter filter);

    /** Returns when the first matching token of an enabled owner ends under that policy; empty if none ends. */
    Optional<Instant> findFirstEnd(TokenFilter filter, TokenPolicy policy);

    /** Counts the tokens that were revoked, or expired, before that time. */
    long countEndedBefore(Instant time);

    /** Removes at most {@code most} of these tokens and returns how many; 0 if none is left. */
    int removeEndedBefore(Instant time, int most);

    /**
     * Adds uses to the stored ones, all or none. Times only move forward: a time older than the stored one changes
     * nothing. Days and addresses that are no longer shown are dropped.
     */
    void noteUses(List<RecentUse> uses);

    TokenUses usesOf(TokenId token);

    /** Adds refusals to the stored ones, all or none. Only the latest refusals of each token are kept. */
    void noteRefusals(Map<TokenId, List<RefusedUse>> refusals);

    /** Returns the token's refusals, the latest first. */
    List<RefusedUse> refusalsOf(TokenId token);
}
