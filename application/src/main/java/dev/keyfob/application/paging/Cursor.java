package dev.keyfob.application.paging;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Uuids;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The position after one item of a list: its sort time and its id. It stays valid when items are added or removed.
 *
 * <p>An item without a sort time (a token that never expires) comes after all items that have one.
 */
public record Cursor(Optional<Instant> at, UUID id) {

    public static Cursor after(AccessToken token, TokenOrder order) {
        Optional<Instant> at = switch (order.field()) {
            case CREATED_AT -> Optional.of(token.createdAt());
            case EXPIRES_AT -> token.expiresAt();
            // These values change without an edit or may be private, so the cursor has only the id to look them up by.
            case NAME, OWNER, LAST_USED_AT -> Optional.empty();
        };
        return new Cursor(at, token.id().value());
    }

    /** Parses the result of {@link #text()}. */
    public static Cursor parse(String typed) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(typed), StandardCharsets.US_ASCII).split("/", 2);
            Optional<UUID> id = parts.length == 2 ? Uuids.parse(parts[1]) : Optional.empty();
            if (id.isPresent()) {
                Optional<Instant> at = parts[0].isEmpty()
                        ? Optional.empty()
                        : Optional.of(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS));
                return new Cursor(at, id.get());
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            // refused below
        }
        throw new Refusal(
                Reason.CURSOR_UNREADABLE,
                "That is not a position in this list. Begin at the first page, and follow the links from there.");
    }

    public String text() {
        String plain = at.map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time) + "/" + id)
                .orElse("/" + id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
