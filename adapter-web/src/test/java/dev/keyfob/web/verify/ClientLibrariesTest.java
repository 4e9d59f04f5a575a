package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** Real client libraries of APIs, over real HTTP. */
class ClientLibrariesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final ClientWithSecret client =
            keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_spring_resource_server_sees_who_is_calling_and_the_scopes() {
        OAuth2AuthenticatedPrincipal principal =
                spring().introspect(token.secret().reveal());

        assertThat(principal.<String>getAttribute("username")).isEqualTo("alice@example.com");
        assertThat(principal.<List<String>>getAttribute("scope"))
                .containsExactly("activity:view", "recipe:run", "recipe:view", "result:view");
        assertThat(principal.getAuthorities())
                .extracting(authority -> authority.getAuthority())
                .contains("SCOPE_recipe:run")
                .doesNotContain("SCOPE_recipe:deploy");
    }

    @Test
    void a_spring_resource_server_refuses_a_revoked_token() {
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());

        assertThatThrownBy(() -> spring().introspect(token.secret().reveal()))
                .isInstanceOf(BadOpaqueTokenException.class);
    }

    @Test
    void the_nimbus_sdk_reads_the_answer_and_its_revocation_holds() throws Exception {
        TokenIntrospectionResponse live = nimbus();
        assertThat(live.indicatesSuccess()).isTrue();
        assertThat(live.toSuccessResponse().isActive()).isTrue();
        assertThat(live.toSuccessResponse().getSubject().getValue())
                .isEqualTo(keyfob.alice.id().toString());
        assertThat(live.toSuccessResponse().getExpirationTime().toInstant())
                .isEqualTo(token.token().expiresAt().orElseThrow());

        HTTPResponse revoked = new TokenRevocationRequest(
                        at("/oauth2/revoke"),
                        credentials(),
                        new BearerAccessToken(token.secret().reveal()))
                .toHTTPRequest()
                .send();

        assertThat(revoked.getStatusCode()).isEqualTo(200);
        assertThat(nimbus().toSuccessResponse().isActive()).isFalse();
    }

    private TokenIntrospectionResponse nimbus() throws Exception {
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(
                        at("/oauth2/introspect"),
                        credentials(),
                        new BearerAccessToken(token.secret().reveal()))
                .toHTTPRequest()
                .send());
    }

    private ClientSecretBasic credentials() {
        return new ClientSecretBasic(
                new ClientID(client.client().id().value()),
                new Secret(client.secret().reveal()));
    }

    private SpringOpaqueTokenIntrospector spring() {
        return SpringOpaqueTokenIntrospector.withIntrospectionUri(
                        at("/oauth2/introspect").toString())
                .clientId(client.client().id().value())
                .clientSecret(client.secret().reveal())
                .build();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
