package dev.keyfob.web.verify;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.RevocationBound;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.web.problem.Answer;
import java.util.List;
import java.util.Map;

/** {@code POST /oauth2/revoke} (RFC 7009): ends a token. The answer is the same where there was none to end. */
public final class RevocationEndpoint {

    private final WebConfig config;
    private final WebUseCases useCases;
    private final ClientAuthentication clients;

    public RevocationEndpoint(WebConfig config, WebUseCases useCases) {
        this.config = config;
        this.useCases = useCases;
        this.clients = new ClientAuthentication(useCases);
    }

    public Answer answer(Asked asked) {
        OAuthForm form = OAuthForm.read(asked);
        Actor.Client client = clients.clientOf(asked, form);
        useCases.revokeToken().revokePresented(client, List.of(form.required("token")));
        return Answer.empty(200, Map.of(RevocationBound.HEADER, RevocationBound.of(config)));
    }
}
