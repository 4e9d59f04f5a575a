package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses of tokens and API clients that are not stored yet, and {@link RecentRefusals}. A use only changes memory.
 * {@link #flush} stores the uses in one batch, at an interval and when the server stops. A killed process
 * loses at most one interval.
 */
public final class RecentUses {

    private final AccessTokens tokens;
    private final ApiClients clients;
    private final RecentRefusals recentRefusals;
    private final InstantSource clock;
    private final Map<TokenId, UnstoredUses> byToken = new ConcurrentHashMap<>();
    private final Map<ClientId, Instant> byClient = new ConcurrentHashMap<>();

    public RecentUses(AccessTokens tokens, ApiClients clients, InstantSource clock) {
        this.tokens = tokens;
        this.clients = clients;
        this.recentRefusals = new RecentRefusals(tokens);
        this.clock = clock;
    }

    /** {@code address} is the source of the use, if known. */
    void note(TokenId token, Instant at, Optional<String> address) {
        UnstoredUses unstored = byToken.get(token);
        if (unstored == null || !unstored.add(at, address)) {
            byToken.compute(
                    token,
                    (id, present) ->
                            present != null && present.add(at, address) ? present : UnstoredUses.first(at, address));
        }
    }

    /** Records that the client authenticated. */
    public void note(ClientId client) {
        byClient.merge(client, clock.instant(), RecentUses::later);
    }

    /** Returns the client with its latest use, which may not be stored yet. */
    public ApiClient shownOn(ApiClient client) {
        return Optional.ofNullable(byClient.get(client.id()))
                .map(client::usedAt)
                .orElse(client);
    }

    /**
     * {@code permission} is the requested one; {@code address} is the source, if known. {@code isClaimed} is true if an
     * API reported the address.
     */
    public void noteRefusal(
            TokenId token,
            Reason reason,
            Optional<Permission> permission,
            Optional<String> address,
            boolean isClaimed,
            Instant at) {
        recentRefusals.note(token, reason, permission, address, isClaimed, at);
    }

    /** Returns the refusals of that token that are not stored yet. */
    List<RefusedUse> refusalsOf(TokenId token) {
        return recentRefusals.of(token);
    }

    /** Returns the token with its latest use, which may not be stored yet. */
    public AccessToken shownOn(AccessToken token) {
        return Optional.ofNullable(byToken.get(token.id()))
                .map(unstored -> token.usedAt(unstored.latest()))
                .orElse(token);
    }

    /** Returns the uses of that token that are not stored yet. */
    TokenUses of(TokenId token) {
        return Optional.ofNullable(byToken.get(token)).map(UnstoredUses::uses).orElse(TokenUses.none());
    }

    /** Stores the uses and refusals. If that fails, they are kept for the next time. */
    public synchronized void flush() {
        flushClients();
        flushTokens();
        recentRefusals.flush();
    }

    private void flushClients() {
        Map<ClientId, Instant> taken = Map.copyOf(byClient);
        if (!taken.isEmpty()) {
            clients.noteUses(taken);
            // Removes only unchanged entries: a use during the write is kept.
            taken.forEach(byClient::remove);
        }
    }

    private void flushTokens() {
        List<RecentUse> taken = new ArrayList<>();
        // A token row may come from the cache without its latest uses. Entries stay here until every such row is gone.
        Instant old = clock.instant().minus(AccessTokens.REMEMBERED.multipliedBy(2));
        byToken.forEach((token, unstored) -> {
            unstored.take(token).ifPresent(taken::add);
            if (unstored.isClosedWhenUnusedSince(old)) {
                byToken.remove(token, unstored);
            }
        });
        if (taken.isEmpty()) {
            return;
        }
        try {
            tokens.noteUses(taken);
        } catch (RuntimeException e) {
            // Entries are closed only in the loop above, which removes them at once, so every entry in the map is open.
            taken.forEach(use -> byToken.compute(
                    use.token(), (id, present) -> present == null ? UnstoredUses.putBack(use) : present.plus(use)));
            throw e;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
