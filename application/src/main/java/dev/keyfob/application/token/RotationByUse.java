package dev.keyfob.application.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.MatchedSecret;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.Verification;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Acts on the secret that was presented. The first use of a successor finishes the rotation, and the use of a secret
 * that a rotation has ended is reported. Other secrets have no effect.
 */
public record RotationByUse(FinishRotation finishRotation, DetectReuse detectReuse) {

    /** Stands for the address if an API does not send the address of its caller. */
    private static final String UNKNOWN = "unknown";

    /** Returns the decision after these effects. {@code again} decides again if another request was faster. */
    Verification after(Verification decided, Optional<String> address, Supplier<Verification> again) {
        if (decided instanceof Verification.Usable usable) {
            return afterUse(usable, address, again);
        }
        if (decided.unusable().filter(Reason.REUSED::equals).isPresent()) {
            decided.found().ifPresent(found -> {
                if (found.matched() instanceof MatchedSecret.Retired retired) {
                    detectReuse.detect(retired.secret(), found.owner(), address.orElse(UNKNOWN));
                }
            });
        }
        return decided;
    }

    private Verification afterUse(Verification.Usable usable, Optional<String> address, Supplier<Verification> again) {
        OwnedToken owned = usable.owned();
        if (owned.matched() instanceof MatchedSecret.Successor successor
                && usable.isAllowed()
                && !finishRotation.finish(owned.token().id(), successor.digest(), address.orElse(UNKNOWN))) {
            return stillNoSuccessor(again.get());
        }
        return usable;
    }

    // It was replaced, or its token ended, after the look-up.
    private static Verification stillNoSuccessor(Verification decided) {
        return decided.isUsable() ? new Verification.Unusable(Reason.SUPERSEDED, decided.found()) : decided;
    }
}
