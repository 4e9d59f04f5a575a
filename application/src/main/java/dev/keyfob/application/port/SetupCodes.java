package dev.keyfob.application.port;

import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import java.time.Instant;
import java.util.Optional;

/** Where the one code lies by which the first account is made: only whoever may read the data can read it there. */
public interface SetupCodes {

    /** Puts it there instead of an earlier one, and says where that is; empty where there is no such place. */
    Optional<String> put(OneTimeCode code, Instant issuedAt);

    /** The code that lies there, ended or not. */
    Optional<IssuedCode> find();

    void remove();
}
