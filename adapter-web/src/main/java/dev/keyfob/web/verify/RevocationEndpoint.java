package dev.keyfob.web.verify;

import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.site.RevocationBound;
import dev.keyfob.web.site.Site;
import java.util.List;
import java.util.Map;

/** {@code POST /oauth2/revoke} (RFC 7009): revokes a token. The answer is the same if there is no such token. */
public final class RevocationEndpoint {

    private final Site site;
    private final RevokeToken revokeToken;
    private final ClientAuthentication clients;

    public RevocationEndpoint(Site site, RevokeToken revokeToken, AuthenticateClient authenticateClient) {
        this.site = site;
        this.revokeToken = revokeToken;
        this.clients = new ClientAuthentication(authenticateClient);
    }

    public Answer answer(VerificationRequest asked) {
        ClientAuthentication.Authenticated authenticated = clients.authenticate(asked);
        revokeToken.revokePresented(
                authenticated.client(), List.of(authenticated.form().required("token")));
        return Answer.empty(200, Map.of(RevocationBound.HEADER, RevocationBound.of(site)));
    }
}
