package dev.keyfob.persistence;

import com.ibm.icu.text.SpoofChecker;
import dev.keyfob.application.port.NameLikeness;
import dev.keyfob.domain.token.TokenName;

/** The look-alikes that the Unicode Consortium knows, by its own library. */
public final class IcuNameLikeness implements NameLikeness {

    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

    @Override
    public boolean areAlike(TokenName one, TokenName other) {
        return CHECKER.getSkeleton(one.value()).equals(CHECKER.getSkeleton(other.value()))
                || CHECKER.getSkeleton(one.folded()).equals(CHECKER.getSkeleton(other.folded()));
    }
}
