package dev.keyfob.application.port;

import dev.keyfob.application.paging.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores how far the announcing of tokens that end soon has come: for each number of days a mark with the end and the
 * id of the last announced token. Also lists the tokens after a mark.
 */
public interface ExpiryWatch {

    /** Returns the mark and locks it until the transaction ends; empty if another node has locked it. */
    Optional<Cursor> lockProgress(int days);

    void updateProgress(int days, Cursor mark);

    /** Returns unrevoked tokens that end after the mark and not after that time, the first to end first. */
    List<Cursor> endingAfter(Cursor mark, Instant until, int most);
}
