package dev.keyfob.web.verify;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The request that a proxy asks about: its method, where known, and its path.
 *
 * <p>Proxies say it in three ways, and a client can write the headers of the two that its proxy does not use. So all
 * that are there are taken together, and each must be allowed: whoever adds one can only make the check stricter.
 */
record OriginalRequest(Optional<String> method, String target) {

    static List<OriginalRequest> of(Context ctx) {
        List<OriginalRequest> requests = new ArrayList<>();
        // nginx, by our documentation
        addFrom(ctx, "X-Original-Method", "X-Original-URI", requests);
        // Traefik and Caddy
        addFrom(ctx, "X-Forwarded-Method", "X-Forwarded-Uri", requests);
        // Envoy: below our own path
        String below = ctx.req().getRequestURI().substring(AuthCheckEndpoint.PATH.length());
        if (!below.isEmpty()) {
            requests.add(new OriginalRequest(Optional.of(ctx.req().getMethod()), below));
        }
        return requests;
    }

    private static void addFrom(Context ctx, String method, String target, List<OriginalRequest> requests) {
        List<String> methods = Collections.list(ctx.req().getHeaders(method));
        for (String path : Collections.list(ctx.req().getHeaders(target))) {
            methods.forEach(name -> requests.add(new OriginalRequest(Optional.of(name), path)));
            if (methods.isEmpty()) {
                requests.add(new OriginalRequest(Optional.empty(), path));
            }
        }
    }
}
