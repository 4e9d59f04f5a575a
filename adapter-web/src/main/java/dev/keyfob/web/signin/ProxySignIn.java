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
 * Reads the user's e-mail address from the header in which a reverse proxy sends it. The header is trusted only on a
 * direct connection from a trusted proxy, and only if it occurs once.
 */
public final class ProxySignIn {

    /** The name of this sign-in method in the log. */
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

    /** Returns whether the proxy names another user. If so, the open session does not belong to the current user. */
    boolean contradicts(Context ctx, Email signedIn) {
        return emailOf(ctx).filter(email -> !email.equals(signedIn)).isPresent();
    }

    /** Returns whether the proxy names this address. */
    boolean names(Context ctx, Email signedIn) {
        return emailOf(ctx).filter(signedIn::equals).isPresent();
    }

    /** Explains why the header names no user. Empty if it does, or if there is no header. */
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

    /** Returns no values if all are blank, because some proxies send an empty header if nobody is signed in. */
    private List<String> values(Context ctx) {
        List<String> values = header.<List<String>>map(
                        name -> Collections.list(ctx.req().getHeaders(name)))
                .orElse(List.of());
        return values.stream().allMatch(String::isBlank) ? List.of() : values;
    }
}
