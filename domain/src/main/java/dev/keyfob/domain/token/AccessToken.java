package dev.keyfob.domain.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.policy.TokenPolicy.End;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token.
 *
 * <p>It holds no role and no permission of its owner. {@link dev.keyfob.domain.permission.PermissionCeiling} decides at
 * each use what it may do, and {@link OwnedToken#unusableAt} decides whether it can be used at all.
 *
 * @param id never changes, not even in a rotation
 * @param owner the user for whom it acts
 * @param name the name that the owner gave it
 * @param note a note for people
 * @param restrictions the limits that were chosen for it
 * @param secrets the digests by which it is found
 * @param life how long it lives, and whether it was suspended or revoked
 */
public record AccessToken(
        TokenId id,
        UserId owner,
        TokenName name,
        TokenNote note,
        TokenRestrictions restrictions,
        Secrets secrets,
        Life life) {

    /** The name of all tokens of removed users. */
    public static final TokenName OF_REMOVED_USER = new TokenName("Token of a removed user");

    /** A token that was used within this time counts as in use: its revocation may break a running program. */
    public static final Duration IN_USE = Duration.ofDays(7);

    public static AccessToken issue(
            UserId owner, TokenName name, TokenSecret secret, LifeSpan lifeSpan, Narrowing narrowing) {
        return issue(TokenId.random(), owner, name, secret, lifeSpan, narrowing);
    }

    /** Issues a token with an id that was assigned earlier, when the token was prepared. */
    public static AccessToken issue(
            TokenId id, UserId owner, TokenName name, TokenSecret secret, LifeSpan lifeSpan, Narrowing narrowing) {
        return new AccessToken(
                id,
                owner,
                name,
                TokenNote.none(),
                new TokenRestrictions(narrowing, Networks.any()),
                Secrets.of(secret),
                Life.beginning(lifeSpan));
    }

    /** Returns the revoked token without the personal data of its removed user. Its secrets stay known. */
    public AccessToken ofRemovedUser() {
        return new AccessToken(
                id,
                owner,
                OF_REMOVED_USER,
                TokenNote.none(),
                new TokenRestrictions(narrowing(), Networks.any()),
                new Secrets(digest(), hint(), rotation(), Optional.empty()),
                new Life(lifeSpan(), Optional.empty(), revokedAt().map(at -> new Stamp(at, "")), Optional.empty()));
    }

    public Narrowing narrowing() {
        return restrictions.narrowing();
    }

    public Networks networks() {
        return restrictions.networks();
    }

    public TokenDigest digest() {
        return secrets.digest();
    }

    public String hint() {
        return secrets.hint();
    }

    public Optional<Rotation> rotation() {
        return secrets.rotation();
    }

    /** Returns whether this is the digest of the secret that a rotation created and that waits for its first use. */
    public boolean hasSuccessor(TokenDigest successor) {
        return rotation().filter(begun -> begun.successor().equals(successor)).isPresent();
    }

    public Optional<Reuse> reuse() {
        return secrets.reuse();
    }

    public LifeSpan lifeSpan() {
        return life.span();
    }

    public Instant createdAt() {
        return life.span().createdAt();
    }

    public Optional<Instant> expiresAt() {
        return life.span().expiresAt();
    }

    public Optional<Stamp> suspension() {
        return life.suspension().map(Suspension::stamp);
    }

    public Optional<Stamp> revocation() {
        return life.revocation();
    }

    public Optional<Instant> revokedAt() {
        return life.revocation().map(Stamp::at);
    }

    public Optional<Instant> lastUsedAt() {
        return life.lastUsedAt();
    }

    public boolean isRevoked() {
        return life.isRevoked();
    }

    public boolean isSuspended() {
        return life.isSuspended();
    }

    /** Whether the token is suspended, and the owner suspended it. */
    public boolean isSuspendedByOwner() {
        return life.suspension().filter(Suspension::isByOwner).isPresent();
    }

    /** Whether the token was used recently. A revoked token is never in use. */
    public boolean isInUseAt(Instant now) {
        return !isRevoked()
                && lastUsedAt().filter(at -> at.isAfter(now.minus(IN_USE))).isPresent();
    }

    public TokenState stateAt(Instant now) {
        return life.stateAt(now);
    }

    public TokenState stateAt(Instant now, TokenPolicy policy) {
        return under(policy).stateAt(now);
    }

    /** Returns the token with its actual end under this policy. Only for checks and display, never to be stored. */
    public AccessToken under(TokenPolicy policy) {
        return ending(endUnder(policy));
    }

    /** Returns when and why the token ends under this policy; empty if it never ends. */
    public Optional<End> endUnder(TokenPolicy policy) {
        return policy.endOf(life.span(), life.lastUsedAt());
    }

    /** Returns the token with this end instead of its own. Only for checks and display, never to be stored. */
    public AccessToken ending(Optional<End> end) {
        Optional<Instant> at = end.map(End::at);
        return at.equals(expiresAt()) ? this : within(new LifeSpan(createdAt(), at));
    }

    /** Revokes the token permanently. A second revocation changes nothing. */
    public AccessToken revoke(Instant now, String by) {
        return with(life.revoke(new Stamp(now, by)));
    }

    /** Suspends the token until somebody else than its owner resumes it. A second suspension changes nothing. */
    public AccessToken suspend(Instant now, String by) {
        return with(life.suspend(new Suspension(new Stamp(now, by), false)));
    }

    /** Suspends the token for its owner, who may resume it. A second suspension changes nothing. */
    public AccessToken suspendByOwner(Instant now, String by) {
        return with(life.suspend(new Suspension(new Stamp(now, by), true)));
    }

    public AccessToken resume() {
        return with(life.resume());
    }

    /** Records a use. The time of last use never goes back. */
    public AccessToken usedAt(Instant now) {
        return with(life.usedAt(now));
    }

    public AccessToken within(LifeSpan other) {
        return with(life.within(other));
    }

    /**
     * Adds a successor, in place of an earlier unused one. The secret in use keeps working until the overlap ends. If
     * an earlier overlap has already stopped it, it stays stopped.
     */
    public AccessToken rotate(TokenSecret successor, Instant now, Instant overlapEnd, Optional<RotationKey> key) {
        return with(secrets.rotate(successor, now, overlapEnd, key));
    }

    /**
     * Sets the time when the secret in use ends, even if the owner has not rotated the token by then. The plain text of
     * {@code placeholder} is discarded.
     */
    public AccessToken askToRotate(TokenSecret placeholder, Instant now, Instant currentEndsAt) {
        return with(secrets.askToRotate(placeholder, now, currentEndsAt));
    }

    /** Undoes {@link #askToRotate}, unless the secret in use has already ended. */
    public AccessToken dropAskedRotation(Instant now) {
        return with(secrets.dropAskedRotation(now));
    }

    /**
     * Returns the rotation whose new secret waits for its first use; empty if there is no rotation, or if the owner has
     * not picked up the requested new secret yet.
     */
    public Optional<Rotation> unusedSuccessor() {
        return rotation().filter(begun -> !begun.isAskedFor());
    }

    /** Replaces the successor of the current rotation, and changes nothing else. */
    public AccessToken rotateAgain(TokenSecret successor) {
        return with(secrets.rotateAgain(successor));
    }

    /**
     * Returns the time until which the secret in use works beside its unused successor: the end of the overlap, or the
     * token's own expiry if that is earlier. Empty if there is no rotation.
     */
    public Optional<Instant> oldWorksUntil() {
        return rotation()
                .map(Rotation::overlapEndsAt)
                .map(end -> expiresAt().filter(own -> own.isBefore(end)).orElse(end));
    }

    /** Returns the token after the first use of the successor. */
    public AccessToken succeeded() {
        return with(secrets.succeeded());
    }

    /** Returns the secret that {@link #succeeded} retires. */
    public RetiredSecret retired(Instant now, Duration grace) {
        return secrets.retired(id, now, grace);
    }

    /** Returns the unused successor that a new one replaces; empty if there is none. */
    public Optional<RetiredSecret> replaced(Instant now) {
        return secrets.replaced(id, now);
    }

    /** Records the use of an old secret. */
    public AccessToken reusedFrom(String address, Instant now) {
        return with(secrets.reusedFrom(new Reuse(now, address)));
    }

    /** Dismisses the recorded use of an old secret. */
    public AccessToken withoutReuse() {
        return with(secrets.withoutReuse());
    }

    public AccessToken named(TokenName other) {
        return new AccessToken(id, owner, other, note, restrictions, secrets, life);
    }

    public AccessToken noted(TokenNote other) {
        return new AccessToken(id, owner, name, other, restrictions, secrets, life);
    }

    public AccessToken narrowedTo(Narrowing other) {
        return with(restrictions.narrowedTo(other));
    }

    public AccessToken usableFrom(Networks other) {
        return with(restrictions.usableFrom(other));
    }

    private AccessToken with(TokenRestrictions other) {
        return new AccessToken(id, owner, name, note, other, secrets, life);
    }

    private AccessToken with(Secrets other) {
        return new AccessToken(id, owner, name, note, restrictions, other, life);
    }

    // Returns this very object if nothing changed, so callers can compare it.
    private AccessToken with(Life other) {
        return other == life ? this : new AccessToken(id, owner, name, note, restrictions, secrets, other);
    }
}
