package dev.keyfob.web.site;

import dev.keyfob.web.WebConfig;
import io.javalin.http.Context;

/** Tells whoever revoked after how many seconds at the latest every node refuses what was revoked. */
public final class RevocationBound {

    public static final String HEADER = "Keyfob-Effective-Within";

    private RevocationBound() {}

    public static void tell(Context ctx, WebConfig config) {
        ctx.header(HEADER, of(config));
    }

    public static String of(WebConfig config) {
        return Long.toString(config.revocationBound().toSeconds());
    }
}
