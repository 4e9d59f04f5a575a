package dev.keyfob.web.api;

import dev.keyfob.application.token.ExplainedVerification;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.web.json.DecisionsJson;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/v1/tokens/verify}: reports the exact reason why a token is valid or not, to administrators only. The
 * answer is that of {@code keyfob token verify}, and does not count as a use of the token.
 */
public final class TokenVerificationEndpoint {

    private static final Set<String> MEMBERS = Set.of("token", "permissions", "address");

    private final Site site;
    private final VerifyToken verifyToken;

    public TokenVerificationEndpoint(Site site, VerifyToken verifyToken) {
        this.site = site;
        this.verifyToken = verifyToken;
    }

    public void explain(Context ctx, Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        JsonBody body = JsonBody.read(ctx, MEMBERS);
        List<Permission> permissions = body.texts("permissions").orElse(List.of()).stream()
                .map(Permission::parse)
                .toList();
        String presented = body.text("token").orElseThrow(() -> JsonBody.unreadable("The member token is missing."));
        Optional<ExplainedVerification> there = body.text("address")
                .map(RequestSource.Address::parse)
                .map(address -> verifyToken.explainAt(actor, address, presented, permissions));
        Verification verification = there.map(ExplainedVerification::verification)
                .orElseGet(() -> verifyToken.explain(actor, presented, permissions));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", verification.isUsable());
        answer.put(
                "reason", verification.unusable().map(reason -> reason.code()).orElse(null));
        answer.put(
                "record",
                verification
                        .found()
                        .map(found -> TokenJson.of(
                                found.token(), found.owner(), site.clock().instant()))
                        .orElse(null));
        answer.put("decisions", DecisionsJson.of(verification.decisions()));
        answer.put(
                "rate_limited", there.map(ExplainedVerification::isRateLimited).orElse(null));
        Json.answer(ctx, 200, answer);
    }
}
