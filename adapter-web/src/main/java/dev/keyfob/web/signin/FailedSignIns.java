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
 * The line in the log for each sign-in that failed. What shuts out addresses that try again and again reads it, so its
 * form is documented and stays: the address stands first, before anything that somebody else can choose.
 */
final class FailedSignIns {

    private static final Logger LOG = LoggerFactory.getLogger(FailedSignIns.class);

    /** Nobody's fault who tries to sign in: such lines name the cause, and no address to shut out. */
    private static final Set<Reason> OUTAGES = EnumSet.of(Reason.PROVIDER_UNAVAILABLE, Reason.TOO_BUSY);

    private FailedSignIns() {}

    /** {@code way} is a password, a provider's key or a header's name. Of what was typed nothing is told. */
    static void log(Context ctx, String way, Refusal refusal) {
        String cause = refusal instanceof SignInRefused refused
                ? refused.step() + ": " + refused.cause()
                : refusal.reason().code();
        log(ctx, way, OUTAGES.contains(refusal.reason()), cause);
    }

    /** For who is not told that they failed, since other ways to sign in are open to them. */
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
