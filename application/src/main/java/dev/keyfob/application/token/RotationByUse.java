package dev.keyfob.application.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.ShownSecret;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What follows where another secret of a token was presented than the one in use: a successor's first use finishes the
 * rotation, and the use of one that a rotation has ended is noticed. For all others nothing follows.
 */
public record RotationByUse(FinishRotation finishRotation, NoticeReuse noticeReuse) {

    /** Where an API does not tell where its callers are. */
    private static final String UNKNOWN = "unknown";

    /** The decision as it stands after that; {@code again} makes it anew, for when others were faster. */
    Verification after(Verification decided, Optional<String> address, Supplier<Verification> again) {
        if (decided.shown().isEmpty() || decided.shown().get() instanceof ShownSecret.Current) {
            return decided;
        }
        AccessToken token = decided.token().orElseThrow();
        ShownSecret shown = decided.shown().get();
        if (shown instanceof ShownSecret.Retired retired) {
            if (decided.unusable().filter(Reason.REUSED::equals).isPresent()) {
                noticeReuse.notice(retired.secret(), address.orElse(UNKNOWN));
            }
        } else if (shown instanceof ShownSecret.Successor
                && decided.isAllowed()
                && !finishRotation.finish(token.id(), shown.digest(), address.orElse(UNKNOWN))) {
            return stillNoSuccessor(again.get());
        }
        return decided;
    }

    // It was replaced, or its token ended, after it was looked up.
    private static Verification stillNoSuccessor(Verification decided) {
        return decided.isUsable()
                ? new Verification(
                        Optional.of(Reason.SUPERSEDED), decided.token(), decided.owner(), List.of(), decided.shown())
                : decided;
    }
}
