package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads only the hundred tokens that end first. */
public final class InMemoryExpiryWatch implements ExpiryWatch {

    private final Map<Integer, Cursor> marks = new ConcurrentHashMap<>();
    private final AccessTokens tokens;

    public InMemoryExpiryWatch(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Cursor> lockProgress(int days) {
        return Optional.of(marks.computeIfAbsent(days, each -> new Cursor(Optional.of(Instant.EPOCH), new UUID(0, 0))));
    }

    @Override
    public void updateProgress(int days, Cursor mark) {
        marks.put(days, mark);
    }

    @Override
    public List<Cursor> endingAfter(Cursor mark, Instant until, int most) {
        TokenOrder order = new TokenOrder(TokenOrder.Field.EXPIRES_AT, true);
        return tokens.list(TokenFilter.everything(), order, PageRequest.first()).items().stream()
                .filter(token -> !token.isRevoked() && token.expiresAt().isPresent())
                .map(token -> Cursor.after(token, order))
                .filter(position -> !position.at().orElseThrow().isAfter(until))
                .filter(position -> InMemoryAccessTokens.positions().compare(position, mark) > 0)
                .limit(most)
                .toList();
    }
}
