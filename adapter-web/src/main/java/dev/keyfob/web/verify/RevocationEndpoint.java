package dev.keyfob.web.verify;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.RevocationBound;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import io.javalin.http.Context;
import java.util.List;

/** {@code POST /oauth2/revoke} (RFC 7009): ends a token. The answer is the same where there was none to end. */
public final class RevocationEndpoint {

    private final WebConfig config;
    private final WebUseCases useCases;

    public RevocationEndpoint(WebConfig config, WebUseCases useCases) {
        this.config = config;
        this.useCases = useCases;
    }

    public void handle(Context ctx, OAuthForm form, Actor.Client client) {
        useCases.revokeToken().revokePresented(client, List.of(form.required("token")));
        RevocationBound.tell(ctx, config);
        ctx.status(200);
    }
}
