package dev.keyfob.web.api;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.RevocationBound;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code POST /api/v1/credentials/revoke}: whoever finds leaked tokens ends them here, up to 1000 at a time, without
 * signing in. The answer never says which were real. From one address it may be asked 60 times an hour.
 */
public final class FoundSecrets {

    private static final int MOST = 1000;
    private static final int REQUESTS = 60;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final WebConfig config;
    private final WebUseCases useCases;
    private final Map<String, Asked> byAddress = new ConcurrentHashMap<>();

    private record Asked(Instant since, int times) {}

    public FoundSecrets(WebConfig config, WebUseCases useCases) {
        this.config = config;
        this.useCases = useCases;
    }

    public void revoke(Context ctx) {
        requireTurn(ctx.ip());
        List<String> secrets = JsonBody.read(ctx, Set.of("credentials"))
                .texts("credentials")
                .orElseThrow(() -> JsonBody.unreadable("The member credentials is missing: a list of tokens."));
        if (secrets.size() > MOST) {
            throw new Refusal(Reason.TOO_MANY_AT_ONCE, "At most " + MOST + " at a time. Send the rest afterwards.");
        }
        useCases.revokeToken().revokePresented(new Actor.Finder(ctx.ip()), secrets);
        RevocationBound.tell(ctx, config);
        ctx.status(202);
    }

    private void requireTurn(String address) {
        Instant now = config.clock().instant();
        if (byAddress.size() >= ADDRESSES) {
            byAddress.values().removeIf(asked -> isOver(asked, now));
        }
        Asked asked = byAddress.merge(
                address,
                new Asked(now, 1),
                (earlier, first) -> isOver(earlier, now) ? first : new Asked(earlier.since(), earlier.times() + 1));
        if (asked.times() > REQUESTS) {
            Duration wait = Duration.between(now, asked.since().plus(WINDOW));
            throw Refusal.tooSoon(
                    Reason.TOO_MANY_REQUESTS,
                    "From one address this may be asked " + REQUESTS + " times an hour. Wait, or send more at a time.",
                    wait);
        }
    }

    private static boolean isOver(Asked asked, Instant now) {
        return now.isAfter(asked.since().plus(WINDOW));
    }
}
