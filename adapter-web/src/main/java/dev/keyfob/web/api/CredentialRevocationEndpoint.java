package dev.keyfob.web.api;

import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.site.RevocationBound;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code POST /api/v1/credentials/revoke}: revokes leaked tokens, up to 1000 at a time. Callers need no sign-in. The
 * answer never reveals which tokens were real. An address may send 60 requests an hour.
 */
public final class CredentialRevocationEndpoint {

    private static final int MOST = 1000;
    private static final int REQUESTS = 60;

    private final Site site;
    private final RevokeToken revokeToken;
    private final HourlyIpLimit limit;

    /** {@code refusals} counts requests over the limit. */
    public CredentialRevocationEndpoint(Site site, RevokeToken revokeToken, LongAdder refusals) {
        this.site = site;
        this.revokeToken = revokeToken;
        this.limit = new HourlyIpLimit(REQUESTS, refusals, site.clock());
    }

    public void revoke(Context ctx) {
        limit.take(ctx.ip());
        List<String> secrets = JsonBody.read(ctx, Set.of("credentials"))
                .texts("credentials")
                .orElseThrow(() -> JsonBody.unreadable("The member credentials is missing: a list of tokens."));
        if (secrets.size() > MOST) {
            throw new Refusal(Reason.TOO_MANY_AT_ONCE, "At most " + MOST + " at a time. Send the rest afterwards.");
        }
        revokeToken.revokePresented(new Actor.Finder(ctx.ip()), secrets);
        RevocationBound.tell(ctx, site);
        ctx.status(202);
    }
}
