package dev.keyfob.web.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The request that a proxy asks about: its method, if known, and its path.
 *
 * <p>Proxies describe it in three ways, and a client can forge the headers that its proxy does not use. So every
 * description that is present must be allowed, and a forged one can only make the check stricter.
 */
record OriginalRequest(Optional<String> method, String target) {

    /** Headers by which some servers replace the method or path of the request line. */
    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL");

    /** Returns every description of the request. Refuses a request that a server may treat as another one. */
    static List<OriginalRequest> of(VerificationRequest asked) {
        if (OVERRIDES.stream().anyMatch(name -> !asked.headers(name).isEmpty())) {
            throw PathRules.noRule("A header names another method or path than the request itself. Send the request"
                    + " without that header.");
        }
        List<OriginalRequest> requests = new ArrayList<>();
        // nginx, as documented
        addFrom(asked, "X-Original-Method", "X-Original-URI", requests);
        // Traefik and Caddy
        addFrom(asked, "X-Forwarded-Method", "X-Forwarded-Uri", requests);
        // Envoy: below the endpoint's own path
        String below = asked.path().substring(AuthCheckEndpoint.PATH.length());
        if (!below.isEmpty()) {
            requests.add(new OriginalRequest(Optional.of(asked.method()), below));
        }
        return requests;
    }

    private static void addFrom(
            VerificationRequest asked, String method, String target, List<OriginalRequest> requests) {
        List<String> methods = asked.headers(method);
        for (String path : asked.headers(target)) {
            methods.forEach(name -> requests.add(new OriginalRequest(Optional.of(name), path)));
            if (methods.isEmpty()) {
                requests.add(new OriginalRequest(Optional.empty(), path));
            }
        }
    }
}
