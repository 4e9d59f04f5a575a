package dev.keyfob.web.signin;

import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.web.site.TrustedProxies;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who a proxy in front says is there, in the one header that the settings name. It is believed from a trusted proxy's
 * own connection alone, and where it is there once.
 */
public final class ProxySignIn {

    /** How the log calls it. */
    static final String WAY = "proxy header";

    private final Optional<String> header;
    private final TrustedProxies trustedProxies;

    public ProxySignIn(SignInMethods methods, TrustedProxies trustedProxies) {
        this.header = methods.proxyHeader();
        this.trustedProxies = trustedProxies;
    }

    Optional<ProvenIdentity> identityOf(Context ctx) {
        return emailOf(ctx)
                .map(email -> new ProvenIdentity(
                        Identity.byProxy(email),
                        Optional.of(email),
                        Optional.empty(),
                        Optional.empty(),
                        "your organisation"));
    }

    /** Does the proxy name somebody else than that address? Then an open session is not theirs. */
    boolean contradicts(Context ctx, Email signedIn) {
        return emailOf(ctx).filter(email -> !email.equals(signedIn)).isPresent();
    }

    /** Does the proxy name that address? */
    boolean names(Context ctx, Email signedIn) {
        return emailOf(ctx).filter(signedIn::equals).isPresent();
    }

    /** Why the header that is there names nobody; empty where it does, and where there is none. */
    Optional<String> doubt(Context ctx) {
        List<String> values = values(ctx);
        if (values.isEmpty() || emailOf(ctx).isPresent()) {
            return Optional.empty();
        }
        if (!trustedProxies.trusts(ctx.req().getRemoteAddr())) {
            return Optional.of(
                    "it was not sent by a trusted proxy but by " + ctx.req().getRemoteAddr());
        }
        return Optional.of(
                values.size() == 1 ? "it holds no e-mail address" : "it was sent " + values.size() + " times");
    }

    private Optional<Email> emailOf(Context ctx) {
        List<String> values = values(ctx);
        if (values.size() != 1 || !trustedProxies.trusts(ctx.req().getRemoteAddr())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Email.parse(values.get(0)));
        } catch (Refusal notAnAddress) {
            return Optional.empty();
        }
    }

    /** None where all are blank: some proxies send the header empty where nobody is signed in. */
    private List<String> values(Context ctx) {
        List<String> values = header.<List<String>>map(
                        name -> Collections.list(ctx.req().getHeaders(name)))
                .orElse(List.of());
        return values.stream().allMatch(String::isBlank) ? List.of() : values;
    }
}
