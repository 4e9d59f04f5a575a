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
 * Logs each failed sign-in on one line. Tools such as fail2ban read these lines to block addresses, so the format is
 * documented and must not change. The address comes first, before any text that a client can choose.
 */
final class FailedSignIns {

    private static final Logger LOG = LoggerFactory.getLogger(FailedSignIns.class);

    /** Not the user's fault. These lines name the cause and contain no address to block. */
    private static final Set<Reason> OUTAGES = EnumSet.of(Reason.PROVIDER_UNAVAILABLE, Reason.TOO_BUSY);

    private FailedSignIns() {}

    /**
     * {@code way} is the sign-in method, such as "password" or a provider's key. Nothing that the user typed is logged.
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
