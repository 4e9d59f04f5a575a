package dev.keyfob.web.site;

import io.javalin.http.Context;

/** Tells whoever revoked after how many seconds at the latest every node refuses what was revoked. */
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
