package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses of tokens that are not stored yet. A use costs one entry in memory; {@link #flush} writes the latest of each
 * token in one batch, at an interval and when the server stops. A killed process loses one interval at most.
 */
public final class RecentUses {

    private final AccessTokens tokens;
    private final Map<TokenId, Instant> latest = new ConcurrentHashMap<>();

    public RecentUses(AccessTokens tokens) {
        this.tokens = tokens;
    }

    void note(TokenId token, Instant at) {
        latest.merge(token, at, RecentUses::later);
    }

    /** The token as it stands with the uses that are not stored yet. */
    AccessToken shownOn(AccessToken token) {
        return Optional.ofNullable(latest.get(token.id())).map(token::usedAt).orElse(token);
    }

    /** Stores what has gathered. What cannot be stored stays, for the next time. */
    public void flush() {
        Map<TokenId, Instant> gathered = new HashMap<>(latest);
        if (gathered.isEmpty()) {
            return;
        }
        tokens.noteUses(gathered);
        gathered.forEach(latest::remove);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
