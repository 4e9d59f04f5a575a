package dev.keyfob.application.port;

import dev.keyfob.domain.user.CodeDigest;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The issued one-time codes that have not expired, stored as digests. */
public interface IssuedCodes {

    void add(IssuedCode code);

    /** Finds the code, whether or not it was used. */
    Optional<IssuedCode> find(CodeDigest digest);

    /** Finds the code and locks its row until the transaction ends, so that it is used only once. */
    Optional<IssuedCode> findForUpdate(CodeDigest digest);

    /** Updates when the code was used. */
    void update(IssuedCode code);

    /** Removes the codes with that purpose for that account, or, without a user, those that belong to no account. */
    void removeAllOf(CodePurpose purpose, Optional<UserId> user);

    /** Removes codes that expired before {@code then}, whether or not they were used. */
    void removeExpired(Instant then);
}
