package dev.keyfob.application.token;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.Door;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.throttle.WrongSecretThrottle;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.policy.TokenPolicy.End;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.token.Verification;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a token is valid, who owns it, and what it may do.
 *
 * <p>Takes no actor: anyone may present a token. A token that is not valid is a result with its reason, never an
 * exception. After too many wrong tokens from one source, it throws a Refusal with TOO_MANY_REQUESTS. If the store
 * fails, it throws another exception. The caller must refuse the request then.
 */
public final class VerifyToken {

    private final AccessTokens tokens;
    private final RecentUses recentUses;
    private final RotationByUse rotationByUse;
    private final WrongSecretThrottle addresses;
    private final WrongSecretThrottle clients;
    private final OutcomeCounts checks;
    private final OutcomeCounts introspections;
    private final OutcomeCounts requests;
    private final PermissionCeiling ceiling;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public VerifyToken(
            AccessTokens tokens,
            RecentUses recentUses,
            RotationByUse rotationByUse,
            TokenSettings settings,
            PolicyInForce policyInForce,
            WrongSecretLimits limits,
            Counts counts,
            InstantSource clock) {
        this.tokens = tokens;
        this.recentUses = recentUses;
        this.rotationByUse = rotationByUse;
        this.addresses = new WrongSecretThrottle(
                limits.tokensOfAnAddress(), counts.refusals(Limit.WRONG_TOKENS_OF_ADDRESS), clock);
        this.clients =
                new WrongSecretThrottle(limits.tokensOfAClient(), counts.refusals(Limit.WRONG_TOKENS_OF_CLIENT), clock);
        this.checks = counts.verifications(Door.AUTH_CHECK);
        this.introspections = counts.verifications(Door.INTROSPECTION);
        this.requests = counts.verifications(Door.REQUEST);
        this.ceiling = settings.ceiling();
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /** Decides about a token presented from this address. Counts as a use if everything is allowed. */
    public Verification verify(String address, String presented, Collection<Permission> permissions) {
        return counted(checks, addresses, address, Optional.of(address), false, presented, permissions);
    }

    /**
     * Decides about a token that was presented to that API. Counts as a use if everything is allowed. {@code address}
     * is the source that the API reports. A token that is restricted to networks is refused without an address.
     */
    public Verification verifyFor(
            Actor.Client client, Optional<String> address, String presented, Collection<Permission> permissions) {
        return counted(introspections, clients, client.client().id().value(), address, true, presented, permissions);
    }

    /**
     * Records that a request with this token was refused, although the token may be valid, because no rule covers the
     * request. Not a use. The caller has its response already and learns nothing about the token.
     */
    public void noteRefused(String address, String presented, Reason reason) {
        TokenFormat.parse(presented).ifPresent(secret -> {
            Instant now = clock.instant();
            Supplier<Verification> decision =
                    () -> decide(secret.digest(), List.of(), now, new RequestSource.Address(address));
            addresses
                    .attempt(address, secret.digest(), decision, Verification::isUsable)
                    .found()
                    .ifPresent(found -> recentUses.noteRefusal(
                            found.token().id(), reason, Optional.empty(), Optional.of(address), false, now));
        });
    }

    /** Returns the token as an actor, if it is valid. Counts as a use. */
    public Optional<Actor.Bearer> identify(String address, String presented) {
        return counted(requests, addresses, address, Optional.of(address), false, presented, List.of())
                        instanceof Verification.Usable usable
                ? Optional.of(bearer(usable.owned(), address))
                : Optional.empty();
    }

    private Actor.Bearer bearer(OwnedToken owned, String address) {
        return new Actor.Bearer(
                owned.token(), owned.owner(), ceiling, address, owned.matched().digest());
    }

    /**
     * Returns the same decision with its exact reason, for administrators and the operator, from any address. Not a
     * use.
     */
    public Verification explain(Actor actor, String presented, Collection<Permission> permissions) {
        return explain(actor, new RequestSource.Anywhere(), presented, permissions);
    }

    /** The same for a token presented from that address. Counts neither as a use nor as a wrong token. */
    public ExplainedVerification explainAt(
            Actor actor, RequestSource.Address address, String presented, Collection<Permission> permissions) {
        Verification verification = explain(actor, address, presented, permissions);
        return new ExplainedVerification(
                verification,
                TokenFormat.parse(presented)
                        .filter(secret -> addresses.isLimited(address.text(), secret.digest()))
                        .isPresent());
    }

    private Verification explain(
            Actor actor, RequestSource place, String presented, Collection<Permission> permissions) {
        actor.require(Permission.TOKEN_MANAGE);
        return TokenFormat.parse(presented)
                .map(secret -> decide(secret.digest(), permissions, clock.instant(), place)
                        .with(this::shownWithLatestUse))
                .orElseGet(VerifyToken::malformed);
    }

    private Verification counted(
            OutcomeCounts outcomes,
            WrongSecretThrottle throttle,
            String source,
            Optional<String> address,
            boolean isClaimed,
            String presented,
            Collection<Permission> permissions) {
        return outcomes.counted(
                () -> verify(throttle, source, address, isClaimed, presented, permissions), VerifyToken::firstNo);
    }

    // If several permissions are denied, the reason of the first one counts.
    private static Optional<Reason> firstNo(Verification verification) {
        if (verification instanceof Verification.Unusable unusable) {
            return Optional.of(unusable.reason());
        }
        for (Decision decision : verification.decisions()) {
            if (!decision.isAllowed()) {
                return decision.reason();
            }
        }
        return Optional.empty();
    }

    private Verification verify(
            WrongSecretThrottle throttle,
            String source,
            Optional<String> address,
            boolean isClaimed,
            String presented,
            Collection<Permission> permissions) {
        Optional<TokenSecret> secret = TokenFormat.parse(presented);
        if (secret.isEmpty()) {
            return malformed();
        }
        Instant now = clock.instant();
        TokenDigest digest = secret.get().digest();
        RequestSource place =
                address.<RequestSource>map(RequestSource.Address::new).orElseGet(RequestSource.Unknown::new);
        Supplier<Verification> decision = () -> decide(digest, permissions, now, place);
        Verification verification = rotationByUse.after(
                throttle.attempt(source, digest, decision, Verification::isUsable), address, decision);
        if (verification instanceof Verification.Usable usable && usable.isAllowed()) {
            recentUses.note(usable.owned().token().id(), now, address);
        } else if (verification.found().isPresent()) {
            noteRefusal(verification.found().get().token().id(), verification, address, isClaimed, now);
        }
        return verification;
    }

    private void noteRefusal(
            TokenId token, Verification refused, Optional<String> address, boolean isClaimed, Instant now) {
        if (refused.unusable().isPresent()) {
            recentUses.noteRefusal(token, refused.unusable().get(), Optional.empty(), address, isClaimed, now);
        }
        for (Decision decision : refused.decisions()) {
            if (!decision.isAllowed()) {
                Optional<Permission> asked = Optional.of(decision.permission());
                recentUses.noteRefusal(token, decision.reason().orElseThrow(), asked, address, isClaimed, now);
            }
        }
    }

    private Verification decide(
            TokenDigest digest, Collection<Permission> permissions, Instant now, RequestSource place) {
        TokenPolicy policy = policyInForce.policy();
        // Compares the digest again in constant time, because the index comparison may not be.
        return tokens.findOwned(digest, now, policy)
                .filter(found -> found.matched().digest().equals(digest))
                .map(found -> decide(found, permissions, now, policy, place))
                .orElseGet(() -> Verification.unknown(Reason.UNKNOWN_TOKEN));
    }

    private Verification decide(
            OwnedToken stored,
            Collection<Permission> permissions,
            Instant now,
            TokenPolicy policy,
            RequestSource place) {
        // A use that is not stored yet also restarts the idle limit. Without an idle limit it makes no difference.
        OwnedToken found = policy.idleLimit().isPresent() ? shownWithLatestUse(stored) : stored;
        Optional<End> end = found.token().endUnder(policy);
        Optional<Reason> unusable = found.unusableAt(now, end, place);
        OwnedToken real = found.with(found.token().ending(end));
        return unusable.isPresent()
                ? new Verification.Unusable(unusable.get(), Optional.of(real))
                : new Verification.Usable(real, decisions(real.token(), permissions));
    }

    private OwnedToken shownWithLatestUse(OwnedToken found) {
        return found.with(recentUses.shownOn(found.token()));
    }

    private List<Decision> decisions(AccessToken token, Collection<Permission> permissions) {
        List<Decision> decisions = new ArrayList<>(permissions.size());
        for (Permission permission : permissions) {
            decisions.add(ceiling.decide(token.narrowing(), permission));
        }
        return decisions;
    }

    private static Verification malformed() {
        return Verification.unknown(Reason.MALFORMED);
    }
}
