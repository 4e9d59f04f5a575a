package dev.keyfob.web.signin;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.SignInRefused;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failed sign-ins, one line each, in a documented format that tools such as fail2ban read to block addresses; it
 * must not change. The client's address comes before any text that the client can choose. Outages are logged without an
 * address.
 */
final class FailedSignInLog {

    /** The name is part of the documented format, so it does not follow the name of this class. */
    private static final Logger LOG = LoggerFactory.getLogger("dev.keyfob.web.signin.FailedSignIns");

    /** Not the user's fault. These lines name the cause and contain no address to block. */
    private static final Set<Reason> OUTAGES = EnumSet.of(Reason.PROVIDER_UNAVAILABLE, Reason.TOO_BUSY);

    private FailedSignInLog() {}

    /**
     * {@code way} is the sign-in method, such as "password" or a provider's key. Passwords, codes and e-mail addresses
     * that were typed into a form are not logged. The cause may contain the e-mail address of an account, or one that a
     * provider sent, and parameters of a provider's answer, which a client can forge.
     */
    static void log(Context ctx, String way, Refusal refusal) {
        String cause = refusal instanceof SignInRefused refused
                ? refused.step() + ": " + refused.cause()
                : refusal.reason().code();
        log(ctx, way, OUTAGES.contains(refusal.reason()), cause);
    }

    /** Logs a failure that the user does not see, because other ways to sign in remain. */
    static void log(Context ctx, String way, String cause) {
        log(ctx, way, false, cause);
    }

    private static void log(Context ctx, String way, boolean isOutage, String cause) {
        if (isOutage) {
            LOG.warn("Sign-in by {} is not possible. {}", way, cause);
        } else {
            LOG.warn("Sign-in refused from {} by {}. {}", ctx.ip(), way, cause);
        }
    }
}
