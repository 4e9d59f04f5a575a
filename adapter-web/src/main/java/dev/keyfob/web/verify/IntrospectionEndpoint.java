package dev.keyfob.web.verify;

import dev.keyfob.application.token.Verification;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.web.json.DecisionsJson;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.OAuthError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /oauth2/introspect} (RFC 7662): is this token good, whose is it, and what may it do?
 *
 * <p>A token that cannot be used is {@code {"active":false}}, whatever the cause. With {@code permission}, repeatable,
 * the answer also decides each; it counts as a use of the token where everything asked for is allowed.
 */
public final class IntrospectionEndpoint {

    private static final byte[] DEAD = Json.bytes(Map.of("active", false));

    private final WebUseCases useCases;
    private final ClientAuthentication clients;
    private final PermissionCeiling ceiling;
    private final String issuer;
    private final Optional<String> audience;

    public IntrospectionEndpoint(WebConfig config, WebUseCases useCases) {
        this.useCases = useCases;
        this.clients = new ClientAuthentication(useCases);
        this.ceiling = config.rules().ceiling();
        this.issuer = config.origin();
        this.audience = config.audience();
    }

    public Answer answer(Asked asked) {
        OAuthForm form = OAuthForm.read(asked);
        Actor.Client client = clients.clientOf(asked, form);
        Verification verification = useCases.verifyToken()
                .verifyFor(
                        client,
                        form.one("address").filter(Network::isAddress),
                        form.required("token"),
                        permissions(form));
        return new Answer(
                200, Map.of(), Json.MEDIA_TYPE, verification.isUsable() ? Json.bytes(live(verification)) : DEAD);
    }

    private static List<Permission> permissions(OAuthForm form) {
        try {
            return form.all(OAuthForm.PERMISSION).stream()
                    .map(Permission::parse)
                    .toList();
        } catch (Refusal unreadable) {
            throw OAuthError.invalidRequest(unreadable.explanation());
        }
    }

    private Map<String, Object> live(Verification verification) {
        AccessToken token = verification.token().orElseThrow();
        User owner = verification.owner().orElseThrow();
        List<String> effective = ceiling.permissions(token.narrowing()).stream()
                .map(Permission::name)
                .toList();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", true);
        members.put("scope", String.join(" ", effective));
        // Section 2.2: the client that the token was issued to. People make their tokens here, so it is Keyfob itself.
        members.put("client_id", "keyfob");
        members.put("username", owner.email().value());
        members.put("sub", owner.id().toString());
        members.put("token_type", "Bearer");
        token.expiresAt().map(Instant::getEpochSecond).ifPresent(end -> members.put("exp", end));
        members.put("iat", token.createdAt().getEpochSecond());
        members.put("iss", issuer);
        audience.ifPresent(name -> members.put("aud", name));
        members.put("jti", token.id().toString());
        members.put("token_name", token.name().value());
        members.put("permissions", effective);
        if (!verification.decisions().isEmpty()) {
            members.put("decisions", DecisionsJson.of(verification.decisions()));
        }
        return members;
    }
}
