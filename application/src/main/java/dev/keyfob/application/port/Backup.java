package dev.keyfob.application.port;

import dev.keyfob.domain.backup.BackupContents;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.util.function.BiConsumer;

/** A file that was found to be whole. */
public interface Backup extends AutoCloseable {

    BackupContents contents();

    /**
     * Puts everything in place, in the transaction on this thread. Refuses with DATA_NOT_EMPTY where something is there
     * already, and with DATA_IN_USE where another process may be at work on it.
     */
    void restore(BackupProgress progress);

    /** How many tokens are in it, the revoked ones too. */
    long tokens();

    /** Tells the id and the digest of each token in it. */
    void eachToken(BiConsumer<TokenId, TokenDigest> told);

    /** Removes what was needed to read it. The file stays. */
    @Override
    void close();
}
