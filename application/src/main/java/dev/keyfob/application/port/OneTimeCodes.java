package dev.keyfob.application.port;

import dev.keyfob.domain.user.CodeDigest;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The one-time codes that were given out and have not ended; of each only its digest. */
public interface OneTimeCodes {

    void add(IssuedCode code);

    /** Finds the code, used or not. */
    Optional<IssuedCode> find(CodeDigest digest);

    /** Finds the code and holds the row until the transaction ends: so it is used once. */
    Optional<IssuedCode> findForUpdate(CodeDigest digest);

    /** Writes when the code was used. */
    void update(IssuedCode code);

    /** Removes the codes for that purpose and account, or, without one, those that are for no account. */
    void removeAllOf(CodePurpose purpose, Optional<UserId> user);

    /** Removes codes that ended before then, used or not. */
    void removeExpired(Instant then);
}
