package dev.keyfob.application.port;

import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.DigestMark;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits for people's next digests, and how far the digests have come. */
public interface Digests {

    void add(DigestLine line);

    /** Adds this line for everyone who has tokens that were revoked at that very time, with one statement. */
    void addForOwnersOfRevoked(Instant revokedAt, String line);

    /** How far the digests have come, locked until the transaction ends; empty where another node has locked it. */
    Optional<DigestMark> hold();

    void move(DigestMark mark);

    /** Enabled people after that one who have notices, or tokens in the mark's windows, in the order of their ids. */
    List<UserId> listRecipients(DigestMark mark, int most);

    /** Of each of these people the tokens in the mark's windows: the first to end, and how many there are. */
    Map<UserId, FirstOf<ExpiringToken>> listExpiring(List<UserId> people, DigestMark mark, int most);

    /** Of each of these people the lines that wait: the first noted, and how many there are. */
    Map<UserId, FirstOf<String>> listNoted(List<UserId> people, int most);

    /** Removes what waits for these people. */
    void removeAllOf(List<UserId> people);
}
