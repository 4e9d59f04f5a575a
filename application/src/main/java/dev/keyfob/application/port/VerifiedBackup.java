package dev.keyfob.application.port;

import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.util.function.BiConsumer;

/** A backup file that was read and found complete. */
public interface VerifiedBackup extends AutoCloseable {

    BackupManifest contents();

    /**
     * Imports everything, in the transaction of this thread. Refuses with DATA_NOT_EMPTY if there is data already, and
     * with DATA_IN_USE if another process may be using the store.
     */
    void restore(BackupProgress progress);

    /** Returns the number of tokens in the backup, including the revoked ones. */
    long tokens();

    /** Calls {@code told} with the id and the digest of each token in the backup. */
    void eachToken(BiConsumer<TokenId, TokenDigest> told);

    /** Removes the temporary data that was needed to read the file. The file stays. */
    @Override
    void close();
}
