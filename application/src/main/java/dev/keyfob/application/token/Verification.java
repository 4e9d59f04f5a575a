package dev.keyfob.application.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.ShownSecret;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What verifying a presented token came to: why it cannot be used at all, or else whose it is and what was decided on
 * each permission asked about. Outsiders are told only that it is good or not; the operator sees the reason. {@code
 * shown} is by which of the token's secrets it was presented.
 */
public record Verification(
        Optional<Reason> unusable,
        Optional<AccessToken> token,
        Optional<User> owner,
        List<Decision> decisions,
        Optional<ShownSecret> shown) {

    public Verification {
        decisions = List.copyOf(decisions);
    }

    /** Nothing is known of what was presented. */
    static Verification unusable(Reason reason) {
        return new Verification(Optional.of(reason), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    Verification withToken(UnaryOperator<AccessToken> change) {
        return new Verification(unusable, token.map(change), owner, decisions, shown);
    }

    public boolean isUsable() {
        return unusable.isEmpty();
    }

    /** The token is good, and everything that was asked for is allowed. */
    public boolean isAllowed() {
        if (!isUsable()) {
            return false;
        }
        for (Decision decision : decisions) {
            if (!decision.isAllowed()) {
                return false;
            }
        }
        return true;
    }
}
