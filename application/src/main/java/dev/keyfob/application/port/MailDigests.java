package dev.keyfob.application.port;

import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the lines that wait for each user's next digest mail, and how far the current digest run has come. */
public interface MailDigests {

    void add(DigestLine line);

    /** Adds this line, with one statement, for everyone who has tokens that were revoked at exactly that time. */
    void addForOwnersOfRevoked(Instant revokedAt, String line);

    /** Returns the progress and locks it until the transaction ends; empty if another node has locked it. */
    Optional<DigestProgress> lockProgress();

    void updateProgress(DigestProgress mark);

    /**
     * Returns enabled people after the mark who have waiting lines, or tokens that end in the mark's windows, ordered by id.
     */
    List<UserId> listRecipients(DigestProgress mark, int most);

    /** Returns for each person the tokens that end in the mark's windows: the first to end, and the total number. */
    Map<UserId, FirstOf<ExpiringToken>> listExpiring(List<UserId> people, DigestProgress mark, int most);

    /**
     * Removes the waiting lines of these people, and returns for each person the earliest of them and their number. A
     * line that another transaction adds meanwhile stays for the next digest.
     */
    Map<UserId, FirstOf<String>> takeLines(List<UserId> people, int most);

    /** Removes the waiting lines of the user. */
    void removeAllOf(UserId user);
}
