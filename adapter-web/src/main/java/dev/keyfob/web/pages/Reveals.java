package dev.keyfob.web.pages;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.user.SessionDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Secrets on their way from the form that made them to the one page that shows them.
 *
 * <p>A form is good for one token: sent twice, by a double click or a reload, it meets what the first one made. A secret
 * is taken once, by the session that made it, and is forgotten after a minute in any case.
 */
final class Reveals {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** So long a form that was sent is remembered, and makes no second token. */
    private static final Duration REMEMBERED = Duration.ofHours(12);

    private final Map<Form, Entry> entries = new ConcurrentHashMap<>();

    private record Form(SessionDigest session, String nonce) {}

    private record Entry(Optional<CreatedToken> secret, Instant madeAt) {}

    /** Makes the token, unless this form has made one already. */
    void makeOnce(SessionDigest session, String nonce, Supplier<CreatedToken> making) {
        Form form = new Form(session, nonce);
        entries.computeIfAbsent(form, first -> {
            CreatedToken created = making.get();
            CompletableFuture.delayedExecutor(KEPT.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> forget(form));
            return new Entry(Optional.of(created), created.token().createdAt());
        });
    }

    /** The secret, the first time that it is asked for. */
    Optional<CreatedToken> take(SessionDigest session, String nonce) {
        Entry entry = entries.get(new Form(session, nonce));
        if (entry == null || entry.secret().isEmpty()) {
            return Optional.empty();
        }
        Entry shown = new Entry(Optional.empty(), entry.madeAt());
        return entries.replace(new Form(session, nonce), entry, shown) ? entry.secret() : Optional.empty();
    }

    /** Forgets which forms were sent long ago: their sessions have ended. */
    void forgetBefore(Instant now) {
        entries.values().removeIf(entry -> entry.madeAt().isBefore(now.minus(REMEMBERED)));
    }

    private void forget(Form form) {
        entries.computeIfPresent(form, (same, entry) -> new Entry(Optional.empty(), entry.madeAt()));
    }
}
