package dev.keyfob.application.mail;

import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.RateLimitKey;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.SignInCounter;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits the mails with links for forgotten passwords, so that nobody can flood a mailbox or probe many addresses.
 * Addresses without an account count like those with one. All nodes share the counters.
 */
final class PasswordMailLimit {

    private static final int PER_ACCOUNT = 3;
    private static final int PER_NETWORK = 10;
    private static final Duration COUNTED_FOR = Duration.ofHours(1);

    private final SignInCounters counters;

    PasswordMailLimit(SignInCounters counters) {
        this.counters = counters;
    }

    /**
     * Counts one mail, in the caller's transaction. Returns false if the account has reached its limit. The requester
     * gets no error then, because the limit protects the owner of the mailbox.
     *
     * @throws Refusal SIGN_IN_TOO_SOON if requests from that network exceed the limit
     */
    boolean take(Email typed, String address, Instant now) {
        for (RateLimitKey key : RateLimitKey.of(address)) {
            SignInCounter network = recent("password mail from", key.text(), now);
            if (network.failures() >= PER_NETWORK * key.times()) {
                Duration wait =
                        Duration.between(now, network.lastFailedAt().orElse(now).plus(COUNTED_FOR));
                throw Refusal.tooSoon(
                        Reason.SIGN_IN_TOO_SOON,
                        "Too many links were asked for from your network. Wait " + Refusal.seconds(wait)
                                + ", then try again.",
                        wait);
            }
            counters.update(network.failed(now));
        }
        SignInCounter account = recent("password mail to", typed.value(), now);
        if (account.failures() >= PER_ACCOUNT) {
            return false;
        }
        counters.update(account.failed(now));
        return true;
    }

    private SignInCounter recent(String what, String whose, Instant now) {
        SignInCounter counter = counters.lock(SignInCounter.keyOf(what, whose));
        return counter.lastFailedAt()
                        .filter(at -> at.isAfter(now.minus(COUNTED_FOR)))
                        .isPresent()
                ? counter
                : SignInCounter.start(counter.key());
    }
}
