package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.MatchedSecret;
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
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class InMemoryAccessTokens implements AccessTokens {

    final Map<TokenId, AccessToken> byId = new ConcurrentHashMap<>();
    private final Map<TokenId, TokenUses> uses = new ConcurrentHashMap<>();
    private final Map<TokenId, List<RefusedUse>> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger writesOfUses = new AtomicInteger();
    private final AtomicBoolean isNextWriteOfUsesToFail = new AtomicBoolean();
    private final InMemoryUsers users;
    private final InMemoryRetiredSecrets retiredSecrets = new InMemoryRetiredSecrets();

    public InMemoryAccessTokens(InMemoryUsers users) {
        this.users = users;
    }

    /** The retired secrets of these tokens. */
    public InMemoryRetiredSecrets retiredSecrets() {
        return retiredSecrets;
    }

    public int writesOfUses() {
        return writesOfUses.get();
    }

    public void failNextWriteOfUses() {
        isNextWriteOfUsesToFail.set(true);
    }

    @Override
    public synchronized void add(AccessToken token) {
        if (findUnrevoked(token.owner(), token.name()).isPresent()) {
            throw new Refusal(Reason.NAME_TAKEN, "There is already a token with this name.");
        }
        byId.put(token.id(), token);
    }

    @Override
    public void update(AccessToken token) {
        if (findUnrevoked(token.owner(), token.name())
                .filter(namesake -> !namesake.id().equals(token.id()) && !token.isRevoked())
                .isPresent()) {
            throw new Refusal(Reason.NAME_TAKEN, "There is already a token with this name.");
        }
        byId.computeIfPresent(token.id(), (id, kept) -> {
            if (kept.isRevoked()) {
                return kept;
            }
            return kept.lastUsedAt().map(token::usedAt).orElse(token);
        });
    }

    @Override
    public void forgetReuse(AccessToken token) {
        byId.computeIfPresent(token.id(), (id, kept) -> kept.withoutReuse());
    }

    @Override
    public Optional<AccessToken> find(TokenId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<AccessToken> findAll(Collection<TokenId> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<AccessToken> findForUpdate(TokenId id) {
        return find(id);
    }

    @Override
    public Optional<AccessToken> findByDigest(TokenDigest digest) {
        return byId.values().stream()
                .filter(token -> token.digest().equals(digest)
                        || token.rotation()
                                .filter(begun -> begun.successor().equals(digest))
                                .isPresent())
                .findFirst()
                .or(() -> retiredSecrets.find(digest).flatMap(secret -> find(secret.token())));
    }

    @Override
    public Optional<OwnedToken> findOwned(TokenDigest digest, Instant now, TokenPolicy policy) {
        return findByDigest(digest)
                .flatMap(token -> users.find(token.owner())
                        .map(owner -> new OwnedToken(
                                token,
                                owner,
                                retiredSecrets
                                        .find(digest)
                                        .<MatchedSecret>map(MatchedSecret.Retired::new)
                                        .orElseGet(() -> MatchedSecret.of(token, digest)))));
    }

    @Override
    public Optional<AccessToken> findUnrevoked(UserId owner, TokenName name) {
        return unrevokedOf(owner)
                .filter(token -> token.name().folded().equals(name.folded()))
                .findFirst();
    }

    @Override
    public int revokeAllOf(UserId owner, Stamp revocation) {
        return revoke(unrevokedOf(owner), revocation);
    }

    @Override
    public int revokeAll(Stamp revocation) {
        return revoke(byId.values().stream().filter(token -> !token.isRevoked()), revocation);
    }

    private int revoke(Stream<AccessToken> unrevoked, Stamp revocation) {
        List<AccessToken> all = unrevoked.toList();
        all.forEach(token -> byId.put(token.id(), token.revoke(revocation.at(), revocation.by())));
        return all.size();
    }

    @Override
    public void forgetOwner(UserId owner) {
        byId.replaceAll((id, token) -> token.owner().equals(owner) ? token.ofRemovedUser() : token);
        uses.keySet().removeIf(id -> byId.get(id).owner().equals(owner));
        refusals.keySet().removeIf(id -> byId.get(id).owner().equals(owner));
    }

    /** All of the owner's unrevoked tokens, including expired ones. */
    public List<AccessToken> unrevokedListOf(UserId owner) {
        return unrevokedOf(owner).toList();
    }

    @Override
    public List<OwnerCount> countByOwner(TokenFilter filter) {
        return byId.values().stream()
                .filter(filter::matches)
                .map(token -> users.find(token.owner()).orElseThrow())
                .filter(User::isEnabled)
                .collect(Collectors.groupingBy(User::email, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new OwnerCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(OwnerCount::tokens)
                        .reversed()
                        .thenComparing(count -> count.owner().value()))
                .toList();
    }

    @Override
    public List<Long> countEach(List<TokenFilter> filters) {
        return filters.stream().map(this::count).toList();
    }

    @Override
    public Optional<Instant> findFirstEnd(TokenFilter filter, TokenPolicy policy) {
        return byId.values().stream()
                .filter(filter::matches)
                .filter(token -> users.find(token.owner()).orElseThrow().isEnabled())
                .flatMap(token -> token.endUnder(policy).stream())
                .map(TokenPolicy.End::at)
                .min(Comparator.naturalOrder());
    }

    @Override
    public long countUnrevokedOf(UserId owner) {
        return unrevokedOf(owner).count();
    }

    @Override
    public Page<AccessToken> list(TokenFilter filter, TokenOrder order, PageRequest page) {
        Comparator<AccessToken> up = ascending(order.field());
        Comparator<AccessToken> direction = page.readsUp(order.ascending()) ? up : up.reversed();
        List<AccessToken> found = byId.values().stream()
                .filter(filter::matches)
                .filter(token -> page.cursor()
                        .map(cursor -> direction.compare(token, byId.get(new TokenId(cursor.id()))) > 0)
                        .orElse(true))
                .sorted(direction)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(found, page, token -> Cursor.after(token, order));
    }

    @Override
    public long count(TokenFilter filter) {
        return byId.values().stream().filter(filter::matches).count();
    }

    @Override
    public long countUpTo(TokenFilter filter, int most) {
        return Math.min(count(filter), most);
    }

    @Override
    public long countEndedBefore(Instant time) {
        return endedBefore(time).count();
    }

    @Override
    public int removeEndedBefore(Instant time, int most) {
        List<AccessToken> ended = endedBefore(time).limit(most).toList();
        ended.forEach(token -> {
            byId.remove(token.id());
            retiredSecrets.removeOf(token.id());
        });
        return ended.size();
    }

    private Stream<AccessToken> endedBefore(Instant time) {
        return byId.values().stream()
                .filter(token -> token.revokedAt().filter(time::isAfter).isPresent()
                        || token.expiresAt().filter(time::isAfter).isPresent());
    }

    @Override
    public void noteUses(List<RecentUse> noted) {
        if (isNextWriteOfUsesToFail.compareAndSet(true, false)) {
            throw new IllegalStateException("the database cannot be reached");
        }
        writesOfUses.incrementAndGet();
        noted.stream().filter(use -> !isOfRemovedUser(use.token())).forEach(use -> {
            byId.computeIfPresent(use.token(), (same, token) -> token.usedAt(use.latest()));
            if (byId.containsKey(use.token())) {
                uses.merge(use.token(), use.uses(), TokenUses::plus);
            }
        });
    }

    private boolean isOfRemovedUser(TokenId id) {
        return find(id).flatMap(token -> users.find(token.owner()))
                .filter(User::isRemoved)
                .isPresent();
    }

    @Override
    public TokenUses usesOf(TokenId token) {
        return uses.getOrDefault(token, TokenUses.none());
    }

    @Override
    public void noteRefusals(Map<TokenId, List<RefusedUse>> noted) {
        writesOfUses.incrementAndGet();
        noted.forEach((token, more) -> {
            if (byId.containsKey(token) && !isOfRemovedUser(token)) {
                refusals.merge(token, RefusedUse.joined(more, List.of()), RefusedUse::joined);
            }
        });
    }

    @Override
    public List<RefusedUse> refusalsOf(TokenId token) {
        return refusals.getOrDefault(token, List.of());
    }

    private Stream<AccessToken> unrevokedOf(UserId owner) {
        return byId.values().stream().filter(token -> token.owner().equals(owner) && !token.isRevoked());
    }

    private Comparator<AccessToken> ascending(TokenOrder.Field field) {
        Comparator<AccessToken> byKey = switch (field) {
            case NAME -> Comparator.comparing(token -> token.name().folded());
            case OWNER ->
                Comparator.comparing(
                        token -> users.find(token.owner()).orElseThrow().email().value());
            case CREATED_AT -> Comparator.comparing(AccessToken::createdAt);
            case LAST_USED_AT ->
                Comparator.comparing(token -> token.lastUsedAt().orElse(Instant.MIN));
            case EXPIRES_AT -> Comparator.comparing(token -> token.expiresAt().orElse(Instant.MAX));
        };
        return byKey.thenComparing(token -> token.id().toString());
    }

    // Compares ids as text, in the order that databases use. UUID.compareTo is signed and has another order.
    static Comparator<Cursor> positions() {
        return Comparator.comparing((Cursor cursor) -> cursor.at().orElse(Instant.MAX))
                .thenComparing(cursor -> cursor.id().toString());
    }
}
