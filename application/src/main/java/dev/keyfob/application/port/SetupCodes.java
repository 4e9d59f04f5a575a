package dev.keyfob.application.port;

import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import java.time.Instant;
import java.util.Optional;

/** Stores the one code for creating the first account, where only a person with access to the data can read it. */
public interface SetupCodes {

    /** Stores the code in place of an earlier one and returns where it is; empty if there is no such place. */
    Optional<String> put(OneTimeCode code, Instant issuedAt);

    /** Returns the stored code, expired or not. */
    Optional<IssuedCode> find();

    void remove();
}
