package dev.keyfob.application.port;

import dev.keyfob.application.paging.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far tokens that end soon were announced: for each number of days before the end a mark, the end and the id of the
 * last one announced.
 */
public interface ExpiryWatch {

    /** The mark, locked until the transaction ends; empty where another node has locked it. */
    Optional<Cursor> hold(int days);

    void move(int days, Cursor mark);

    /** Tokens that are not revoked and end after the mark, up to and with that time: the first to end comes first. */
    List<Cursor> endingAfter(Cursor mark, Instant until, int most);
}
