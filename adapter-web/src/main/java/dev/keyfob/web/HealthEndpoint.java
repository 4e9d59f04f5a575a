package dev.keyfob.web;

import dev.keyfob.web.json.Json;
import dev.keyfob.web.site.TrustedProxies;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports whether the process is alive and whether it is ready. A request that proves by a nonce that its sender can
 * read the data directory is also told how it arrived: from which address, and with which headers from a proxy.
 */
public final class HealthEndpoint {

    /** The header with the nonce. */
    public static final String NONCE_HEADER = "X-Keyfob-Doctor";

    private final Supplier<Readiness> ready;
    private final Supplier<Optional<String>> doctorNonce;
    private final TrustedProxies trustedProxies;

    HealthEndpoint(WebConfig config) {
        this.ready = config.ready();
        this.doctorNonce = config.doctorNonce();
        this.trustedProxies = config.trustedProxies();
    }

    void live(Context ctx) {
        Map<String, Object> members = members(Readiness.alive());
        if (isDoctor(ctx.header(NONCE_HEADER))) {
            members.put("arrived", arrived(ctx));
        }
        Json.answer(ctx, 200, members);
    }

    void ready(Context ctx) {
        Readiness readiness = ready.get();
        Json.answer(ctx, readiness.isUp() ? 200 : 503, members(readiness));
    }

    private boolean isDoctor(@Nullable String shown) {
        return shown != null
                && doctorNonce
                        .get()
                        .filter(nonce -> MessageDigest.isEqual(
                                nonce.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    private Map<String, Object> arrived(Context ctx) {
        String peer = ctx.req().getRemoteAddr();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("peer", trustedProxies.addressOf(peer, List.of()));
        members.put("trusted", trustedProxies.trusts(peer));
        members.put(
                "x_forwarded_for", String.join(", ", Collections.list(ctx.req().getHeaders("X-Forwarded-For"))));
        members.put("host", Optional.ofNullable(ctx.header("Host")).orElse(""));
        members.put("address", ctx.ip());
        return members;
    }

    private static Map<String, Object> members(Readiness readiness) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", readiness.isUp() ? "up" : "down");
        Map<String, String> parts = new LinkedHashMap<>();
        readiness
                .parts()
                .forEach(part -> parts.put(part.name().code(), part.state().code()));
        if (!parts.isEmpty()) {
            members.put("parts", parts);
        }
        if (!readiness.warnings().isEmpty()) {
            members.put("warnings", readiness.warnings());
        }
        return members;
    }
}
