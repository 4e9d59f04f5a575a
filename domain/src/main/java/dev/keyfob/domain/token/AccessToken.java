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
 * <p>It holds no role and no permission of its owner. What it may do is decided at each use by {@link
 * dev.keyfob.domain.permission.PermissionCeiling}, and whether it can be used at all by {@link OwnedToken#unusableAt}.
 *
 * @param id stays the same for ever, through rotations too
 * @param owner for whom it acts
 * @param name how its owner calls it
 * @param note what people wrote down about it
 * @param restrictions what it was narrowed to
 * @param secrets by what it is known
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

    /** A token that was used within this time is in use: whoever ends it may stop something that runs. */
    public static final Duration IN_USE = Duration.ofDays(7);

    public static AccessToken issue(
            UserId owner, TokenName name, TokenSecret secret, LifeSpan lifeSpan, Narrowing narrowing) {
        return issue(TokenId.random(), owner, name, secret, lifeSpan, narrowing);
    }

    /** One whose id was given out before: it was prepared under it. */
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

    /** The revoked token of a removed user: what tells of the person is gone, its secrets stay known. */
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
        return life.suspension();
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

    /** Was it used lately? A revoked one is in use no more. */
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

    /** The token with the end that it really has. Only to be judged and shown, never to be kept. */
    public AccessToken under(TokenPolicy policy) {
        return ending(endUnder(policy));
    }

    /** When it ends under the policy in force, and why; empty where it never does. */
    public Optional<End> endUnder(TokenPolicy policy) {
        return policy.endOf(life.span(), life.lastUsedAt());
    }

    /** The token with that end instead of its own. Only to be judged and shown, never to be kept. */
    public AccessToken ending(Optional<End> end) {
        Optional<Instant> at = end.map(End::at);
        return at.equals(expiresAt()) ? this : within(new LifeSpan(createdAt(), at));
    }

    /** Revokes it for good. The first revocation stands. */
    public AccessToken revoke(Instant now, String by) {
        return with(life.revoke(new Stamp(now, by)));
    }

    /** Lets it rest until it is resumed. The first suspension stands. */
    public AccessToken suspend(Instant now, String by) {
        return with(life.suspend(new Stamp(now, by)));
    }

    public AccessToken resume() {
        return with(life.resume());
    }

    /** Notes a use. The time of last use never goes back. */
    public AccessToken usedAt(Instant now) {
        return with(life.usedAt(now));
    }

    public AccessToken within(LifeSpan other) {
        return with(life.within(other));
    }

    /**
     * Gives it a successor, instead of one that it may have had. The secret in use keeps working until the overlap
     * ends; one that an earlier overlap has stopped stays stopped.
     */
    public AccessToken rotate(TokenSecret successor, Instant now, Instant overlapEnd, Optional<RotationKey> key) {
        return with(secrets.rotate(successor, now, overlapEnd, key));
    }

    /**
     * Ends the secret in use at that time, whether or not the owner has rotated by then. {@code nobodys} is thrown
     * away.
     */
    public AccessToken askToRotate(TokenSecret nobodys, Instant now, Instant currentEndsAt) {
        return with(secrets.askToRotate(nobodys, now, currentEndsAt));
    }

    /** Takes back what {@link #askToRotate} did, unless the secret in use has ended by it. */
    public AccessToken dropAskedRotation(Instant now) {
        return with(secrets.dropAskedRotation(now));
    }

    /** The rotation whose new secret waits for its first use. Where the owner has still to make one, there is none. */
    public Optional<Rotation> unusedSuccessor() {
        return rotation().filter(begun -> !begun.isAskedFor());
    }

    /** Gives the rotation under way another successor, and changes nothing else of it. */
    public AccessToken rotateAgain(TokenSecret successor) {
        return with(secrets.rotateAgain(successor));
    }

    /**
     * Until when the secret in use works beside its unused successor: to the end of the overlap, or the token's own
     * where that is sooner. Empty where no rotation is under way.
     */
    public Optional<Instant> oldWorksUntil() {
        return rotation()
                .map(Rotation::overlapEndsAt)
                .map(end -> expiresAt().filter(own -> own.isBefore(end)).orElse(end));
    }

    /** What the successor's first use makes of it. */
    public AccessToken succeeded() {
        return with(secrets.succeeded());
    }

    /** The secret that {@link #succeeded} leaves behind. */
    public RetiredSecret retired(Instant now, Duration grace) {
        return secrets.retired(id, now, grace);
    }

    /** The unused successor that another one leaves behind. */
    public Optional<RetiredSecret> replaced(Instant now) {
        return secrets.replaced(id, now);
    }

    /** Notes that an old secret of it was used. */
    public AccessToken reusedFrom(String address, Instant now) {
        return with(secrets.reusedFrom(new Reuse(now, address)));
    }

    /** Nobody needs to be told of that any more. */
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

    // Returns this very object where nothing changed, so that callers can tell.
    private AccessToken with(Life other) {
        return other == life ? this : new AccessToken(id, owner, name, note, restrictions, secrets, other);
    }
}
