package dev.keyfob.web.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.json.DecisionsJson;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.OAuthError;
import dev.keyfob.web.site.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /oauth2/introspect} (RFC 7662): reports whether a token is valid, who owns it, and what it may do.
 *
 * <p>An unusable token is {@code {"active":false}}, whatever the cause. If the request has {@code permission}, which is
 * repeatable, the answer also decides each permission. It counts as a use of the token if all of them are allowed.
 */
public final class IntrospectionEndpoint {

    private static final byte[] INACTIVE = Json.bytes(Map.of("active", false));

    private final VerifyToken verifyToken;
    private final ClientAuthentication clients;
    private final PermissionCatalogue catalogue;
    private final Scope.Of scopes;
    private final String issuer;
    private final Optional<String> audience;

    public IntrospectionEndpoint(
            Site site, Optional<String> audience, VerifyToken verifyToken, AuthenticateClient authenticateClient) {
        this.verifyToken = verifyToken;
        this.clients = new ClientAuthentication(authenticateClient);
        this.catalogue = site.tokenSettings().catalogue();
        this.scopes = new Scope.Of(site.tokenSettings().ceiling());
        this.issuer = site.origin();
        this.audience = audience;
    }

    public Answer answer(VerificationRequest asked) {
        ClientAuthentication.Authenticated authenticated = clients.authenticate(asked);
        OAuthForm form = authenticated.form();
        Verification verification = verifyToken.verifyFor(
                authenticated.client(),
                form.one("address").flatMap(IpAddress::parse).map(IpAddress::text),
                form.required("token"),
                permissions(form));
        return new Answer(
                200,
                Map.of(),
                Json.MEDIA_TYPE,
                verification instanceof Verification.Usable usable
                        ? Json.object(json -> live(usable, json))
                        : INACTIVE);
    }

    private List<Permission> permissions(OAuthForm form) {
        try {
            List<Permission> permissions = new ArrayList<>();
            for (String name : form.all(OAuthForm.PERMISSION)) {
                permissions.add(catalogue.named(name));
            }
            return permissions;
        } catch (Refusal unreadable) {
            throw OAuthError.invalidRequest(unreadable.explanation());
        }
    }

    private void live(Verification.Usable verification, JsonGenerator json) throws IOException {
        AccessToken token = verification.owned().token();
        User owner = verification.owned().owner();
        Scope effective = scopes.token(token.narrowing());
        json.writeBooleanField("active", true);
        json.writeStringField("scope", effective.text());
        // Section 2.2: the client that requested the token. People create their tokens here, so it is Keyfob itself.
        json.writeStringField("client_id", "keyfob");
        json.writeStringField("username", owner.email().value());
        json.writeStringField("sub", owner.id().toString());
        json.writeStringField("token_type", "Bearer");
        if (token.expiresAt().isPresent()) {
            json.writeNumberField("exp", token.expiresAt().get().getEpochSecond());
        }
        json.writeNumberField("iat", token.createdAt().getEpochSecond());
        json.writeStringField("iss", issuer);
        if (audience.isPresent()) {
            json.writeStringField("aud", audience.get());
        }
        json.writeStringField("jti", token.id().toString());
        json.writeStringField("token_name", token.name().value());
        json.writeArrayFieldStart("permissions");
        for (String name : effective.names()) {
            json.writeString(name);
        }
        json.writeEndArray();
        if (!verification.decisions().isEmpty()) {
            json.writeObjectField("decisions", DecisionsJson.of(verification.decisions()));
        }
    }
}
