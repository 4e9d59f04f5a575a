package dev.keyfob.web.site;

import io.javalin.http.Context;

/** Sends the caller of a revocation the longest time, in seconds, until every node refuses the token. */
public final class RevocationBound {

    public static final String HEADER = "Keyfob-Effective-Within";

    private RevocationBound() {}

    public static void tell(Context ctx, Site site) {
        ctx.header(HEADER, of(site));
    }

    public static String of(Site site) {
        return Long.toString(site.revocationBound().toSeconds());
    }
}
