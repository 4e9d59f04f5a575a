package dev.keyfob.application.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.PresentedSecret;
import dev.keyfob.domain.token.Verification;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What follows where another secret of a token was presented than the one in use: a successor's first use finishes the
 * rotation, and the use of one that a rotation has ended is noticed. For all others nothing follows.
 */
public record RotationByUse(FinishRotation finishRotation, DetectReuse detectReuse) {

    /** Where an API does not tell where its callers are. */
    private static final String UNKNOWN = "unknown";

    /** The decision as it stands after that; {@code again} makes it anew, for when others were faster. */
    Verification after(Verification decided, Optional<String> address, Supplier<Verification> again) {
        if (decided instanceof Verification.Usable usable) {
            return afterUse(usable, address, again);
        }
        if (decided.unusable().filter(Reason.REUSED::equals).isPresent()) {
            decided.found().ifPresent(found -> {
                if (found.shown() instanceof PresentedSecret.Retired retired) {
                    detectReuse.notice(retired.secret(), found.owner(), address.orElse(UNKNOWN));
                }
            });
        }
        return decided;
    }

    private Verification afterUse(Verification.Usable usable, Optional<String> address, Supplier<Verification> again) {
        OwnedToken owned = usable.owned();
        if (owned.shown() instanceof PresentedSecret.Successor successor
                && usable.isAllowed()
                && !finishRotation.finish(owned.token().id(), successor.digest(), address.orElse(UNKNOWN))) {
            return stillNoSuccessor(again.get());
        }
        return usable;
    }

    // It was replaced, or its token ended, after it was looked up.
    private static Verification stillNoSuccessor(Verification decided) {
        return decided.isUsable() ? new Verification.Unusable(Reason.SUPERSEDED, decided.found()) : decided;
    }
}
